from fractions import Fraction

import mpmath
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x

from toymodels.symbolic.algebra.real_root import RealRoot, real_root

F = Fraction
DIGITS = 40


def bisected(function, low, high):
    """A root of a function that grows, by bisection in 80 digits."""
    with mpmath.workdps(80):
        low, high = mpmath.mpf(low), mpmath.mpf(high)
        for _ in range(240):
            middle = (low + high) / 2
            low, high = (middle, high) if function(middle) < 0 else (low, middle)
        return sympy.Float(low, 60)


def assert_same_digits(found, expected):
    assert abs(found - expected) <= abs(expected) * sympy.Float(10, 60) ** (1 - DIGITS)


@given(st.integers(1, 9), st.integers(1, 9))
def test_the_discount_thresholds_to_forty_digits(training, deployment):
    """g^T + ... + g^(T+D-1) = 1 has one root in (0, 1] (1 itself for D = 1)."""
    expression = sum(x**i for i in range(training, training + deployment)) - 1
    root = real_root(expression, F(1, 1000), F(1001, 1000))
    powers = range(training, training + deployment)
    assert_same_digits(root.evalf(DIGITS), bisected(lambda g: sum(g**i for i in powers) - 1, 0, 2))


@pytest.mark.parametrize(
    ("training", "deployment", "digits"),
    [
        (2, 3, "0.6823278038280193273694837397110482568912"),
        (1, 2, "0.6180339887498948482045868343656381177203"),
        (2, 2, "0.7548776662466927600495088963585286918946"),
    ],
)
def test_published_digits(training, deployment, digits):
    root = real_root(sum(x**i for i in range(training, training + deployment)) - 1, F(0), F(1))
    assert root.is_algebraic
    assert not isinstance(root, RealRoot)
    assert str(root.evalf(DIGITS)) == digits


def test_the_golden_ratio_is_recognised():
    root = real_root(x**2 + x - 1, F(0), F(1))
    assert sympy.simplify(root.rewrite(sympy.sqrt) - (sympy.sqrt(5) - 1) / 2) == 0 or root.is_algebraic
    assert_same_digits(root.evalf(DIGITS), ((sympy.sqrt(5) - 1) / 2).evalf(DIGITS))


def test_the_root_between_the_rationals_is_taken_and_no_other():
    cubic = (x - 1) * (x - 2) * (x - 3) * (x**2 - 2)
    assert real_root(cubic, F(3, 2), F(5, 2)) == 2
    assert_same_digits(real_root(cubic, F(5, 4), F(3, 2)).evalf(DIGITS), sympy.sqrt(2).evalf(DIGITS))
    assert_same_digits(real_root(cubic, F(-2), F(0)).evalf(DIGITS), -sympy.sqrt(2).evalf(DIGITS))


def test_rational_coefficients():
    root = real_root(sympy.Rational(1, 3) * x**3 - sympy.Rational(2, 7), F(0), F(1))
    assert_same_digits(root.evalf(DIGITS), (sympy.Rational(6, 7) ** sympy.Rational(1, 3)).evalf(DIGITS))


def test_high_degrees_and_quotients_are_kept_as_they_are():
    assert isinstance(real_root(x**30 + x - 1, F(0), F(1)), sympy.CRootOf)
    assert isinstance(real_root(x**31 + x - 1, F(0), F(1)), RealRoot)
    assert isinstance(real_root((1 - x**3) / (1 - x) - 2, F(1, 2), F(3, 4)), RealRoot)


@pytest.mark.parametrize("degree", [101, 400, 10**6])
def test_a_high_degree_to_forty_digits(degree):
    root = real_root(x**degree + x - 1, F(1, 2), F(1))
    assert_same_digits(root.evalf(DIGITS), bisected(lambda g: g**degree + g - 1, 0.5, 1))


def test_more_digits_agree_with_fewer():
    root = RealRoot(x**400 + x - 1, sympy.Rational(9, 10), sympy.Integer(1))
    long = root.evalf(300)
    with mpmath.workdps(330):
        value = mpmath.mpf(str(long))
        assert abs(value**400 + value - 1) < mpmath.mpf(10) ** -295
    assert_same_digits(root.evalf(DIGITS), long)


def test_a_real_root_is_a_number_without_symbols():
    root = RealRoot(x**400 + x - 1, sympy.Rational(9, 10), sympy.Integer(1))
    assert root.free_symbols == set()
    assert root.is_real
    assert root.is_algebraic
    assert float(root) == pytest.approx(0.98882720162077990413, rel=1e-15)
    assert sympy.simplify(root + 1).evalf(20) == (root + 1).evalf(20)
    assert root == RealRoot(x**400 + x - 1, sympy.Rational(9, 10), sympy.Integer(1))


def test_no_root_between_the_rationals():
    with pytest.raises(ArithmeticError, match="has no simple root between 0 and 1/2"):
        real_root(x**2 + x - 1, F(0), F(1, 2))


def test_a_root_of_a_repeated_factor_is_found_too():
    assert_same_digits(real_root((x**2 - 2) ** 2, F(1), F(2)).evalf(DIGITS), sympy.sqrt(2).evalf(DIGITS))


def test_a_real_root_is_a_number_to_sympy():
    root = RealRoot(x**400 + x - 1, sympy.Rational(9, 10), sympy.Integer(1))
    assert root.is_number
    assert bool(root < 1)
    assert root.is_comparable


def test_the_bound_symbol_is_out_of_reach():
    root = RealRoot(x**400 + x - 1, sympy.Rational(9, 10), sympy.Integer(1))
    assert (x + root).subs(x, 2) == 2 + root
