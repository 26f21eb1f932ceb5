from fractions import Fraction

import pytest
from hypothesis import given

from tests.strategies import episode_games, worth_of_deployment
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import bits
from toymodels.solvers.switching import EpisodeParameters, Switch, deterrence_sign, switch

F = Fraction


def parameters(**fields):
    return EpisodeParameters.of(EpisodeGame(**fields))


@given(episode_games(longest=8))
def test_the_sign_is_that_of_the_sum_written_out(game):
    for exponent in range(1, 5):
        excess = game.modification * game.discount**exponent * worth_of_deployment(game) - 1
        assert deterrence_sign(EpisodeParameters.of(game), exponent) == (excess > 0) - (excess < 0)


@given(episode_games(longest=8))
def test_the_switch_counts_the_episodes_that_satisfy_the_inequality(game):
    stakes = [game.modification * game.discount ** (j + 1) * worth_of_deployment(game) for j in range(game.training)]
    length = sum(stake >= 1 for stake in stakes)
    if game.overlap >= 1:
        assert switch(EpisodeParameters.of(game)) == (game.training, game.overlap == 1)
    else:
        assert switch(EpisodeParameters.of(game)) == (length, length > 0 and stakes[length - 1] == 1)


def test_huge_exponents_are_enclosed_instead_of_written_down():
    """x_0 = p g u_0 with D so large that u_0 = 1/(1 - g) = 100: m = 1 + floor(ln 99 / ln(100/99)) = 458."""
    long = parameters(training=10**18, deployment=10**18, discount=F(99, 100))
    assert 99 * 0.99**457 > 1 > 99 * 0.99**458
    assert switch(long) == Switch(458, tied=False)
    assert deterrence_sign(long, 10**17) == -1


def test_patience_measured_in_huge_numbers_of_episodes():
    """1 - g = 10^-12, D g = 10^18 p: training is B until p g^(j+1) u_0 < 1, some 10^13 episodes."""
    gap = F(1, 10**12)
    patient = parameters(training=10**18, deployment=10**18, discount=1 - gap)
    length, tied = switch(patient)
    assert not tied
    assert length == pytest.approx(27.631021115928547e12, rel=1e-9)  # ln(10^12) / gap
    assert deterrence_sign(patient, length) == 1
    assert deterrence_sign(patient, length + 1) == -1


def test_what_no_number_of_a_million_bits_can_tell_is_said():
    """g u_0 = 99 (1 - g^D), and p is its reciprocal but for 2^-80000."""
    deployment, scale = 200_000, 1 << 80_000
    whole, left = 100**deployment, 99**deployment
    modification = F(scale * whole // (99 * (whole - left)), scale)
    game = parameters(training=1, deployment=deployment, modification=modification, discount=F(99, 100))
    with pytest.raises(ArithmeticError, match=r"modification \* discount\^1 \* .* reaches 1 is too close to call"):
        deterrence_sign(game, 1)


def test_every_power_of_a_number_of_few_bits_is_counted():
    assert [bits(x) for x in (0, 1, F(1, 2), F(99, 100), F(1023, 1024))] == [0, 0, 2, 7, 11]


def test_models_that_are_no_episode_game_are_refused():
    with pytest.raises(TypeError, match="the closed form is that of the episode game: int has no training"):
        EpisodeParameters.of(3)


def test_floats_become_the_rationals_that_they_are():
    assert parameters(modification=0.75, discount=1.0).exactly()[2:5] == (F(3, 4), 0, 1)
