from fractions import Fraction

from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.indistinguishable_in_training import is_hidden_in_training, likelihoods, tells_nothing

GAME = EpisodeGame(training=2, deployment=3, modification="1/2", training_agreement="1/3")


def test_likelihoods_by_hand():
    seen = likelihoods(GAME, "mesa", "AB")
    assert sum(seen.values()) == 1
    assert seen[("conflict", 0), ("conflict", 1)] == Fraction(4, 9)
    assert likelihoods(GAME, "mesa", "AA")[("conflict", 0), ("conflict", 1)] == Fraction(4, 9) / 2
    assert likelihoods(GAME, "base", "AA") == likelihoods(GAME, "mesa", "BB")


def test_an_act_against_the_base_objective_gives_it_away():
    assert tells_nothing(GAME, "BB")
    assert not tells_nothing(GAME, "AB")
    assert not tells_nothing(GAME, "BBA")
    assert tells_nothing(EpisodeGame(training_agreement=1), "AA")


def test_at_ties_there_are_plans_that_do_not_hide():
    assert is_hidden_in_training(EpisodeGame(training=2, deployment=3, modification="1/3"))
    assert not is_hidden_in_training(EpisodeGame(training=2, deployment=0))
