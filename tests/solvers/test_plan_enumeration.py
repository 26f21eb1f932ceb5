from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from tests.strategies import training_games
from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.plan_enumeration import plan_enumeration, plan_values
from toymodels.training import Phase, TrainingGame

F = Fraction


@given(training_games(strategic=False))
def test_it_agrees_with_backward_induction_where_one_self_decides_who_comes_next(game):
    brute, recursion = plan_enumeration(game), backward_induction(game)
    assert brute.value == recursion.value == max(plan_values(game))
    assert brute.choices == recursion.choices
    assert brute.policy == recursion.policy
    assert brute.exact
    assert brute.certificate == 0


def test_the_worked_example_over_all_32_plans():
    """Sources, section 4 of arXiv:1906.01820: returns 0, 1, 2, 3 for 1, 27, 3, 1 plans."""
    game = EpisodeGame(training=2, deployment=3)
    assert Counter(plan_values(game)) == {0: 1, 1: 27, 2: 3, 3: 1}
    solution = plan_enumeration(game)
    assert (solution.plan, solution.value, solution.method) == ("BBAAA", 3, "plan enumeration")


def test_a_sum_over_histories_by_hand():
    """A A with p = 1/3 and agreement 1/4 in training, g = 1/2: 1 + 1/2 (P(mesa) + P(base) α), α = 0 in deployment.

    P(mesa) = 1 - 1/3 * 3/4 = 3/4, so 1 + 3/8.
    """
    game = EpisodeGame(1, 1, F(1, 3), discount=F(1, 2), training_agreement=F(1, 4))
    values = plan_values(game)
    assert len(values) == 4  # two acts in a conflict of training, one in an agreement, two in deployment
    assert max(values) == 1 + F(3, 8)
    assert sorted(values) == sorted([F(1, 4), F(1, 4) + F(1, 2), 1, 1 + F(3, 8)])


def test_floats_are_compared_as_they_are():
    solution = plan_enumeration(EpisodeGame(training=2, deployment=3, modification=0.5))
    assert (solution.plan, solution.value, solution.exact) == ("BBAAA", 3.0, False)
    assert type(solution.value) is float


def test_actions_that_pay_and_lead_the_same_are_tried_once():
    assert len(plan_values(choice_game({"A": 1, "B": 1, "C": 2}, episodes=3))) == 8
    assert plan_enumeration(choice_game({"A": 2, "B": 1, "C": 2})).optimal_actions(0) == {"A", "C"}


def test_contexts_that_cannot_occur_have_optimal_actions_all_the_same():
    game = EpisodeGame(training=1, deployment=2, training_agreement=1)
    assert plan_enumeration(game).choices == backward_induction(game).choices
    assert len(plan_values(game)) == 4


def test_nothing_to_play():
    assert plan_enumeration(EpisodeGame(training=0, deployment=0)).value == 0


def test_too_many_plans_are_refused_before_any_is_tried():
    with pytest.raises(ValueError, match="a game must have at most 65536 plans to be enumerated, got 131072"):
        plan_enumeration(EpisodeGame(training=2, deployment=15))


def test_games_of_several_strategic_selves_are_refused():
    with pytest.raises(ValueError, match="only the starting state's actions decide who comes next, and those of 'rung 1' do"):
        plan_enumeration(ladder_game(rungs=3))


def test_a_row_written_with_a_nought_is_the_same_row():
    kernel = {("t", "c", "A"): {"s": 1}, ("t", "c", "B"): {"s": 1, "t": 0}}
    game = TrainingGame(
        base="o",
        states={"s": "o", "t": "o"},
        actions={"s": ("A",), "t": ("A", "B")},
        payoffs={("o", s, "c", a): 1 for s, a in [("s", "A"), ("t", "A"), ("t", "B")]},
        phases=(Phase("p", 2, {"c": 1}, kernel),),
        start="s",
    )
    assert plan_enumeration(game).value == 2


@pytest.mark.parametrize("value", [sympy.Symbol("p"), np.array([0.5, 1.0])])
def test_symbols_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="plan_enumeration compares numbers, and the game has symbols or arrays in it"):
        plan_enumeration(EpisodeGame(modification=value))


def test_what_is_no_problem_is_refused():
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got NoneType"):
        plan_enumeration(None)
    with pytest.raises(TypeError, match="a problem must be a TrainingGame"):
        plan_values(None)
