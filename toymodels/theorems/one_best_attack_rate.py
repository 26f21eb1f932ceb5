"""Whatever becomes of unseen attacks, the deceiver's chance to win rises to one maximum and falls after it.

*Proof.* Let q = 1 - p, r = 1 - c + c q, k = n - m, and suppose that it can win at all. The slope in q of its chance is

    counts:  c m r^(m-1) - n q^(n-1),
    wins:    q^(m-1) (c m - n q^k),
    wasted:  r^(m-1) (c m - k (1 - c) q^(k-1) - c n q^k).

In the last two the bracket falls in q, or is a negative number. In the first divide by r^(m-1): q^(n-1) / r^(m-1) has the
logarithmic slope (n - 1)/q - c (m - 1)/r, which times q r is (n - 1)(1 - c) + c (n - m) q >= 0, and 0 only for n = 1, where
it is won with probability 1 - q or (1 - c)(1 - q), or for c = 1 and m = n, where it cannot be won. So the slope changes its
sign once at most, from + to -. ∎
"""

from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.upfront_audit import UpfrontAudit
from toymodels.solvers.upfront_audit import Audit, best_rate, chances

_PLACES = tuple(Fraction(i, 8) for i in range(1, 8))


def audit_of(model: UpfrontAudit) -> tuple[Audit, int]:
    """The game without its number of audits, and that number."""
    return Audit(model.problems, model.accuracy, model.unseen), min(model.audited, model.problems)


def slopes_and_sides(model: UpfrontAudit) -> list[tuple[int, int]]:
    """At several q, the sign of the slope of the chance to win, and on which side of it the solver's optimum is."""
    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of, sign_at

    audit, audited = audit_of(model)
    slope: Any = chances(audit, audited)[0].derivative()
    place = best_rate(audit, audited)
    return [(sign_at(Point.rational(slope, q)), sign_at(Point(polynomial_of([-q, 1]), place))) for q in _PLACES]


CLAIM = Claim(
    label="one-best-attack-rate",
    statement=(
        "In an upfront audit that can be won there is one best rate of attack: the chance to win rises up to it, and falls "
        "after it."
    ),
    latex=r"\operatorname{sgn} W'(q) = \operatorname{sgn}(q^* - q) \text{ for } 0 < q < 1",
    reading="ex ante; one probability for all problems",
    scope=scope_of(UpfrontAudit, "unseen", problems=range(5), audited=range(5), accuracy=(1, 0, "1/2", "1/3", "9/10")),
    hypotheses={"it can be won": lambda model: bool(chances(*audit_of(model))[0])},
    conclusion=lambda model: all(slope == side for slope, side in slopes_and_sides(model)),
    refutation="A game whose chance to win falls before the optimum or rises after it.",
    witness=UpfrontAudit(problems=10, audited=5, accuracy="1/2"),
    source="this library",
    variant=lambda model: all(slope >= 0 for slope, _ in slopes_and_sides(model)),
)
