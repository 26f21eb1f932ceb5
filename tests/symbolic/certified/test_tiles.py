from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toymodels.symbolic.algebra.boxes import halves, volume
from toymodels.symbolic.certified.tiles import Tiles

F = Fraction
ends = st.tuples(st.fractions(-3, 3, max_denominator=12), st.sampled_from([F(1, 3), F(1), F(7, 2), F(1, 1024)]))
intervals = ends.map(lambda pair: (pair[0], pair[0] + pair[1]))
paths = st.lists(st.tuples(st.integers(0, 1), st.booleans()), max_size=12)


def followed(whole, path):
    """The tile and the box that a path of halvings leads to."""
    tile, box = Tiles.whole(2), whole
    for axis, upper in path:
        tile = tile.halved(np.array([axis]))[np.array([int(upper)])]
        box = halves(box, axis)[upper]
    return tile, box


@given(st.tuples(intervals, intervals), paths)
def test_tiles_are_the_boxes_that_halving_makes(whole, path):
    tile, box = followed(whole, path)
    assert tile.boxes(whole) == [box]
    assert tile.share() * volume(whole) == volume(box)
    assert tile.levels().tolist() == [len(path)]
    again = Tiles.of([box], whole)
    assert (again.depths.tolist(), again.places.tolist()) == (tile.depths.tolist(), tile.places.tolist())


@given(st.tuples(intervals, intervals), paths, st.sampled_from([-1, 0, 1]))
def test_coordinates_hold_every_point_of_a_tile(whole, path, place):
    tile, box = followed(whole, path)
    for axis, ((low, high), form) in enumerate(zip(box, tile.coordinates(whole), strict=True)):
        c, *s, r = (F(float(x)) for x in form.table[:, 0])
        true = (low + high) / 2 + place * (high - low) / 2
        assert abs(c + s[axis] * place - true) <= r
        assert s[1 - axis] == 0
        assert r < F(1, 2**44)


def test_dyadic_coordinates_are_exact():
    tile, _ = followed(((0, 1), (F(1, 2), 1)), [(0, True), (1, False), (1, True)])
    assert [form.table[:, 0].tolist() for form in tile.coordinates(((0, 1), (F(1, 2), 1)))] == [
        [0.75, 0.25, 0.0, 0.0],
        [0.6875, 0.0, 0.0625, 0.0],
    ]


def test_deep_tiles_are_not_exact_any_more():
    tile = Tiles(np.array([[50, 10]]), np.array([[2**50 - 1, 0]]))
    assert (tile.coordinates(((5, 8),))[0].table[-1] > 0).tolist() == [True, False]


def test_halves_come_lower_ones_first_and_fill_their_tiles():
    four = Tiles.whole(2).halved(np.array([0])).halved(np.array([1, 0]))
    assert four.boxes(((0, 4), (0, 4))) == [
        ((0, 2), (0, 2)),
        ((2, 3), (0, 4)),
        ((0, 2), (2, 4)),
        ((3, 4), (0, 4)),
    ]
    assert four.share() == 1
    assert len(Tiles.joined([four, four[:1]])) == 5
    assert four[four.levels() > 5].share() == 0
