import math
from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy.core.function import ArgumentIndexError

from tests.strategies import discounts
from toymodels.geometric import geometric_sum
from toymodels.symbolic.algebra.geometric_sums import GeometricSum

F = Fraction
x, n = sympy.symbols("x n")


def rational(value):
    return sympy.Rational(F(value))


@given(st.fractions(-3, 3, max_denominator=12) | discounts(), st.integers(0, 9))
def test_rational_numbers_give_the_sum_exactly_in_whatever_order_they_come(ratio, terms):
    total = sum((F(ratio) ** i for i in range(terms)), start=F(0))
    closed = GeometricSum(x, n)
    assert closed.subs({x: rational(ratio), n: terms}) == closed.subs(n, terms).subs(x, rational(ratio)) == rational(total)
    assert closed.subs(x, rational(ratio)).subs(n, terms) == closed.xreplace({x: rational(ratio), n: sympy.Integer(terms)})
    assert GeometricSum(rational(ratio), terms) == rational(total)


def test_the_ratio_1_gives_the_number_of_terms():
    assert GeometricSum(1, n) == n
    assert GeometricSum(1, 10**30) == 10**30
    assert GeometricSum(x, n).subs(x, 1) == n


def test_short_sums_are_written_out_and_long_ones_on_request():
    assert [GeometricSum(x, i) for i in range(4)] == [0, 1, 1 + x, 1 + x + x**2]
    assert str(GeometricSum(x, 4)) == "GeometricSum(x, 4)"
    assert GeometricSum(x, 4).doit() == 1 + x + x**2 + x**3
    assert GeometricSum(x, n).doit() == GeometricSum(x, n)
    assert GeometricSum(x, 4).doit(deep=False) == 1 + x + x**2 + x**3
    assert GeometricSum(sympy.Sum(x, (x, 1, 2)), n).doit() == GeometricSum(3, n)


def test_a_number_of_terms_below_0_means_nothing_and_is_left():
    assert isinstance(GeometricSum(x, -1), GeometricSum)
    assert isinstance(GeometricSum(rational("1/2"), -1), GeometricSum)


def test_rationals_with_millions_of_digits_are_left():
    assert isinstance(GeometricSum(rational("1/2"), 10**18), GeometricSum)
    assert GeometricSum(0, 10**18) == 1
    assert GeometricSum(rational("1/2"), 10**18).evalf(30) - 2 == 0


@given(st.floats(0.01, 0.999) | st.sampled_from([1.0, 1 - 2.0**-50, 0.0]), st.integers(0, 40))
def test_floats_are_summed_to_their_last_digit(ratio, terms):
    exact = geometric_sum(F(ratio), terms)
    assert math.isclose(float(GeometricSum(sympy.Float(ratio), terms)), exact, rel_tol=4e-16)
    assert math.isclose(float(GeometricSum(x, n).subs({n: terms, x: sympy.Float(ratio)})), exact, rel_tol=4e-16)


def test_as_many_digits_as_asked_for():
    root = GeometricSum(1 / sympy.sqrt(2), 10)
    with mpmath.workdps(60):
        expected = sum(mpmath.sqrt(0.5) ** i for i in range(10))
        assert abs(mpmath.mpf(str(root.evalf(50))) - expected) < mpmath.mpf(10) ** -48
    assert isinstance(GeometricSum(x, 10).evalf(), GeometricSum)


def test_derivatives_hold_at_1_too():
    slope = GeometricSum(x, n).diff(x)
    assert slope.subs({n: 5, x: 1}).doit() == 0 + 1 + 2 + 3 + 4
    assert sympy.expand(slope.subs(n, 5).doit() - GeometricSum(x, 5).doit().diff(x)) == 0
    assert sympy.expand((x * GeometricSum(2 * x, 4)).diff(x).doit() - (x + 2 * x**2 + 4 * x**3 + 8 * x**4).diff(x)) == 0
    with pytest.raises(ArgumentIndexError):
        GeometricSum(x, n).fdiff(2)


def test_sums_and_quotients_of_sympy_are_the_same():
    assert GeometricSum(x, n).rewrite(sympy.Sum).subs(n, 5).doit() == GeometricSum(x, 5).doit()
    quotient = GeometricSum(x, n).rewrite(sympy.Piecewise)
    assert [quotient.subs({x: ratio, n: 4}) for ratio in (1, 2)] == [4, 15]
    assert GeometricSum(x, n).rewrite(sympy.exp) == GeometricSum(x, n)


def test_signs_are_known_where_they_are():
    g, k = sympy.Symbol("g", nonnegative=True), sympy.Symbol("k", integer=True, nonnegative=True)
    assert GeometricSum(g, k).is_nonnegative
    assert GeometricSum(sympy.Symbol("r", real=True), k).is_real
    assert GeometricSum(x, n).is_real is None
    assert GeometricSum(x, n).is_nonnegative is None


def test_latex_is_the_literatures_s():
    assert sympy.latex(GeometricSum(x, n - 1)) == r"S_{n - 1}\left(x\right)"
    assert sympy.latex(GeometricSum(x, n) ** 2) == r"S_{n}^{2}\left(x\right)"
