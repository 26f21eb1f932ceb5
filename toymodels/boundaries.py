"""The curves on which a phase diagram's labels change, to 1e-12.

Where the modification probability of an episode game is an axis, the regimes change at p = 1 / (g u_0), from *defects* to
what deceives in the last training episode, and at p = 1 / (g^T u_0), from there to *deceptive*; in the diagram's rows these
are the boundary, by formula. Otherwise every edge of the grid whose ends have different labels is bisected on the label
itself, all edges at once, and the points found on the edges of a cell are joined.
"""

import dataclasses
import math
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from toymodels.domains import parameters, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.regimes import REGIMES
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.closed_form_terms import critical_modification
from toymodels.solvers.grid_induction import grid_induction
from toymodels.training import Statement

if TYPE_CHECKING:
    import xarray as xr

Points = NDArray[np.float64]
T = TypeVar("T")

_TOLERANCE = 1e-12
_LABELS = ("regime", "deceptive_episodes")


@dataclasses.dataclass(frozen=True)
class Boundary:
    """The points at which one label of a phase diagram gives way to another.

    Parameters
    ----------
    between
        The two labels, the one with the lower code first.
    axes
        The names of the axes.
    points
        Shape (n, number of axes). A point has the parameters' values, to 1e-12; that of an integer parameter is the least
        integer beyond the change.
    segments
        Shape (m, 2, number of axes): which points to join in a picture with two axes.
    """

    between: tuple[str, str]
    axes: tuple[str, ...]
    points: Points
    segments: Points


def boundaries(game: Statement, diagram: "xr.Dataset", label: str = "regime") -> tuple[Boundary, ...]:
    """The boundaries of a phase diagram with one or two axes.

    Parameters
    ----------
    game
        The model that the diagram is of.
    diagram
        A result of ``phase_diagram``. What a boundary does between two neighbouring lines of its grid is not looked at.
    label
        ``"regime"`` or ``"deceptive_episodes"``.

    Raises
    ------
    ValueError
        If the label is another one, or the diagram has more than two axes.

    Examples
    --------
    >>> import toymodels as tm
    >>> game = tm.EpisodeGame(training=2, deployment=3)
    >>> (boundary,) = boundaries(game, tm.phase_diagram(game, modification=[0.0, 0.5, 1.0]))
    >>> boundary.between, boundary.points.round(12).tolist()
    (('defects', 'deceptive'), [[0.333333333333]])
    """
    if label not in _LABELS:
        raise ValueError(f"label must be one of {_LABELS}, got {label!r}")
    axes = tuple(str(name) for name in diagram[label].dims)
    if len(axes) not in (1, 2):
        raise ValueError(f"a diagram must have one or two axes for its boundaries to be drawn, got {len(axes)}")
    grid = [diagram[name].to_numpy() for name in axes]
    labels = diagram[label].to_numpy()
    crossings = [_crossings(game, axes, grid, labels, label, along) for along in range(len(axes))]
    pairs = sorted({pair for crossing in crossings for pair in crossing.pairs})
    return tuple(_boundary(axes, crossings, pair, label) for pair in pairs)


@dataclasses.dataclass(frozen=True)
class _Crossings:
    """The grid's edges along one axis whose ends differ: where they start, where they cross, and between which labels."""

    starts: NDArray[np.intp]
    points: Points
    drawn: Points
    pairs: list[tuple[int, int]]


def _crossings(
    game: Statement, axes: tuple[str, ...], grid: list[NDArray[Any]], labels: NDArray[Any], label: str, along: int
) -> _Crossings:
    before, after = (np.delete(labels, gone, axis=along) for gone in (-1, 0))
    starts = np.argwhere(before != after)
    low = np.stack([values[starts[:, i]] for i, values in enumerate(grid)], axis=1).astype(float)
    high = low.copy()
    high[:, along] = grid[along][starts[:, along] + 1]
    first, last = before[tuple(starts.T)], after[tuple(starts.T)]
    integer = parameters(type(game))[axes[along]].integer
    if starts.size and axes[along] == "modification" and label == "regime" and isinstance(game, EpisodeGame):
        high[:, along], last = _formula(game, axes, low, first)
    elif starts.size:
        last = _bisected(game, axes, low, high, (first, last), label, along)
    drawn = high - 0.5 * integer * (np.arange(len(axes)) == along)
    pairs = [(min(pair), max(pair)) for pair in zip(first.tolist(), last.tolist(), strict=True)]
    return _Crossings(starts, high, drawn, pairs)


