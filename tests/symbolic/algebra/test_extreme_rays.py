"""Extreme rays against every choice of inequalities that can be tight."""

import itertools
import random
from fractions import Fraction

import pytest

from tests.equilibria.by_trying import dot, solved
from toymodels.symbolic.algebra.extreme_rays import extreme_rays


def tried(rows, dimension):
    """The rays, scaled to coordinates that sum to 1."""
    units = [[int(i == k) for i in range(dimension)] for k in range(dimension)]
    planes = [[*row, 0] for row in (*units, *rows)]
    points = (solved([[1] * (dimension + 1), *some]) for some in itertools.combinations(planes, dimension - 1))
    return {point for point in points if point and all(dot(row, point) >= 0 for row in (*units, *rows))}


@pytest.mark.parametrize("seed", range(80))
def test_all_rays_and_nothing_else(seed):
    rng = random.Random(seed)  # noqa: S311
    dimension = rng.randint(1, 4)
    rows = [[rng.randint(-1, 1) for _ in range(dimension)] for _ in range(rng.randint(0, 5))]
    rays = extreme_rays(rows, dimension, most=1000)
    points = [tuple(Fraction(z, sum(ray.point)) for z in ray.point) for ray in rays]
    assert len(set(points)) == len(points)
    assert set(points) == tried(rows, dimension)
    for ray in rays:
        tight = [*(z == 0 for z in ray.point), *(dot(row, ray.point) == 0 for row in rows)]
        assert ray.tight == sum(1 << k for k, is_tight in enumerate(tight) if is_tight)


def test_corners_that_share_enough_planes_need_not_be_neighbours():
    """Two squares in planes apart: opposite corners of one share all five planes of the other, and aren't joined by an edge."""
    square = [(-1, 0, 1), (0, -1, 1)]
    rows = [*((*row, 0, 0, 0) for row in square), *((0, 0, 0, *row) for row in square), (1, 1, -1, 0, 0, 0)]
    rays = {tuple(Fraction(z, sum(ray.point)) for z in ray.point) for ray in extreme_rays(rows, 6, most=100)}
    assert rays == tried(rows, 6)
    assert len(rays) == 3 + 4


def test_too_many_are_refused():
    with pytest.raises(ValueError, match="vertices must be at most 2 to be listed, got more from 1 of 1 rows"):
        extreme_rays([(1, 1, -1)], 3, most=2)
