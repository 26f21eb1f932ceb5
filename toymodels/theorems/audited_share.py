"""With perfect upfront audits only the share of audited problems counts for the deceiver's chance to win.

*Proof.* By *upfront-audit-optimum* with c = 1 it is ((n - m)/n) (m/n)^(m/(n-m)), which is (1 - x) x^(x/(1-x)) with x = m/n. ∎

Near x = 1 this is (1 - x)/e: for a chance of 1 % about 97.3 % of the problems must be audited, however many there are.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.upfront_audit import UpfrontAudit
from toymodels.solvers.upfront_audit import Audit, best_rate, chances


def is_chance_of_multiple(model: UpfrontAudit, problems: int, audited: int) -> bool:
    """Whether another game with perfect audits is won as often, compared by the (n-m)-th powers, which are rational."""
    from toymodels.symbolic.algebra.stationary_points import Point, rational, sign_at

    n, m = model.problems, model.audited
    audit, k = Audit(problems, 1, model.unseen), n - m
    power = Fraction(k, n) ** k * Fraction(m, n) ** m
    return sign_at(Point(chances(audit, audited)[0] ** k - rational(power), best_rate(audit, audited))) == 0


CLAIM = Claim(
    label="audited-share",
    statement=(
        "With perfect upfront audits of m < n problems, a deceiver is as likely to win as with t m of t n problems, whatever t."
    ),
    latex=r"P(n, m) = (1 - x)\, x^{x/(1-x)}, \quad x = m/n",
    reading="ex ante; one probability for all problems",
    scope=scope_of(UpfrontAudit, problems=range(1, 9), audited=range(8), accuracy=(1,)),
    hypotheses={
        "perfect audits": lambda model: model.accuracy == 1,
        "not of all problems": lambda model: model.audited < model.problems,
    },
    conclusion=lambda model: all(is_chance_of_multiple(model, t * model.problems, t * model.audited) for t in (1, 2, 3)),
    refutation="A game that is won more or less often than one with the same share of audits.",
    witness=UpfrontAudit(problems=10, audited=5),
    source="this library",
    uses=("upfront-audit-optimum",),
    variant=lambda model: is_chance_of_multiple(model, model.problems + 1, model.audited + 1),
)