def _formula(game: EpisodeGame, axes: tuple[str, ...], points: Points, first: NDArray[Any]) -> tuple[Points, NDArray[Any]]:
    """The modification probability at which a regime ends, in the rows of some points, and the regime that follows."""
    rows = _with_points(game, axes, points)
    start, end = (critical_modification(rows, exponent) for exponent in (1, rows.training))
    skips = first == REGIMES.index("defects")
    partly = skips & (end > start)
    return np.where(skips, start, end), np.where(partly, REGIMES.index("partly deceptive"), REGIMES.index("deceptive"))


def _bisected(
    game: Statement,
    axes: tuple[str, ...],
    low: Points,
    high: Points,
    labels: tuple[NDArray[Any], NDArray[Any]],
    label: str,
    along: int,
) -> NDArray[Any]:
    """Move the ends of edges to where their first label ends, in place; the labels that follow."""
    first, last = labels
    integer = parameters(type(game))[axes[along]].integer
    width = float(np.max(high[:, along] - low[:, along]))
    for _ in range(math.ceil(math.log2(width / (1 if integer else _TOLERANCE)))):
        middle = low.copy()
        middle[:, along] = (low[:, along] + high[:, along]) / 2
        middle[:, along] = np.floor(middle[:, along]) if integer else middle[:, along]
        found = _labels_at(game, axes, middle, label)
        stays = found == first
        low[stays], high[~stays] = middle[stays], middle[~stays]
        last = np.where(stays, last, found)
    return last


def _labels_at(game: Statement, axes: tuple[str, ...], points: Points, label: str) -> NDArray[Any]:
    if isinstance(game, EpisodeGame):
        return np.asarray(getattr(closed_form_grid(_with_points(game, axes, points)), label))
    horizons = [name for name in axes if parameters(type(game))[name].integer]
    columns = points[:, [axes.index(name) for name in horizons]]
    labels = np.empty(len(points), np.int64)
    for row in np.unique(columns, axis=0):
        here = np.all(columns == row, axis=1)
        fixed = dict(zip(horizons, row.astype(int).tolist(), strict=True))
        free = {name: points[here, i] for i, name in enumerate(axes) if name not in horizons}
        labels[here] = getattr(grid_induction(with_fields(game, **fixed, **free)), label)
    return labels


def _with_points(game: T, axes: tuple[str, ...], points: Points) -> T:
    """The model with arrays of coordinates for parameters."""
    known = parameters(type(game))
    values = {name: points[:, i].astype(np.int64) if known[name].integer else points[:, i] for i, name in enumerate(axes)}
    return with_fields(game, **values)


def _boundary(axes: tuple[str, ...], crossings: list[_Crossings], pair: tuple[int, int], label: str) -> Boundary:
    chosen = [np.array([other == pair for other in crossing.pairs], dtype=bool) for crossing in crossings]
    points = [crossing.points[kept] for crossing, kept in zip(crossings, chosen, strict=True)]
    words = tuple(REGIMES[code] if label == "regime" else str(code) for code in pair)
    segments = _segments(crossings, chosen) if len(axes) == 2 else np.empty((0, 2, len(axes)))
    return Boundary((words[0], words[1]), axes, np.concatenate(points), segments)


def _segments(crossings: list[_Crossings], chosen: list[NDArray[np.bool_]]) -> Points:
    """Pairs of crossings on the edges of the same cell."""
    cells: dict[tuple[int, int], list[Points]] = {}
    for along, (crossing, kept) in enumerate(zip(crossings, chosen, strict=True)):
        for (i, j), point in zip(crossing.starts[kept].tolist(), crossing.drawn[kept], strict=True):
            for cell in ((i, j), (i, j - 1) if along == 0 else (i - 1, j)):
                cells.setdefault(cell, []).append(point)
    joined = [pair for points in cells.values() for pair in zip(points[::2], points[1::2], strict=False)]
    return np.array(joined).reshape(-1, 2, 2)
