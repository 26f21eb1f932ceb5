from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions, points_in
from toymodels.symbolic.algebra.implications import follows
from toymodels.symbolic.algebra.polynomials import PolynomialRing, sign_at

F = Fraction
RING = PolynomialRing((x, y))
SQUARE = ((0, 1), (0, 1))
BOXES = st.sampled_from([SQUARE, ((F(1, 3), 2), (-1, 0)), ((0, None), (0, 1)), ((None, None), (0, 1))])
POLYNOMIALS = expressions((x, y)).filter(bool).map(RING.of)


@given(st.data(), POLYNOMIALS, st.lists(POLYNOMIALS, max_size=3), BOXES)
def test_what_follows_holds(data, polynomial, others, box):
    if follows(polynomial, others, box):
        for point in data.draw(st.lists(points_in(box), min_size=10, max_size=10)):
            assert sign_at(polynomial, point) >= 0 or any(sign_at(g, point) < 0 for g in others)


@pytest.mark.parametrize(
    ("polynomial", "others", "expected"),
    [
        (x + y, [], True),
        (x + y - 1, [2 * x - 1, 2 * y - 1], True),
        (x + y - 1, [2 * x - 1], False),
        (x**3 * (x + 2) - 1, [x**5 * (x + 2) - 1], True),
        (x**5 * (x + 2) - 1, [x**3 * (x + 2) - 1], False),
        (1 - 4 * x * y, [1 - 4 * x, 3 - 4 * y], True),
        (1 - 4 * x * y, [1 - 3 * x, 3 - 4 * y], False),
        (100 * x - y, [y - 100 * x, x - y], False),
        ((3 * x - 1) ** 2 + (3 * y - 1) ** 2 - 10**-9, [x, y], False),
    ],
)
def test_by_hand(polynomial, others, expected):
    assert follows(RING.of(polynomial), [RING.of(g) for g in others], SQUARE) is expected


def test_too_many_coefficients_are_not_looked_at():
    assert not follows(RING.of(x**30 * y**30), [RING.of(x)], SQUARE)
