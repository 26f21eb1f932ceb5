from fractions import Fraction

from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.never_modified_without_conflict import greatest_chance_of_modification


def test_who_defects_in_every_conflict_is_modified_with_the_greatest_chance():
    game = EpisodeGame(training=2, modification="1/2", training_agreement="1/3")
    assert greatest_chance_of_modification(game) == 1 - Fraction(2, 3) ** 2


def test_monitoring_modifies_in_deployment_only():
    game = EpisodeGame(training=3, deployment=2, training_agreement=1, monitoring="1/4")
    assert greatest_chance_of_modification(game) == 0
    assert greatest_chance_of_modification(game, phases=2) == 1 - Fraction(3, 4) ** 2
