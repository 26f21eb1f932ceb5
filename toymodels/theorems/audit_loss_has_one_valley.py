"""Where unseen attacks count or win, the auditor's loss falls with the number of audits to its least value, and rises then.

*Proof.* At a fixed rate the deceiver wins with probability r^m - q^n or 1 - c + c q^m - q^n, with r = 1 - c p and q = 1 - p
both in [0, 1]: convex in m. The greatest of convex functions is convex, and so is its sum with what m audits cost. ∎

Where unseen attacks are wasted this fails: for n = 2 and c = 1/3 the chances are 1, 2/3, 0, so that at a price of 1/2 an audit
the losses are 1, 7/6, 1.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.upfront_audit import WASTED, UpfrontAudit
from toymodels.solvers.upfront_audit import Audit, best_audits, best_rate, chances


def least_losses(model: UpfrontAudit) -> list[int]:
    """All numbers of audits with the least loss, each tried."""
    from toymodels.symbolic.algebra.stationary_points import Point, greatest, rational

    audit, cost = Audit(model.problems, model.accuracy, model.unseen), rational(model.audit_cost)
    numbers = range(model.problems + 1)
    return greatest([Point(-chances(audit, m)[0] - m * cost, best_rate(audit, m)) for m in numbers])


def found(model: UpfrontAudit) -> int:
    """The number of audits that the solver finds by bisection."""
    return best_audits(Audit(model.problems, model.accuracy, model.unseen), model.audit_cost)


CLAIM = Claim(
    label="audit-loss-has-one-valley",
    statement=(
        "If attacks that pass unseen count or win, the least number of audits with the least loss to the auditor is the first "
        "from which one more audit doesn't lower it."
    ),
    latex=r"P(m) - P(m + 1) \geq P(m + 1) - P(m + 2)",
    reading="ex ante; one probability for all problems",
    scope=scope_of(
        UpfrontAudit, "unseen", problems=range(6), accuracy=(1, 0, "1/2", "9/10"), audit_cost=(0, "1/20", "1/10", "1/5", "1/2")
    ),
    hypotheses={"unseen attacks are not wasted": lambda model: model.unseen != WASTED},
    conclusion=lambda model: found(model) == least_losses(model)[0],
    refutation="A game in which another number of audits is better.",
    witness=UpfrontAudit(problems=10),
    source="this library",
    variant=lambda model: found(model) == least_losses(model)[-1],
)
