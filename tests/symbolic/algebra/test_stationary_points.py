from fractions import Fraction

import pytest
import sympy

from toymodels.symbolic.algebra.algebraic_value import AlgebraicValue
from toymodels.symbolic.algebra.stationary_points import (
    Point,
    comparison,
    float_of,
    greatest,
    kind_of,
    polynomial_of,
    roots_inside,
    value_of,
)

F = Fraction
LINE = polynomial_of([0, 1])


def test_roots_of_several_factors_are_in_order_and_off_the_ends():
    """x (x - 1) (x - 1/2) (2 x^2 - 1) (3 x^2 - 1)."""
    polynomial = LINE * (LINE - 1) * (2 * LINE - 1) * (2 * LINE**2 - 1) * (3 * LINE**2 - 1)
    found = [float_of(Point(LINE, place)) for place in roots_inside(polynomial)]
    assert found == pytest.approx([0.5, 3**-0.5, 2**-0.5])
    assert roots_inside(polynomial_of([3])) == roots_inside(polynomial_of([])) == []


def test_different_polynomials_with_the_same_algebraic_value_are_equally_good():
    """x^2 at 1/sqrt(2), x^4 2 at 1/sqrt(2), and 3 x^2 / 2 at 1/sqrt(3): all are 1/2."""
    (half,), (third,) = roots_inside(2 * LINE**2 - 1), roots_inside(3 * LINE**2 - 1)
    points = [Point(LINE**2, half), Point(LINE, third), Point(2 * LINE**4, half), Point(LINE**2 * 3 / 2, third)]
    assert greatest(points) == [1]
    assert greatest(points[:1] + points[2:]) == [0, 1, 2]
    assert comparison(points[0], Point.rational(LINE, F(1, 2) + F(1, 10**60))) == -1


def test_kinds_by_the_first_derivative_that_is_not_zero():
    (half,) = roots_inside(2 * LINE**2 - 1)
    square = 2 * LINE**2 - 1
    assert [kind_of(Point(sign * square**power, half)) for sign, power in ((1, 2), (-1, 4), (1, 3))] == [
        "minimum",
        "maximum",
        "inflection",
    ]


def test_values_of_a_high_degree_evaluate_to_any_precision():
    (place,) = roots_inside(3 * LINE**9 - LINE - 1)
    root, power = value_of(Point(LINE, place)), value_of(Point(LINE**20, place))
    assert isinstance(root, AlgebraicValue)
    assert abs(root.evalf(60) ** 20 - power.evalf(60)) < sympy.Float("1e-58", 60)
    assert abs(3 * root.evalf(60) ** 9 - root.evalf(60) - 1) < sympy.Float("1e-57", 60)
    assert root.free_symbols == set()
    assert root.subs(sympy.Symbol("x"), 3) == root
    assert root.is_real
    assert float(root) == float_of(Point(LINE, place))
