"""The off-switch game: a robot that may act, switch itself off, or defer to a human who can switch it off.

A robot doesn't know what its act is worth to a human, U, who does know. It may act (worth E U), switch itself off (worth 0),
or propose the act and wait: then the human lets it act with probability π(U) and switches it off otherwise. When does a
robot that only wants what the human wants leave the switch alone?

It believes U ~ N(μ, s²). The human is rational, and lets it act iff U > 0, or errs as a Boltzmann human of irrationality
β > 0 does, π(u) = 1 / (1 + exp(-u/β)); β = 0 is the rational one. The incentive to defer is

    Δ = E[π(U) U] - max(E U, 0).

*The threshold.* With V ~ N(a, s²), a = |μ|, by π(u) = 1 - π(-u) in either case of μ's sign Δ = -E[V / (1 + exp(V/β))]. Split
off the even factor of the integrand, 1 / (1 + exp(v/β)) = exp(-v/(2β)) / (2 cosh(v/(2β))):

    Δ = -C ∫ v w(v) exp(κ v) dv = -2 C ∫_0^∞ v w(v) sinh(κ v) dv,
    w(v) = exp(-v²/(2 s²)) / (2 cosh(v/(2β))),  C = exp(-a²/(2 s²)) / (s √(2π)),  κ = a/s² - 1/(2β),

as w is even. So Δ has the sign of -κ: the robot defers iff s² > 2 β |μ|, it gains nothing by it iff s² = 2 β |μ|, and it acts
(μ > 0) or switches itself off (μ < 0) iff s² < 2 β |μ|. That holds for β = 0 and for s = 0 as well: a rational human leaves the
incentive s φ(a/s) - a Φ(-a/s), positive for s > 0; a robot that is sure has Δ = -a / (1 + exp(a/β)). And as π is the worse
the larger β, Δ falls in β, from the rational human's incentive to -a/2.

Source: D. Hadfield-Menell, A. Dragan, P. Abbeel, S. Russell, *The off-switch game*, IJCAI 2017, arXiv:1611.08219; the
threshold is derived here.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class OffSwitch:
    """A robot unsure of what its act is worth, and a human who may switch it off.

    Parameters
    ----------
    mean
        The mean μ of what the robot believes its act to be worth, any finite number.
    deviation
        The standard deviation s >= 0 of that belief, in the same unit.
    irrationality
        The human's β >= 0, in the same unit: 0 is rational, and at β the human errs at a worth of ±β with probability 0.27.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.off_switch import off_switch
    >>> solution = off_switch(OffSwitch(mean="3/4", deviation=1, irrationality="1/2"))
    >>> solution.regime, solution.irrationality_threshold, solution.mean_threshold
    ('defers', Fraction(2, 3), 1)
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("mean=-2:2:81", "irrationality=0:2:41")

    mean: Annotated[Scalar, Parameter("what the robot expects its act to be worth")] = 0
    deviation: Annotated[Scalar, Parameter("standard deviation of that belief", 0)] = 1
    irrationality: Annotated[Scalar, Parameter("the worth at which the human still errs often", 0)] = 0

    def __post_init__(self) -> None:
        check_fields(self)
