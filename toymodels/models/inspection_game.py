"""The inspection game: an overseer with few audits against an optimizer that watches them being spent.

In each of n stages (episodes) the inspector inspects or not, and at the same time the inspectee acts legally (B) or
violates (A). The inspector has m inspections, the inspectee intends at most k violations. An inspected violation is seen
and ends the game at -b for the inspectee, who keeps what it has gained before; one that is not inspected pays it 1, and the
inspector doesn't learn of it. The inspectee sees inspections, and so knows how many are left.

Let v(n, m, k) be the value to the inspectee of the zero-sum game in which the inspector is told of every violation. Its first
stage is a matrix game with these payoffs to the inspectee:

    ===========  ===================  ===========================
                 legal                violate
    ===========  ===================  ===========================
    inspect      v(n-1, m-1, k)       -b
    do not       v(n-1, m, k)         1 + v(n-1, m, k-1)
    ===========  ===================  ===========================

and v(n, 0, k) = min(n, k), v(n, m, 0) = 0. For b >= 0 and m <= n, with C the binomial coefficients (0 where the upper number
is negative or the smaller),

    v(n, m, k) = w(n, m, k) / s(n, m),  w(n, m, k) = C(n, m+1) - C(n-k, m+1),  s(n, m) = Σ_{i<=m} C(n, i) b^(m-i),

the inspector inspects with probability p(n, m) = s(n-1, m-1) / s(n, m), *whatever k is*, and m > n is like m = n.

*Proof.* By Pascal's rule s(n, m) = s(n-1, m) + s(n-1, m-1), likewise w in its first two arguments, and by definition
s(n-1, m) = b s(n-1, m-1) + C(n-1, m). Let the inspector inspect with probability p and let the formula hold for n - 1. Then

    legal:    p v(n-1, m-1, k) + (1-p) v(n-1, m, k) = [w(n-1, m-1, k) + w(n-1, m, k)] / s(n, m) = w(n, m, k) / s(n, m),
    violate:  [-b s(n-1, m-1) + s(n-1, m) + w(n-1, m, k-1)] / s(n, m)
                = [C(n-1, m) + C(n-1, m+1) - C(n-k, m+1)] / s(n, m) = w(n, m, k) / s(n, m).

Both are worth the same, so that the inspector holds the inspectee to the formula. The inspectee violates with probability q,

    q / (1-q) = [v(n-1, m-1, k) - v(n-1, m, k)] / [1 + b + v(n-1, m, k-1)],

which makes both rows worth the same; this is a probability, as a further inspection, which need not be used, never raises v.

*The inspector need not be told.* Its strategy p doesn't use k, so that without being told of unseen violations it holds the
inspectee to v as well; and the inspectee, who gets v from an inspector that is told, gets it from one that isn't.

*Negative penalties.* Where b < 0, being caught pays. For k = 1 there is no more to be told, so that the recursion holds; and

    v(n, m, 1) = 1 - (1 + b) m/n  for -1 <= b <= 0 and m <= n,   v(n, m, 1) = 1  for b <= -1,

as follows for b >= -1. An inspector that inspects with probability m/n, then m'/n' with what is left, and so on, draws a set of
m stages, all alike; the ratio is a martingale, so that whenever the inspectee violates it is caught with probability m/n. An
inspectee that violates in a stage drawn beforehand is caught with probability at most m/n. For b <= -1 nobody inspects.

For b < 0 and k > 1 the optimal inspection probability depends on k, so that the inspector would like to be told, and the
recursion isn't about one that is not: at b = -1/2 it gives v(3, 1, 2) = 37/29, where the value is 13/10. The solver refuses
these games.

The general-sum version (``loss`` a) is solved in ``toymodels.solvers.inspection_payoffs``, fixed schedules in
``toymodels.solvers.inspection_schedules``.

Check values: n = 4, b = k = 1: v = 1, 3/5, 3/11, 1/15, 0 for m = 0, ..., 4.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class InspectionGame:
    """The game of an inspector with few inspections against an inspectee who sees them.

    Parameters
    ----------
    stages
        The number n >= 0 of stages.
    inspections
        The number m >= 0 of inspections; more than n are as good as n.
    violations
        The number k >= 0 of intended violations; more than n are the same as n.
    penalty
        What the inspectee loses if caught, b, where an unseen violation pays it 1; any finite number.
    loss
        What a violation that is caught costs the inspector, a in [0, 1], where one that is not caught costs it 1; this is the
        general-sum version, for one intended violation.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    References
    ----------
    M. Dresher, *A Sampling Inspection Problem in Arms Control Agreements* (1962). M. Maschler, *A Price Leadership Method for
    Solving the Inspector's Non-Constant-Sum Game* (1966). B. von Stengel, *Recursive Inspection Games*, Mathematics of
    Operations Research 41(3) (2016), arXiv:1412.0129.

    Examples
    --------
    >>> from toymodels.solvers.inspection_game import inspection_game
    >>> solution = inspection_game(InspectionGame(stages=4, inspections=2))
    >>> solution.value, solution.inspection_probability, solution.violation_probability
    (Fraction(3, 11), Fraction(4, 11), Fraction(5, 33))
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("stages=0:20", "inspections=0:20")

    stages: Annotated[Scalar, Parameter("episodes in which a violation is possible", 0, integer=True)] = 4
    inspections: Annotated[Scalar, Parameter("how often the inspector can inspect", 0, integer=True)] = 2
    violations: Annotated[Scalar, Parameter("how often the inspectee intends to violate at most", 0, integer=True)] = 1
    penalty: Annotated[Scalar, Parameter("what the inspectee loses if caught")] = 1
    loss: Annotated[Scalar, Parameter("what a violation that is caught costs the inspector", 0, 1)] = "1/2"

    def __post_init__(self) -> None:
        check_fields(self)
