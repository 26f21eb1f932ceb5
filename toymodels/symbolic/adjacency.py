"""Which cells of a parameter space touch along a boundary, and along which.

Two cells can touch along the zeros of a factor f if it is in the conditions of both. Where it is a condition by itself of
both, the signs must be opposite; and if two factors are, neither's zeros are a common boundary, on which one cell would ask
for what the other forbids. Whether the cells then touch, ``toymodels.symbolic.common_boundary`` decides: always for one
parameter or two.
"""

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.common_boundary import touch_along
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.region import Region

if TYPE_CHECKING:
    import networkx as nx


def touching(space: ParameterSpace, regions: Sequence[Region]) -> "nx.Graph[str]":
    """The graph of regions that touch: nodes are labels; the ``boundaries`` of an edge are the factors that vanish there.

    The graph's attribute ``undecided`` lists the pairs of labels of which it was neither proved that they touch nor that
    they do not, as can happen with three parameters or more (there, boundaries of which it is undecided are not among those
    of an edge either).
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph(undecided=[])
    graph.add_nodes_from(region.label for region in regions)
    factors = {region.label: _factors(region) for region in regions}
    for one, other in itertools.combinations(regions, 2):
        touch = {factor: touch_along(factor, one, other, space.box) for factor in _candidates(one, other, factors)}
        found = [factor for factor, answer in touch.items() if answer]
        if found:
            graph.add_edge(one.label, other.label, boundaries=tuple(found))
        elif None in touch.values():
            graph.graph["undecided"].append((one.label, other.label))
    return graph


def _factors(region: Region) -> dict[Factor, None]:
    return {factor: None for condition in region.conditions for factor in condition.factors}


def _candidates(one: Region, other: Region, factors: dict[str, dict[Factor, None]]) -> list[Factor]:
    """The factors along the zeros of which two cells may touch."""
    common = [factor for factor in factors[one.label] if factor in factors[other.label]]
    mine, theirs = one.sides(), other.sides()
    opposite = [factor for factor in common if mine.get(factor, 0) * theirs.get(factor, 0) < 0]
    if opposite:
        return opposite if len(opposite) == 1 else []
    return [factor for factor in common if mine.get(factor, 0) != theirs.get(factor, 1)]
