"""Points in floats made rational."""

from fractions import Fraction

from toymodels.symbolic.algebra.linear_pivots import pivoted
from toymodels.symbolic.algebra.linear_program import LinearProgram
from toymodels.symbolic.algebra.linear_vertex import rational_points

F = Fraction


def test_unknowns_that_the_equations_leave_open_keep_a_value_nearby():
    """The point (1/3, 2/3) lies on an edge, and its two coordinates on one equation only."""
    program = LinearProgram((1, 1), [(1, 1), (2, 2)], (1, 2))
    *_, vertex = rational_points(program, (0.33333333333333331, 0.66666666666666663))
    assert vertex == (F(1, 3), F(2, 3))


def test_unknowns_that_a_long_equation_leaves_open_keep_a_value_nearby():
    program = LinearProgram((1,) * 8, [(1,) * 8, (F(1, 2),) * 8], (1, F(1, 2)))
    *_, vertex = rational_points(program, [j / 36 for j in range(1, 9)])
    assert vertex == tuple(F(j, 36) for j in range(1, 9))


def test_a_point_on_no_row_stands_for_fractions_nearby():
    assert list(rational_points(LinearProgram((1,), [(1,)], (2,)), (0.0,))) == [(0,)] * 3


def test_equations_that_contradict_each_other_are_no_proof():
    program = LinearProgram((1,), [(1,), (1,)], (1, F(1) + F(1, 10**12)), {0, 1})
    *_, vertex = rational_points(program, (1.0,))
    assert vertex in {(1,), (1 + F(1, 10**12),)}
    assert pivoted(program).status == "infeasible"
