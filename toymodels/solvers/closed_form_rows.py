"""The closed form over rows along which the modification probability grows: thresholds first, then runs of equal labels.

In a row everything but p is fixed, and the number m of deceptive episodes rises by one where ln p passes

    ln p_j = j ln(1/g) - ln(g u_0),   j = 0, 1, ..., T - 1.

So a search for these thresholds on the axis, the few that matter, gives all labels of the row as runs. Cells that a
threshold comes closer to than rounding can tell are decided in rationals. The values of a run follow from

    u_T = g^T u_0 c^k + (1 - τ) [(1 - g^k) c^k + (1 - c^k)] / [(1 - g) + g (1 - c)],   c = 1 - p (1 - τ),   k = T - m,

in which 1 - g^k is one number a run, c^k one number a column wherever k = T in all rows of a block, and nothing is left to
compute where k = 0.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.grid_solution import GridSolution, cell
from toymodels.regimes import REGIMES
from toymodels.solvers.closed_form_terms import Floats, Terms
from toymodels.solvers.switching import EpisodeParameters, switch

Integers = NDArray[np.int64]

_BLOCK = 1 << 16
_MOST_THRESHOLDS = 4
_LEAST_DECAY = 1e-100
_DECEPTIVE = REGIMES.index("deceptive")


class _Runs(NamedTuple):
    """Runs of cells with the same m, row after row: their rows, m, and first columns; and where each row's runs begin."""

    rows: Integers
    lengths: Integers
    starts: Integers
    first: Integers


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
    step = max(1, _BLOCK // columns)
    for first in range(0, len(flat.value), step):
        _fill_values(_block(flat, part, runs, first, min(first + step, len(flat.value))))
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
    return _Runs(rows, lengths, starts, first)


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


class _Block(NamedTuple):
    """Some rows, their part of the runs, and the columns between those with k = T and those with k = 0 in all of them."""

    terms: Terms
    value: Floats
    deceptive: NDArray[np.signedinteger[Any]]
    regime: NDArray[np.int8]
    rows: Integers
    lengths: Integers
    starts: Integers
    ends: Integers
    low: int
    high: int


def _block(flat: GridSolution, part: Terms, runs: _Runs, first: int, stop: int) -> _Block:
    columns = part.log_threat.size
    here = slice(runs.first[first], runs.first[stop])
    starts, lengths, rows = runs.starts[here], runs.lengths[here], runs.rows[here] - first
    ends = np.append(starts[1:], columns)
    ends[runs.first[first + 1 : stop + 1] - 1 - here.start] = columns
    by_row = (term[first:stop] if term.ndim == 2 and len(term) == len(flat.value) else term for term in part)
    terms = Terms(*by_row)._replace(log_kept=part.log_kept, hit=part.hit)
    training = terms.training.ravel()
    last = lengths == training[rows]
    full = np.full(stop - first, columns)
    full[rows[last]] = starts[last]
    low = int(starts[lengths == 1].min(initial=columns)) if np.ptp(training) == 0 else 0
    return _Block(
        terms=terms,
        value=flat.value[first:stop],
        deceptive=flat.deceptive_episodes[first:stop],
        regime=flat.regime[first:stop],
        rows=rows,
        lengths=lengths,
        starts=starts,
        ends=ends,
        low=low,
        high=max(low, int(full.max())),
    )


def _fill_values(block: _Block) -> None:
    """Write a block of rows: the values, β + (1 - w) u_T, and the labels where they are not those of k = T."""
    terms = block.terms
    gap = np.hstack([terms.discount, terms.discount_gap]) / terms.defected
    hit = np.vstack([terms.hit, np.ones_like(terms.hit)])
    _fill_defecting(block, gap, hit[:, : block.low])
    _fill_mixed(block, gap, hit[:, block.low : block.high])
    block.value[:, block.high :] = terms.faithful + terms.deployed
    block.deceptive[:, block.high :] = terms.training
    block.regime[:, block.high :] = _DECEPTIVE


def _fill_defecting(block: _Block, gap: Floats, hit: Floats) -> None:
    """Write the values where k = T: every product of a row's and a column's number, by matrix multiplication."""
    terms, low = block.terms, block.low
    log = terms.training[0] * terms.log_kept[:, :low]
    kept, lost = np.exp(log), -np.expm1(log)
    faded = -np.expm1(-terms.training * terms.decay)
    total = np.hstack([faded, np.ones_like(faded)]) @ np.vstack([kept, lost])
    total /= gap @ hit
    rest = np.hstack([terms.deployed, terms.faithful]) @ np.vstack([kept, np.ones_like(kept)])
    np.add(total, rest, out=block.value[:, :low])


def _fill_mixed(block: _Block, gap: Floats, hit: Floats) -> None:
    """Write values and labels where k differs from cell to cell."""
    terms, low, high = block.terms, block.low, block.high
    training = terms.training.ravel()[block.rows]
    sizes = np.minimum(np.maximum(block.ends, low), high) - np.minimum(np.maximum(block.starts, low), high)

    def spread(numbers: NDArray[Any]) -> NDArray[Any]:
        return np.repeat(numbers, sizes).reshape(len(block.value), high - low)

    block.deceptive[:, low:high] = spread(block.lengths.astype(block.deceptive.dtype))
    block.regime[:, low:high] = spread((block.lengths > 0).astype(np.int8) + (block.lengths == training))
    lost = spread(training - block.lengths)
    lost *= terms.log_kept[:, low:high]
    np.expm1(lost, out=lost)
    kept = lost + 1
    total = spread(-np.expm1((block.lengths - training) * terms.decay.ravel()[block.rows]))
    total *= kept
    total -= lost
    total /= gap @ hit
    kept *= terms.deployed
    kept += terms.faithful
    np.add(total, kept, out=block.value[:, low:high])


def _fill_certain(flat: GridSolution, part: Terms) -> None:
    """Write the values at discount 1 and modification probability 0, where S_k(1) = k = T."""
    rows, columns = np.flatnonzero(part.discount_gap == 0), np.flatnonzero(part.hit == 0)
    certain = part.faithful + part.deployed + part.defected * part.training
    flat.value[np.ix_(rows, columns)] = certain[rows]
