"""Germs: arithmetic is that of sympy's formulas, and comparisons say how far they hold."""

from fractions import Fraction

import pytest
import sympy

from toymodels.symbolic.algebra.germ import validity, variable

F = Fraction
x = sympy.Symbol("x")


@pytest.mark.parametrize(
    "formula",
    [
        lambda v: 1 + v * 3 - v**2,
        lambda v: (2 - v) / (1 + v),
        lambda v: 1 / (v + 1) - F(1, 2) * v,
        lambda v: -v / 3 + v**0 + v**3 / (v - 2),
        lambda v: v - v,
    ],
)
def test_arithmetic_is_that_of_formulas(formula):
    assert sympy.simplify(sympy.sympify(str(formula(variable("x", F(1, 3))))) - formula(x)) == 0


def test_equality_is_of_functions_and_not_of_values():
    v = variable("x", F(1, 2))
    assert v + v == 2 * v
    assert hash(v + v) == hash(2 * v)
    assert v != 1 - v
    assert v - v == 0
    assert v != "x"


@pytest.mark.parametrize(("at", "less", "ends"), [(F(1, 4), True, (0, F(1, 2))), (F(3, 4), False, (F(1, 2), 1))])
def test_a_comparison_holds_up_to_the_nearest_root(at, less, ends):
    v = variable("x", at)
    assert (v < 1 - v) is less
    assert validity(v, F(0), F(1)) == ends


def test_irrational_ends_are_close_and_on_the_side_of_the_point():
    v = variable("x", F(9, 10))
    assert not v * v < F(1, 2)
    low, high = validity(v, F(0), F(1))
    assert 0 < low - sympy.sqrt(2) / 2 < 2e-12
    assert high == 1


def test_where_a_sign_is_negative_because_of_the_denominator():
    v = variable("x", F(1, 2))
    assert v / (v - 1) < 0
    assert validity(v, F(0), F(1)) == (0, 1)


def test_comparing_constants_says_nothing_of_the_variable():
    v = variable("x", F(1, 2))
    assert v - v < v - v + 1
    assert not v < v + 0
    assert validity(v, F(0), F(1)) == (0, 1)
