"""Linear programs: their duals, what proves that one is solved, and what is none."""

from fractions import Fraction

import pytest
from sympy.abc import p

from toymodels.symbolic.algebra.linear_program import LinearProgram, LinearSolution, is_proof

F = Fraction
PROGRAM = LinearProgram((1, 1), [(1, 2), (3, 1)], (4, 6))
NONE = LinearProgram((1,), [(1,), (-1,)], (2, -3))
ENDLESS = LinearProgram((1, 0), [(1, -1)], (2,))


def test_the_dual_of_the_dual_is_the_program():
    program = LinearProgram((1, 2), [(1, 0), (3, 4)], (5, 6), frozenset({1}), frozenset({0}))
    assert program.dual == LinearProgram((-5, -6), [(-1, -3), (0, -4)], (-1, -2), frozenset({0}), frozenset({1}))
    assert program.dual.dual == program


@pytest.mark.parametrize(
    ("program", "claim"),
    [
        (PROGRAM, LinearSolution("optimal", (2, 0), (F(2, 5), F(1, 5)))),
        (PROGRAM, LinearSolution("optimal", (F(8, 5), F(6, 5)), (F(1, 2), F(1, 5)))),
        (PROGRAM, LinearSolution("optimal", (F(8, 5), F(6, 5)), (1, -1))),
        (PROGRAM, LinearSolution("optimal", (F(8, 5),), (F(2, 5), F(1, 5)))),
        (PROGRAM, LinearSolution("optimal", (4, 6), (F(2, 5), F(1, 5)))),
        (PROGRAM, LinearSolution("optimal", (-1, 6), (F(2, 5), F(1, 5)))),
        (PROGRAM, LinearSolution("best", (F(8, 5), F(6, 5)), (F(2, 5), F(1, 5)))),
        (PROGRAM, LinearSolution("infeasible", (), (1, 1))),
        (NONE, LinearSolution("infeasible", (), (1, 0))),
        (NONE, LinearSolution("infeasible", (), (1, 2))),
        (NONE, LinearSolution("infeasible", (), ())),
        (ENDLESS, LinearSolution("unbounded", (3, 0), (), (1, 1))),
        (ENDLESS, LinearSolution("unbounded", (2, 0), (), (1, 0))),
        (ENDLESS, LinearSolution("unbounded", (2, 0), (), (0, 1))),
        (LinearProgram((1,), [(1,)], (1,), {0}), LinearSolution("optimal", (0,), (0,))),
        (LinearProgram((0,), [(1,)], (1,), {0}), LinearSolution("optimal", (0,), (0,))),
        (LinearProgram((-1,), [(-1,)], (1,)), LinearSolution("optimal", (-1,), (1,))),
        (LinearProgram((1.0,), [(1,)], (1,)), LinearSolution("optimal", (1 - 1e-6,), (1,))),
    ],
)
def test_what_is_no_proof(program, claim):
    assert not is_proof(program, claim)


def test_free_columns_may_be_negative():
    assert is_proof(LinearProgram((-1,), [(-1,)], (1,), free={0}), LinearSolution("optimal", (-1,), (1,)))


def test_floats_may_err_by_a_rounding():
    assert is_proof(LinearProgram((1.0,), [(1,)], (1,)), LinearSolution("optimal", (1 - 1e-9,), (1,)))
    assert not is_proof(LinearProgram((1,), [(1,)], (1,)), LinearSolution("optimal", (1 - F(1, 10**9),), (1,)))


@pytest.mark.parametrize(
    ("parts", "error", "message"),
    [
        (((1,), [(1,)], ()), ValueError, "a linear program must have a limit for every row, got 1 and 0"),
        (((1,), [(1, 2)], (0,)), ValueError, "a row must have an entry for each of 1 columns, got 2"),
        (((1,), [{1: 2}], (0,)), ValueError, r"columns must be numbers in \[0, 0\], got 1"),
        (((1,), [(1,)], (0,), {1}), ValueError, r"equations must be numbers in \[0, 0\], got 1"),
        (((1,), [(1,)], (0,), (), {-1}), ValueError, r"free must be numbers in \[0, 0\], got -1"),
        (((float("nan"),), [], ()), ValueError, "objective must be finite, got nan"),
        (((1,), [(float("inf"),)], (0,)), ValueError, "entry of a row must be finite, got inf"),
        (((1,), [(1,)], ("x",)), ValueError, "limit must be a number such as"),
        (((None,), [], ()), TypeError, "objective must be a number, got None"),
        (((p,), [], ()), TypeError, "objective must be one number, got p"),
    ],
)
def test_what_is_no_program(parts, error, message):
    with pytest.raises(error, match=message):
        LinearProgram(*parts)
