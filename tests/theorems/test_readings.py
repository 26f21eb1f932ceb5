import itertools
from fractions import Fraction

from hypothesis import given

from tests.strategies import episode_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.plan_enumeration import plan_enumeration
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.theorems.readings import (
    best_plans,
    deceptive_episodes,
    plan_worth,
    plan_worths,
    subgame_perfect_plans,
    training_acts,
    unmodified_at_deployment,
)

F = Fraction


@given(episode_games(longest=2))
def test_worths_of_plans_are_those_of_the_recursion(game):
    worths = plan_worths(game)
    assert set(worths) == set(map("".join, itertools.product("AB", repeat=game.training + game.deployment)))
    for plan, worth in worths.items():
        assert plan_worth(game, plan) == worth == policy_evaluation(game, plan).value


@given(episode_games(longest=2))
def test_the_best_plans_are_worth_the_value(game):
    worths = plan_worths(game)
    assert {worths[plan] for plan in best_plans(game)} == {plan_enumeration(game).value}


def test_the_worked_example():
    game = EpisodeGame(training=2, deployment=3)
    assert training_acts(game) == ("B", "B")
    assert deceptive_episodes(game) == 2
    assert subgame_perfect_plans(game) == best_plans(game) == {"BBAAA"}


def test_the_chance_of_coming_through_training():
    game = EpisodeGame(training=2, deployment=1, modification="1/2", training_agreement="1/3")
    assert unmodified_at_deployment(game, "AAA") == F(4, 9)
    assert unmodified_at_deployment(game, "BAA") == F(2, 3)
    assert unmodified_at_deployment(game, "BBA") == 1
