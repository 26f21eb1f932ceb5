"""Games in matrix form: what they are made of, and what is none."""

from fractions import Fraction

import numpy as np
import pytest
from sympy.abc import p

from toymodels.games.matrix_game import MatrixGame, mixed_strategies, payoffs_by_strategy, zero_sum

F = Fraction
TABLE = [[1, 2, 3], [4, 5, 6]]


def test_names_are_given_where_there_are_none():
    game = MatrixGame((TABLE, TABLE))
    assert (game.players, game.strategies) == (("row", "column"), (("1", "2"), ("1", "2", "3")))
    assert str(game) == "matrix game of row and column, 2 by 3"
    assert MatrixGame(([1, 2],)).players == ("player 1",)


def test_names_that_are_given():
    game = zero_sum(TABLE, players=("I", "II"), strategies=(("t", "b"), ("l", "m", "r")))
    assert str(game) == "matrix game of I and II, 2 by 3"
    assert game.strategies[1] == ("l", "m", "r")


def test_choices_and_payoffs():
    game = zero_sum(TABLE)
    assert game.shape == (2, 3)
    assert [game.payoff(0, each) for each in game.choices()] == [1, 2, 3, 4, 5, 6]
    assert [game.payoff(1, each) for each in game.choices()] == [-1, -2, -3, -4, -5, -6]


@pytest.mark.parametrize(
    ("game", "is_exact", "is_zero_sum"),
    [
        (zero_sum([["1/3", 2]]), True, True),
        (zero_sum([[0.5, 2]]), False, True),
        (MatrixGame(([[1]], [[1]])), True, False),
        (MatrixGame((np.array([[1, 2]]), np.array([[-1, -2]]))), True, True),
        (MatrixGame((np.array([[1.5]]), np.array([[-1.5]]))), False, True),
    ],
)
def test_exact_and_zero_sum(game, is_exact, is_zero_sum):
    assert (game.is_exact, game.is_zero_sum) == (is_exact, is_zero_sum)


def test_payoffs_by_strategy_of_three_players():
    """The third gets i + 2 j + 4 k; the others draw i evenly and j = 1 with probability 1/3."""
    table = [[[i + 2 * j + 4 * k for k in (0, 1)] for j in (0, 1)] for i in (0, 1)]
    game = MatrixGame((table,) * 3)
    mixed = mixed_strategies(game, (("1/2", "1/2"), ("2/3", "1/3"), (1, 0)))
    assert payoffs_by_strategy(game, mixed, 2) == (F(7, 6), F(31, 6))
    assert payoffs_by_strategy(game, mixed, 0) == (F(2, 3), F(5, 3))


@pytest.mark.parametrize(
    ("payoffs", "names", "error", "message"),
    [
        ((), {}, ValueError, "a payoff table for each of its players, got none"),
        ((TABLE, [[1]]), {}, ValueError, r"must be of the same shape, got \(2, 3\), \(1, 1\)"),
        (([[1, 2], [3]], TABLE), {}, ValueError, r"rows of a payoff table must be of the same length, got \[\(1,\), \(2,\)\]"),
        (([], []), {}, TypeError, r"nested as deep as there are players, got \[\]"),
        (([1, 2], [3, 4]), {}, TypeError, "nested as deep as there are players, got 1"),
        ((["12"], ["34"]), {}, TypeError, "nested as deep as there are players, got '12'"),
        (([[[1]]], [[1]]), {}, TypeError, r"payoff must be a number, got \[1\]"),
        (([[float("inf")]], [[0]]), {}, ValueError, "payoff must be finite, got inf"),
        (([[p]], [[0]]), {}, TypeError, "payoff must be one number, got p of type Symbol"),
        (([[np.array([1, 2])]], [[0]]), {}, TypeError, "payoff must be one number"),
        ((TABLE, TABLE), {"players": ("I",)}, ValueError, r"players must be 2 different names, got \['I'\]"),
        ((TABLE, TABLE), {"players": ("I", "I")}, ValueError, "players must be 2 different names"),
        ((TABLE, TABLE), {"players": ("I", "II", "II")}, ValueError, "players must be 2 different names"),
        ((TABLE, TABLE), {"strategies": ("ab", "abcd")}, ValueError, "strategies must be 2 and 3 different names"),
        ((TABLE, TABLE), {"strategies": ("aa", "abc")}, ValueError, "strategies must be 2 and 3 different names"),
        ((TABLE, TABLE), {"strategies": ("aba", "abc")}, ValueError, "strategies must be 2 and 3 different names"),
    ],
)
def test_what_is_no_game(payoffs, names, error, message):
    with pytest.raises(error, match=message):
        MatrixGame(payoffs, **names)


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        (((1, 0), (1, 0)), r"a profile must have 2 and 3 probabilities, got \[2, 2\]"),
        (((1, 0),), r"a profile must have 2 and 3 probabilities, got \[2\]"),
        (((1, 1), (1, 0, 0)), "strategy of 'row' must sum to 1, got 2"),
        (((1, 0), (2, -1, 0)), r"must be in \[0, 1\], got 2"),
    ],
)
def test_what_is_no_profile(profile, message):
    with pytest.raises(ValueError, match=message):
        mixed_strategies(zero_sum(TABLE), profile)
