"""Sums that are nowhere positive, against points and against Farkas's lemma in the plane."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions, points_in
from toymodels.symbolic.algebra import combinations
from toymodels.symbolic.algebra.combinations import nonpositive_combination
from toymodels.symbolic.algebra.polynomials import PolynomialRing, value_at

F = Fraction
RING = PolynomialRing((x, y))
SQUARE = ((0, 1), (0, 1))
BOXES = st.sampled_from([SQUARE, ((F(1, 3), 2), (-1, 0)), ((0, None), (0, 1)), ((None, 1), (0, 1)), ((None, None), (0, None))])
LINES = st.tuples(*[st.integers(-3, 3)] * 3).filter(any)


@given(st.data(), st.lists(expressions((x, y)).filter(bool).map(RING.of), max_size=4), BOXES)
def test_the_sum_is_nowhere_positive(data, polynomials, box):
    weights = nonpositive_combination(polynomials, box)
    if weights is not None:
        assert sum(weights) == 1
        assert min(weights) >= 0
        for point in data.draw(st.lists(points_in(box), min_size=8, max_size=8)):
            assert sum(c * value_at(f, point) for c, f in zip(weights, polynomials, strict=True)) <= 0


@given(st.lists(LINES, min_size=1, max_size=5))
def test_half_planes_have_a_common_point_or_a_sum(rows):
    """If open half-planes and the open square have a point in common, it is near an average of three crossings of lines."""
    weights = nonpositive_combination([RING.of(a * x + b * y + c) for a, b, c in rows], SQUARE)
    fences = [*rows, (1, 0, 0), (-1, 0, 1), (0, 1, 0), (0, -1, 1)]
    crossings = {
        (F(b * f - e * c, a * e - b * d), F(c * d - a * f, a * e - b * d))
        for (a, b, c), (d, e, f) in itertools.combinations(fences, 2)
        if a * e != b * d
    }
    corners = [p for p in crossings if all(a * p[0] + b * p[1] + c >= 0 for a, b, c in fences)]
    means = [tuple(sum(axis) / 3 for axis in zip(*trio, strict=True)) for trio in itertools.combinations(corners, 3)]
    inside = any(all(a * p[0] + b * p[1] + c > 0 for a, b, c in fences) for p in means)
    assert (weights is None) == inside


def test_no_polynomials_and_polynomials_that_are_never_positive():
    assert nonpositive_combination([], SQUARE) is None
    assert nonpositive_combination([RING.of(-x), RING.of(x - 1)], SQUARE) == [F(1, 2), F(1, 2)]


def test_a_tableau_that_is_too_large_is_left_alone(monkeypatch):
    lines = [RING.of(f) for f in (x - y, y - x)]
    assert nonpositive_combination(lines, SQUARE) == [F(1, 2), F(1, 2)]
    monkeypatch.setattr(combinations, "_MOST_ENTRIES", 7)
    assert nonpositive_combination(lines, SQUARE) is None


@pytest.mark.parametrize("scale", [1, 10**9, 10**-9])
def test_sizes_do_not_matter(scale):
    first = RING.of(x - y) * int(max(scale, 1))
    assert nonpositive_combination([first, RING.of(2 * y - 2 * x)], SQUARE) is not None
