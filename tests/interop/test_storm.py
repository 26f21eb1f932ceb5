"""What the model checker Storm says of the models that we write, in exact and in parametric arithmetic."""

import dataclasses
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy.abc import g, p, q, w

from tests.strategies import chances, episode_games, training_games, worth_of_deployment
from tests.training_games import ladder_game
from toymodels.domains import with_fields
from toymodels.interop.prism import prism_model
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.thresholds import deception_threshold
from toymodels.training import Phase

stormpy = pytest.importorskip("stormpy")

F = Fraction


def answer(model, kind, folder):
    """Storm's answer at the initial state, in numbers of a kind."""
    path = folder / "game.prism"
    model.save(path)
    program = stormpy.parse_prism_program(path)
    [question] = stormpy.parse_properties(model.question, program)
    built = stormpy.build_model[kind](program, [question])
    return stormpy.model_checking(built, question, only_initial_states=True).get_value(built.initial_states[0])


def exact(model, folder):
    """The value of the game by Storm's exact engine."""
    return F(str(answer(model, stormpy.Rational, folder))) - model.offset


def function(model, folder):
    """The value of the game as a rational function, term by term from Storm's."""
    found = answer(model, stormpy.RationalFunction, folder).rational_function()
    return polynomial(found.numerator, model) / polynomial(found.denominator, model) - model.offset


def polynomial(terms, model):
    """A polynomial of Storm's as a sympy expression; a denominator that is a number comes as one."""
    if not hasattr(terms, "nr_terms"):
        return sympy.Rational(str(terms))
    powers = ((sympy.Rational(str(term.coeff)), term.monomial or ()) for term in terms)
    return sympy.Add(*(k * sympy.Mul(*(model.symbols[x.name] ** n for x, n in monomial)) for k, monomial in powers))


def assert_same_function(one, other):
    assert sympy.cancel(sympy.together(one - other)) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("storm")


@settings(max_examples=30)
@given(game=training_games())
def test_values_of_random_games(folder, game):
    assume(game.discount <= 1)
    solution = backward_induction(game)
    assert exact(prism_model(game, solution), folder) == solution.value
    assert exact(prism_model(game, decides=False), folder) == solution.value


@given(game=episode_games())
def test_values_of_random_episode_games(folder, game):
    assert exact(prism_model(game), folder) == backward_induction(game).value


@pytest.mark.parametrize("rungs", [2, 3, 4])
def test_values_on_the_ladder_where_other_selves_change_their_minds(folder, rungs):
    """The middle rungs are other selves that behave differently as training ends."""
    game = ladder_game(rungs, training=4, deployment=3, chance=F(1, 2), discount=F(9, 10))
    assert exact(prism_model(game), folder) == backward_induction(game).value


def test_long_numbers(folder):
    chance, pay = F(10**39 + 1, 3 * 10**39), F(10**50 + 1, 7)
    game = EpisodeGame(3, 3, chance, pay, F(10**12 + 1, 10**13))
    assert exact(prism_model(game), folder) == backward_induction(game).value


def test_floats(folder):
    game = EpisodeGame(3, 3, 0.1, 0.7, 0.9)
    rational = EpisodeGame(3, 3, F(0.1), F(0.7), F(0.9))
    assert exact(prism_model(game), folder) == backward_induction(rational).value


def test_a_value_below_zero(folder):
    game = EpisodeGame(2, 2, 1, -1, F(1, 2)).training_game()
    game = dataclasses.replace(game, payoffs={key: pay - 3 for key, pay in game.payoffs.items()})
    assert backward_induction(game).value < 0
    assert exact(prism_model(game), folder) == backward_induction(game).value


@pytest.mark.parametrize("plan", ["AAAAAA", "AABAAA", "ABBAAA", "BBBAAA", "BABABA"])
def test_values_of_plans_as_functions(folder, plan):
    game = EpisodeGame(3, 3, p, w, g, training_agreement=q, deployment_agreement=F(1, 3), monitoring=p**2 / 2)
    found = function(prism_model(game, plan, decides=False), folder)
    assert_same_function(found, policy_evaluation(game, plan).value)


@settings(max_examples=20)
@given(game=training_games(strategic=False), data=st.data())
def test_values_of_random_plans_as_functions(folder, game, data):
    """Random games with a symbolic discount, and p as the chance that nothing happens where something might have."""
    plan = data.draw(st.lists(st.sampled_from(game.actions["s0"]), min_size=game.episodes, max_size=game.episodes))
    phases = tuple(
        Phase(phase.name, phase.episodes, phase.contexts, {m: lazy(m[0], row) for m, row in phase.kernel.items()})
        for phase in game.phases
    )
    symbolic = dataclasses.replace(game, phases=phases, discount=g)
    model = prism_model(symbolic, plan, decides=False)
    assert_same_function(function(model, folder), policy_evaluation(symbolic, plan).value)


def lazy(state, row):
    """A distribution over next states with probability 1 - p, and otherwise the same state."""
    mixed = {after: (1 - p) * sympy.Rational(chance.numerator, chance.denominator) for after, chance in row.items()}
    return mixed | {state: mixed.get(state, 0) + p}


def test_rational_expressions(folder):
    game = EpisodeGame(1, 2, p / (1 + p), w / (1 - p) ** 2, g)
    for plan in ("BAA", "AAA"):
        found = function(prism_model(game, plan, decides=False), folder)
        assert_same_function(found, policy_evaluation(game, plan).value)


@settings(max_examples=12)
@given(st.integers(1, 4), st.integers(1, 5), chances(), st.integers(0, 3), st.booleans())
def test_thresholds(folder, training, deployment, agreement, discount, monitored):
    """At p = 1/(g^T u_0) the best plan with an A first is worth as much as that with a B; next to it, one is better."""
    game = EpisodeGame(
        training,
        deployment,
        discount=[1, F(9, 10), F(3, 4), F(99, 100)][discount],
        deployment_agreement=F(agreement) / 2,
        monitoring=F(1, 7) if monitored else 0,
    )
    stake = game.discount**training * worth_of_deployment(game)
    assume(stake > 1)
    assert deception_threshold(game, "modification").value == 1 / stake
    signs = [gain_of_b(with_fields(game, modification=chance), folder) for chance in (F(1, 2) / stake, 1 / stake, 1)]
    assert signs[0] < 0
    assert signs[1] == 0
    assert signs[2] > 0


def gain_of_b(game, folder):
    """What B rather than A in the first episode gains, everything later being for the best, by Storm."""
    b, a = (exact(prism_model(opened(game, action)), folder) for action in "BA")
    return b - a


def opened(game, action):
    """The game with the action of the first episode given: it starts in a state "first" that has no other."""
    stated = game.training_game()
    training, deployment = stated.phases
    after = training.kernel["mesa", "conflict", "A"] if action == "A" else {"mesa": 1}
    contexts = ("conflict", "agreement")
    pays = {(phi, "first", c, action): stated.payoffs[phi, "mesa", c, action] for phi in stated.objectives for c in contexts}
    idle = {("first", c, action): {"mesa": 1} for c in contexts}
    return dataclasses.replace(
        stated,
        states=stated.states | {"first": "mesa"},
        actions=stated.actions | {"first": (action,)},
        payoffs=stated.payoffs | pays,
        phases=(
            Phase("first", 1, training.contexts, idle | {("first", "conflict", action): after}),
            dataclasses.replace(training, episodes=training.episodes - 1),
            deployment,
        ),
        start="first",
    )
