from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import training_acts
from toymodels.theorems.training_agreement_is_idle import has_the_same_acts, is_unmoved_by_agreement


def test_a_chance_of_agreement_breaks_the_ties_of_one_who_can_defect_once():
    game = EpisodeGame(training=3, deployment=0, training_agreement="1/2")
    assert training_acts(EpisodeGame(training=3, deployment=0)) == ("BA", "BA", "A")
    assert training_acts(game) == ("A", "A", "A")
    assert is_unmoved_by_agreement(game)
    assert not has_the_same_acts(game)
