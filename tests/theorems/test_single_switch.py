from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.single_switch import deterred_episodes, switching_plan


def test_a_tie_counts_as_deterred():
    """p g^j u_0 = 1 at every j in the first game; the second has 10/9 at j = 1 and 20/27 at j = 2."""
    assert deterred_episodes(EpisodeGame(training=3, deployment=1, discount=1)) == 3
    tied = EpisodeGame(training=3, deployment=2, modification=1, discount="2/3")
    assert deterred_episodes(tied) == 1
    assert switching_plan(tied, 1) == "AABAA"
