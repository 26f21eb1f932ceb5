import itertools
from fractions import Fraction

import flint
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x

from toymodels.symbolic.algebra.real_roots import on_unit_interval, real_roots, refined, sign_changes, square_free, value

F = Fraction
SIMPLE = [
    st.sampled_from([x, x - 1, 2 * x - 1, 4 * x - 3, 4 * x - 1, 3 * x - 1, x + 1, 1 - 2 * x, 8 * x - 5]),
    st.sampled_from([10 * x**2 - 1, x**2 - 2, 2 - 4 * x**2, x**2 + 1, x**3 - x - 1, 9 * x**2 - 9 * x + 2, 5 - 6 * x - x**2]),
    st.lists(st.integers(-9, 9), min_size=2, max_size=5).filter(any).map(lambda row: sum(c * x**k for k, c in enumerate(row))),
    st.integers(1, 10**6).map(lambda n: (n * x - n // 3) * (n * x - n // 3 - 1)),
]
POLYNOMIALS = st.lists(st.tuples(st.one_of(SIMPLE), st.integers(1, 2)), min_size=1, max_size=4).map(
    lambda factors: sympy.Poly(sympy.Mul(*(f**k for f, k in factors)), x)
)
INTERVALS = st.sampled_from([(F(0), F(1)), (F(-2), F(2)), (F(1, 3), F(1, 2)), (F(-1), F(3, 4)), (F(1, 2), F(5))])


def integers(polynomial):
    return flint.fmpz_poly([int(c) for c in polynomial.all_coeffs()[::-1]])


def rational(number):
    return sympy.Rational(F(number))


def check_enclosures(polynomial, roots, low, high):
    """That each of some enclosures in increasing order holds one root, all roots of an interval being among them."""
    simple = polynomial.sqf_part()
    assert len(roots) == simple.count_roots(rational(low), rational(high))
    assert roots == sorted(roots)
    for left, right in roots:
        assert low <= left <= right <= high
        if left == right:
            assert simple.eval(rational(left)) == 0
        else:
            assert simple.eval(rational(left)) * simple.eval(rational(right)) < 0
            assert simple.count_roots(rational(left), rational(right)) == 1
    for (_, right), (left, _) in itertools.pairwise(roots):
        assert right <= left


@given(POLYNOMIALS, INTERVALS, st.sampled_from([None, F(1, 10), F(1, 2**20)]))
def test_every_root_is_enclosed_alone(polynomial, interval, width):
    roots = real_roots(integers(polynomial), *interval, width)
    check_enclosures(polynomial, roots, *interval)
    assert width is None or all(right - left <= width for left, right in roots)


@pytest.mark.parametrize(
    ("expression", "count"),
    [
        ((10 * x**2 - 1) * (2 * x - 1) * (4 * x - 3), 3),
        ((1 - 10 * x**2) * (2 * x - 1), 2),
        (x * (x - 1) * (2 * x - 1) * (4 * x - 1) * (4 * x - 3) * (8 * x - 1), 6),
        ((2 * x - 1) ** 4 * (4 * x - 1) ** 3, 2),
        ((2 * x - 1) ** 2 * x**2 * (x - 1) ** 2, 3),
        (x**2 + 1, 0),
        ((100 * x - 33) * (300 * x - 100) * (10**6 * x - 333_333), 3),
        (sympy.chebyshevt(12, 2 * x - 1), 12),
        (sympy.Integer(3) + 0 * x, 0),
        (x * (x - 1), 2),
        (x, 1),
        (x + 1, 0),
        (2 * x - 2, 1),
    ],
)
def test_roots_in_the_unit_interval(expression, count):
    polynomial = sympy.Poly(expression, x)
    roots = real_roots(integers(polynomial), F(0), F(1))
    assert len(roots) == count
    check_enclosures(polynomial, roots, F(0), F(1))


@given(st.integers(2, 60), st.integers(1, 40))
def test_enclosures_are_narrowed_to_any_width(number, digits):
    low, high = refined(flint.fmpz_poly([-number, 0, 1]), (F(0), F(number)), F(1, 10**digits))
    assert low**2 <= number <= high**2
    assert high - low <= F(1, 10**digits)


def test_a_root_that_is_hit_is_its_own_enclosure():
    assert refined(flint.fmpz_poly([-1, 2]), (F(0), F(1)), F(1, 8)) == (F(1, 2), F(1, 2))
    assert refined(flint.fmpz_poly([1, -2]), (F(0), F(1)), F(1, 8)) == (F(1, 2), F(1, 2))
    assert refined(flint.fmpz_poly([-1, 3]), (F(0), F(1)), F(2)) == (F(0), F(1))


@given(POLYNOMIALS, INTERVALS, st.fractions(0, 1, max_denominator=9))
def test_the_unit_interval_stands_for_any_other(polynomial, interval, place):
    low, high = interval
    moved = on_unit_interval(integers(polynomial), low, high)
    own = value(integers(polynomial), low + place * (high - low))
    found = value(moved, place)
    assert (found > 0, found < 0) == (own > 0, own < 0)
    assert moved.degree() == polynomial.degree()


@given(POLYNOMIALS)
def test_sign_changes_are_as_many_as_roots_or_an_even_number_more(polynomial):
    inner = [root for root in polynomial.real_roots() if 0 < root < 1]
    excess = sign_changes(integers(polynomial)) - len(inner)
    assert excess >= 0
    assert excess % 2 == 0


@given(POLYNOMIALS)
def test_without_multiple_roots_the_roots_are_the_same(polynomial):
    simple = square_free(integers(polynomial))
    own = sympy.Poly([int(c) for c in simple.coeffs()[::-1]], x)
    assert own.is_sqf
    assert own.degree() == polynomial.sqf_part().degree()
    assert polynomial.rem(own.set_domain(sympy.QQ)).is_zero
