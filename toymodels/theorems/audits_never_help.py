"""Neither more audits nor more accurate ones ever make a deceiver win more often.

*Proof.* At a fixed rate p, with q = 1 - p and r = 1 - c p, it wins with probability r^m - q^n, 1 - c (1 - q^m) - q^n, or
r^m (1 - q^(n-m)). As 0 <= r, q <= 1, each falls in m or stays, and as r falls in c, each falls in c or stays. So does the
greatest over all rates. ∎
"""

from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.upfront_audit import UpfrontAudit
from toymodels.solvers.upfront_audit import Audit, best_rate, chances


def best_chance(model: UpfrontAudit, more: int, accuracy: Any) -> Any:
    """The chance to win at the best rate with more audits or another accuracy, as a point."""
    from toymodels.symbolic.algebra.stationary_points import Point

    audit = Audit(model.problems, accuracy, model.unseen)
    audited = min(model.audited + more, model.problems)
    return Point(chances(audit, audited)[0], best_rate(audit, audited))


def changes(model: UpfrontAudit) -> tuple[int, int]:
    """The sign of the change of the chance by one more audit, and by a more accurate one."""
    from toymodels.symbolic.algebra.stationary_points import comparison

    now = best_chance(model, 0, model.accuracy)
    better = (1 + Fraction(model.accuracy)) / 2
    return comparison(best_chance(model, 1, model.accuracy), now), comparison(best_chance(model, 0, better), now)


CLAIM = Claim(
    label="audits-never-help",
    statement="In an upfront audit one more audit, or a greater accuracy, never makes the deceiver win more often.",
    latex=r"P(m + 1, c) \leq P(m, c), \quad P(m, c') \leq P(m, c) \text{ for } c' \geq c",
    reading="ex ante; one probability for all problems",
    scope=scope_of(UpfrontAudit, "unseen", problems=range(4), audited=range(4), accuracy=(1, 0, "1/2", "9/10")),
    hypotheses={},
    conclusion=lambda model: max(changes(model)) <= 0,
    refutation="A game that is won more often with more audits, or with better ones.",
    witness=UpfrontAudit(problems=3, audited=1),
    source="this library",
    variant=lambda model: max(changes(model)) < 0,
)
