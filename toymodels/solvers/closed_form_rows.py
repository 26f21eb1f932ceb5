"""The closed form over rows along which the modification probability grows: thresholds first, then runs of equal labels.

In a row everything but p is fixed, and the number m of deceptive episodes rises by one where ln p passes

    ln p_j = j ln(1/g) - ln(g u_0),   j = 0, 1, ..., T - 1.

So a search for these thresholds on the axis, the few that matter, gives all labels of the row as runs. Cells that a
threshold comes closer to than rounding can tell are decided in rationals. The values of a run follow from

    u_T = g^T u_0 c^k + (1 - τ) [(1 - g^k) c^k + (1 - c^k)] / [(1 - g) + g (1 - c)],   c = 1 - p (1 - τ),   k = T - m,

in which 1 - g^k is one number a run, c^k one number a column wherever k = T in all rows of a block, and nothing is left to
compute where k = 0.
"""

import operator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.grid_solution import GridSolution, cell
from toymodels.regimes import REGIMES
from toymodels.solvers.closed_form_terms import Floats, Terms
from toymodels.solvers.switching import EpisodeParameters, switch

Array = NDArray[Any]

_BLOCK = 1 << 16
_MOST_THRESHOLDS = 4
_LEAST_DECAY = 1e-100
_DECEPTIVE = REGIMES.index("deceptive")


class _Runs(NamedTuple):
    """Runs of cells with the same m, row after row."""

    rows: Array
    lengths: Array  # m
    starts: Array  # first column
    ends: Array  # the column after the last
    regimes: Array
    defections: Array  # k
    faded: Array  # 1 - g^k


class _Rows(NamedTuple):
    """What the formulas need of each row."""

    first: Array  # its first run
    stop: Array  # the run after its last
    low: Array  # the first column with m > 0
    high: Array  # the first column with m = T
    faded: Array  # 1 - g^T, 1
    gap: Array  # g, 1 - g, both over (1 - w) (1 - τ)
    rest: Array  # (1 - w) g^T u_0, β


class _Columns(NamedTuple):
    """What the formulas need of each column; c^T only where T is the same in all rows."""

    log_kept: Array  # ln c
    hit: Array  # 1 - c, 1
    lasting: Array  # c^T, 1 - c^T
    kept: Array  # c^T, 1


def admits_runs(terms: Terms, grid: tuple[int, ...]) -> bool:
    """Whether the modification probability, and nothing else, grows along the last axis, and A pays more than B."""
    along = (terms.log_threat, terms.log_kept, terms.hit)
    others = [term for term in terms if not any(term is one for one in along)]
    return (
        grid[-1] > 1
        and all(term.size == term.shape[-1] == grid[-1] for term in along)
        and all(term.shape[-1] == 1 for term in others)
        and bool(np.all(terms.defected > 0))
        and bool(np.all(np.diff(terms.log_threat.ravel()) > 0))
        and float(_thresholds(terms, 0.0).sum()) <= _MOST_THRESHOLDS * float(np.prod(grid))
    )


