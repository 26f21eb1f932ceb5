"""Boundaries as they run between cells, for diagrams in which an axis is made of integers.

Nothing lies between two integers, so there a boundary is no curve but the outline of cells. Every crossing of a
boundary with an edge of the grid, from one point to its neighbour, is drawn as a bar across that edge, as long as the
cells on its two sides are wide. On an axis of integers the bar lies half a step before the least integer with the
second label; on another axis it lies exactly where the label changes, and the bars beside it end exactly there.
"""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toymodels.plots.captions import is_whole
from toymodels.plots.cells import cell_edges
from toymodels.regimes import REGIMES

if TYPE_CHECKING:
    import xarray as xr

    from toymodels.boundaries import Boundary

Floats = NDArray[np.float64]

_ROUNDING = 1e-9


def outline(boundaries: "Sequence[Boundary]", diagram: "xr.Dataset") -> Floats:
    """The segments of all boundaries between the cells of a diagram of two axes.

    Parameters
    ----------
    boundaries
        One or more boundaries of the diagram.
    diagram
        What ``toymodels.phase_diagram`` returned.

    Returns
    -------
    Shape (n, 2, 2), with the axes in the diagram's order.

    Examples
    --------
    >>> import toymodels as tm
    >>> from toymodels.boundaries import phase_boundaries
    >>> game = tm.EpisodeGame()
    >>> diagram = tm.phase_diagram(game, training=[1, 2], deployment=[0, 1, 2])
    >>> outline(phase_boundaries(game, diagram), diagram).tolist()
    [[[0.5, 0.5], [1.5, 0.5]], [[1.5, 0.5], [2.5, 0.5]]]
    """
    edges = [cell_edges(diagram[name].values) for name in diagram["regime"].dims]
    across = [_crossings(boundary, diagram, 0) for boundary in boundaries]
    upward = [_crossings(boundary, diagram, 1) for boundary in boundaries]
    any_across, any_upward = functools.reduce(np.fmin, across), functools.reduce(np.fmin, upward)
    bars = [
        *(_bars(own, other, any_upward, edges[0], edges[1]) for own, other in zip(across, upward, strict=True)),
        *(_bars(own, other, any_across, edges[1], edges[0])[..., ::-1] for own, other in zip(upward, across, strict=True)),
    ]
    joined = np.concatenate(bars)
    return joined[np.any(joined[:, 0] != joined[:, 1], axis=1)]


def _crossings(boundary: "Boundary", diagram: "xr.Dataset", along: int) -> Floats:
    """Where a boundary crosses the grid's edges along an axis, by place on that axis and the other; NaN where not.

    A point that was found on another edge may lie at the end of this one: then it is not the first point on it. A point
    at the end of two edges may have been moved by rounding across it, so either may be the one whose labels differ.
    """
    names = diagram["regime"].dims[:: 1 - 2 * along]
    words = boundary.between
    coded = words[0] in REGIMES
    labels = diagram["regime" if coded else "deceptive_episodes"].transpose(*names).values
    codes = [REGIMES.index(word) if coded else int(word) for word in words]
    grid, other = (diagram[name].values.astype(float) for name in names)
    whole = is_whole(diagram[names[0]])
    slack = 0.0 if whole else _ROUNDING
    crossings = np.full((grid.size - 1, other.size), np.nan)
    for place, level in boundary.points[:, [boundary.axes.index(str(name)) for name in names]]:
        j = int(np.searchsorted(other, level))
        edges = np.searchsorted(grid, [place - slack, place + slack]) - 1
        for i in edges[(edges >= 0) & (edges < grid.size - 1) & (level in other)]:
            ends = labels[i : i + 2, j]
            if ends[0] != ends[1] and ends[0] in codes and (i == edges[0] or ends[1] in codes):
                crossings[i, j] = np.fmin(crossings[i, j], place - 0.5 * whole)
                break
    return crossings


def _bars(along: Floats, own: Floats, other: Floats, edges: Floats, ends: Floats) -> Floats:
    """The bars across edges along one axis, from where the other axis' edges are crossed on either side, or cells end.

    Where two neighbouring lines of the grid are crossed between the same two others, a bar joins the two crossings.
    """
    before, after = other.T[:-1], other.T[1:]
    stops = np.where(np.isnan(before), np.where(np.isnan(after), ends[1:-1], after), before)
    frame = np.ones((len(along), 1))
    stops = np.concatenate([ends[0] * frame, stops, ends[-1] * frame], axis=1)
    before, after = own.T[:-1], own.T[1:]
    crossed, joined = np.nonzero(~np.isnan(along)), np.nonzero(~np.isnan(before) & ~np.isnan(after))
    places = np.concatenate([along[crossed], edges[1:-1][joined[0]]])
    low = np.concatenate([stops[:, :-1][crossed], before[joined]])
    high = np.concatenate([stops[:, 1:][crossed], after[joined]])
    return np.stack([np.stack([places, low], axis=1), np.stack([places, high], axis=1)], axis=1)
