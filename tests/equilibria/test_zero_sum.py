"""Optimal mixed strategies: games solved by hand, random ones by enumeration of kernels, and degenerate ones."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toymodels.equilibria.zero_sum import SCOPE_FLOATS, SCOPE_ONE, SCOPE_ONLY, optimal_strategies
from toymodels.games.matrix_game import MatrixGame, zero_sum
from toymodels.symbolic.algebra import linear_solution
from toymodels.symbolic.algebra.linear_program import LinearSolution

F = Fraction
TABLES = st.integers(1, 3).flatmap(
    lambda n: st.lists(st.lists(st.integers(-2, 2), min_size=n, max_size=n), min_size=1, max_size=3)
)


def solved(table):
    result = optimal_strategies(zero_sum(table))
    (found,) = result.found
    return result, found.payoffs["row"], *(tuple(found.strategies[player].values()) for player in ("row", "column"))


@pytest.mark.parametrize(
    ("table", "value", "row", "column"),
    [
        ([[1, -1], [-1, 1]], 0, (F(1, 2), F(1, 2)), (F(1, 2), F(1, 2))),
        ([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], 0, (F(1, 3),) * 3, (F(1, 3),) * 3),
        ([[2, -1], [-1, 1]], F(1, 5), (F(2, 5), F(3, 5)), (F(2, 5), F(3, 5))),
        ([[3, 1, 4], [1, 0, 9]], 1, (1, 0), (0, 1, 0)),  # a saddle point
        ([[5]], 5, (1,), (1,)),
        ([[3], [7], [2]], 7, (0, 1, 0), (1,)),
        ([[3, 7, 2]], 2, (1,), (0, 0, 1)),
        ([["1/3", "1/2"]], F(1, 3), (1,), (1, 0)),
        ([[1, 0, 0], [0, 2, 0], [0, 0, 3]], F(6, 11), (F(6, 11), F(3, 11), F(2, 11)), (F(6, 11), F(3, 11), F(2, 11))),
    ],
)
def test_games_with_one_solution(table, value, row, column):
    result, *found = solved(table)
    assert found == [value, row, column]
    assert (result.is_complete, result.scope) == (True, SCOPE_ONLY)


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ([[0, 0], [0, 0]], 0),
        ([[1, -1], [-1, 1], [1, -1]], 0),
        ([[1, -1, 1], [-1, 1, -1]], 0),
        ([[1, 1], [1, 0]], 1),
        ([[1, 2], [1, 3]], 1),
        ([[1, 1], [0, 2]], 1),
        ([[-3, -3]], -3),
    ],
)
def test_degenerate_games_have_further_solutions(table, value):
    result, *found = solved(table)
    assert found[0] == value
    assert (result.is_complete, result.scope) == (False, SCOPE_ONE)
    assert set(result.found[0].regret.values()) == {0}


def test_a_pair_between_others_is_not_the_only_one(monkeypatch):
    """Everything is played here, and nothing determines how often."""
    half = (F(1, 2), F(1, 2))
    middle = LinearSolution("optimal", (*half, 0), (*half, 0))
    monkeypatch.setattr(linear_solution, "linear_solution", lambda program: middle)
    assert not optimal_strategies(zero_sum([[0, 0], [0, 0]])).is_complete


def inverse_kernel(block):
    """Weights with which all columns of a square block are worth the same, by Cramer's rule; None where there are not."""
    size = len(block)
    matrix = [[*(block[i][j] for i in range(size)), -1] for j in range(size)] + [[1] * size + [0]]
    below = _determinant(matrix)
    if below == 0:
        return None
    right = [0] * size + [1]
    return [
        F(_determinant([[*row[:k], b, *row[k + 1 :]] for row, b in zip(matrix, right, strict=True)]), below)
        for k in range(size + 1)
    ]


def _determinant(matrix):
    if len(matrix) == 1:
        return matrix[0][0]
    minors = ([row[:k] + row[k + 1 :] for row in matrix[1:]] for k in range(len(matrix)))
    return sum((-1) ** k * a * _determinant(minor) for k, (a, minor) in enumerate(zip(matrix[0], minors, strict=True)))


def extreme_strategies(table):
    """The value, and all extreme optimal strategies of the row player: Shapley and Snow's kernels."""
    found = {}
    for size in range(1, min(len(table), len(table[0])) + 1):
        for rows in itertools.combinations(range(len(table)), size):
            for columns in itertools.combinations(range(len(table[0])), size):
                weights = inverse_kernel([[table[i][j] for j in columns] for i in rows])
                if weights and min(weights[:-1]) >= 0:
                    strategy = [F(0)] * len(table)
                    for i, weight in zip(rows, weights, strict=False):
                        strategy[i] = weight
                    if all(
                        sum(x * a for x, a in zip(strategy, column, strict=True)) >= weights[-1]
                        for column in zip(*table, strict=True)
                    ):
                        found.setdefault(weights[-1], set()).add(tuple(strategy))
    return max(found), found[max(found)]


@given(TABLES)
def test_value_and_uniqueness_are_those_of_the_kernels(table):
    result, value, row, column = solved(table)
    best, rows = extreme_strategies(table)
    worst, columns = extreme_strategies([[-a for a in line] for line in zip(*table, strict=True)])
    assert value == best == -worst
    assert set(result.found[0].regret.values()) == {0}
    assert result.is_complete == (len(rows) == len(columns) == 1)
    if result.is_complete:
        assert ({row}, {column}) == (rows, columns)


@given(TABLES)
def test_floats_come_close(table):
    result, value, *_ = solved([[float(a) for a in row] for row in table])
    assert (result.is_complete, result.scope) == (False, SCOPE_FLOATS)
    assert value == pytest.approx(float(extreme_strategies(table)[0]), abs=1e-9)
    assert max(result.found[0].regret.values()) <= 1e-9
    assert isinstance(value, float)


def test_a_larger_game_goes_through_floats():
    """The diagonal game of 1, 2, ..., 20 is worth 1 / (1 + 1/2 + ... + 1/20)."""
    result, value, row, column = solved([[i * (i == j) for j in range(1, 21)] for i in range(1, 21)])
    assert value == 1 / sum(F(1, i) for i in range(1, 21))
    assert row == column == tuple(value / i for i in range(1, 21))
    assert result.method.startswith("HiGHS")
    assert result.is_complete


def test_payoffs_that_sum_to_a_constant():
    game = MatrixGame(([[3, 0], [0, 3]], [[0, 3], [3, 0]]), players=("I", "II"))
    assert optimal_strategies(game).found[0].payoffs == {"I": F(3, 2), "II": F(3, 2)}


def test_a_constant_sum_in_floats_may_err_by_a_rounding():
    game = MatrixGame(([[0.1, 0.7], [0.4, 0.2]], [[0.9, 0.3], [0.6, 0.8]]))
    assert optimal_strategies(game).found[0].payoffs["row"] == pytest.approx(0.325)


@pytest.mark.parametrize(
    ("game", "message"),
    [
        (MatrixGame(([[3, 0]], [[1, 3]])), "must always have the same sum, got sums 3 and 4"),
        (MatrixGame(([[3.0, 0]], [[1.0, 3]])), r"must always have the same sum, got sums 3\.0 and 4\.0|got sums 3 and 4"),
        (MatrixGame(([[0, 0]], [[0, F(1, 10**12)]])), "must always have the same sum, got sums 0 and 1/1000000000000"),
        (MatrixGame(([1, 2],)), "a zero-sum game must have two players, got 1"),
    ],
)
def test_other_games_are_refused(game, message):
    with pytest.raises(ValueError, match=message):
        optimal_strategies(game)
