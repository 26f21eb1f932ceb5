import functools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import value
from tests.strategies import chances, episode_games, overlaps, training_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs, policy_of
from toymodels.solvers.policy_evaluation import policy_evaluation

F = Fraction
SYMBOLS = dict(
    zip(
        ["modification", "overlap", "discount", "training_agreement", "deployment_agreement", "monitoring"],
        sympy.symbols("p w g tau alpha q"),
        strict=True,
    )
)


@functools.cache
def formula(training, plan):
    game = EpisodeGame(training=training, deployment=len(plan) - training, **SYMBOLS)
    return policy_evaluation(game, plan).value


@given(training_games(), st.data())
def test_it_is_the_sum_over_all_histories(game, data):
    profile = [
        {
            (state, context): data.draw(st.sampled_from(game.actions[state]))
            for state in game.states
            for context in phase.contexts
        }
        for phase in game.phases
        for _ in range(phase.episodes)
    ]
    solution = policy_evaluation(game, Runs.of(profile))
    assert solution.value == value(game, profile)
    assert solution.exact
    assert list(solution.policy) == profile


@given(
    st.sampled_from([(1, "AB"), (2, "BAA"), (2, "AAAB"), (0, "AB"), (2, "AB")]),
    st.fixed_dictionaries({name: overlaps() if name == "overlap" else chances() for name in SYMBOLS}),
)
def test_substituting_numbers_into_a_formula_gives_the_number(game_and_plan, numbers):
    training, plan = game_and_plan
    exact = policy_evaluation(EpisodeGame(training, len(plan) - training, **numbers), plan).value
    values = {SYMBOLS[name]: sympy.Rational(str(number)) for name, number in numbers.items()}
    assert formula(training, plan).subs(values) == sympy.Rational(str(exact))


@given(episode_games(longest=3), st.lists(chances(), min_size=1, max_size=4), st.data())
def test_arrays_are_evaluated_element_by_element(game, modifications, data):
    plan = "".join(data.draw(st.sampled_from("AB")) for _ in range(game.training + game.deployment))
    fields = vars(game)
    each = [policy_evaluation(EpisodeGame(**fields | {"modification": p}), plan).value for p in modifications]
    exact = np.array(modifications, dtype=object)
    found = policy_evaluation(EpisodeGame(**fields | {"modification": exact}), plan).value
    assert np.broadcast_to(found, len(each)).tolist() == each
    floats = policy_evaluation(EpisodeGame(**fields | {"modification": exact.astype(float)}), plan).value
    assert np.broadcast_to(floats, len(each)).tolist() == pytest.approx(list(map(float, each)), rel=1e-12, abs=1e-12)


def test_plans_of_the_worked_example():
    game = EpisodeGame(training=2, deployment=3)
    values = {plan: policy_evaluation(game, plan).value for plan in ("BBAAA", "AAAAA", "BAAAA", "BBBBB", "BBBBA", "BBABA")}
    assert values == {"BBAAA": 3, "AAAAA": 1, "BAAAA": 1, "BBBBB": 0, "BBBBA": 1, "BBABA": 2}


def test_a_formula_by_hand():
    """A in one episode of training, then D = 2: 1 + g (1 - p) + g^2 (1 - p)."""
    p, g = sympy.symbols("p g")
    formula = policy_evaluation(EpisodeGame(training=1, deployment=2, modification=p, discount=g), "AAA").value
    assert sympy.expand(formula - (1 + (1 - p) * (g + g**2))) == 0


def test_a_value_that_no_symbol_enters_is_exact_all_the_same():
    solution = policy_evaluation(EpisodeGame(modification=sympy.Symbol("p")), "BBAAA")
    assert type(solution.value) is int
    assert (solution.value, solution.exact) == (3, True)


def test_a_policy_that_is_not_optimal_says_what_deviating_gains():
    solution = policy_evaluation(EpisodeGame(training=2, deployment=3), "AAAAA")
    assert solution.certificate == 2
    assert solution.optimal_actions(0) == {"A"}
    assert solution.ties == ()
    assert solution.method == "policy evaluation"
    assert solution.plan == "AAAAA"


def test_floats_give_floats():
    solution = policy_evaluation(EpisodeGame(modification=0.5), "AAAAA")
    assert (solution.value, solution.exact) == (1 + 0.5 + 0.25 * 3, False)
    assert type(policy_evaluation(EpisodeGame(discount=1.0), "BBBBB").value) is float


def test_a_whole_policy_is_played_as_it_is():
    game = EpisodeGame(training=1, deployment=1).training_game()
    policy = Runs.of(rule | {("base", "conflict"): "A"} for rule in policy_of(game, "AA"))
    assert policy_evaluation(game, policy).value == 2


@pytest.mark.parametrize(
    ("plan", "message"), [("BB", "a policy must cover the game's 5 episodes, got 2"), ("BBCAA", "got 'C'")]
)
def test_plans_that_do_not_fit_are_refused(plan, message):
    with pytest.raises(ValueError, match=message):
        policy_evaluation(EpisodeGame(), plan)


@pytest.mark.parametrize("acts", [{}, {("mesa", "conflict"): "Z"}])
def test_policies_that_do_not_fit_are_refused(acts):
    whole = policy_of(EpisodeGame().training_game(), "BBAAA")
    rules = Runs.of((dict(rule) | acts) if acts else {} for rule in whole)
    with pytest.raises(ValueError, match="policy"):
        policy_evaluation(EpisodeGame(), rules)


def test_what_is_no_problem_is_refused():
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got str"):
        policy_evaluation("game", "BBAAA")
