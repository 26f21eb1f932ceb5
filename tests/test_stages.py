import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from tests.strategies import training_games
from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.stages import is_exact_game, judged_states, payoff_scale, rounding_bounds, stages
from toymodels.training import Phase, TrainingGame

F = Fraction


@given(training_games())
def test_stages_hold_the_numbers_of_the_game_times_their_scales(game):
    rho = payoff_scale(game)
    for stage, phase in zip(stages(game), game.phases, strict=True):
        nu = stage.unit_growth // stage.scale
        assert stage.phase is phase
        assert {c: F(mu, nu) for c, mu in stage.weights.items()} == {c: mu for c, mu in phase.contexts.items() if mu}
        for (state, context), branches in stage.branches.items():
            assert tuple(branches) == game.actions[state]
            for action, branch in branches.items():
                chances = phase.kernel.get((state, context, action), {state: 1})
                expected = {s: game.discount * k for s, k in chances.items() if game.discount * k}
                assert {s: F(k, stage.scale) for s, k in branch.links} == expected
                for phi, pay in branch.payoffs.items():
                    assert type(pay) is int
                    assert F(pay, rho) == game.payoffs[phi, state, context, action]


def test_scales_are_least_common_denominators():
    game = choice_game({"A": F(1, 6), "B": F(1, 4)}, contexts={"x": F(1, 3), "y": F(2, 3)}, discount=F(2, 5))
    (stage,) = stages(game)
    assert payoff_scale(game) == 12
    assert (stage.scale, stage.unit_growth) == (5, 15)


def test_nothing_is_scaled_unless_the_whole_game_is_exact():
    game = choice_game({"A": F(1, 6), "B": 0.25}, discount=F(2, 5))
    (stage,) = stages(game)
    assert payoff_scale(game) == stage.scale == stage.unit_growth == 1
    assert stage.branches["self", "task"]["A"].payoffs["base"] == F(1, 6)


@pytest.mark.parametrize("number", [0.5, sympy.Symbol("p"), np.array([1, 0]), np.array([F(1, 2)], dtype=object)])
def test_one_other_number_makes_a_game_inexact(number):
    assert is_exact_game(EpisodeGame(modification=F(1, 2)).training_game())
    assert not is_exact_game(EpisodeGame(modification=number).training_game())


def test_impossible_contexts_and_links_are_left_out_unless_they_are_arrays():
    (training, _) = stages(EpisodeGame(modification=0).training_game())
    assert list(training.weights) == ["conflict"]
    assert dict(training.branches["mesa", "conflict"]["A"].links) == {"mesa": 1}
    zeros = np.zeros(2)
    (training, _) = stages(EpisodeGame(modification=zeros, training_agreement=zeros).training_game())
    assert list(training.weights) == ["conflict", "agreement"]
    assert [state for state, _ in training.branches["mesa", "conflict"]["A"].links] == ["base", "mesa"]


def classes(game, point):
    return [[branch.action for branch in alike] for alike in stages(game)[0].classes(point)]


def test_actions_that_pay_and_lead_the_same_are_one():
    assert classes(choice_game({"A": 1, "B": 2, "C": 1}), ("self", "task")) == [["A", "C"], ["B"]]
    assert classes(EpisodeGame().training_game(), ("mesa", "agreement")) == [["B", "A"]]
    assert classes(EpisodeGame(overlap=1, modification=0).training_game(), ("mesa", "conflict")) == [["B"], ["A"]]
    assert classes(ladder_game(chance=F(1, 2)), ("rung 0", "task")) == [["B"], ["A"]]


def test_actions_that_lead_to_the_same_states_with_other_chances_are_two():
    kernel = {("s", "c", "A"): {"s": F(1, 2), "t": F(1, 2)}, ("s", "c", "B"): {"s": F(1, 3), "t": F(2, 3)}}
    game = TrainingGame(
        base="o",
        states={"s": "o", "t": "o"},
        actions={"s": ("A", "B"), "t": ("A",)},
        payoffs={("o", "s", "c", "A"): 0, ("o", "s", "c", "B"): 0, ("o", "t", "c", "A"): 0},
        phases=(Phase("p", 1, {"c": 1}, kernel),),
        start="s",
    )
    assert classes(game, ("s", "c")) == [["A"], ["B"]]


def test_arrays_are_alike_where_they_agree_everywhere():
    assert classes(choice_game({"A": np.array([1.0, 2.0]), "B": np.array([1.0, 2.0])}), ("self", "task")) == [["A", "B"]]
    assert classes(choice_game({"A": np.array([1.0, 2.0]), "B": np.array([1.0, 3.0])}), ("self", "task")) == [
        ["A"],
        ["B"],
    ]


def test_objectives_judge_the_states_that_can_follow_theirs():
    judged = judged_states(ladder_game(rungs=3))
    assert judged == {
        "rung 0": ["rung 0", "rung 1", "rung 2"],
        "rung 1": ["rung 1", "rung 2"],
        "rung 2": ["rung 2"],
    }


def test_rounding_bounds_grow_with_payoffs_and_episodes():
    epsilon = 2.0**-52
    flat = list(itertools.islice(rounding_bounds(choice_game({"A": 0.0, "B": -2.0})), 10))
    assert flat[0] == 2 * epsilon * (8 + 1 + 1) * 1 * 2 * 1
    assert flat[9] == pytest.approx(2 * epsilon * 10 * 10 * 2 * 10)
    half = list(itertools.islice(rounding_bounds(choice_game({"A": 0.0, "B": 2.0}, discount=0.5)), 2))
    assert half[1] == pytest.approx(2 * epsilon * 10 * 2 * 2 * 1.5)
    assert next(rounding_bounds(choice_game({"A": 0.0}))) == 0
    arrays = choice_game({"A": np.array([1.0, -3.0])}, discount=np.array([0.5, 0.25]))
    assert list(itertools.islice(rounding_bounds(arrays), 2))[1] == pytest.approx(2 * epsilon * 10 * 2 * 3 * 1.5)
