"""The closed form of the episode game for arrays of parameters, in floats, with every label right.

The formulas are those of ``toymodels.solvers.closed_form``. In floats m comes from logarithms,

    m = 1 + ⌊t⌋  (at least 0, at most T),   t = (ln p + ln g + ln u_0) / ln(1/g),

and a cell whose t is as near to an integer as rounding may have moved it is decided again in rationals. The sum S_k(g c)
has no cancellation when it is written, with c = 1 - p (1 - τ), as

    S_k(g c) = [(1 - g^k) + g^k (1 - c^k)] / [(1 - g) + g (1 - c)].

Where the modification probability runs along the last axis, a faster way is at hand: ``closed_form_rows``.
"""

import functools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toymodels.grid_solution import GridSolution, cell
from toymodels.regimes import REGIMES
from toymodels.scalars import Scalar, float_array, is_array, is_symbolic
from toymodels.solvers.closed_form_rows import admits_runs, fill_runs
from toymodels.solvers.closed_form_terms import Floats, Terms, terms_of, tolerance_of
from toymodels.solvers.switching import EpisodeParameters, switch
from toymodels.training import Statement

Labels = NDArray[np.bool_]
Window = tuple[slice, ...]

_BLOCK = 1 << 16
_TOO_LONG = 2.0**63


def closed_form_grid(model: Statement, margin: bool = False) -> GridSolution:
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
    ValueError
        If training is 2^63 episodes or longer.

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
    inexact = any(isinstance(value, Fraction) or (is_array(value) and value.dtype.kind == "O") for value in given)
    given = EpisodeParameters(*(_padded(value, len(shape)) for value in given))
    whole = EpisodeParameters(*map(float_array, given))
    grid = np.broadcast_shapes(*(array.shape for array in whole))
    if whole.training.max() >= _TOO_LONG:
        raise ValueError(f"training must be below 2^63 where other parameters are arrays, got {given.training.max()}")
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = terms_of(whole)
        tolerance = tolerance_of(whole, terms, inexact=inexact)
        result = GridSolution.empty(grid, int(whole.training.max()), margin=margin)
        if admits_runs(terms, grid):
            fill_runs(result, terms, tolerance, given)
        else:
            for window in _windows(grid):
                _fill(result, window, Terms(*(_view(term, window) for term in terms)), tolerance, given)
        _mend_edges(result, given)
        if result.margin is not None:
            result.margin[...] = np.where(whole.training > 0, _margin(whole, terms), np.nan)
    return result.rearranged(lambda array: array.reshape(shape))


def _fill(result: GridSolution, window: Window, part: Terms, tolerance: float, given: EpisodeParameters) -> None:
    """Solve one window of the grid."""
    length, tied, close = _length(part, tolerance, EpisodeParameters(*(_view(value, window) for value in given)))
    result.tie[window], result.decided_exactly[window] = tied, close
    _fill_values(result.value[window], part, part.training - length)
    np.add(length > 0, length == part.training, out=result.regime[window], dtype=np.int8)
    result.deceptive_episodes[window] = length


def float_value(game: EpisodeParameters, defections: int) -> float:
    """The value of the plan that plays A in the first training conflicts and B in the others, in floats."""
    value = np.empty(())
    with np.errstate(divide="ignore", invalid="ignore"):
        _fill_values(value, terms_of(EpisodeParameters(*map(float_array, game))), float_array(defections))
    return float(value)


def _windows(grid: tuple[int, ...]) -> Iterator[Window]:
    """The grid in windows that fit the cache."""
    rows = max(1, _BLOCK // math.prod(grid[1:]))
    for first in range(0, grid[0], rows):
        yield (slice(first, min(first + rows, grid[0])), *(slice(0, size) for size in grid[1:]))


def _length(part: Terms, tolerance: float, given: EpisodeParameters) -> tuple[Floats, Labels, Labels]:
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
    given = given._replace(overlap=0, training_agreement=0)
    for index in zip(*np.nonzero(close), strict=True):
        game = EpisodeParameters(*(cell(array, length.shape, index) for array in given))
        length[index], tied[index] = switch(game.exactly())
    if np.all(part.selfish > 0):
        return length, tied, close
    return np.where(part.selfish > 0, length, part.training), tied & (part.selfish > 0), close & (part.selfish > 0)


def _fill_values(value: Floats, part: Terms, defections: Floats) -> None:
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


def _margin(whole: EpisodeParameters, terms: Terms) -> Floats:
    """The gain of B over A in the last training episode: p g u_0 (1 - w) - (1 - w), and w - 1 where w >= 1."""
    return np.asarray(terms.selfish * np.exp(terms.log_threat + terms.log_worth) - (1 - whole.overlap))


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
    """The indices of the cells in which all conditions hold, sought only where each axis admits it."""
    shape = result.value.shape
    if not all(condition.any() for condition in conditions):
        return (np.empty(0, np.intp),) * len(shape)
    axes = range(len(shape))
    admitted = [
        functools.reduce(
            np.logical_and,
            (np.broadcast_to(c.any(axis=tuple(i for i in axes if i != axis)), shape[axis]) for c in conditions),
        )
        for axis in axes
    ]
    places = [np.flatnonzero(line) for line in admitted]
    views = (c[np.ix_(*(p if size > 1 else [0] for p, size in zip(places, c.shape, strict=True)))] for c in conditions)
    both = np.broadcast_to(functools.reduce(np.logical_and, views), [len(place) for place in places])
    return tuple(place[index] for place, index in zip(places, np.nonzero(both), strict=True))


def _padded(value: Scalar, dimensions: int) -> NDArray[Any]:
    """A parameter as an array of so many dimensions, at least two, with new ones in front."""
    array = value if isinstance(value, np.ndarray) else np.asarray(value, dtype=None if isinstance(value, float) else object)
    return array.reshape((1,) * (max(dimensions, 2) - array.ndim) + array.shape)


def _view(array: NDArray[Any], window: Window) -> NDArray[Any]:
    """A window of an array; an axis along which it does not vary is left as it is."""
    pieces = (slice(None) if size == 1 else piece for size, piece in zip(array.shape, window, strict=True))
    return array[tuple(pieces)]
