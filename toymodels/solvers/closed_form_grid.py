"""The closed form of the episode game for arrays of parameters, in floats, with every label right.

The formulas are those of ``toymodels.solvers.closed_form``. In floats m comes from logarithms,

    m = 1 + ⌊t⌋  (at least 0, at most T),   t = (ln p + ln g + ln u_0) / ln(1/g),

and a cell whose t is as near to an integer as rounding may have moved it is decided again in rationals. The sum S_k(g c)
has no cancellation when it is written, with c = 1 - p (1 - τ), as

    S_k(g c) = [(1 - g^k) + g^k (1 - c^k)] / [(1 - g) + g (1 - c)].

Axes are broadcast, so that what depends on one parameter is computed once for it. Where the modification probability
runs along the last axis, m grows along it: the cells at its low end that have m = 0 in all rows, and those at its high
end that have m = T in all rows, need neither logarithms nor powers of their own.
"""

import functools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.geometric import LOWEST_LOG, float_geometric_sum
from toymodels.grid_solution import GridSolution, cell
from toymodels.regimes import REGIMES
from toymodels.scalars import Scalar, float_array, is_symbolic
from toymodels.solvers.switching import EpisodeParameters, switch
from toymodels.training import Statement

Floats = NDArray[np.float64]
Labels = NDArray[np.bool_]
Window = tuple[slice, ...]

_EPSILON = float(np.finfo(float).eps)
_BLOCK = 1 << 16


def closed_form_grid(model: Statement, margin: bool = False) -> GridSolution:  # noqa: FBT001, FBT002
    """The solutions of an episode game whose parameters are arrays.

    Parameters
    ----------
    model
        The episode game; its arrays must broadcast together. Exact arrays are decided exactly as they are.
    margin
        Whether to compute the margin too.

    Raises
    ------
    TypeError
        If a parameter is a symbol.

    Examples
    --------
    >>> import numpy as np
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> solution = closed_form_grid(EpisodeGame(modification=np.array([0.25, 0.5, 1.0])))
    >>> solution.value.tolist(), solution.regime.tolist(), solution.deceptive_episodes.tolist()
    ([3.4375, 3.0, 3.0], [0, 2, 2], [0, 2, 2])
    """
    given = EpisodeParameters.of(model)
    if any(is_symbolic(value) for value in given):
        raise TypeError("closed_form_grid computes with floats, and the model has symbols in it")
    shape = np.broadcast_shapes(*(np.shape(value) for value in given))
    inexact = any(isinstance(value, Fraction) or getattr(value, "dtype", None) == object for value in given)
    given = EpisodeParameters(*(_padded(value, len(shape)) for value in given))
    whole = EpisodeParameters(*map(float_array, given))
    grid = np.broadcast_shapes(*(array.shape for array in whole))
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = _terms(whole)
        tolerance = _tolerance(whole, terms, inexact)
        result = GridSolution.empty(grid, int(whole.training.max()), margin)
        for window, defections in _windows(terms, grid, tolerance):
            part = _Terms(*(_view(term, window) for term in terms))
            if defections is None:
                length, tied, close = _length(part, tolerance, EpisodeParameters(*(_view(v, window) for v in given)))
                result.tie[window], result.decided_exactly[window] = tied, close
                defections = part.training - length
            else:
                length = part.training - defections
            _fill_values(result.value[window], part, defections)
            if length.any():
                np.add(length > 0, length == part.training, out=result.regime[window], dtype=np.int8)
                result.deceptive_episodes[window] = length
        _mend_edges(result, given)
        if result.margin is not None:
            result.margin[...] = np.where(whole.training > 0, _margin(whole, terms), np.nan)
    return result.reshaped(shape)


