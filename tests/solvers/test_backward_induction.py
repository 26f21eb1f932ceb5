from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import calendar, is_equilibrium, profiles, quality, value
from tests.strategies import training_games
from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.solvers.tie_rules import fewest_switches, first_listed
from toymodels.training import Phase, TrainingGame, with_numbers

F = Fraction


@given(training_games())
def test_it_finds_one_of_the_equilibria_found_by_brute_force(game):
    equilibria = [profile for profile in profiles(game) if is_equilibrium(game, profile)]
    assert equilibria
    for ties in (fewest_switches, first_listed):
        solution = backward_induction(game, ties)
        profile = list(solution.policy)
        assert profile in equilibria
        assert solution.value == value(game, profile)
        assert solution.exact
        assert solution.certificate == 0
    if len(equilibria) == 1:
        assert list(solution.policy) == equilibria[0]


@given(training_games())
def test_the_optimal_actions_are_all_those_that_are_best_against_later_selves(game):
    solution = backward_induction(game)
    profile = list(solution.policy)
    for t, phase in enumerate(calendar(game)):
        for state in game.states:
            for context in phase.contexts:
                worth = {a: quality(game, profile, t, (state, context, a)) for a in game.actions[state]}
                best = {action for action in worth if worth[action] == max(worth.values())}
                assert solution.optimal_actions(t, state, context) == best


@given(training_games())
def test_evaluating_the_policy_gives_the_value(game):
    solution = backward_induction(game)
    assert policy_evaluation(game, solution.policy).value == solution.value


@given(training_games(), st.booleans())
def test_floats_are_solved_as_the_rationals_that_they_are(game, dyadic):
    """Every probability is made a sum of 2^-20ths; the game is then solved in floats and exactly."""

    def as_float(row):
        counts = {outcome: int(chance * 2**20) for outcome, chance in row.items()}
        first = next(iter(counts))
        return {outcome: (n + (2**20 - sum(counts.values())) * (outcome == first)) / 2**20 for outcome, n in counts.items()}

    unit = 1 if dyadic else 10
    floats = TrainingGame(
        base=game.base,
        states=game.states,
        actions=game.actions,
        payoffs={key: float(payoff) / unit for key, payoff in game.payoffs.items()},
        phases=tuple(
            Phase(p.name, p.episodes, as_float(p.contexts), {m: as_float(r) for m, r in p.kernel.items()}, p.training)
            for p in game.phases
        ),
        start=game.start,
        discount=float(game.discount),
    )
    exact = backward_induction(in_rationals(floats))
    solution = backward_induction(floats)
    assert not solution.exact
    assert type(solution.value) is float
    assert solution.choices == exact.choices
    assert solution.policy == exact.policy
    assert solution.value == pytest.approx(float(exact.value), rel=1e-12, abs=1e-12)
    assert solution.certificate == pytest.approx(0, abs=1e-12)


def in_rationals(game):
    return with_numbers(game, lambda x: F(x) if isinstance(x, float) else x)


def test_the_worked_example():
    solution = backward_induction(EpisodeGame(training=2, deployment=3))
    assert (solution.plan, solution.value, solution.exact) == ("BBAAA", 3, True)
    assert solution.method == "backward induction"


def test_a_ladder_by_hand():
    """Three rungs, certain modification: an A is 1 now, and each later self counts nothing for an earlier one.

    Rung 0 with n deployment episodes ahead plays B in training iff n >= 1; it gets 2 in all. With none, it plays A in
    the last episode of training.
    """
    solution = backward_induction(ladder_game(rungs=3, training=2, deployment=2))
    assert (solution.plan, solution.value) == ("BBAA", 2)
    assert backward_induction(ladder_game(rungs=3, training=2, deployment=0)).value == 1


def test_a_later_self_that_wants_something_else_is_foreseen():
    """s0 would go on to s1 for its 3, were it not that s1 then takes the road that pays itself 1 and s0 nothing."""
    kernel = {("s0", "c", "go"): {"s1": 1}}
    pays = {("first", "s1", "c", "good"): 3, ("second", "s1", "c", "own"): 1, ("first", "s0", "c", "stay"): 1}
    game = TrainingGame(
        base="first",
        states={"s0": "first", "s1": "second"},
        actions={"s0": ("go", "stay"), "s1": ("good", "own")},
        payoffs={
            (o, s, "c", a): pays.get((o, s, "c", a), 0)
            for o in ("first", "second")
            for s, a in [("s0", "go"), ("s0", "stay"), ("s1", "good"), ("s1", "own")]
        },
        phases=(Phase("p", 2, {"c": 1}, kernel),),
        start="s0",
    )
    solution = backward_induction(game)
    assert solution.plan == "stay stay"
    assert solution.value == 2
    assert solution.optimal_actions(1, "s1") == {"own"}


def test_floats_that_rounding_would_order_wrongly_are_decided_exactly():
    """In floats 0.1 + 0.2 > 0.3, but ten times 0.1 and 1 are ordered by the rationals that the floats are."""
    game = choice_game({"A": 0.1, "B": 0.1}, episodes=1)
    assert backward_induction(game).optimal_actions(0) == {"A", "B"}
    third = 1 / 3  # a little below 1/3: A is better by less than floats can see
    solution = backward_induction(EpisodeGame(training=3, deployment=3, modification=third))
    assert {solution.optimal_actions(t) for t in range(3)} == {frozenset("A")}
    above = backward_induction(EpisodeGame(training=3, deployment=3, modification=float(np.nextafter(third, 1))))
    assert {above.optimal_actions(t) for t in range(3)} == {frozenset("B")}
    assert not above.exact
    tie = backward_induction(EpisodeGame(training=3, deployment=4, modification=0.25))
    assert {tie.optimal_actions(t) for t in range(3)} == {frozenset("AB")}


def test_distributions_of_floats_that_sum_to_one_only_nearly_are_decided_too():
    """0.1 + 0.9 is 1 in floats, and not exactly: a tie must not turn that into an error."""
    game = TrainingGame(
        base="base",
        states={"s": "base", "t": "base"},
        actions={"s": ("A", "B"), "t": ("A",)},
        payoffs={("base", s, c, a): 0.5 for c in "xy" for s, a in [("s", "A"), ("s", "B"), ("t", "A")]},
        phases=(Phase("p", 2, {"x": 0.1, "y": 0.9}, {("s", "x", "B"): {"t": 1}}),),
        start="s",
    )
    assert backward_induction(game).optimal_actions(0) == {"A", "B"}


def test_a_model_that_is_no_dataclass_is_decided_too():
    class Stater:
        def training_game(self):
            return EpisodeGame(training=1, deployment=4, modification=0.25).training_game()

    assert backward_induction(Stater()).optimal_actions(0) == {"A", "B"}


def test_nothing_to_play_is_worth_nothing():
    solution = backward_induction(EpisodeGame(training=0, deployment=0))
    assert (solution.plan, solution.value, solution.regime) == ("", 0, "other")
    assert backward_induction(TrainingGame("o", {"s": "o"}, {"s": ("A",)}, {}, (), "s")).value == 0


@pytest.mark.parametrize("value", [sympy.Symbol("p"), np.array([0.5, 1.0])])
def test_symbols_and_arrays_are_refused_with_what_to_use(value):
    with pytest.raises(TypeError, match="backward_induction compares numbers: for arrays use grid_induction, for symbols"):
        backward_induction(EpisodeGame(modification=value))


def test_what_is_no_problem_is_refused():
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got int"):
        backward_induction(3)
