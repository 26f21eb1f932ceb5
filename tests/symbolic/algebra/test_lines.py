import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions
from tests.symbolic.algebra.test_boxes import INTERVALS, holds
from toymodels.symbolic.algebra.boxes import midpoint
from toymodels.symbolic.algebra.lines import points_on_line
from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing, factors_of, sign_at

F = Fraction
RING = PolynomialRing((x, y))
FACTORS = expressions((x, y)).map(RING.of).filter(lambda f: not f.is_zero()).map(lambda f: factors_of(f).odd)
DIRECTIONS = st.tuples(st.integers(-3, 3), st.integers(-3, 3)).filter(any)
SQUARE = ((0, 1), (0, 1))
CENTRE = (F(1, 2), F(1, 2))


def factors(*expressions):
    return [Factor.of(RING.of(expression)) for expression in expressions]


def steps(points, base, direction):
    """How far along the line the points are; each must be on it."""
    axis = 0 if direction[0] else 1
    found = [F(point[axis] - base[axis]) / direction[axis] for point in points]
    assert points == [tuple(b + t * d for b, d in zip(base, direction, strict=True)) for t in found]
    return found


@given(st.lists(FACTORS, max_size=3), st.tuples(INTERVALS, INTERVALS), DIRECTIONS)
def test_points_are_on_the_line_in_order(groups, box, direction):
    base = midpoint(box)
    points = list(points_on_line([f for group in groups for f in group], box, base, direction))
    assert points
    places = steps(points, base, direction)
    assert places == sorted(set(places))


@given(st.lists(FACTORS, max_size=3), DIRECTIONS)
def test_a_line_across_a_square_meets_every_sign(groups, direction):
    """Wherever a fine walk along the line meets signs on a stretch that is not tiny, some point has them."""
    found = [factor for group in groups for factor in group]
    points = list(points_on_line(found, SQUARE, CENTRE, direction))
    assert all(holds(SQUARE, point) for point in points)
    met = {tuple(sign_at(factor.polynomial, point) for factor in found) for point in points}
    far = F(1, 2) / max(map(abs, direction))
    walk = [tuple(c + far * F(k, 60) * d for c, d in zip(CENTRE, direction, strict=True)) for k in range(-59, 60)]
    seen = [tuple(sign_at(factor.polynomial, point) for factor in found) for point in walk]
    assert {one for one, other in itertools.pairwise(seen) if one == other and 0 not in one} <= met


@pytest.mark.parametrize(
    ("cuts", "box", "direction", "signs"),
    [
        ((), SQUARE, (1, 0), [()]),
        ((2 * x - y,), SQUARE, (1, 0), [(-1,), (1,)]),
        ((2 * x - y,), SQUARE, (-1, 0), [(1,), (-1,)]),
        ((x - 2,), ((0, None), (0, 1)), (1, 0), [(-1,), (1,)]),
        ((x - 5, x + 7), ((None, None), (0, 1)), (1, 0), [(-1, -1), (-1, 1), (1, 1)]),
        ((x + 9,), ((None, 3), (None, 5)), (1, 2), [(-1,), (1,)]),
        ((y - 3,), SQUARE, (0, 1), [(-1,)]),
        ((y - 3,), SQUARE, (1, 0), [(-1,)]),
        ((2 * y - 1,), SQUARE, (1, 0), [(0,)]),
        ((x**2 + y**2 - 4,), ((-3, 3), (-3, 3)), (1, 0), [(1,), (-1,), (1,)]),
        ((30 * x**2 - 1, 2 * x - 1, 4 * x - 3), SQUARE, (1, 0), [(-1, -1, -1), (1, -1, -1), (1, 1, -1), (1, 1, 1)]),
    ],
)
def test_the_parts_of_a_line_by_hand(cuts, box, direction, signs):
    own = factors(*cuts)
    points = points_on_line(own, box, midpoint(box), direction)
    assert [tuple(sign_at(factor.polynomial, point) for factor in own) for point in points] == signs


def test_points_have_few_digits():
    (point,) = points_on_line([], ((0, 1), (0, F(1, 1000))), (F(1, 2), F(1, 2000)), (1, 0))
    assert point == (F(1, 2), F(1, 2000))
    first, last = points_on_line(factors(1000 * x - 333), SQUARE, CENTRE, (1, 0))
    assert first[0].denominator <= 16
    assert last[0].denominator <= 16


def test_points_stay_in_the_box():
    box = ((-3, 3), (-8, 8))
    assert all(holds(box, point) for point in points_on_line(factors(x - 1), box, (0, 0), (1, 1)))
