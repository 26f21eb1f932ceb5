from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from tests.oracles import calendar, profiles, quality
from tests.strategies import training_games
from tests.training_games import ladder_game
from toymodels.deviation import deviation_gain
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs, policy_of

F = Fraction


def gain(model, plan):
    game = model.training_game()
    return deviation_gain(game, policy_of(game, plan))


def test_what_the_worked_example_gains_by_hand():
    """Always A is worth 1: B first is worth 0 + 3 instead, and in the last episode of training too."""
    model = EpisodeGame(training=2, deployment=3)
    assert gain(model, "BBAAA") == 0
    assert gain(model, "AAAAA") == 2
    assert gain(model, "BBAAB") == 1
    assert gain(model, "BBBBB") == 1
    assert gain(EpisodeGame(training=2, deployment=3, discount=F(1, 2)), "BBAAA") == 1 - F(7, 16)  # g^2 + g^3 + g^4


@given(training_games(most_profiles=64, longest=2))
def test_it_is_the_largest_gain_of_any_self_anywhere(game):
    profile = next(profiles(game))
    largest = max(
        (
            quality(game, profile, t, (state, context, action))
            - quality(game, profile, t, (state, context, profile[t][state, context]))
            for t, phase in enumerate(calendar(game))
            for state in game.states
            for context in phase.contexts
            for action in game.actions[state]
        ),
        default=0,
    )
    assert deviation_gain(game, Runs.of(profile)) == largest


def test_selves_other_than_the_first_are_judged_too():
    game = ladder_game(rungs=3, training=2, deployment=1)
    policy = policy_of(game, "BBA")
    wrong = Runs.of(rule | {("rung 1", "task"): "B"} for rule in policy)
    assert deviation_gain(game, wrong) == 1


def test_floats_give_floats_and_arrays_arrays():
    assert gain(EpisodeGame(modification=0.5), "AAAAA") == 0.5
    assert gain(EpisodeGame(modification=0.25, discount=0.5), "BBAAA") > 0
    each = gain(EpisodeGame(modification=np.array([0.0, 0.5, 1.0])), "AAAAA")
    assert each.tolist() == [0, 0.5, 2]
    exact = gain(EpisodeGame(modification=np.array([0, F(1, 2), 1], dtype=object)), "AAAAA")
    assert exact.tolist() == [0, F(1, 2), 2]


def test_arrays_that_do_not_matter_leave_a_gain_of_nought():
    assert np.all(gain(EpisodeGame(modification=np.array([0.5, 1.0])), "BBAAA") == 0)


def test_symbols_are_refused():
    with pytest.raises(TypeError, match="the gain from deviating can be told for numbers only"):
        gain(EpisodeGame(modification=sympy.Symbol("p")), "BBAAA")


def test_the_policy_must_cover_the_game():
    game = EpisodeGame().training_game()
    with pytest.raises(ValueError, match="a policy must cover the game's 5 episodes, got 4"):
        deviation_gain(game, Runs((*policy_of(game, "BBAAA").pieces[:1], (2, {}))))
