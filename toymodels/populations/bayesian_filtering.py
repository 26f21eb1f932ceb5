"""Bayesian filtering of a population: what is left of it once everyone whose behaviour was otherwise is gone.

A population of types with shares x is put through a sequence of tests with outcomes o_1, o_2, ...; whoever is of type i shows
outcome o with probability P(o | i). Of those who showed just these outcomes type i has the share

    x_i Π_t P(o_t | i) / Σ_j x_j Π_t P(o_t | j),

Bayes' posterior. Types with the same likelihoods keep their odds, whatever is seen: no test tells them apart.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toymodels.distributions import distribution
from toymodels.populations.trajectory import Trajectory, kept_generations, weights
from toymodels.scalars import is_exact


def bayesian_filtering(
    likelihoods: Mapping[str, Mapping[str, object]], start: Mapping[str, object], outcomes: Sequence[str], every: int = 1
) -> Trajectory:
    """The shares of types among those that showed a sequence of outcomes.

    Parameters
    ----------
    likelihoods
        For every type the probability of each outcome, 0 where it is not named.
    start
        The weight of every type before, not all of them 0.
    outcomes
        What was seen, test by test.
    every
        Keep the shares after every so many tests.

    Returns
    -------
    Trajectory
        Exact if weights and likelihoods are; in floats it is summed in logarithms, so that nothing underflows.

    Raises
    ------
    TypeError, ValueError
        If likelihoods are no distribution, types differ, or nobody that is left could have shown an outcome.

    Examples
    --------
    >>> honest, liar = {"right": 1}, {"right": "1/2", "wrong": "1/2"}
    >>> print(bayesian_filtering({"honest": honest, "liar": liar}, {"honest": 1, "liar": 8}, ["right"] * 3))
    Bayesian filtering, generation 3: honest: 1/2 (0.5); liar: 1/2 (0.5)
    """
    kept = kept_generations(len(outcomes), every)
    if set(likelihoods) != set(start):
        raise ValueError(f"likelihoods must be those of the types {', '.join(start)}, got {', '.join(likelihoods)}")
    prior = weights(start, "start")
    chances = [distribution(likelihoods[name], f"likelihoods of {name!r}") for name in start]
    seen = {outcome: [row.get(outcome, 0) for row in chances] for outcome in dict.fromkeys(outcomes)}
    if prior.dtype == object and all(is_exact(chance) for row in seen.values() for chance in row):
        shares = _exact(prior, [np.array([Fraction(c) for c in seen[o]], dtype=object) for o in outcomes])[kept]
    else:
        shares = _in_floats(prior.astype(float), {o: np.array(row, dtype=float) for o, row in seen.items()}, outcomes, kept)
    return Trajectory(tuple(start), kept, shares, "Bayesian filtering")


def _exact(prior: NDArray[Any], factors: Sequence[NDArray[Any]]) -> NDArray[Any]:
    rows = [prior / prior.sum()]
    for factor in factors:
        left = rows[-1] * factor
        _check_left(left.sum() > 0)
        rows.append(left / left.sum())
    return np.array(rows)


def _in_floats(
    prior: NDArray[np.float64], seen: Mapping[str, NDArray[np.float64]], outcomes: Sequence[str], kept: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The log weights are sums over the counts of outcomes; rows are scaled by the greatest before exp."""
    names = list(seen)
    with np.errstate(divide="ignore"):
        start, logs = np.log(prior), [np.log(seen[name]) for name in names]
    codes = np.array([names.index(name) for name in outcomes], dtype=np.int64)
    rows = np.tile(start, (len(kept), 1))
    for code, log in enumerate(logs):
        counts = np.concatenate([[0], np.cumsum(codes == code)])[kept].astype(float)
        gone = np.isneginf(log)
        rows += counts[:, None] * np.where(gone, 0, log)
        rows[np.ix_(counts > 0, gone)] = -np.inf
    greatest = rows.max(axis=1, keepdims=True)
    _check_left(bool(np.isfinite(greatest).all()))
    rows -= greatest
    np.exp(rows, out=rows)
    rows /= rows.sum(axis=1, keepdims=True)
    return rows


def _check_left(anybody: bool) -> None:
    if not anybody:
        raise ValueError("outcomes must be possible for some type that is left, got one that is not")
