"""A robot leaves its off switch to a Boltzmann human iff s² > 2 β |μ|.

*Proof.* With V ~ N(a, s²), a = |μ|, the incentive is Δ = -E[V / (1 + exp(V/β))]: for μ >= 0 as Δ = -E[(1 - π(U)) U], and for
μ < 0 with V = -U. Let s, β > 0. As 1/(1 + exp(v/β)) = exp(-v/(2β)) / (2 cosh(v/(2β))), the integrand is, up to a positive
factor, v w(v) exp(κ v) with the even weight w(v) = exp(-v²/(2 s²)) / cosh(v/(2β)) and κ = a/s² - 1/(2β). Taking v and -v
together,

    Δ = -C ∫_0^∞ 2 v w(v) sinh(κ v) dv,  C > 0,

which has the sign of -κ, that of s² - 2 β a. For β = 0 < s, Δ = E[max(-V, 0)] > 0; for s = 0 < β, Δ = -a/(1 + exp(a/β)), and
for s = β = 0, Δ = 0: the same sign. ∎
"""

import math

import numpy as np

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.off_switch import OffSwitch
from toymodels.solvers.off_switch import side_of_threshold

_TOLERANCE = 1e-12
_STEP = 1 / 64
_NODES = np.arange(-12, 12 + _STEP, _STEP)
_WEIGHTS = np.exp(-_NODES * _NODES / 2) * _STEP / math.sqrt(2 * math.pi)


def summed_incentive(model: OffSwitch) -> float:
    """E[π(U) U] - max(E U, 0), summed over what the act may be worth."""
    mean, deviation, beta = float(model.mean), float(model.deviation), float(model.irrationality)
    if beta == 0:
        t = mean / deviation if deviation else math.copysign(math.inf, mean)
        gain = deviation * math.exp(-t * t / 2) / math.sqrt(2 * math.pi) + mean * math.erfc(-t / math.sqrt(2)) / 2
        return gain - max(mean, 0.0)
    worths = mean + deviation * _NODES
    return float((_WEIGHTS * worths / (1 + np.exp(-worths / beta))).sum()) - max(mean, 0.0)


def agrees(model: OffSwitch, side: int) -> bool:
    """Whether the incentive has a sign, as far as floating point shows it."""
    gain = summed_incentive(model)
    return abs(gain) <= _TOLERANCE if side == 0 else gain * side > -_TOLERANCE


CLAIM = Claim(
    label="off-switch-threshold",
    statement=(
        "In the off-switch game the incentive to defer has the sign of s² - 2 β |μ|: the robot defers iff that is positive."
    ),
    latex=r"\Delta > 0 \iff s^2 > 2 \beta |\mu|",
    reading="any policy; at Δ = 0 deferring is optimal with another act",
    scope=scope_of(
        OffSwitch, "deviation", mean=(0, 1, -1, 2, "1/2", "-1/3", "3/4"), irrationality=(0, 1, 2, "1/2", "1/6", "2/3", "3/8")
    ),
    hypotheses={},
    conclusion=lambda model: agrees(model, side_of_threshold(model.mean, model.deviation, model.irrationality)),
    refutation="A game in which the incentive has another sign.",
    witness=OffSwitch(mean=1, deviation=1, irrationality="1/2"),
    source="this library; the game is from arXiv:1611.08219",
    variant=lambda model: agrees(model, side_of_threshold(model.mean, model.deviation, model.irrationality / 2)),
)
