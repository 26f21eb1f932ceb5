import pytest
from hypothesis import given

from tests.strategies import episode_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.theorems.overlap_cancels import acts_by_worth, is_cancelled


@given(episode_games(longest=3))
def test_worths_and_gaps_have_the_same_optimal_acts(game):
    assert acts_by_worth(game) == optimal_acts(game)


@pytest.mark.parametrize("overlap", [1, "3/2"])
def test_from_overlap_1_on_the_acts_change(overlap):
    assert acts_by_worth(EpisodeGame(training=1, deployment=0, overlap=overlap)) == ("BA" if overlap == 1 else "B",)
    assert is_cancelled(EpisodeGame(training=1, deployment=0, overlap=overlap))


def test_a_game_without_episodes_has_the_same_acts_at_any_overlap():
    assert not is_cancelled(EpisodeGame(training=0, deployment=0, overlap=1))
