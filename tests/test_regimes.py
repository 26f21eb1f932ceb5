import itertools

import pytest

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.regimes import REGIMES, regime


def named(plan, training):
    return regime(EpisodeGame(training=training, deployment=len(plan) - training).training_game(), Runs.of(plan))


@pytest.mark.parametrize(
    ("training", "deployment", "word"),
    [
        ("AA", "AA", "defects"),
        ("AA", "BB", "defects"),
        ("A", "", "defects"),
        ("", "A", "defects"),
        ("", "BA", "defects"),
        ("ABB", "A", "partly deceptive"),
        ("AB", "", "partly deceptive"),
        ("AB", "BB", "partly deceptive"),
        ("BB", "AA", "deceptive"),
        ("BB", "BB", "deterred"),
        ("BB", "", "deterred"),
        ("", "B", "deterred"),
        ("BB", "BA", "other"),
        ("BA", "A", "other"),
        ("BAB", "A", "other"),
        ("ABA", "A", "other"),
        ("", "", "other"),
    ],
)
def test_every_word_has_its_plans(training, deployment, word):
    assert named(training + deployment, len(training)) == word


def test_the_words_of_all_short_plans_follow_the_definitions():
    for plan in map("".join, itertools.product("AB", repeat=5)):
        training, deployment = plan[:3], plan[3:]
        expected = {
            "defects": training == "AAA",
            "partly deceptive": training in ("AAB", "ABB"),
            "deceptive": training == "BBB" and deployment == "AA",
            "deterred": plan == "BBBBB",
        }
        assert named(plan, 3) == next((word for word, holds in expected.items() if holds), "other")


def test_codes_are_positions_that_stay():
    assert REGIMES == ("defects", "partly deceptive", "deceptive", "deterred", "other")


def test_actions_are_judged_by_what_they_pay_base_not_by_name():
    game = choice_game({"hide": 1, "serve": 2}, episodes=2)
    assert regime(game, Runs.of(["serve", "serve"])) == "deterred"
    assert regime(game, Runs.of(["hide", "serve"])) == "defects"  # no training: all of it is A


def test_huge_plans_are_named_without_writing_them_out():
    game = EpisodeGame(training=10**18, deployment=10**18).training_game()
    assert regime(game, Runs(((10**18, "B"), (10**18, "A")))) == "deceptive"


def test_the_plan_must_fit_the_game():
    with pytest.raises(ValueError, match="a policy must cover the game's 2 episodes, got 3"):
        regime(choice_game({"A": 1}, episodes=2), Runs.of("AAA"))
