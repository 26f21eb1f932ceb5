"""Four ways in which a measure that is pushed ceases to measure: regressional, extremal, causal and adversarial Goodhart.

"When a measure becomes a target, it ceases to be a good measure." In ordinary times a measure M says something about what is
wanted, G. Then somebody pushes M up to a value m. What becomes of G depends on how M is pushed, and on why the two went
together.

In ordinary times G ~ N(0, s_G²) and M = G + X, X ~ N(0, s_X²), so that E[G | M] = ρ M with ρ = s_G²/(s_G² + s_X²).

* *Regressional*: one looks for a sample with M = m. A high M is a high G and a lucky X:

      E[G] = ρ m,

  less than the measure says, but never less for pushing more.

* *Extremal*: one looks for M = m beyond the range M <= e in which the relation was seen. Out there it is another one, and every
  further unit of M costs h:

      E[G] = ρ min(m, e) - h max(m - e, 0),

  which is best at m = e and worth nothing at e (1 + ρ/h). (A dose that heals, and the double dose.)

* *Causal*: one sets M to m. Only a share κ of the relation is M acting on G; the rest is a common cause Z, G = κ ρ M + (1 - κ)
ρ Z
  and M = Z when nobody sets it, which is M = G + X as far as means go. Setting cuts M off from Z, and costs h a unit:

      E[G] = (κ ρ - h) m,

  so pushing pays iff κ > h/ρ, at any pressure. (The thermometer held into the flame.)

* *Adversarial*: one demands M = m of an agent. It supplies it as cheaply as it can, by honest work a, at a cost of a²/2, or by
  gaming b, at a cost of e a unit, a + b = m. A unit of honest work adds 1 to G, and a unit of gaming takes h. The agent works
  while the next unit costs less than gaming, so a = min(m, e):

      E[G] = min(m, e) - h max(m - e, 0),

  best at m = e: what gaming costs is how far the measure can be pushed, and at e (1 + 1/h) nothing is left.

Source: D. Manheim and S. Garrabrant, *Categorizing variants of Goodhart's law*, arXiv:1803.04585; these instances and their
thresholds are this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar

REGRESSIONAL, EXTREMAL, CAUSAL, ADVERSARIAL = "regressional", "extremal", "causal", "adversarial"
KINDS = (REGRESSIONAL, EXTREMAL, CAUSAL, ADVERSARIAL)


@dataclasses.dataclass(frozen=True)
class Goodhart:
    """A measure that is pushed to some value, in one of four ways.

    Parameters
    ----------
    kind
        Regressional, extremal, causal or adversarial.
    pressure
        The value m >= 0 to which the measure is pushed.
    signal, noise
        The standard deviations s_G and s_X, both >= 0 and not both 0, of what is wanted and of the measure's error in ordinary
        times. The adversarial kind makes no use of them.
    limit
        e >= 0: the end of the range in which the relation was seen (extremal), or what a unit of gaming costs (adversarial).
    harm
        h >= 0: what a unit of the measure beyond the limit (extremal), a unit set (causal) or gamed (adversarial) costs.
    causal_share
        The share κ in [0, 1] of the relation that is the measure acting on what is wanted (causal).

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, or signal and noise are both 0.

    Examples
    --------
    >>> from toymodels.solvers.goodhart import goodhart
    >>> solution = goodhart(Goodhart("extremal", pressure=3))
    >>> solution.value, solution.predicted, solution.best_pressure, solution.worthless_pressure
    (Fraction(1, 10), Fraction(3, 2), 1, Fraction(7, 2))
    """

    kind: Annotated[str, Choice("how the measure is pushed", KINDS)] = EXTREMAL
    pressure: Annotated[Scalar, Parameter("the value to which the measure is pushed", 0)] = 3
    signal: Annotated[Scalar, Parameter("standard deviation of what is wanted", 0)] = 1
    noise: Annotated[Scalar, Parameter("standard deviation of the measure's error", 0)] = 1
    limit: Annotated[Scalar, Parameter("end of the usual range, or cost of a unit of gaming", 0)] = 1
    harm: Annotated[Scalar, Parameter("what a unit beyond the limit, set or gamed, costs", 0)] = Fraction(1, 5)
    causal_share: Annotated[Scalar, Parameter("share of the relation that is causal", 0, 1)] = Fraction(1, 4)

    usual_axes: ClassVar[tuple[str, ...]] = ("pressure=0:5:51", "harm=0:1:41")

    def __post_init__(self) -> None:
        check_fields(self)
        if self.signal == 0 and self.noise == 0:
            raise ValueError("signal and noise must not both be 0, got 0 and 0")
