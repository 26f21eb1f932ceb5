from fractions import Fraction

import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.last_episode_threshold import acts_against, is_decided_by_the_sum


@pytest.mark.parametrize(("loss", "acts"), [(0, "A"), (Fraction(99, 100), "A"), (1, "BA"), (Fraction(101, 100), "B")])
def test_what_is_optimal_against_a_loss(loss, acts):
    assert acts_against(loss) == acts


def test_a_deployment_with_agreements_is_decided_by_its_worth_and_not_by_the_sum_of_powers():
    game = EpisodeGame(training=1, deployment=2, deployment_agreement="1/2", modification=1)
    assert is_decided_by_the_sum(game)
