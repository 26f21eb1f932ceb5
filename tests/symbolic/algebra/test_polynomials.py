from fractions import Fraction

import flint
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy.abc import g, p, q

from tests.strategies import expressions
from toymodels.symbolic.algebra.polynomials import (
    Factor,
    PolynomialRing,
    factors_of,
    integer_terms,
    sign_at,
    univariate,
    value_at,
)

F = Fraction
RING = PolynomialRing((p, g))
points = st.tuples(*[st.fractions(-2, 2, max_denominator=9)] * 2)


def at(expression, point):
    """The value of an expression by sympy."""
    numbers = {s: sympy.Rational(F(x)) for s, x in zip((p, g), point, strict=True)}
    return F(str(sympy.sympify(expression).xreplace(numbers)))


@given(expressions((p, g), degree=3), st.fractions(max_denominator=20).filter(bool), points)
def test_a_polynomial_has_the_values_of_its_expression(expression, scale, point):
    polynomial = RING.of(expression * sympy.Rational(scale))
    assert value_at(polynomial, point) == scale * at(expression, point)
    assert sign_at(polynomial, point) == sympy.sign(at(expression, point)) * sympy.sign(scale)
    assert sympy.expand(RING.expression(polynomial) - expression * sympy.Rational(scale)) == 0


@given(expressions((p, g)), expressions((p, g)), st.fractions(max_denominator=20).filter(bool), points)
def test_the_factors_of_odd_power_decide_the_sign(one, other, scale, point):
    polynomial = RING.of(sympy.Rational(scale) * one**2 * other)
    assume(not polynomial.is_zero())
    factors = factors_of(polynomial)
    product = factors.sign
    for factor in factors.odd:
        product *= sign_at(factor.polynomial, point)
    actual = sign_at(polynomial, point)
    assert actual in {product, 0}


@given(expressions((p, g)), expressions((p, g)), st.fractions(max_denominator=20).filter(bool))
def test_factors_are_the_same_whatever_they_are_factors_of(one, other, scale):
    assume(not RING.of(one * other).is_zero())
    parts = {factor for expression in (one, other) for factor in factors_of(RING.of(expression)).odd}
    whole = set(factors_of(RING.of(one * other * sympy.Rational(scale))).odd)
    assert whole <= parts
    for factor in whole:
        assert factor.polynomial.leading_coefficient() > 0
        assert all(c.q == 1 for c in factor.polynomial.coeffs())


def test_factors_are_told_apart_by_their_terms():
    one, again, other = (Factor.of(RING.of(f)) for f in (p * g - 1, g * p - 1, p * g + 1))
    assert one == again
    assert hash(one) == hash(again)
    assert one != other
    assert len({one, again, other}) == 2


@given(expressions((p, g)), st.fractions(max_denominator=20).filter(bool))
def test_integer_terms_are_the_polynomial_times_a_positive_integer(expression, scale):
    polynomial = RING.of(expression * sympy.Rational(scale))
    assume(not polynomial.is_zero())
    terms = integer_terms(polynomial)
    ratios = {F(int(c)) / F(int(own.p), int(own.q)) for (_, c), own in zip(terms, polynomial.coeffs(), strict=True)}
    (ratio,) = ratios
    assert ratio > 0
    assert ratio.denominator == 1
    assert [monomial for monomial, _ in terms] == polynomial.monoms()


def test_numbers_are_constants():
    for value in (0, -2, F(1, 3), 0.1, sympy.Rational(1, 3), sympy.Integer(0)):
        assert value_at(RING.of(value), (5, 7)) == (F(str(value)) if isinstance(value, sympy.Rational) else F(value))
    assert RING.expression(RING.of(0)) == 0


def test_floats_are_the_rationals_that_they_are():
    assert value_at(RING.of(0.1 * p + g**2.0), (1, 0)) == F(0.1)
    assert RING.of(0.5 * p * g) == RING.of(p * g / 2)


def test_polynomials_need_not_be_expanded():
    assert RING.of((1 - p) * (1 + p)) == RING.of(1 - p**2)
    assert RING.of((p + g) ** 2 - p**2 - g**2 - 2 * p * g).is_zero()


@pytest.mark.parametrize(
    "value",
    [
        1 / p,
        p / (1 + g),
        sympy.sqrt(p),
        sympy.sqrt(2),
        sympy.sqrt(2) * p,
        sympy.pi * p,
        sympy.I * p,
        2**p,
        sympy.sin(p),
        abs(p),
        sympy.Max(p, g),
        p * q,
        sympy.Piecewise((p, p > 0), (g, True)),
        (p**2 - 1) / (p - 1),
    ],
)
def test_other_expressions_are_refused(value):
    with pytest.raises(ValueError, match=r"must be a polynomial in its parameters \(p, g\) with rational coefficients, got"):
        RING.of(value)


def test_symbols_of_one_name_are_different_variables():
    positive = sympy.Symbol("p", positive=True)
    ring = PolynomialRing((p, positive))
    assert value_at(ring.of(p - 2 * positive), (5, 1)) == 3
    assert ring.expression(ring.of(p - 2 * positive)) == p - 2 * positive


def test_names_are_not_parsed():
    odd = [sympy.Symbol(name) for name in ("x + 1", "a,b", "__import__('os')")]
    ring = PolynomialRing(tuple(odd))
    assert ring.expression(ring.of(odd[0] * odd[1] - odd[2])) == odd[0] * odd[1] - odd[2]


@pytest.mark.parametrize(
    ("expression", "axis", "coefficients"),
    [(g**2 / 2 - F(1, 3), 1, [-2, 0, 3]), (p**3, 0, [0, 0, 0, 1]), (sympy.Integer(0), 0, []), (sympy.Integer(3), 1, [3])],
)
def test_univariate_polynomials(expression, axis, coefficients):
    assert univariate(RING.of(expression), axis) == flint.fmpz_poly(coefficients)


def test_integer_terms_take_the_least_integer():
    assert [int(c) for _, c in integer_terms(RING.of(p / 2 - g / 2))] == [1, -1]
    assert [int(c) for _, c in integer_terms(RING.of(p / 4 + g / 6))] == [3, 2]
