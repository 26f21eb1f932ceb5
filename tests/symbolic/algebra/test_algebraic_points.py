"""Signs at points with algebraic coordinates, against sympy's and by construction."""

from fractions import Fraction

import flint
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions
from toymodels.symbolic.algebra.algebraic_points import Coordinate, coordinates, sign_there
from toymodels.symbolic.algebra.polynomials import PolynomialRing

F = Fraction
RING = PolynomialRing((x, y))
NARROW = F(1, 1 << 20)


def roots(*coefficients, low=0, high=2):
    return coordinates(flint.fmpz_poly(list(coefficients)), F(low), F(high), NARROW)


(SQRT2,), (SQRT3,), (GOLDEN,), (HALF,) = roots(-2, 0, 1), roots(-3, 0, 1), roots(-1, 1, 1), roots(-1, 2)
NUMBERS = {
    SQRT2: sympy.sqrt(2),
    SQRT3: sympy.sqrt(3),
    GOLDEN: (sympy.sqrt(5) - 1) / 2,
    HALF: sympy.Rational(1, 2),
}


@given(expressions((x, y), 3), st.sampled_from(list(NUMBERS)), st.sampled_from(list(NUMBERS)))
def test_signs_are_those_of_radicals(expression, one, other):
    true = sympy.expand(sympy.sympify(expression).subs({x: NUMBERS[one], y: NUMBERS[other]}, simultaneous=True))
    assert sign_there(RING.of(expression), (one, other)) == sympy.sign(true)


@pytest.mark.parametrize(
    ("expression", "point", "sign"),
    [
        (x**2 * y**2 - 6, (SQRT2, SQRT3), 0),
        ((x**2 + y - 1) * (y - 3), (GOLDEN, GOLDEN), 0),
        (10**60 * (x**2 - 2) + 1, (SQRT2, HALF), 1),
        (10**60 * (x**2 - 2) - y, (SQRT2, HALF), -1),
        (x - y, (SQRT2, SQRT2), 0),
        (2 * x - 1, (HALF, HALF), 0),
    ],
)
def test_zeros_and_what_only_looks_like_them(expression, point, sign):
    assert sign_there(RING.of(sympy.expand(expression)), point) == sign


def test_close_to_zero_but_not_zero():
    """99/70 is 7 10^-5 above the square root of 2, and further convergents are closer still."""
    p, q = 1, 1
    for k in range(90):
        p, q = p + 2 * q, p + q
        assert sign_there(RING.of(q * x - p), (SQRT2, SQRT3)) == (1 if k % 2 else -1)


def test_roots_that_are_close_to_each_other():
    """x² = 2 - 3^½ 10^-20 and x² = 2 + 3^½ 10^-20, roots of one irreducible polynomial."""
    both = sympy.Poly(sympy.expand((x**2 - 2) ** 2 * 10**40 - 3), x)
    found = coordinates(flint.fmpz_poly([int(c) for c in both.all_coeffs()[::-1]]), F(1), F(2), NARROW)
    assert len(found) == 2
    assert len(set(found)) == 2
    assert [sign_there(RING.of(x**2 - 2), (root, HALF)) for root in found] == [-1, 1]
    assert sign_there(RING.of(x - y), tuple(found)) == -1


def test_the_same_number_is_found_in_every_polynomial_that_it_is_a_root_of():
    (one,), found = roots(-2, 0, 1), roots(6, 0, -5, 0, 1)
    assert len(found) == 2
    assert one == Coordinate((-2, 0, 1), one.root)
    assert one in found