def critical_modification(model: Statement, exponent: Scalar) -> Floats:
    """The modification probability 1 / (g^e u_0) from which an A that comes e episodes before deployment does not pay.

    Parameters
    ----------
    model
        The episode game, in numbers or arrays; its own modification probability plays no part.
    exponent
        e, an integer >= 1 or an array of them.

    Returns
    -------
    The probability in floats, above 1 or infinite where no probability is enough.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> float(critical_modification(EpisodeGame(deployment=2, discount=np.array(0.5)), 1))
    1.3333333333333333
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = _terms(EpisodeParameters(*map(float_array, EpisodeParameters.of(model)._replace(modification=1))))
        return np.exp((float_array(exponent) - 1) * terms.decay - terms.log_worth)


def float_value(game: EpisodeParameters, defections: int) -> float:
    """The value of the plan that plays A in the first training conflicts and B in the others, in floats."""
    value = np.empty(())
    with np.errstate(divide="ignore", invalid="ignore"):
        _fill_values(value, _terms(EpisodeParameters(*map(float_array, game))), float_array(defections))
    return float(value)


class _Terms(NamedTuple):
    """What the formulas need, each an array no larger than the parameters that it depends on."""

    training: Floats  # T
    log_threat: Floats  # ln p
    log_worth: Floats  # ln (g u_0)
    decay: Floats  # ln (1/g)
    log_kept: Floats  # ln c
    discount: Floats  # g
    discount_gap: Floats  # 1 - g
    hit: Floats  # 1 - c
    faithful: Floats  # β
    selfish: Floats  # 1 - w, 0 for w >= 1
    deployed: Floats  # (1 - w) g^T u_0
    defected: Floats  # (1 - w) (1 - τ)


def _terms(game: EpisodeParameters) -> _Terms:
    training, deployment, p, w, g, tau, alpha, q = game
    gap, conflict, hit = 1 - g, 1 - alpha, p * (1 - tau)
    worth = conflict * float_geometric_sum(g * (1 - q * conflict), gap + g * q * conflict, deployment)
    selfish = np.maximum(1 - w, 0)
    decay = np.minimum(np.abs(np.log(g)), -LOWEST_LOG)
    final = np.exp(-training * decay)
    faithful = (tau + (1 - tau) * w) * float_geometric_sum(g, gap, training)
    return _Terms(
        training=training,
        log_threat=np.log(p),
        log_worth=np.log(worth) - decay + 0 * training,
        decay=decay,
        log_kept=np.maximum(np.log1p(-hit), LOWEST_LOG),
        discount=g,
        discount_gap=gap,
        hit=hit,
        faithful=faithful + final * (alpha + conflict * w) * float_geometric_sum(g, gap, deployment),
        selfish=selfish,
        deployed=selfish * final * worth,
        defected=selfish * (1 - tau),
    )


def _tolerance(whole: EpisodeParameters, terms: _Terms, inexact: bool) -> float:  # noqa: FBT001
    """How far ln (p g^(j+1) u_0) may be off: the terms' rounding errors, and those of exact parameters made floats."""
    gap = terms.discount_gap + terms.discount * whole.monitoring * (1 - whole.deployment_agreement)
    reach = min(float(whole.deployment.max()), float(1 / gap.min())) + (float(whole.training.max()) if inexact else 0)
    logs = [np.abs(log[np.isfinite(log)]).max(initial=0.0) for log in (terms.log_threat, terms.log_worth)]
    return 8 * _EPSILON * (4 + reach + float(sum(logs)))


