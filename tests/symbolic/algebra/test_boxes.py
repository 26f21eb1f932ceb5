from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import points_in
from toymodels.symbolic.algebra.boxes import bounded_apart, halves, interior, interval_in_words, midpoint, volume

F = Fraction
ENDS = st.none() | st.fractions(-9, 9, max_denominator=8)
INTERVALS = st.tuples(ENDS, ENDS).filter(lambda i: None in i or i[0] < i[1])
BOXES = st.lists(INTERVALS, min_size=1, max_size=3).map(tuple)


def holds(box, point):
    sides = zip(box, point, strict=True)
    return all((low is None or low <= x) and (high is None or x <= high) for (low, high), x in sides)


def number_of_parts(parts, point):
    return sum(holds(part, point) for part in parts)


def strictly(interval, x):
    low, high = interval
    return (low is None or low < x) and (high is None or x < high)


@given(BOXES)
def test_the_middle_of_a_box_is_inside_it(box):
    assert all(map(strictly, box, midpoint(box)))


@given(st.data(), BOXES)
def test_halves_share_nothing_but_the_middle(data, box):
    axis = data.draw(st.integers(0, len(box) - 1))
    point = data.draw(points_in(box))
    middle = interior(box[axis])
    lower, upper = halves(box, axis)
    assert number_of_parts((lower, upper), point) == 1 + (point[axis] == middle)
    assert holds(lower, point) == (point[axis] <= middle)
    assert (lower[axis], upper[axis]) == ((box[axis][0], middle), (middle, box[axis][1]))


@given(st.data(), BOXES)
def test_boxes_without_whole_lines_fill_the_box(data, box):
    point = data.draw(points_in(box))
    parts = bounded_apart(box)
    whole = [k for k, interval in enumerate(box) if interval == (None, None)]
    assert len(parts) == 2 ** len(whole)
    assert not any((None, None) in part for part in parts)
    assert number_of_parts(parts, point) == 2 ** sum(point[k] == 0 for k in whole)


@pytest.mark.parametrize(
    ("interval", "inside"),
    [((0, 1), F(1, 2)), ((1, 3), 2), ((F(1, 4), None), F(5, 4)), ((-3, None), 0), ((None, 0), -1), ((None, None), 0)],
)
def test_interior_is_a_simple_number(interval, inside):
    assert interior(interval) == inside
    assert type(interior(interval)) is type(inside)


def test_half_lines_are_cut_farther_and_farther_out():
    box = ((2, None),)
    for _ in range(5):
        box = halves(box, 0)[1]
    assert box == ((64, None),)


def test_volumes():
    assert volume(((0, 2), (F(1, 2), 1))) == 1
    assert volume(((0, 2), (None, 1))) is None
    assert volume(((0, None),)) is None
    assert volume(()) == 1


def test_ranges_in_words():
    assert interval_in_words("p", 0, F(1, 2)) == "p in [0, 1/2]"
    assert interval_in_words("p", 0, None) == "p >= 0"
    assert interval_in_words("p", None, 0) == "p <= 0"
    assert interval_in_words("p", None, None) == "any p"
