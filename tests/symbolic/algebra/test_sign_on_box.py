import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions, points_in
from tests.symbolic.algebra.test_boxes import INTERVALS
from toymodels.symbolic.algebra.boxes import halves
from toymodels.symbolic.algebra.polynomials import PolynomialRing, sign_at, value_at
from toymodels.symbolic.algebra.sign_on_box import bernstein_coefficients, sign_on_box

F = Fraction
RING = PolynomialRing((x, y))
PLANES = st.tuples(INTERVALS, INTERVALS)


def inside(box):
    """A grid of points in a bounded box, its edges left out."""
    sides = [[low + F(k, 7) * (high - low) for k in range(1, 7)] for low, high in box]
    return itertools.product(*sides)


@settings(max_examples=settings().max_examples // 2)
@given(st.data(), expressions((x, y)), PLANES)
def test_a_sign_holds_everywhere_inside(data, expression, box):
    polynomial = RING.of(expression)
    sign = sign_on_box(polynomial, box)
    assert (sign == 0) == polynomial.is_zero()
    assume(sign)
    for point in data.draw(st.lists(points_in(box), min_size=4, max_size=4)):
        kept = 0 if (None, None) in box else sign
        assert sign_at(polynomial, point) in (sign, kept)


@given(expressions((x, y), degree=3))
def test_a_sign_is_found_where_the_coefficients_show_it(expression):
    """The Bernstein form of the unit square, written down by hand: b_ij = sum of c_kl C(i,k) C(j,l) / (C(3,k) C(3,l))."""
    polynomial = RING.of(expression)
    assume(not polynomial.is_zero())
    degrees = tuple(map(int, polynomial.degrees()))
    terms = {tuple(map(int, m)): F(int(c.p), int(c.q)) for m, c in polynomial.to_dict().items()}
    by_hand = [
        sum(c * ratio(i, m[0], degrees[0]) * ratio(j, m[1], degrees[1]) for m, c in terms.items())
        for i in range(degrees[0] + 1)
        for j in range(degrees[1] + 1)
    ]
    found = bernstein_coefficients(polynomial, ((0, 1), (0, 1)))
    assert [(c > 0) - (c < 0) for c in found] == [(c > 0) - (c < 0) for c in by_hand]
    signs = {(c > 0) - (c < 0) for c in by_hand} - {0}
    assert sign_on_box(polynomial, ((0, 1), (0, 1))) == (None if len(signs) > 1 else signs.pop())


def ratio(i, k, d):
    """C(i, k) / C(d, k)."""
    value = F(1)
    for step in range(k):
        value *= F(i - step, d - step)
    return value


@settings(max_examples=settings().max_examples // 2)
@given(expressions((x, y)), st.fractions(-3, 3, max_denominator=5), st.fractions(F(1, 9), 3, max_denominator=9))
def test_undecided_boxes_are_decided_by_halving_them(expression, low, width):
    """A polynomial that is positive with room to spare is found to be so."""
    box = ((low, low + width), (F(-1, 3), F(1, 2)))
    least = min(value_at(RING.of(expression), point) for point in inside(box))
    largest = 400 * max(1, abs(low) + width) ** 2
    polynomial = RING.of(expression) + RING.of(-least + largest)
    waiting = [box]
    for _ in range(64):
        if not waiting:
            break
        part = waiting.pop()
        if sign_on_box(polynomial, part) != 1:
            waiting += [quarter for half in halves(part, 0) for quarter in halves(half, 1)]
    assert not waiting


@pytest.mark.parametrize(
    ("expression", "box", "sign"),
    [
        (x, ((0, 1), (0, 1)), 1),
        (-x * y, ((0, 1), (0, 1)), -1),
        (x - y, ((0, 1), (0, 1)), None),
        (x - y, ((1, None), (None, 1)), 1),
        (x - y, ((None, 0), (0, None)), -1),
        (x - 2, ((2, None), (0, 1)), 1),
        (x - 3, ((2, None), (0, 1)), None),
        (x + F(1, 3), ((None, F(-1, 3)), (0, 1)), -1),
        (x**2 * y, ((None, None), (0, 1)), 1),
        (x**2 * y, ((None, None), (None, None)), None),
        (x**2 + y**2 + 1, ((None, None), (None, None)), 1),
        (-(x**2), ((None, None), (None, None)), -1),
        (x * y, ((None, None), (0, 1)), None),
        (0 * x + 5, ((None, None), (0, 1)), 1),
        (0 * x - 5, ((0, 1), (0, 1)), -1),
        (0 * x, ((None, None), (0, 1)), 0),
    ],
)
def test_signs_by_hand(expression, box, sign):
    assert sign_on_box(RING.of(expression), box) == sign


def test_none_does_not_mean_both_signs():
    """(x - 1/2)² + 1/10 is positive, but its middle coefficient on [0, 1] is 1/4 - 1/2 + 1/10."""
    polynomial = RING.of((x - F(1, 2)) ** 2 + F(1, 10))
    assert sign_on_box(polynomial, ((0, 1), (0, 1))) is None
    assert [sign_on_box(polynomial, half) for half in halves(((0, 1), (0, 1)), 0)] == [1, 1]


def test_coefficients_are_not_of_whole_lines():
    with pytest.raises(ValueError, match="must not hold a whole line"):
        bernstein_coefficients(RING.of(x), ((None, None), (0, 1)))
