"""Regret, by hand and against all plans."""

from fractions import Fraction

import pytest

from tests.extensive_games import best_by_trying, pays, random_game, random_profile
from toymodels.games.matrix_game import MatrixGame, zero_sum
from toymodels.games.regret import regret

F = Fraction
DILEMMA = MatrixGame(([[2, 0], [3, 1]], [[2, 3], [0, 1]]))


@pytest.mark.parametrize(
    ("profile", "gains"),
    [
        (((1, 0), (1, 0)), (1, 1)),
        (((0, 1), (0, 1)), (0, 0)),
        (((1, 0), (0, 1)), (1, 0)),
        ((("1/2", "1/2"), (1, 0)), (F(1, 2), 1)),
    ],
)
def test_the_prisoners_dilemma(profile, gains):
    assert regret(DILEMMA, profile) == gains


def test_three_players_who_want_to_be_alone():
    """Who is alone in its choice gets 1. All on the left: each would gain 1; drawn evenly: nobody, at 1/4."""
    table = [
        [[[int([i, j, k].count((i, j, k)[who]) == 1) for k in (0, 1)] for j in (0, 1)] for i in (0, 1)] for who in range(3)
    ]
    game = MatrixGame(table)
    assert regret(game, ((1, 0),) * 3) == (1, 1, 1)
    assert regret(game, (("1/2", "1/2"),) * 3) == (0, 0, 0)


def test_floats_in_floats_out():
    assert regret(zero_sum([[1.0, -1.0], [-1.0, 1.0]]), ((1.0, 0.0), (0.75, 0.25))) == (0.0, 1.5)


@pytest.mark.parametrize("seed", range(30))
def test_trees(seed):
    game = random_game(seed, zero_sum=False)
    profile = random_profile(game, seed)
    gains = tuple(best_by_trying(game, profile, player) - pays(game, profile, player) for player in game.players)
    assert regret(game, profile) == gains
    assert min(gains) >= 0
