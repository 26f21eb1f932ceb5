from fractions import Fraction

import pytest
import sympy
from hypothesis import given

from tests.oracles import worth
from tests.strategies import episode_games, training_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.episode_values import episode_values
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.policy_evaluation import policy_evaluation


def test_the_worked_example_by_hand():
    values = episode_values(closed_form(EpisodeGame(training=2, deployment=3)), range(5))
    assert [value.payoff for value in values] == [0, 0, 1, 1, 1]
    assert [value.onwards for value in values] == [3, 3, 3, 2, 1]


def test_a_defector_by_hand():
    """A now pays 1; with probability 1/2 it is modified, and then sees nothing of the 2 episodes of deployment at 1/2."""
    game = EpisodeGame(training=1, deployment=2, modification="1/2", discount="1/2")
    values = episode_values(closed_form(game), range(3))
    assert [value.payoff for value in values] == [1, 1, 1]
    assert [value.onwards for value in values] == [1 + Fraction(1, 4) * Fraction(3, 2), Fraction(3, 2), 1]


def test_agreements_pay_too():
    game = EpisodeGame(training=1, deployment=1, overlap="1/5", training_agreement="1/4", modification=1)
    (training, deployment) = episode_values(policy_evaluation(game, "BA"), range(2))
    assert training.payoff == Fraction(1, 4) + Fraction(3, 4) * Fraction(1, 5)
    assert training.onwards == training.payoff + 1
    assert deployment == (1, 1)


@given(training_games())
def test_what_is_to_come_is_the_sum_over_all_histories(game):
    solution = backward_induction(game)
    profile = list(solution.policy)
    objective = game.states[game.start]
    values = episode_values(solution, range(game.episodes))
    for first, value in enumerate(values):
        assert value.onwards == worth(game, profile, objective, [(game.start, 1, 0, 1)], first)
    assert not values or values[0].onwards == solution.value


@given(episode_games())
def test_some_episodes_are_as_all(game):
    solution = closed_form(game)
    whole = episode_values(solution, range(solution.game.episodes))
    assert episode_values(solution, range(0, solution.game.episodes, 2)) == whole[::2]


def test_long_games_are_floats_and_right():
    game = EpisodeGame(1000, 1000, modification="1/2", discount="99/100", monitoring="1/9", training_agreement="1/3")
    solution = closed_form(game)
    first, last = episode_values(solution, [0, 1999])
    assert isinstance(first.onwards, float)
    assert first.onwards == pytest.approx(float(solution.value), rel=1e-12)
    assert last == (1, 1)


def test_horizons_may_be_huge():
    first, last = episode_values(closed_form(EpisodeGame(10**18, 10**18)), [0, 10**18])
    assert (first.payoff, first.onwards) == (0, 1e18)
    assert (last.payoff, last.onwards) == (1, 1e18)


def test_symbols_are_refused():
    game = EpisodeGame(training=1, deployment=1, modification=sympy.Symbol("p"))
    with pytest.raises(TypeError, match="numbers only, and the game has symbols or arrays"):
        episode_values(policy_evaluation(game, "BA"), [0])
