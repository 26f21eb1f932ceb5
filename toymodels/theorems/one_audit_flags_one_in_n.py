"""With a single audit the safest threshold flags one honest episode in n, if the monitor's rates are in proportion so far.

*Proof.* Let c = 0 and k = 1. A catastrophe has the probability 1 - t P(Bin(n-1, f) = 0) = 1 - t (1 - f)^(n-1)
(``waiting-out-the-audits``), so the safety is t (1 - f)^(n-1). A monitor with rates (f_0, t_0), t_0 >= f_0, gives by mixing
t = r f with r = t_0/f_0 up to f_0, and t <= r f beyond, because the curve is concave. The derivative of f (1 - f)^(n-1) is
(1 - f)^(n-2) (1 - n f), so r f (1 - f)^(n-1) is greatest at f = 1/n, which is on the straight piece iff 1/n <= f_0. So it is
best of all, and the safety is (r/n)(1 - 1/n)^(n-1), about r/(e n). ∎
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.audit_budget import AuditBudget
from toymodels.scalars import Scalar
from toymodels.solvers.audit_attacks import Watch, planning
from toymodels.solvers.audit_thresholds import concave_curve, rate_on
from toymodels.testing import instances, rationals

_STEPS = 12


def safety(model: AuditBudget, f: Scalar) -> Scalar:
    """The chance that there is no catastrophe, at the threshold with a false positive rate."""
    t = rate_on(concave_curve([(model.false_positive, model.true_positive)]), f)
    return 1 - planning(Watch(model.episodes, model.audits, f, t, model.continuation))[0]


def greatest(model: AuditBudget) -> Scalar:
    """The greatest safety of thresholds at even steps and next to 1/n."""
    n = model.episodes
    near = [Fraction(1, n) * (1 + Fraction(sign, 1000)) for sign in (-1, 1)]
    return max(safety(model, f) for f in (*(Fraction(i, _STEPS) for i in range(_STEPS + 1)), *near) if f <= 1)


def by_formula(model: AuditBudget) -> Scalar:
    """(t_0/f_0)(1/n)(1 - 1/n)^(n-1)."""
    n = model.episodes
    return Fraction(model.true_positive) / model.false_positive / n * (1 - Fraction(1, n)) ** (n - 1)


CLAIM = Claim(
    label="one-audit-flags-one-in-n",
    statement=(
        "In auditing on a budget of one audit for n episodes, where one success is a catastrophe, the safest threshold flags "
        "honest work with probability 1/n, if the monitor's own rates f_0 and t_0 have 1/n <= f_0 <= t_0: the safety is then "
        "(t_0/f_0)(1/n)(1 - 1/n)^(n-1)."
    ),
    latex=r"\max_f t (1 - f)^{n-1} = \frac{t_0}{f_0} \cdot \frac{1}{n} \left(1 - \frac{1}{n}\right)^{n-1}",
    reading="ex ante; an attacker that plans or sees the audits",
    scope=dataclasses.replace(
        scope_of(
            AuditBudget,
            episodes=(1, 2, 3, 4, 7),
            audits=(1,),
            false_positive=(1, "1/2", "1/3", "2/3"),
            true_positive=(1, "1/2", "4/5"),
            continuation=(0,),
            attacker=("planning",),
            audit_loss=(1,),
            steps=(1,),
        ),
        any_of=functools.partial(
            instances,
            AuditBudget,
            episodes=range(2, 8),
            true_positive=[t for t in rationals(0, 1) if 2 * t >= 1],
            audits=1,
            false_positive=[f for f in rationals(0, 1) if f > 0],
            continuation=0,
            attacker="planning",
            audit_loss=1,
            steps=1,
        ),
    ),
    hypotheses={
        "there is one audit": lambda model: model.audits == 1,
        "one success is a catastrophe": lambda model: model.continuation == 0,
        "the monitor tells apart": lambda model: model.true_positive >= model.false_positive,
        "it flags enough": lambda model: model.episodes * model.false_positive >= 1,
    },
    conclusion=lambda m: greatest(m) <= by_formula(m) == safety(m, Fraction(1, m.episodes)),
    refutation="A threshold that is safer than to flag one honest episode in n.",
    witness=AuditBudget(audits=1),
    source="this library",
    uses=("waiting-out-the-audits",),
    variant=lambda m: greatest(m) <= safety(m, m.false_positive),
)
