"""Exact pivoting, against scipy, and where a program has no rows, no room or no end."""

from fractions import Fraction

import pytest
from hypothesis import given

from tests.linear_programs import by_scipy, programs
from toymodels.symbolic.algebra.linear_pivots import pivoted
from toymodels.symbolic.algebra.linear_program import LinearProgram, is_proof, product

F = Fraction


@given(programs())
def test_every_answer_has_a_proof_and_is_scipys(program):
    found = pivoted(program)
    assert is_proof(program, found)
    status, value = by_scipy(program)
    words = {"optimal": (0,), "infeasible": (2, 4), "unbounded": (3, 4)}
    assert status in words[found.status]
    if value is not None:
        assert float(product(program.objective, found.point)) == pytest.approx(value, abs=1e-7)


def test_beales_program_does_not_cycle():
    """Beale (1955): the simplex method with the largest coefficient goes round in a circle here."""
    rows = [(F(1, 4), -60, F(-1, 25), 9), (F(1, 2), -90, F(-1, 50), 3), (0, 0, 1, 0)]
    found = pivoted(LinearProgram((F(3, 4), -150, F(1, 50), -6), rows, (0, 0, 1)))
    assert found.point == (F(1, 25), 0, 1, 0)


@pytest.mark.parametrize(
    ("program", "status"),
    [
        (LinearProgram((0,), [(0,)], (-1,)), "infeasible"),
        (LinearProgram((1,), [(0,)], (1,), {0}), "infeasible"),
        (LinearProgram((1,), [(0,)], (-1,), {0}), "infeasible"),
        (LinearProgram((1,), [(1,), (1,)], (1, 1), {0, 1}), "optimal"),
        (LinearProgram((1,), [(1,), (1,)], (1, 2), {0, 1}), "infeasible"),
        (LinearProgram((-1,), [], (), free={0}), "unbounded"),
        (LinearProgram((-1,), [], ()), "optimal"),
        (LinearProgram((-1, 0), [(0, 1), (0, -1)], (1, -2), free={0}), "infeasible"),
        (LinearProgram((1, 0, 0), [(0, 1, 1), (0, -1, 0)], (1, -1), free={0, 2}), "unbounded"),
        (LinearProgram((1, 0), [(0, -1)], (-1,), free={0, 1}), "unbounded"),
        (LinearProgram((0, 0), [(1, 1)], (1,), free={0, 1}), "optimal"),
        (LinearProgram((1, 1), [(-1, 0), (1, 0)], (0, -1)), "infeasible"),
        (LinearProgram((), [], ()), "optimal"),
    ],
)
def test_programs_at_the_edge(program, status):
    found = pivoted(program)
    assert found.status == status
    assert is_proof(program, found)
