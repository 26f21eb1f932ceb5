"""What the best of n samples by a noisy proxy is truly worth, in floats, by sums that converge exponentially.

In the symbols of ``toymodels.models.best_of_n``, everything follows from F and f of the proxy at points m = c sinh w with w on
a grid, by

    E[G] = s_G² n (n - 1) ∫ F^(n-2) f² dm,  E[M] = ∫ m n F^(n-1) f dm.

Laplace's and Student's errors are normal ones of random variance, V s_X² with V exponential, or 1 over a χ² of 3 degrees of
freedom. So f and F are sums over ln V of normal densities and distribution functions: no convolution is left to compute, and
the upper tail 1 - F is right to all its digits.

Source: L. N. Trefethen and J. A. C. Weideman, *The exponentially convergent trapezoidal rule*, SIAM Review 56 (2014).
"""

import dataclasses
import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.facts import facts_html, facts_text
from toymodels.models.best_of_n import LAPLACE, NORMAL, STUDENT, BestOfN
from toymodels.scalars import Scalar
from toymodels.solvers.plain_numbers import plain_numbers

NOTHING, RISES, LEVELS, STILL_RISES, FALLS = "nothing to gain", "rises for ever", "levels off", "still rises", "falls"
REGIMES = (RISES, LEVELS, STILL_RISES, FALLS, NOTHING)
MOST_SAMPLES = 10**12
_LARGEST = 10**150
_STEP = 1 / 128
_LEAST_SCALE = 1e-8
_FARTHEST = {LAPLACE: 1e2, STUDENT: 1e11}
_NORMAL_REACH = 40

Floats = NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class BestOfNSolution:
    """What the sample that looks best is worth; values in the unit of the standard deviations.

    Parameters
    ----------
    value, expected_true
        The expected true value of the best of n by the proxy.
    regime
        One of ``REGIMES``: how the true value goes on with more samples. It rises for ever, or towards a limit, or still rises
        but will fall, or falls already; or there is nothing to gain as the true value doesn't vary.
    expected_proxy
        Its expected proxy.
    gap
        By how much it is worth less than it looks, proxy less true value.
    kl
        The divergence of the pick from a single sample in nats, log n - (n - 1)/n.
    reliability
        The share of the proxy's variance that is signal, s_G²/(s_G² + s_X²); with a normal error also the true value's share
        of the proxy of the pick.
    limit
        What the expected true value tends to as n grows; None if it grows without end.
    best_n, best_true
        The number of samples at which the expected true value is greatest, and that value; None if more always help, or
        10^12 samples are still too few. Large numbers are right to seven digits or so, as the top is flat.
    """

    value: float
    regime: str
    expected_true: float
    expected_proxy: float
    gap: float
    kl: float
    reliability: Scalar
    limit: float | None
    best_n: int | None
    best_true: float | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def best_of_n(model: BestOfN) -> BestOfNSolution:
    """What the best of n samples by a noisy proxy is truly worth.

    Returns
    -------
    Expected values as floats, right to about ten digits; the reliability exactly if the model is.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If a standard deviation is above 10^150.

    Examples
    --------
    With a heavy-tailed error more samples make the pick worse from some number on.

    >>> solution = best_of_n(BestOfN(n=1000, tail="student"))
    >>> solution.regime, solution.best_n, round(solution.best_true, 4), round(solution.expected_true, 4)
    ('falls', 43, 1.3357, 0.6542)
    """
    numbers = plain_numbers(model)
    n, signal, noise = (numbers.values[name] for name in ("n", "signal", "noise"))
    for name in ("signal", "noise"):
        if numbers.values[name] > _LARGEST:
            raise ValueError(f"{name} must be at most 10^150, got {numbers.values[name]}")
    tail = model.tail if noise else NORMAL
    unit = math.hypot(signal, noise)
    picked = picks(float(signal) / unit, float(noise) / unit, tail)
    true, proxy = picked.true(n) * unit, picked.proxy(n) * unit
    best = _best_number(picked.true) if tail == STUDENT and signal else None
    return BestOfNSolution(
        value=true,
        regime=_regime(n, tail, best) if signal else NOTHING,
        expected_true=true,
        expected_proxy=proxy,
        gap=proxy - true,
        kl=math.log(n) - (n - 1) / n,
        reliability=numbers.told(Fraction(signal) ** 2 / (signal**2 + noise**2)),
        limit=_limit(float(signal), float(noise), tail),
        best_n=best,
        best_true=None if best is None else picked.true(best) * unit,
    )


