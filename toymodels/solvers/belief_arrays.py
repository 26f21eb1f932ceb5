"""Beliefs cut into cells on each of which the same plan is best, in arrays of floats.

The same as ``toymodels.solvers.belief_cells``, for long horizons. Cells multiply with the horizon and become narrower than
any use: where there are more than 2,000, one that is narrower than 1e-3 in the belief and that its neighbours replace at a
loss below 1e-8 is left out.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

_FEW = 2_000
_NARROW = 1e-3
_LOSS = 1e-8
_CERTAIN = 1e15
_ROUNDS = 4


class Arrays(NamedTuple):
    """Lines (T, D), and the odds of deployment at which one makes way for the next."""

    cuts: Floats
    training: Floats
    deployment: Floats


NOTHING = Arrays(np.zeros(0), np.zeros(1), np.zeros(1))


def pulled_arrays(cells: Arrays, a: float, b: float, c: float) -> Arrays:
    """The cells before the map (x, y) -> (a x, b x + c y) of the weights.

    >>> pulled_arrays(Arrays(np.array([0.5, 3]), np.array([2, 1, 0]), np.array([0, 2, 3])), 1, 1, 1).cuts.tolist()
    [2.0]
    """
    if a == 0 or c == 0:
        end = slice(-1, None) if a == 0 else slice(0, 1)
        return Arrays(np.zeros(0), a * cells.training[end] + b * cells.deployment[end], c * cells.deployment[end])
    cuts = (cells.cuts * a - b) / c
    first, last = np.searchsorted(cuts, [0, _CERTAIN], side="right")
    kept = slice(int(first), int(last) + 1)
    D = cells.deployment[kept]
    return Arrays(cuts[first:last], a * cells.training[kept] + b * D, c * D)


def summed_arrays(parts: Sequence[Arrays], factor: float) -> Arrays:
    """The cells of a sum of best plans, times a factor."""
    cuts = np.unique(np.concatenate([part.cuts for part in parts]))
    T, D = np.zeros(len(cuts) + 1), np.zeros(len(cuts) + 1)
    for part in parts:
        _, training, deployment = on_cuts(part, cuts)
        T, D = T + training, D + deployment
    return Arrays(cuts, factor * T, factor * D)


def on_cuts(cells: Arrays, cuts: Floats) -> Arrays:
    """The same lines with more cuts."""
    at = np.concatenate([[0], np.searchsorted(cells.cuts, cuts, side="right")])
    return Arrays(cuts, cells.training[at], cells.deployment[at])


def arrays_between(cells: Arrays, low: float, high: float) -> Arrays:
    """The cells from some odds on and below others."""
    first, last = np.searchsorted(cells.cuts, low, side="right"), np.searchsorted(cells.cuts, high, side="left")
    kept = slice(int(first), int(last) + 1)
    return Arrays(cells.cuts[first:last], cells.training[kept], cells.deployment[kept])


def joined_arrays(parts: Sequence[Arrays], cuts: Sequence[float]) -> Arrays:
    """Stretches of cells one after the other, with the cuts between them."""
    pieces = [parts[0].cuts, *(piece for cut, part in zip(cuts, parts[1:], strict=True) for piece in ([cut], part.cuts))]
    T, D = (np.concatenate([getattr(part, name) for part in parts]) for name in ("training", "deployment"))
    return Arrays(np.concatenate(pieces), T, D)


def first_root(cuts: Floats, slope: Floats, start: Floats) -> float:
    """The least odds r >= 0 with start + slope r >= 0 in the cell of r, for a function that rises from cell to cell.

    >>> first_root(np.array([1.0]), np.array([1.0, 1.0]), np.array([-2.0, -1.0]))
    1.0
    """
    reached = start[1:] + slope[1:] * cuts >= 0
    cell = int(np.argmax(reached)) if reached.any() else len(cuts)
    root = max(0.0, float(-start[cell] / slope[cell]))
    return min(root, float(cuts[cell])) if cell < len(cuts) else root


def simplified(cells: Arrays) -> Arrays:
    """The cells without those that nobody would miss."""
    for turn in range(_ROUNDS if len(cells.cuts) > _FEW else 0):
        cuts, T, D = cells
        inner = np.arange(1, len(cuts))
        with np.errstate(divide="ignore", invalid="ignore"):
            meeting = (T[:-2] - T[2:]) / (D[2:] - D[:-2])
        meeting = np.clip(np.where(np.isfinite(meeting), meeting, cuts[:-1]), cuts[:-1], cuts[1:])
        loss = ((T[1:-1] - T[:-2]) + (D[1:-1] - D[:-2]) * meeting) / (1 + meeting)
        width = (cuts[1:] - cuts[:-1]) / ((1 + cuts[1:]) * (1 + cuts[:-1]))
        out = inner[(np.abs(loss) < _LOSS) & (width < _NARROW) & (inner % 2 == turn % 2)]
        if out.size:
            cuts = cuts.copy()
            cuts[out] = meeting[out - 1]
            cells = Arrays(np.delete(cuts, out - 1), np.delete(T, out), np.delete(D, out))
    return cells
