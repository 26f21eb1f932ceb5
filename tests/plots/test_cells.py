from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toymodels.plots.cells import cell_edges, drawn_limits


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=12, unique=True).map(sorted))
def test_every_point_is_in_its_own_cell_and_nearer_to_it_than_its_neighbours(points):
    edges = cell_edges(points)
    assert edges.size == len(points) + 1
    assert np.all((edges[:-1] < points) & (points < edges[1:]))
    for left, edge, right in zip(points, edges[1:], points[1:], strict=False):
        assert edge - left == right - edge
    assert points[0] - edges[0] == pytest.approx(edges[1] - points[0])
    assert points[-1] - edges[-2] == pytest.approx(edges[-1] - points[-1])


def test_integers_are_in_the_middle_of_cells_of_width_one():
    assert cell_edges(np.arange(3, 7)).tolist() == [2.5, 3.5, 4.5, 5.5, 6.5]


def test_fractions_are_places_too():
    assert cell_edges(np.array([Fraction(1, 4), Fraction(3, 4)], dtype=object)).tolist() == [0, 0.5, 1]


def test_an_axis_ends_where_its_numbers_do_but_shows_integers_whole():
    assert drawn_limits(np.linspace(0, 1, 11), integer=False) == (0, 1)
    assert drawn_limits(np.array([1, 2, 5]), integer=True) == (0.5, 6.5)
    assert drawn_limits(np.array([0.25]), integer=False) == (-0.25, 0.75)
    assert drawn_limits(np.array([7]), integer=True) == (6.5, 7.5)
