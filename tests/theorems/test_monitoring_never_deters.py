import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.theorems.monitoring_never_deters import acts_in_deployment


@pytest.mark.parametrize(
    ("game", "acts"),
    [
        (EpisodeGame(0, 3, monitoring=1), ("BA", "BA", "A")),
        (EpisodeGame(0, 3, monitoring=1, discount="1/2"), ("A", "A", "A")),
        (EpisodeGame(0, 3, monitoring=1, deployment_agreement="1/2"), ("A", "A", "A")),
        (EpisodeGame(0, 0, monitoring=1), ()),
    ],
)
def test_sure_modification_ties_all_but_the_last_conflict(game, acts):
    assert acts_in_deployment(game) == optimal_acts(game) == acts
