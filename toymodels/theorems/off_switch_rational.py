"""A rational human leaves the incentive s φ(μ/s) - |μ| Φ(-|μ|/s) to defer, which is positive if there is any doubt.

*Proof.* A rational human lets the robot act iff U > 0, so that deferring is worth E[max(U, 0)] = μ Φ(μ/s) + s φ(μ/s). For
μ <= 0 that is the incentive; for μ > 0 take off μ, and Φ(μ/s) - 1 = -Φ(-μ/s). It is E[max(-V, 0)] with V ~ N(|μ|, s²), positive
for s > 0, and 0 for s = 0. ∎
"""

import math

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.off_switch import OffSwitch
from toymodels.solvers.off_switch import incentive
from toymodels.theorems.off_switch_threshold import summed_incentive


def formula(model: OffSwitch) -> float:
    """The number s φ(μ/s) - |μ| Φ(-|μ|/s)."""
    size, deviation = abs(float(model.mean)), float(model.deviation)
    t = size / deviation
    return deviation * math.exp(-t * t / 2) / math.sqrt(2 * math.pi) - size * math.erfc(t / math.sqrt(2)) / 2


def agrees(model: OffSwitch, expected: float) -> bool:
    """Whether solver and sum both give a positive incentive."""
    solved = incentive(model.mean, model.deviation, 0)[0]
    return bool(solved > 0 and all(abs(found - expected) < 1e-12 for found in (solved, summed_incentive(model))))


CLAIM = Claim(
    label="off-switch-rational",
    statement=(
        "In the off-switch game with a rational human and a robot in doubt the incentive to defer is "
        "s φ(μ/s) - |μ| Φ(-|μ|/s) > 0."
    ),
    latex=r"\Delta = s\, \varphi(\mu/s) - |\mu|\, \Phi(-|\mu|/s) > 0",
    reading="any policy; there are no ties",
    scope=scope_of(OffSwitch, "mean", "deviation", irrationality=(0,)),
    hypotheses={
        "a rational human": lambda model: model.irrationality == 0,
        "a robot in doubt": lambda model: model.deviation > 0,
    },
    conclusion=lambda model: agrees(model, formula(model)),
    refutation="A game with another incentive, or none.",
    witness=OffSwitch(mean="3/4", deviation=1),
    source="arXiv:1611.08219",
    variant=lambda model: agrees(model, formula(model) + abs(float(model.mean)) / 100),
)
