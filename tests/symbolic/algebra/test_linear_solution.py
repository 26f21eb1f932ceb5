"""Linear programs solved by way of floats and without, by hand and against exact pivoting."""

import random
from fractions import Fraction

import pytest
from hypothesis import given

from tests.linear_programs import programs
from toymodels.symbolic.algebra import linear_solution as module
from toymodels.symbolic.algebra.linear_pivots import METHOD, pivoted
from toymodels.symbolic.algebra.linear_program import LinearProgram, LinearSolution, is_proof, product
from toymodels.symbolic.algebra.linear_solution import linear_solution

F = Fraction
BY_FLOATS = "HiGHS, made rational and proved"


def wide_program(size, denominator=1, seed=0):
    """A random bounded program, large enough to go through floats."""
    rng = random.Random(seed)  # noqa: S311
    rows = [[F(rng.randint(0, 9), rng.randint(1, denominator)) for _ in range(size)] for _ in range(size)]
    rows = [[*row, 1] for row in rows]
    return LinearProgram([rng.randint(1, 9) for _ in range(size + 1)], rows, [rng.randint(1, 9) for _ in range(size)])


@given(programs())
def test_by_way_of_floats_the_answer_is_the_same(program):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_PIVOTED", -1)
        found = linear_solution(program)
    assert is_proof(program, found)
    assert found.status == pivoted(program).status
    assert found.method == (BY_FLOATS if found.status == "optimal" else METHOD)


@given(programs())
def test_floats_are_answered_in_floats(program):
    floating = LinearProgram(
        [float(c) for c in program.objective], program.rows, program.limits, program.equations, program.free
    )
    found = linear_solution(floating)
    assert is_proof(floating, found)
    assert found.status == pivoted(program).status
    assert all(isinstance(z, float) for part in (found.point, found.multipliers, found.ray) for z in part)


@pytest.mark.parametrize("denominator", [1, 50])
def test_a_vertex_of_large_denominators_is_found_by_linear_equations(denominator):
    program = wide_program(20, denominator)
    found = linear_solution(program)
    assert found.method == BY_FLOATS
    assert is_proof(program, found)
    assert product(program.objective, found.point) == product(program.objective, pivoted(program).point)
    if denominator > 1:
        assert max(F(x).denominator for x in found.point) > 10**6


def test_floats_that_prove_nothing_are_pivoted_as_the_rationals_that_they_are(monkeypatch):
    program = LinearProgram((0.5,), [(0.25,)], (1,))
    monkeypatch.setattr(module, "_in_floats", lambda program: LinearSolution("optimal", (3.0,), (2.0,)))
    assert linear_solution(program) == LinearSolution("optimal", (4.0,), (2.0,), (), METHOD)


def test_where_floats_find_no_proof_pivots_do(monkeypatch):
    program = wide_program(20)
    monkeypatch.setattr(module, "rational_points", lambda program, point: iter([(0,) * len(point)]))
    found = linear_solution(program)
    assert found.method == METHOD
    assert is_proof(program, found)


@pytest.mark.parametrize("seed", range(4))
def test_a_vertex_with_many_dense_equations(seed):
    """A random matrix game of 24 strategies a side, of which a dozen are played."""
    rng = random.Random(seed)  # noqa: S311
    rows = [[*(rng.randint(-9, 9) for _ in range(24)), 1] for _ in range(24)]
    program = LinearProgram([0] * 24 + [1], [*rows, [1] * 24 + [0]], [0] * 24 + [1], {24}, {24})
    found = linear_solution(program)
    assert found.method == BY_FLOATS
    assert is_proof(program, found)
    assert sum(x > 0 for x in found.point[:24]) > 6


def test_an_example_from_farmers():
    """Most profit 5 x + 4 y from 6 x + 4 y <= 24 and x + 2 y <= 6: 21 at (3, 3/2), where an hour is worth 3/4 and 1/2."""
    found = linear_solution(LinearProgram((5, 4), [(6, 4), (1, 2)], (24, 6)))
    assert (found.status, found.point, found.multipliers) == ("optimal", (3, F(3, 2)), (F(3, 4), F(1, 2)))
