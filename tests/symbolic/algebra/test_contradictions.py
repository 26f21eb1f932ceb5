from fractions import Fraction

import pytest
import sympy
from sympy.abc import x, y, z

from toymodels.symbolic.algebra.contradictions import contradict
from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing

F = Fraction
PLANE, SPACE = PolynomialRing((x, y)), PolynomialRing((x, y, z))
SQUARE, CUBE = ((0, 1),) * 2, ((0, 1),) * 3


def signs(ring, expressions):
    return {Factor.of(ring.of(f)): sign for f, sign in expressions.items()}


@pytest.mark.parametrize(
    ("expressions", "box", "expected"),
    [
        ({x + y - 1: 1, x - y: -1, 2 * x - 1: 1}, SQUARE, False),
        ({x + y - 1: -1, x - y: -1, 2 * y - 1: -1, 3 * x - 1: 1, 5 * x - 2: 1, 2 * x - 1: 1}, SQUARE, True),
        ({x + y - 1: -1, y - 1 + 2 * x: 1, x - 3: -1}, ((F(0), None), (F(0), None)), False),
        ({x + y - 1: -1, 2 * y + x - 3: 1}, ((F(0), None), (F(0), 1)), True),
        ({x + y - 1: 1, x - y - 1: -1}, ((None, 1), (0, 1)), False),
        ({}, SQUARE, False),
    ],
)
def test_in_the_plane(expressions, box, expected):
    assert contradict(signs(PLANE, expressions), box) is expected


def test_curves_that_touch_in_a_corner():
    """Both leave (0, 1) at 45 degrees."""
    pair = {2 * x * y + 3 * x + y**2 + 3 * y - 4: -1, x * y + 3 * x + 4 * y - 4: 1}
    box = ((F(0), F(1, 64)), (F(63, 64), F(1)))
    assert contradict(signs(PLANE, pair), box)
    assert not contradict(signs(PLANE, {f: -sign for f, sign in pair.items()}), box)


def test_planes_that_meet_in_a_line_on_a_face_of_a_cube():
    """x <= 1, with 3 y = 3 x + z - 1 or less and 3 y = 5 - 3 x + z or more."""
    wedge = {3 * y - 3 * x - z + 1: -1, 3 * y + 3 * x - z - 5: 1}
    assert contradict(signs(SPACE, wedge), CUBE)
    assert not contradict(signs(SPACE, {f: -sign for f, sign in wedge.items()}), CUBE)


def test_nothing_is_proved_of_surfaces_that_touch_in_space():
    bowl = x**2 + (y - sympy.Rational(1, 2)) ** 2 + (z - sympy.Rational(1, 3)) ** 2
    assert not contradict(signs(SPACE, {sympy.expand(72 * (x - bowl)): 1, 72 * x - 1: -1}), CUBE)
