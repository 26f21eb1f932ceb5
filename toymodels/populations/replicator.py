"""The replicator dynamic in generations: a type's share grows by its fitness relative to the mean.

With shares x and fitnesses f(x) >= 0,

    x_i' = x_i f_i(x) / Σ_j x_j f_j(x).

For constant fitness x_i(n) is proportional to x_i(0) f_i^n; in shares of a logarithm, the log odds of two types are a straight
line in n. It is the replicator equation dx_i/dt = x_i (u_i(x) - Σ_j x_j u_j(x)) at whole times if f_i = exp(u_i) is constant.
And it is Bayes' rule: shares are beliefs, fitnesses are likelihoods.

Source: J. Hofbauer and K. Sigmund, *Evolutionary games and population dynamics* (1998); C. Shalizi, *Dynamics of Bayesian
updating with dependent data and misspecified models* (2009), for the reading as Bayes' rule.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from toymodels.populations.trajectory import Trajectory, kept_generations, weights

Fitness: TypeAlias = Mapping[str, object] | Callable[[NDArray[Any]], Any]
"""A number for every type, or a function from the array of shares to the array of fitnesses."""

_BLOCK = 128


def replicator(fitness: Fitness, start: Mapping[str, object], generations: int, every: int = 1) -> Trajectory:
    """The shares of types that replicate in proportion to their fitness.

    Parameters
    ----------
    fitness
        The fitness of every type, a number >= 0; or a function from the shares, in the order of the types, to the fitnesses.
    start
        The weight of every type in generation 0, not all of them 0.
    generations
        How many generations.
    every
        Keep every so many generations.

    Returns
    -------
    Trajectory
        Exact if the weights and the fitnesses are.

    Raises
    ------
    TypeError, ValueError
        If a number is outside its domain, or the types of fitness and start differ.
    ZeroDivisionError
        If all types that are left have fitness 0.

    Examples
    --------
    >>> print(replicator({"slow": 1, "fast": 2}, {"slow": 3, "fast": 1}, 2))
    replicator, generation 2: slow: 3/7 (0.428571); fast: 4/7 (0.571429)

    Hawks and doves: a function of the shares.

    >>> game = np.array([[1, 4], [2, 3]])
    >>> print(replicator(lambda shares: game @ shares, {"hawk": 0.1, "dove": 0.9}, 1000))
    replicator, generation 1000: hawk: 0.5; dove: 0.5
    """
    kept = kept_generations(generations, every)
    shares = weights(start, "start")
    fixed = None if callable(fitness) else weights(fitness, "fitness", tuple(start))
    if fixed is not None and fixed.dtype != shares.dtype:
        shares, fixed = shares.astype(float), fixed.astype(float)
    shares = shares / shares.sum()
    if fixed is None or fixed.dtype == object or not kept[-1]:
        rows = _step_by_step(fitness if callable(fitness) else lambda _: fixed, shares, kept)
    else:
        rows = _in_blocks(fixed, shares, kept)
    return Trajectory(tuple(start), kept, rows, "replicator")


def _step_by_step(fitness: Callable[[NDArray[Any]], Any], shares: NDArray[Any], kept: NDArray[np.int64]) -> NDArray[Any]:
    rows = [shares]
    for step in np.diff(kept).tolist():
        for _ in range(step):
            factors = np.asarray(fitness(shares))
            if factors.min() < 0:
                raise ValueError(f"fitness must be >= 0, got {factors.min()}")
            shares = shares * factors
            shares = shares / _some_left(shares.sum())
        rows.append(shares)
    return np.array(rows)


def _in_blocks(fitness: NDArray[np.float64], shares: NDArray[np.float64], kept: NDArray[np.int64]) -> NDArray[np.float64]:
    """Products for a block of generations, then one division by their sums: the same shares in a third of the time."""
    factor = fitness / _some_left(fitness[shares > 0].max())
    steps = np.diff(kept, prepend=0).tolist()
    powers = {step: factor**step for step in set(steps)}
    rows = np.empty((len(kept), len(shares)))
    for first in range(0, len(kept), _BLOCK):
        block = rows[first : first + _BLOCK]
        for row, step in zip(block, steps[first : first + _BLOCK], strict=True):
            shares = np.multiply(shares, powers[step], out=row)
        block /= (block @ np.ones(len(factor)))[:, None]  # and with it shares, its last row
    return rows


def _some_left(total: Any) -> Any:
    if total == 0:
        raise ZeroDivisionError("every type that is left has fitness 0")
    return total
