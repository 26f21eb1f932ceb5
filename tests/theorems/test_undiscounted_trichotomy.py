import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.undiscounted_trichotomy import claimed_plans


@pytest.mark.parametrize(
    ("game", "plans"),
    [
        (EpisodeGame(2, 3, "1/2"), {"BBAAA"}),
        (EpisodeGame(2, 2, "1/2"), {"AAAA", "ABAA", "BAAA", "BBAA"}),
        (EpisodeGame(2, 1, "1/2"), {"AAA"}),
        (EpisodeGame(3, 0, 1), {"AAA", "ABA", "BAA", "BBA"}),
        (EpisodeGame(3, 0, 1, training_agreement="1/2"), {"AAA"}),
        (EpisodeGame(0, 0, 1), {""}),
    ],
)
def test_plans_found_by_hand(game, plans):
    assert claimed_plans(game) == plans
