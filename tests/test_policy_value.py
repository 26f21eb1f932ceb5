from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import profiles, value
from tests.strategies import training_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs, policy_of
from toymodels.policy_value import policy_value


@given(training_games(), st.data())
def test_sums_over_all_histories(game, data):
    profile = data.draw(st.sampled_from(list(profiles(game))))
    assert policy_value(game, Runs.of(profile)) == value(game, profile)


def test_numbers_of_every_kind():
    def worth(overlap):
        game = EpisodeGame(overlap=overlap).training_game()
        return policy_value(game, policy_of(game, "BBAAA"))

    w = sympy.Symbol("w")
    assert worth(Fraction(1, 3)) == Fraction(11, 3)
    assert worth(0.5) == 4.0
    assert list(worth(np.array([0.0, 1.0]))) == [3.0, 5.0]
    assert sympy.expand(worth(w)) == 2 * w + 3


def test_policies_of_another_length_are_refused():
    with pytest.raises(ValueError, match="a policy must cover the game's 5 episodes"):
        policy_value(EpisodeGame().training_game(), Runs(()))
