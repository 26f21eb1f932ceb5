"""The best of n by a noisy proxy is truly worth s_G² times the proxy's expected hazard rate at the second best of n.

*Proof.* f(m) = ∫ φ(g) p(m - g) dg = ∫ φ(m - x) p(x) dx, and φ'(g) = -g φ(g)/s_G², so f'(m) = -E[G | M = m] f(m)/s_G². The
greatest of n has the density n F^(n-1) f, and by parts

    E[G] = ∫ E[G | M = m] n F^(n-1) f dm = -s_G² ∫ n F^(n-1) f' dm = s_G² ∫ n (n - 1) F^(n-2) f² dm,

as f vanishes at both ends. The second greatest of n has the density n (n - 1) F^(n-2) (1 - F) f, so this is s_G² E[h(M_2)] with
h = f/(1 - F). ∎
"""

import functools
import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.claims import Claim, Scope
from toymodels.models.best_of_n import LAPLACE, NORMAL, STUDENT, TAILS, BestOfN
from toymodels.solvers.best_of_n import picks

_DEVIATIONS = ((1, 1), (1, 2), (2, 1))
_TOLERANCE = 1e-3

Floats = NDArray[np.float64]


class Proxy(NamedTuple):
    """Points m of the proxy, the width that each stands for, f, 1 - F, and E[G | M = m] there."""

    points: Floats
    widths: Floats
    density: Floats
    above: Floats
    given: Floats


@functools.cache
def proxy_by_definition(signal: float, noise: float, tail: str) -> Proxy:
    """The proxy's distribution, added up over what the true value may be."""
    g = np.linspace(-8, 8, 641) * signal
    prior = np.exp(-((g / signal) ** 2) / 2)
    w = np.linspace(-8, 8, 801)
    m = np.sinh(w) * signal
    likelihood, tails = error((m[:, None] - g) / noise, tail)
    density = likelihood @ prior
    given = np.divide(likelihood @ (prior * g), density, out=np.zeros_like(m), where=density > 0)
    widths = np.cosh(w) * signal * (w[1] - w[0])
    return Proxy(m, widths, density / prior.sum() / noise, tails @ prior / prior.sum(), given)


def error(x: Floats, tail: str) -> tuple[Floats, Floats]:
    """The density of an error of variance 1, and the probability of a greater one."""
    if tail == LAPLACE:
        half = np.exp(-math.sqrt(2) * np.abs(x)) / 2
        return math.sqrt(2) * half, np.where(x > 0, half, 1 - half)
    if tail == STUDENT:
        away = np.arctan2(1, np.abs(x)) - np.abs(x) / (1 + x * x)
        return 2 / (math.pi * (1 + x * x) ** 2), np.where(x > 0, away, math.pi - away) / math.pi
    from scipy.special import ndtr

    return np.exp(-x * x / 2) / math.sqrt(2 * math.pi), ndtr(-x)


def is_worth(model: BestOfN, place: int) -> bool:
    """Whether the pick is worth s_G² times the hazard rate at the best (1) or second best (2), and as the solver says."""
    proxy, n = proxy_of(model), model.n
    below = np.log1p(-proxy.above)
    greatest = n * np.exp((n - 1) * below) * proxy.density
    true = float((greatest * proxy.given * proxy.widths).sum())
    hazard = np.divide(proxy.density, proxy.above, out=np.zeros_like(below), where=proxy.above > 1e-300)
    second = n * (n - 1) * np.exp((n - 2) * below) * proxy.above * proxy.density
    expected = float(((greatest if place == 1 else second) * hazard * proxy.widths).sum()) * float(model.signal) ** 2
    return abs(true - expected) < _TOLERANCE and abs(true - solved(model)) < _TOLERANCE


def proxy_of(model: BestOfN) -> Proxy:
    """The distribution of a model's proxy."""
    return proxy_by_definition(float(model.signal), float(model.noise), model.tail)


def solved(model: BestOfN) -> float:
    """The expected true value by the functions of the solver."""
    unit = math.hypot(model.signal, model.noise)
    return picks(float(model.signal) / unit, float(model.noise) / unit, model.tail).true(model.n) * unit


def small_models(tails: tuple[str, ...] = TAILS) -> tuple[BestOfN, ...]:
    """Few samples, and many, with a strong, an even and a weak signal."""
    return tuple(
        BestOfN(n, signal, noise, tail)
        for n in (1, 2, 3, 5, 10, 30, 100, 1000)
        for signal, noise in _DEVIATIONS
        for tail in tails
    )


def random_models(tails: tuple[str, ...] = TAILS) -> Any:
    """Up to 1000 samples."""
    from hypothesis import strategies as st

    return st.builds(
        lambda n, pair, tail: BestOfN(n, pair[0], pair[1], tail),
        st.integers(1, 1000),
        st.sampled_from(_DEVIATIONS),
        st.sampled_from(tails),
    )


def scope_with(*tails: str) -> Scope:
    """The scope of models with some tails."""
    words = f"n to 1000; signal to noise 1:1, 1:2, 2:1; {', '.join(tails)} error"
    return Scope(functools.partial(small_models, tails), functools.partial(random_models, tails), words)


CLAIM = Claim(
    label="selection-follows-hazard",
    statement=(
        "The best of n by a proxy with a normal true value and any error has the expected true value s_G² E[h(M_2)], with M_2 "
        "the second greatest proxy of n and h the proxy's hazard rate: it rises with n where the hazard rate rises, and falls "
        "where that falls."
    ),
    latex=r"E[G] = s_G^2\, n (n - 1) \int F^{n-2} f^2\, dm = s_G^2\, E\!\left[\frac{f(M_{(2)})}{1 - F(M_{(2)})}\right]",
    reading="any policy; the pick is the greatest proxy",
    scope=scope_with(NORMAL, LAPLACE, STUDENT),
    hypotheses={"more than one sample": lambda model: model.n > 1},
    conclusion=lambda model: is_worth(model, 2),
    refutation="A number of samples whose pick is worth more or less.",
    witness=BestOfN(),
    source="this library",
    variant=lambda model: is_worth(model, 1),
)
