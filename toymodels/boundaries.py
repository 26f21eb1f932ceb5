"""The curves on which a phase diagram's labels change, to 1e-12.

Where the modification probability of an episode game is an axis, the regimes change at p = 1 / (g u_0), from *defects* to
what deceives in the last training episode, and at p = 1 / (g^T u_0), from there to *deceptive*; in the diagram's rows these
are the boundary, by formula. Otherwise every edge of the grid whose ends have different labels is bisected on the label
itself, all edges at once, and the points found on the edges of a cell are joined.
"""

import dataclasses
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

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


def phase_boundaries(game: Statement, diagram: "xr.Dataset", label: str = "regime") -> tuple[Boundary, ...]:
    """The boundaries of a phase diagram with one or two axes.

    Parameters
    ----------
    game
        The model that the diagram is of.
    diagram
        A result of ``phase_diagram``. What a boundary does between the lines of its grid is not looked at.
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
    >>> (boundary,) = phase_boundaries(game, tm.phase_diagram(game, modification=[0.0, 0.5, 1.0]))
    >>> boundary.between, boundary.points.round(12).tolist()
    (('defects', 'deceptive'), [[0.333333333333]])
    """
    if label not in _LABELS:
        raise ValueError(f"label must be one of {_LABELS}, got {label!r}")
    axes = tuple(str(name) for name in diagram[label].dims)
    if len(axes) not in (1, 2):
        raise ValueError(f"a diagram must have one or two axes for its boundaries to be drawn, got {len(axes)}")
    grid = [diagram[name].to_numpy() for name in axes]
    labels = diagram[label].to_numpy().astype(np.int64)
    found = [crossing for along in range(len(axes)) for crossing in _crossings(game, axes, grid, labels, label, along)]
    segments = _segments(found) if len(axes) == 2 else {}
    return tuple(
        Boundary(
            between=tuple(REGIMES[code] if label == "regime" else str(code) for code in pair),  # type: ignore[arg-type]
            axes=axes,
            points=np.array([crossing.point for crossing in found if crossing.pair == pair]),
            segments=np.array(segments.get(pair, [])).reshape(-1, 2, len(axes)),
        )
        for pair in sorted({crossing.pair for crossing in found})
    )


class _Crossing(NamedTuple):
    """Where a label changes along an edge of the grid: the edge's start and axis, the point, and the two labels."""

    start: tuple[int, ...]
    along: int
    point: Points
    drawn: Points
    pair: tuple[int, int]


def _crossings(
    game: Statement, axes: tuple[str, ...], grid: list[NDArray[Any]], labels: NDArray[Any], label: str, along: int
) -> Iterator[_Crossing]:
    """All changes along the edges in one direction whose ends differ, one after the other on each edge."""
    before, after = (np.delete(labels, gone, axis=along) for gone in (-1, 0))
    starts = np.argwhere(before != after)
    first, last = before[tuple(starts.T)], after[tuple(starts.T)]
    low = np.stack([values[starts[:, i]] for i, values in enumerate(grid)], axis=1).astype(float)
    end = low.copy()
    end[:, along] = grid[along][starts[:, along] + 1]
    by_formula = axes[along] == "modification" and label == "regime" and isinstance(game, EpisodeGame)
    half = 0.5 * parameters(type(game))[axes[along]].integer * (np.arange(len(axes)) == along)
    while starts.size:
        if by_formula:
            points, then = _formula(game, axes, low, first, along)
        else:
            points, then = _bisected(game, axes, low, end, first, label, along)
            then = np.where(points[:, along] < end[:, along], then, last)
        for start, point, codes in zip(starts.tolist(), points, zip(first.tolist(), then.tolist(), strict=True), strict=True):
            yield _Crossing(tuple(start), along, point, point - half, (min(codes), max(codes)))
        more = (then != last) & (points[:, along] < end[:, along])
        starts, low, end, first, last = starts[more], points[more], end[more], then[more], last[more]


def _formula(game: Any, axes: tuple[str, ...], low: Points, first: NDArray[Any], along: int) -> tuple[Points, NDArray[Any]]:
    """The modification probabilities at which regimes end, by formula, and the regimes that follow."""
    rows = _with_points(game, axes, low)
    start, end = (critical_modification(rows, exponent) for exponent in (1, rows.training))
    defects = first == REGIMES.index("defects")
    points = low.copy()
    points[:, along] = np.where(defects, start, end)
    then = np.where(defects & (end > start), REGIMES.index("partly deceptive"), REGIMES.index("deceptive"))
    return points, then


def _bisected(
    game: Statement, axes: tuple[str, ...], low: Points, end: Points, first: NDArray[Any], label: str, along: int
) -> tuple[Points, NDArray[Any]]:
    """The points of edges at which their first labels end, and the labels that follow."""
    low, high = low.copy(), end.copy()
    then = _labels_at(game, axes, end, label)
    integer = parameters(type(game))[axes[along]].integer
    width = float(np.max(high[:, along] - low[:, along])) / (1 if integer else _TOLERANCE)
    for _ in range(max(0, math.ceil(math.log2(width)))):
        middle = low.copy()
        middle[:, along] = (low[:, along] + high[:, along]) / 2
        middle[:, along] = np.floor(middle[:, along]) if integer else middle[:, along]
        found = _labels_at(game, axes, middle, label)
        stays = found == first
        low[stays], high[~stays] = middle[stays], middle[~stays]
        then = np.where(stays, then, found)
    return high, then


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


def _segments(crossings: list[_Crossing]) -> dict[tuple[int, int], list[tuple[Points, Points]]]:
    """What to draw by pair of labels: the crossings of each cell joined in twos.

    In a cell in which three labels meet each pair has but one crossing, and nothing is drawn rather than a guess.
    """
    cells: dict[tuple[Any, ...], list[Points]] = {}
    for crossing in crossings:
        i, j = crossing.start
        for cell in ((i, j), (i, j - 1) if crossing.along == 0 else (i - 1, j)):
            cells.setdefault((crossing.pair, cell), []).append(crossing.drawn)
    segments: dict[tuple[int, int], list[tuple[Points, Points]]] = {}
    for (pair, _), points in cells.items():
        segments.setdefault(pair, []).extend(zip(points[::2], points[1::2], strict=False))
    return segments
