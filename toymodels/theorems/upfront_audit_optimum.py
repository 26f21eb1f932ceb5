"""Against perfect upfront audits, or if an unseen attack wins at once, q* = (c m / n)^(1/(n-m)), won by as a closed form says.

*Proof.* The deceiver wins with probability W(q) = 1 - c + c q^m - q^n (with c = 1 that is q^m - q^n, whatever becomes of unseen
attacks, as there are none), with the slope q^(m-1) (c m - n q^(n-m)). For 0 < m < n and c > 0 it is positive below
q* = (c m / n)^(1/(n-m)) < 1 and negative above. There c q^m - q^n = c q^m (1 - m/n), so that

    W(q*) = 1 - c + c (1 - m/n) (c m / n)^(m/(n-m)). ∎

Ten problems of which five are perfectly audited: q*^5 = 1/2 and W = 1/4.
"""

import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.upfront_audit import WINS, UpfrontAudit
from toymodels.solvers.upfront_audit import Audit, best_rate, chances
from toymodels.testing import instances

_PARTS = 6


def is_best(model: UpfrontAudit, root: int) -> bool:
    """Whether q to a power is c m / n at the solver's optimum, and the formula's worth is not exceeded, and reached there."""
    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of, rational, sign_at

    n, m, c = model.problems, model.audited, Fraction(model.accuracy)
    k, audit = n - m, Audit(n, model.accuracy, model.unseen)
    place, won, q = best_rate(audit, m), chances(audit, m)[0], polynomial_of([0, 1])
    power = (c * m / n) ** m
    gains = [(won_at(model, Fraction(i, _PARTS)) - (1 - c)) * n / (c * k) for i in range(_PARTS + 1)]
    reached = ((won - rational(1 - c)) * rational(Fraction(n) / (c * k))) ** k - rational(power)
    exact = all(sign_at(Point(f, place)) == 0 for f in (q**root - rational(c * m / n), reached))
    return exact and all(gain <= 0 or gain**k <= power for gain in gains)


def won_at(model: UpfrontAudit, q: Fraction) -> Fraction:
    """The chance to win by the first attack: in the audited part, unseen, or after it."""
    p, first = 1 - q, Fraction(0)
    for problem in range(model.problems):
        first += q**problem * p * (1 - model.accuracy if problem < model.audited else 1)
    return first


def closed_forms() -> Any:
    """The strategy of random games with perfect audits, or with unseen attacks that win at once."""
    return instances(UpfrontAudit, accuracy=1) | instances(UpfrontAudit, unseen=WINS)


CLAIM = Claim(
    label="upfront-audit-optimum",
    statement=(
        "If 0 < m < n problems are audited upfront with accuracy c > 0, and c = 1 or an unseen attack wins at once, the best "
        "rate of attack is 1 - (c m / n)^(1/(n-m)), which wins with probability 1 - c + c (1 - m/n) (c m / n)^(m/(n-m))."
    ),
    latex=r"q^* = \left(\frac{c m}{n}\right)^{1/(n-m)}, \quad P = 1 - c + c \frac{n-m}{n} \left(\frac{c m}{n}\right)^{m/(n-m)}",
    reading="ex ante; one probability for all problems",
    scope=dataclasses.replace(
        scope_of(UpfrontAudit, "accuracy", "unseen", problems=range(1, 8), audited=range(1, 7)), any_of=closed_forms
    ),
    hypotheses={
        "some audits": lambda model: model.audited > 0 and model.accuracy > 0,
        "not of all problems": lambda model: model.audited < model.problems,
        "closed form": lambda model: model.accuracy == 1 or model.unseen == WINS,
    },
    conclusion=lambda model: is_best(model, model.problems - model.audited),
    refutation="A game with another optimum, or a rate that wins more often.",
    witness=UpfrontAudit(problems=10, audited=5),
    source="the game is known from informal analyses; accuracy below 1: this library",
    variant=lambda model: is_best(model, model.problems),
)