def _windows(terms: _Terms, grid: tuple[int, ...], tolerance: float) -> Iterator[tuple[Window, Floats | None]]:
    """The grid in windows that fit the cache, each with its number k of defections where all rows have the same."""
    columns = grid[-1]
    rows = max(1, _BLOCK // int(np.prod(grid[1:])))
    for first in range(0, grid[0], rows):
        leading = (slice(first, min(first + rows, grid[0])), *(slice(0, size) for size in grid[1:-1]))
        part = _Terms(*(_view(term, (*leading, slice(0, columns))) for term in terms))
        low, high = _certain(part, tolerance) if _is_sorted_by_threat(part, columns) else (0, columns)
        pieces = ((0, low, part.training), (low, high, None), (high, columns, 0 * part.training))
        yield from (((*leading, slice(start, stop)), known) for start, stop, known in pieces if start < stop)


def _is_sorted_by_threat(part: _Terms, columns: int) -> bool:
    """Whether the modification probability, and nothing else that m depends on, grows along the last axis."""
    others = (part.training, part.log_worth, part.decay, part.selfish)
    return (
        part.log_threat.size == part.log_threat.shape[-1] == columns > 1
        and all(term.shape[-1] == 1 for term in others)
        and bool(np.all(part.selfish > 0))
        and bool(np.all(np.diff(part.log_threat.ravel()) > 0))
    )


def _certain(part: _Terms, tolerance: float) -> tuple[int, int]:
    """The columns before which m = 0, and from which m = T, in all rows."""
    least = -part.log_worth
    most = least + np.maximum(part.training - 1, 0) * part.decay
    low = int(np.searchsorted(part.log_threat.ravel(), least.min() - tolerance))
    return low, max(low, int(np.searchsorted(part.log_threat.ravel(), most.max() + tolerance, side="right")))


def _length(part: _Terms, tolerance: float, given: EpisodeParameters) -> tuple[Floats, Labels, Labels]:
    """m, whether its first episode is a tie, and whether floats were too coarse to tell m."""
    log = part.log_threat + part.log_worth
    reach = log * (1 / part.decay)
    distance = np.rint(reach)
    np.clip(distance, 0, np.maximum(part.training - 1, 0), out=distance)
    distance *= part.decay
    distance -= log
    close = ~(np.abs(distance, out=distance) > tolerance)
    np.floor(reach, out=reach)
    reach += 1
    length = np.clip(reach, 0, part.training)
    close, tied = np.broadcast_to(close, length.shape), np.zeros(length.shape, bool)
    for index in zip(*np.nonzero(close), strict=True):
        game = EpisodeParameters(*(cell(array, length.shape, index) for array in given._replace(overlap=0)))
        length[index], tied[index] = switch(game.exactly())
    if np.all(part.selfish > 0):
        return length, tied, close
    return np.where(part.selfish > 0, length, part.training), tied & (part.selfish > 0), close & (part.selfish > 0)


def _fill_values(value: Floats, part: _Terms, defections: Floats) -> None:
    """Write the values of plans with so many defections: β + (1 - w) (g^T c^k u_0 + (1 - τ) S_k(g c)), in place."""
    faded = -np.expm1(-defections * part.decay)
    hit = -np.expm1(defections * part.log_kept)
    scratch = np.empty_like(value)
    gap = np.multiply(part.discount, part.hit, out=scratch)
    gap += part.discount_gap
    np.multiply(part.defected * (1 - faded), hit, out=value)
    value += part.defected * faded
    value /= gap
    if not gap.all():
        np.copyto(value, part.defected * defections, where=gap == 0)
    value -= np.multiply(part.deployed, hit, out=scratch)
    value += part.faithful + part.deployed


def _margin(whole: EpisodeParameters, terms: _Terms) -> Floats:
    """The gain of B over A in the last training episode: p g u_0 (1 - w) - (1 - w), and w - 1 where w >= 1."""
    return terms.selfish * np.exp(terms.log_threat + terms.log_worth) - (1 - whole.overlap)


def _mend_edges(result: GridSolution, given: EpisodeParameters) -> None:
    """Set what only edges of the parameter space have: ties after a last A, no training, overlap of 1 and more."""
    training, deployment, p, w, g, tau, alpha, q = given
    own, met, faced = w < 1, (tau < 1) & (training > 0), (alpha < 1) & (deployment > 0)
    result.tie[_cells(result, ~met)] = False
    lone = _cells(result, own, g == 1, tau == 0, training > 1, p == 1)
    lone = tuple(index[result.deceptive_episodes[lone] == 0] for index in lone)
    result.deceptive_episodes[lone] = np.broadcast_to(training - 1, result.value.shape)[lone]
    result.tie[lone] = True
    result.tie[_cells(result, own, q == 1, g == 1, alpha == 0, deployment > 1)] = True
    result.tie[_cells(result, w == 1, met | faced)] = True
    for word, edge in (
        ("defects", [training == 0]),
        ("deterred", [w >= 1]),
        ("other", [training == 0, deployment == 0]),
    ):
        result.regime[_cells(result, *edge)] = REGIMES.index(word)


def _cells(result: GridSolution, *conditions: Labels) -> tuple[NDArray[np.intp], ...]:
    """The indices of the cells in which all conditions hold."""
    if not all(condition.any() for condition in conditions):
        return (np.empty(0, np.intp),) * result.value.ndim
    both = functools.reduce(np.logical_and, conditions)
    return np.nonzero(np.broadcast_to(both, result.value.shape))


def _padded(value: Scalar, dimensions: int) -> NDArray[Any]:
    """A parameter as an array of so many dimensions, at least two, with new ones in front."""
    array = (
        value
        if isinstance(value, np.ndarray)
        else np.asarray(value, dtype=None if isinstance(value, float) else object)
    )
    return array.reshape((1,) * (max(dimensions, 2) - array.ndim) + array.shape)


def _view(array: NDArray[Any], window: Window) -> NDArray[Any]:
    """A window of an array; an axis along which it does not vary is left as it is."""
    pieces = (slice(None) if size == 1 else piece for size, piece in zip(array.shape, window, strict=True))
    return array[tuple(pieces)]