def fill_runs(result: GridSolution, terms: Terms, tolerance: float, given: EpisodeParameters) -> None:
    """Write the solution of a whole grid.

    Parameters
    ----------
    result
        Where to write it.
    terms
        The terms of the game, for which ``admits_runs`` holds.
    tolerance
        How far a logarithm of a threshold may be off.
    given
        The parameters themselves, for what is decided in rationals.
    """
    *leading, columns = result.value.shape
    flat = result.rearranged(lambda array: array.reshape(-1, columns))
    rows = [np.broadcast_to(term[..., :1], (*leading, 1)).reshape(-1, 1) for term in terms]
    part = Terms(*rows)._replace(
        log_threat=terms.log_threat.ravel(), log_kept=terms.log_kept.reshape(1, -1), hit=terms.hit.reshape(1, -1)
    )
    runs = _runs(result, part, tolerance, given)
    by_row, by_column = _rows(part, runs), _columns(part)
    step = max(1, _BLOCK // columns)
    for first in range(0, len(flat.value), step):
        here = _Rows(*(array[first : first + step] for array in by_row))
        within = _Runs(*(array[here.first[0] : here.stop[-1]] for array in runs))
        _fill_block(flat.rearranged(operator.itemgetter(slice(first, first + step))), here, by_column, within)
    _fill_certain(flat, part)


def _thresholds(terms: Terms, tolerance: float) -> Floats:
    """How many thresholds of each row are not beyond the axis's last value."""
    reach = terms.log_threat.max() + terms.log_worth + tolerance
    steps = np.floor(reach / np.maximum(terms.decay, _LEAST_DECAY)) + 1
    return np.where(reach < 0, 0, np.minimum(steps, terms.training))


def _runs(result: GridSolution, part: Terms, tolerance: float, given: EpisodeParameters) -> _Runs:
    """The runs of all rows; marks the cells that were decided in rationals."""
    counts = _thresholds(part, tolerance).astype(np.int64).ravel() + 1
    first = np.concatenate([[0], np.cumsum(counts)])
    rows = np.repeat(np.arange(len(counts)), counts)
    lengths = np.arange(first[-1]) - first[rows]
    thresholds = (lengths - 1) * part.decay.ravel()[rows] - part.log_worth.ravel()[rows]
    thresholds[first[:-1]] = -np.inf
    starts = np.searchsorted(part.log_threat, thresholds - tolerance)
    reached = part.log_threat[np.minimum(starts, part.log_threat.size - 1)] <= thresholds + tolerance
    for run in np.flatnonzero(reached & (starts < part.log_threat.size) & (lengths > 0)):
        within = int(np.searchsorted(part.log_threat, thresholds[run] + tolerance, side="right"))
        columns = range(int(starts[run]), within)
        starts[run] = _decided(result, given, int(rows[run]), columns, int(lengths[run]))
    ends = np.append(starts[1:], part.log_threat.size)
    ends[first[1:] - 1] = part.log_threat.size
    training = part.training.ravel().astype(np.int64)[rows]
    regimes = (lengths > 0).astype(np.int8) + (lengths == training)
    defections = training - lengths
    return _Runs(rows, lengths, starts, ends, regimes, defections, -np.expm1(-defections * part.decay.ravel()[rows]))


def _rows(part: Terms, runs: _Runs) -> _Rows:
    ones = np.ones_like(part.training)
    low, high = (np.full(ones.size, part.log_threat.size) for _ in range(2))
    begun, full = np.flatnonzero(runs.lengths == 1), np.flatnonzero(runs.defections == 0)
    low[runs.rows[begun]], high[runs.rows[full]] = runs.starts[begun], runs.starts[full]
    bounds = np.searchsorted(runs.rows, np.arange(ones.size + 1))
    return _Rows(
        first=bounds[:-1],
        stop=bounds[1:],
        low=low if np.ptp(part.training) == 0 else np.zeros_like(low),
        high=high,
        faded=np.hstack([-np.expm1(-part.training * part.decay), ones]),
        gap=np.hstack([part.discount, part.discount_gap]) / part.defected,
        rest=np.hstack([part.deployed, part.faithful]),
    )


def _columns(part: Terms) -> _Columns:
    ones, log = np.ones_like(part.hit), part.training[0] * part.log_kept
    return _Columns(
        log_kept=part.log_kept,
        hit=np.vstack([part.hit, ones]),
        lasting=np.vstack([np.exp(log), -np.expm1(log)]),
        kept=np.vstack([np.exp(log), ones]),
    )


def _decided(result: GridSolution, given: EpisodeParameters, row: int, columns: range, length: int) -> int:
    """The first of some columns in which m is at least so much, or the column after them."""
    shape = result.value.shape
    for column in columns:
        index = (*(int(i) for i in np.unravel_index(row, shape[:-1])), column)
        exact = EpisodeParameters(*(cell(array, shape, index) for array in given)).exactly()
        turn = switch(exact)
        result.decided_exactly[index], result.tie[index] = True, turn.tied
        if turn.length >= length:
            return column
    return columns.stop


def _fill_block(block: GridSolution, rows: _Rows, columns: _Columns, runs: _Runs) -> None:
    """Write some rows: the values, β + (1 - w) u_T, and the labels where they are not those of m = 0.

    Up to ``low`` k = T in all of the rows, and from ``high`` on k = 0.
    """
    low = int(rows.low.min())
    high = max(low, int(rows.high.max()))
    _fill_defecting(block.value[:, :low], rows, _Columns(*(array[:, :low] for array in columns)))
    middle = block.rearranged(operator.itemgetter((slice(None), slice(low, high))))
    _fill_mixed(middle, rows, _Columns(*(array[:, low:high] for array in columns)), runs, low)
    last = runs.lengths[rows.stop - rows.first[0] - 1]
    block.value[:, high:] = rows.rest.sum(axis=1, keepdims=True)
    block.deceptive_episodes[:, high:] = last[:, None]
    block.regime[:, high:] = _DECEPTIVE


def _fill_defecting(value: Floats, rows: _Rows, columns: _Columns) -> None:
    """Write the values where k = T: every product of a row's and a column's number, by matrix multiplication."""
    total = rows.faded @ columns.lasting
    total /= rows.gap @ columns.hit
    np.add(total, rows.rest @ columns.kept, out=value)


def _fill_mixed(block: GridSolution, rows: _Rows, columns: _Columns, runs: _Runs, low: int) -> None:
    """Write values and labels where k differs from cell to cell."""
    shape = block.value.shape
    sizes = np.clip(runs.ends - low, 0, shape[1]) - np.clip(runs.starts - low, 0, shape[1])

    def spread(numbers: NDArray[Any]) -> NDArray[Any]:
        return np.repeat(numbers, sizes).reshape(shape)

    block.deceptive_episodes[...] = spread(runs.lengths.astype(block.deceptive_episodes.dtype))
    block.regime[...] = spread(runs.regimes)
    lost = spread(runs.defections.astype(float))
    lost *= columns.log_kept
    np.expm1(lost, out=lost)
    kept = lost + 1
    total = spread(runs.faded)
    total *= kept
    total -= lost
    total /= rows.gap @ columns.hit
    kept *= rows.rest[:, :1]
    kept += rows.rest[:, 1:]
    np.add(total, kept, out=block.value)


def _fill_certain(flat: GridSolution, part: Terms) -> None:
    """Write the values at discount 1 and modification probability 0, where S_k(1) = k = T."""
    rows, columns = np.flatnonzero(part.discount_gap == 0), np.flatnonzero(part.hit == 0)
    certain = part.faithful + part.deployed + part.defected * part.training
    flat.value[np.ix_(rows, columns)] = certain[rows]