class Picks(NamedTuple):
    """The expected true value and the expected proxy of the best of n, as functions of n."""

    true: Callable[[int], float]
    proxy: Callable[[int], float]


@functools.lru_cache(maxsize=64)
def picks(signal: float, noise: float, tail: str) -> Picks:
    """The expected true value and proxy of the best of n as functions of n, for deviations whose squares sum to 1.

    >>> round(picks(math.sqrt(0.5), math.sqrt(0.5), "normal").proxy(10), 6)
    1.538753
    """
    if tail == NORMAL:
        return Picks(lambda n: signal**2 * _expected_maximum(n), _expected_maximum)
    points, widths, log_density, log_below = _proxy_grid(signal, noise, tail)

    def true(n: int) -> float:
        if n == 1:
            return 0.0
        logs = math.log(n) + math.log(n - 1) + (n - 2) * log_below + 2 * log_density
        return signal**2 * float((np.exp(logs) * widths).sum())

    def proxy(n: int) -> float:
        if n == 1:
            return 0.0
        return float((points * np.exp(math.log(n) + (n - 1) * log_below + log_density) * widths).sum())

    return Picks(true, proxy)


def _expected_maximum(n: int) -> float:
    """The expected greatest of n standard normals."""
    from scipy.special import log_ndtr

    if n == 1:
        return 0.0
    z = np.arange(-_NORMAL_REACH, _NORMAL_REACH, 1 / 64)
    logs = math.log(n) - z * z / 2 + (n - 1) * log_ndtr(z)
    return float((z * np.exp(logs)).sum()) / 64 / math.sqrt(2 * math.pi)


def _proxy_grid(signal: float, noise: float, tail: str) -> tuple[Floats, Floats, Floats, Floats]:
    """Points of the proxy in order, the width that each stands for, and the logarithms of f and F there."""
    from scipy.special import erfc

    scale = max(signal, _LEAST_SCALE)
    w = np.arange(0, math.asinh(_FARTHEST[tail] / scale), _STEP)
    upper, widths = scale * np.sinh(w), scale * np.cosh(w) * _STEP
    variances, weights = _mixture(tail)
    deviations = np.sqrt(signal**2 + noise**2 * variances)
    scores = upper[:, None] / deviations
    with np.errstate(under="ignore"):
        density = np.exp(-scores * scores / 2) @ (weights / deviations) / math.sqrt(2 * math.pi)
        above = erfc(scores / math.sqrt(2)) @ weights / 2
    with np.errstate(divide="ignore"):
        log_density, log_above = np.log(density), np.log(above)
    log_below = np.log1p(-above)
    return (
        np.concatenate([-upper[:0:-1], upper]),
        np.concatenate([widths[:0:-1], widths]),
        _both_sides(log_density, log_density),
        _both_sides(log_above, log_below),
    )


def _both_sides(left: Floats, right: Floats) -> Floats:
    """Values at the mirrored points and at the points themselves, and logarithms of 0 made finite."""
    joined: Floats = np.maximum(np.concatenate([left[:0:-1], right]), -1e30)
    return joined


def _mixture(tail: str) -> tuple[Floats, Floats]:
    """The variances of which an error of variance 1 is a mixture, and the probability of each."""
    if tail == LAPLACE:
        y = np.arange(-40, 7, 1 / 16)
        logs = y - np.exp(y)
    else:
        y = np.arange(-7, 60, 1 / 8)
        logs = -3 * y / 2 - np.exp(-y) / 2
    weights = np.exp(logs - logs.max())
    return np.exp(y), weights / weights.sum()


def _best_number(true: Callable[[int], float]) -> int | None:
    """The number of samples at which the true value, which rises and then falls, is greatest."""
    high = 2
    while true(2 * high) > true(high):
        high *= 2
        if high > MOST_SAMPLES:
            return None
    low, high = high // 2, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if true(middle + 1) > true(middle) else (low, middle)
    return high


def _regime(n: int, tail: str, best: int | None) -> str:
    if tail == STUDENT:
        return FALLS if best is not None and n >= best else STILL_RISES
    return LEVELS if tail == LAPLACE else RISES


def _limit(signal: float, noise: float, tail: str) -> float | None:
    """What the true value tends to: s_G² times the hazard rate of the error far out, which a normal error has none of."""
    if signal == 0:
        return 0.0
    return {NORMAL: None, LAPLACE: math.sqrt(2) * signal**2 / noise if noise else None, STUDENT: 0.0}[tail]
