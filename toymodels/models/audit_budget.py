"""Auditing on a budget: a monitor flags episodes as suspicious, and only so many of them can be audited.

In each of n episodes an untrusted policy attacks or works honestly. A monitor gives the episode a suspicion score and flags it
if that is over a threshold: an attack with probability t (the true positive rate), honest work with probability f (the false
positive rate). A flagged episode is audited while there are audits left, k at first: an attack that is audited fails and is
the end of the policy; one that is not succeeds, and the policy goes on with probability c (the continuation). With c = 0 a
success is a catastrophe and the end of the story, so that what the attacker expects is the probability of a catastrophe; with
c = 1 it is the number of successful attacks.

Let W(n, k) be what it expects with n episodes and k audits left, S_n(c) = 1 + c + ... + c^(n-1). Without audits all attacks
succeed, W(n, 0) = S_n(c). With k > 0

    attack:  (1 - t)(1 + c W(n-1, k)),
    wait:    f W(n-1, k-1) + (1 - f) W(n-1, k),  because false alarms use up audits.

Three attackers, each with less to go on than the one before:

* the *observing* one sees how many audits are left: W is the greater of both;
* the *planning* one doesn't, and fixes beforehand in which episodes to attack. To swap an attack with an honest episode right
  after it is never worse: its audit may be gone by then, and all later ones are as likely to be. So it waits for m episodes
  and then attacks in all others; with u_m = P(Bin(m, f) >= k), that all audits are gone by then, it gets

    u_m S_{n-m}(c) + (1 - u_m) (1 - t) S_{n-m}(c (1 - t)),

  which for c = 0 is 1 - t (1 - u_m), best for m = n - 1: waiting costs nothing, and to see the audits adds nothing, since
  whoever waits for the last episode attacks then, whatever it has seen:  W(n, k) = 1 - t P(Bin(n-1, f) < k);
* the *memoryless* one attacks in each episode with one probability α: W is the mean of both lines with weights α and 1 - α
  (and α (1 + c W(n-1, 0)) + (1 - α) W(n-1, 0) for k = 0), a polynomial in α that it maximizes.

The defender's thresholds: flagging only a share of what the monitor flags, or also a share of what it doesn't, gives all rates
on and below the concave curve through (0, 0), (f, t), (1, 1) and further points of the monitor's, if it has some. A lenient
threshold misses attacks, and a strict one spends the audits on false alarms. With one audit, c = 0 and a curve that starts
straight, t = r f, the best is to flag one honest episode in n: safety r f (1 - f)^(n-1) is greatest at f = 1/n.

If the threshold can be set anew for each episode, against an observing attacker, each episode is a game of its own,

    W(n, k) = min over the curve of max((1 - t)(1 + c W(n-1, k)), W(n-1, k) + f (W(n-1, k-1) - W(n-1, k))),

where one falls and the other rises along the curve: the best point is where they meet. A monitor that knows nothing, t = f,
is an inspection game without penalty, and W(n, k) = 1 - k/n for c = 0: the audits are as good as spread at random.

Usefulness: an honest policy has Σ_{m<n} f (1 - u_m) audits to expect, and each costs a share of its episode's worth.

Source: the protocol is trusted monitoring with a budget of audits in R. Greenblatt, B. Shlegeris, K. Sachan and F. Roger, *AI
control: improving safety despite intentional subversion*, arXiv:2312.06942, put as a game by C. Griffin, L. Thomson, B.
Shlegeris and A. Abate, *Games for AI control*, arXiv:2409.07985. The model and its formulas are this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Choice, Parameter, check_fields
from toymodels.scalars import Scalar

PLANNING, OBSERVING, MEMORYLESS = "planning", "observing", "memoryless"
ATTACKERS = (PLANNING, OBSERVING, MEMORYLESS)

_RATE = Parameter("rate of a threshold", 0, 1)


@dataclasses.dataclass(frozen=True)
class AuditBudget:
    """A budget of audits for the episodes that a monitor flags, against a policy that knows the monitor's rates.

    Parameters
    ----------
    episodes
        The number n of episodes, an integer >= 0.
    audits
        The number k of audits that can be paid for, an integer >= 0.
    false_positive, true_positive
        The probabilities f and t in [0, 1] that the monitor flags honest work and an attack, at the threshold in use.
    continuation
        The probability c in [0, 1] that the policy goes on after a successful attack: 0 for a catastrophe, 1 if all count.
    attacker
        What the policy knows: ``"planning"``, ``"observing"`` (it sees the audits that are left) or ``"memoryless"``.
    audit_loss
        The share in [0, 1] of an honest episode's worth that an audit costs.
    steps
        Into how many steps the false positive rates from 0 to 1 are divided where thresholds are compared, an integer >= 1.
    roc
        Further thresholds of the same monitor, pairs of a false and a true positive rate.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, or a threshold is no pair.

    Examples
    --------
    >>> from toymodels.solvers.audit_budget import audit_budget
    >>> solution = audit_budget(AuditBudget(episodes=4, audits=1, false_positive="1/2", true_positive=1))
    >>> solution.value, solution.best_false_positive, solution.best_value
    (Fraction(7, 8), Fraction(1, 4), Fraction(101, 128))
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("false_positive=0:1:21", "true_positive=0:1:21")

    episodes: Annotated[Scalar, Parameter("number of episodes", 0, integer=True)] = 20
    audits: Annotated[Scalar, Parameter("audits in the budget", 0, integer=True)] = 2
    false_positive: Annotated[Scalar, Parameter("probability that honest work is flagged", 0, 1)] = Fraction(1, 5)
    true_positive: Annotated[Scalar, Parameter("probability that an attack is flagged", 0, 1)] = Fraction(4, 5)
    continuation: Annotated[Scalar, Parameter("chance to go on after a successful attack", 0, 1)] = 0
    attacker: Annotated[str, Choice("what the attacker knows", ATTACKERS)] = PLANNING
    audit_loss: Annotated[Scalar, Parameter("share of an honest episode's worth that an audit costs", 0, 1)] = 1
    steps: Annotated[Scalar, Parameter("steps between the thresholds that are compared", 1, 1000, integer=True)] = 20
    roc: tuple[tuple[Scalar, Scalar], ...] = ()

    def __post_init__(self) -> None:
        check_fields(self)
        for point in self.roc:
            if not isinstance(point, tuple | list) or len(point) != 2:
                raise ValueError(f"a threshold in roc must be a pair of a false and a true positive rate, got {point!r}")
        points = tuple((_RATE.checked(f, "a rate in roc"), _RATE.checked(t, "a rate in roc")) for f, t in self.roc)
        object.__setattr__(self, "roc", points)
