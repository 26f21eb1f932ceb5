"""Which cells of a parameter space touch along a boundary, and along which.

Two cells touch along the zeros of a factor f if that is a condition of both, with opposite signs, and some zero of f meets all
other conditions of both strictly: around it, one cell is where f > 0 and the other where f < 0. Such zeros are looked for
on lines, parallel to the axes and between the cells' sample points, and proved by ball arithmetic around the exact root. A
pair for which none is found is reported as undecided.
"""

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.lines import restricted, stretch
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.algebra.real_roots import real_roots
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.region import Point, Region

if TYPE_CHECKING:
    import networkx as nx

_WIDTH = Fraction(1, 1 << 48)
_LINES = 24


def touching(space: ParameterSpace, regions: Sequence[Region]) -> "nx.Graph[str]":
    """The graph of regions that touch: nodes are labels; edges carry ``boundary``, the factor that vanishes on it.

    The graph's attribute ``undecided`` lists the pairs of labels that have opposite conditions, but of which it was not proved
    that they touch.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(undecided=[])
    graph.add_nodes_from(region.label for region in regions)
    for one, other in itertools.combinations(regions, 2):
        mine, theirs = one.sides(), other.sides()
        common = _factors(one).keys() & _factors(other).keys()
        shared = [f for f in _factors(one) if f in common and mine.get(f, 0) != theirs.get(f, 1)]
        for factor in shared:
            if _touch(space, one, other, factor):
                graph.add_edge(one.label, other.label, boundary=factor)
                break
        else:
            graph.graph["undecided"] += [(one.label, other.label)] if shared else []
    return graph


def _factors(region: Region) -> dict[Factor, None]:
    return {factor: None for condition in region.conditions for factor in condition.factors}


def _touch(space: ParameterSpace, one: Region, other: Region, factor: Factor) -> bool:
    """Whether a zero of a factor is found at which all other conditions of two regions hold strictly."""
    return any(
        one.side(box, factor) * other.side(box, factor) < 0
        for base, direction in _lines(one, other)
        for box in _zeros(space.box, factor, base, direction)
    )


def _lines(one: Region, other: Region) -> Iterator[tuple[Point, tuple[Fraction | int, ...]]]:
    """The line between the samples of two regions, and lines parallel to the axes through points on and near it."""
    between = tuple(b - a for a, b in zip(one.sample, other.sample, strict=True))
    yield one.sample, between
    for k in range(_LINES):
        share = Fraction(2 * k + 1, 2 * _LINES)
        base = tuple(a + share * step for a, step in zip(one.sample, between, strict=True))
        for axis in range(len(base)):
            yield base, tuple(int(i == axis) for i in range(len(base)))


def _zeros(space: Box, factor: Factor, base: Point, direction: Sequence[Fraction | int]) -> Iterator[Box]:
    """Small boxes around the zeros of a factor on a line, inside the space."""
    polynomial = restricted(factor, base, direction)
    if polynomial.degree() < 1:
        return
    low, high = stretch(space, base, direction, [polynomial])
    for left, right in real_roots(polynomial, low, high, _WIDTH):
        box = tuple(tuple(sorted((x + left * d, x + right * d))) for x, d in zip(base, direction, strict=True))
        if all(_strictly_within(interval, ends) for interval, ends in zip(box, space, strict=True)):
            yield box  # type: ignore[misc]


def _strictly_within(interval: tuple[Fraction, ...], ends: tuple[Fraction | None, Fraction | None]) -> bool:
    low, high = ends
    return (low is None or low < interval[0]) and (high is None or interval[-1] < high)
