"""The upfront audit: a deceiver that cannot tell when it is audited attacks at one rate, and pays for it where it is.

A deceiver works on n problems, the first m of which are audited, and attacks each with the same probability p: it has no
memory, and doesn't observe audits. It wins if it attacks and no audit notices; if one does, it has lost. How often does it
win at the rate that is best for it, and how many audits keep that rare?

An audit notices an attack with probability c, the accuracy. What becomes of an attack on an audited problem that passes
unseen is told by one of three words; with q = 1 - p and r = 1 - c p = 1 - c + c q the deceiver wins with probability

    counts:  r^m - q^n             it is an attack like any other: won with one attack or more and none noticed in the end;
    wins:    1 - c + c q^m - q^n   the game is won on the spot, what would be noticed later comes too late;
    wasted:  r^m (1 - q^(n-m))     audited work is not used: an attack must come after the audits, and none be noticed.

By hand: no attack is noticed with probability r^m, and there is none at all with probability q^n, which gives the first
(where in the order the audits come makes no difference to it). For the second, the first attack decides: it is on an audited
problem with probability 1 - q^m, and then passes with probability 1 - c, or it comes later, with probability q^m - q^n. For the
third, the two parts are independent. With c = 1 all three are q^m (1 - q^(n-m)), the defection-probability game with training
m and deployment n - m. Their slopes in q have for 0 < q < 1 the signs of

    counts:  c m r^(m-1) - n q^(n-1),
    wins:    c m - n q^(n-m),
    wasted:  c m - (n - m)(1 - c) q^(n-m-1) - c n q^(n-m),

each of which changes once at most, from + to -. So the optimum is the one root inside, and q = 0 if there is none. In the
second case, and in all three at c = 1, that is in closed form, for 0 < c m and m < n,

    q* = (c m / n)^(1/(n-m)),    P(wins) = 1 - c + c (1 - m/n) (c m / n)^(m/(n-m)),

so that with perfect audits the chance of a deceiver hangs on the share x = m/n of audited problems only: (1 - x) x^(x/(1-x)).
One that knows when audits happen attacks after them, and wins for certain as long as m < n.

Source: the game is known from informal analyses; the rules for audits that miss attacks are this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar

COUNTS, WINS, WASTED = "counts", "wins", "wasted"


@dataclasses.dataclass(frozen=True)
class UpfrontAudit:
    """A deceiver that attacks at one rate, and an auditor that looks at the first problems.

    Parameters
    ----------
    problems
        The number n of problems, an integer >= 0.
    audited
        The number m of audited problems, the first ones, an integer >= 0; above n it stands for n, all of them.
    accuracy
        The probability c in [0, 1] that an audit notices an attack.
    unseen
        What becomes of an attack on an audited problem that no audit notices: ``"counts"``, ``"wins"`` or ``"wasted"``.
    epsilon
        How probable it may be that the deceiver wins: in [0, 1].
    audit_cost
        What an audit costs, >= 0, in units of what it costs the auditor that the deceiver wins.

    Raises
    ------
    TypeError, ValueError
        If a value is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.upfront_audit import upfront_audit
    >>> solution = upfront_audit(UpfrontAudit(problems=10, audited=5))
    >>> solution.value, float(solution.attack)
    (Fraction(1, 4), 0.12944943670387588)
    """

    problems: Annotated[Scalar, Parameter("problems that the deceiver works on", 0, integer=True)] = 10
    audited: Annotated[Scalar, Parameter("problems that are audited, the first ones", 0, integer=True)] = 5
    accuracy: Annotated[Scalar, Parameter("probability that an audit notices an attack", 0, 1)] = 1
    unseen: Annotated[str, Choice("what becomes of an audited attack that isn't noticed", (COUNTS, WINS, WASTED))] = COUNTS
    epsilon: Annotated[Scalar, Parameter("how probable it may be that the deceiver wins", 0, 1)] = Fraction(1, 100)
    audit_cost: Annotated[Scalar, Parameter("cost of an audit, where a lost game costs 1", 0)] = Fraction(1, 20)

    def __post_init__(self) -> None:
        check_fields(self)
