"""Hiring an executive: it is paid for the wrong thing, and it may not be what it seems.

A firm hires an executive, who serves a probation and then a tenure. Its pay rests on a measure that isn't the firm's
objective: that is outer misalignment, and costs something even if the executive is honest. And the executive may have a private
motive, and behave through probation: that is inner misalignment. How much is lost to each, and does longer probation help?

*Outer.* In a period in which the executive earns its pay the firm gets V = (f·g)²/(2 |g|²), the most that pay on the measure g
wins of the objective f (``toymodels.models.distortion``), where |f|²/2 could be had: with cos² θ = V/(|f|²/2) the firm loses
(1 - cos² θ) |f|²/2.

*Inner.* With probability μ the candidate has a private motive. In each period it may serve that (A) or earn its pay (B); A
costs the firm a harm h besides the period's work, V + h in all. An A in the T periods of probation is found out with
probability p; then it is replaced by somebody honest. In the D periods of tenure nobody looks, or an A is found out with
probability q. What counts for the motive is who runs the firm. That is the episode game: training is probation, modification
dismissal, and the plan is A^(T-m) B^m A^D, where m is the number of j = 1, ..., T with

    p g^j u_0 >= 1,  u_0 = 1 + r + ... + r^(D-1),  r = g (1 - q),

so it behaves through all of probation iff p g^T u_0 >= 1. Its *patience* is the number of all such j. Probation that isn't
longer than that shows nothing: an honest candidate and one that waits do the same. A longer one is survived with probability
(1 - p)^(T-m). So one more period of probation raises the chance of finding it out iff p > 0 and p g^(T+1) u_0 < 1
(and it isn't certain already: p = 1 and T > m).

With S_n(x) = 1 + x + ... + x^(n-1), what the firm loses to inner misalignment is

    μ (V + h) [S_(T-m)(g (1 - p)) + g^T (1 - p)^(T-m) S_D(r)].

Source: this library; the episode game is from arXiv:1906.01820, section 4, distortion from G. Baker (2002).
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar
from toymodels.vectors import Vector

_EXAMPLES = ((1, 1), (1, 0), (2, 1))


@dataclasses.dataclass(frozen=True)
class Executive:
    """An executive who is paid by a measure, may have a private motive, and serves a probation before a tenure.

    Parameters
    ----------
    objective, measure
        What a unit of each deed is worth to the firm, f, and what it adds to the measure that is paid for, g; as many
        numbers, neither all 0.
    suspicion
        The probability μ in [0, 1] that a candidate has a private motive.
    probation, tenure
        The numbers of periods T and D, integers >= 0.
    detection
        The probability p in [0, 1] that serving the motive in a period of probation is found out.
    discount
        The weight g in [0, 1] of the next period relative to this one, for firm and candidate.
    harm
        What a period that serves the private motive costs the firm besides that period's work, h >= 0.
    monitoring
        The probability q in [0, 1] that serving the motive in a period of tenure is found out.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, or the lists differ in length or are all 0.

    Examples
    --------
    >>> from toymodels.solvers.executive import executive
    >>> solution = executive(Executive(probation=2, tenure=3, detection=1, discount=1))
    >>> solution.plan, solution.outer_loss, solution.inner_loss
    ('B x 2, A x 3', Fraction(5, 2), Fraction(9, 10))
    """

    objective: Annotated[tuple[Scalar, ...], Vector("what a unit of each deed is worth", examples=_EXAMPLES)] = (1, 1)
    measure: Annotated[tuple[Scalar, ...], Vector("what a unit of each deed adds to the measure", examples=_EXAMPLES)] = (1, 0)
    suspicion: Annotated[Scalar, Parameter("probability that a candidate has a private motive", 0, 1)] = Fraction(1, 5)
    probation: Annotated[Scalar, Parameter("periods of probation", 0, integer=True)] = 3
    tenure: Annotated[Scalar, Parameter("periods of tenure", 0, integer=True)] = 10
    detection: Annotated[Scalar, Parameter("probability that A in probation is found out", 0, 1)] = Fraction(1, 2)
    discount: Annotated[Scalar, Parameter("weight of the next period relative to this one", 0, 1)] = Fraction(9, 10)
    harm: Annotated[Scalar, Parameter("what serving the motive costs the firm besides the period's work", 0)] = 1
    monitoring: Annotated[Scalar, Parameter("probability that A in tenure is found out", 0, 1)] = 0

    usual_axes: ClassVar[tuple[str, ...]] = ("probation=0:20", "tenure=0:20")

    def __post_init__(self) -> None:
        check_fields(self)
        if len(self.measure) != len(self.objective):
            raise ValueError(f"measure must have a number for each of {len(self.objective)} deeds, got {len(self.measure)}")
        for name in ("objective", "measure"):
            if not any(getattr(self, name)):
                raise ValueError(f"{name} must have a number that is not 0, got {getattr(self, name)}")
