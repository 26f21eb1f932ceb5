"""The more irrational the human, the less the robot gains by deferring: from the rational human's incentive down to -|μ|/2.

*Proof.* For β > 0, Δ = -E[V / (1 + exp(V/β))] with V ~ N(|μ|, s²). The integrand v/(1 + exp(v/β)) rises in β for every v but 0,
with limits min(v, 0) at β -> 0 and v/2 at β -> ∞. So Δ falls, from E[max(-V, 0)] to -E[V]/2. ∎

So there is one irrationality at which the robot stops deferring, s²/(2|μ|) by *off-switch-threshold*.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.off_switch import OffSwitch
from toymodels.scalars import Scalar
from toymodels.solvers.off_switch import incentive

_FACTORS = (1, Fraction(10, 9), 2, 10, 10**6)
_TOLERANCE = 1e-12


def incentives(model: OffSwitch) -> list[Scalar]:
    """The incentive with a rational human, and with ever more irrational ones."""
    return [incentive(model.mean, model.deviation, model.irrationality * factor)[0] for factor in (0, *_FACTORS)]


def falls(found: list[Scalar], least: Scalar) -> bool:
    """Whether numbers fall, and not below a limit, as far as floating point shows it."""
    return all(one > other - _TOLERANCE for one, other in zip(found, [*found[1:], least], strict=True))


CLAIM = Claim(
    label="irrationality-lowers-incentive",
    statement="In the off-switch game the incentive to defer falls with the human's irrationality, and never below -|μ|/2.",
    latex=r"\beta < \beta' \implies \Delta(\beta) > \Delta(\beta') > -|\mu|/2",
    reading="any policy",
    scope=scope_of(
        OffSwitch, mean=(0, 1, -1, 2, "1/2", "-1/3"), deviation=(0, 1, 2, "1/2", "1/3"), irrationality=(1, 2, "1/2")
    ),
    hypotheses={"an irrational human": lambda model: model.irrationality > 0},
    conclusion=lambda model: falls(incentives(model), -abs(model.mean) / 2),
    refutation="A game in which a more irrational human is worth more, or costs more than half the mean.",
    witness=OffSwitch(mean=1, deviation=1, irrationality=1),
    source="this library; the game is from arXiv:1611.08219",
    uses=("off-switch-threshold",),
    variant=lambda model: falls(incentives(model), 0),
)
