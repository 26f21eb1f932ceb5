"""Ball arithmetic against exact values in the balls."""

from fractions import Fraction

import flint
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions, points_in
from toymodels.symbolic.algebra.balls import ball, balls, range_of, sign_of
from toymodels.symbolic.algebra.polynomials import PolynomialRing, value_at

F = Fraction
RING = PolynomialRing((x, y))


def exact(number):
    number = F(number)
    return flint.arb(flint.fmpq(number.numerator, number.denominator))


class TestRanges:
    @given(expressions((x, y), 3), st.fractions(-2, 2, max_denominator=7), st.fractions(F(1, 30), 2), st.data())
    def test_hold_every_value(self, expression, low, width, data):
        polynomial, box = RING.of(expression), ((low, low + width), (-1, F(1, 3)))
        point = data.draw(points_in(box))
        for place in (point, tuple(interval[0] for interval in box), tuple(interval[1] for interval in box)):
            true = value_at(polynomial, place)
            enclosure = range_of(polynomial, balls(box))
            assert enclosure.lower() <= exact(true).upper()
            assert enclosure.upper() >= exact(true).lower()
            assert sign_of(enclosure) in (0, (true > 0) - (true < 0))

    def test_are_tight_on_points(self):
        assert sign_of(range_of(RING.of(x**2 * y - 2), balls(((1, 1), (F(2) + F(1, 10**12), F(2) + F(1, 10**12)))))) == 1
        assert sign_of(range_of(RING.of(x**2 * y - 2), balls(((1, 1), (2, 2))))) == 0
        assert sign_of(range_of(RING.of(1 - x), balls(((3, 4), (0, 1))))) == -1


@given(st.fractions(-3, 3), st.fractions(0, 3), st.fractions(0, 1))
def test_a_ball_holds_its_interval(low, width, share):
    enclosure = ball(low, low + width)
    for inside in (low, low + width, low + share * width):
        assert enclosure.contains(exact(inside)) or not (enclosure < exact(inside) or enclosure > exact(inside))
