"""Against a policy that sees the audits left, k audits of n episodes without a useful monitor prevent a catastrophe with k/n.

*Proof.* Let c = 0 and let the monitor flag attacks no more often than honest work: then t = f is what mixing its thresholds can
give, flagging by lot. By induction on n, let W(n-1, j) = 1 - j/(n-1) for all j up to n - 1, and 0 beyond. For k < n
an attack then gets 1 - f, and waiting 1 - k/(n-1) + f/(n-1). The first falls and the second rises with f, and they meet at
f = k/n, where both are 1 - k/n. For k >= n flagging everything leaves the attacker 0: an attack is audited, and after waiting
k - 1 audits for n - 1 episodes are as good. ∎
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.audit_budget import AuditBudget
from toymodels.scalars import Scalar, ratio
from toymodels.solvers.audit_thresholds import adaptive, concave_curve


def adaptive_value(model: AuditBudget) -> Scalar:
    """What an observing attacker gets from a defender that sets the threshold anew for each episode."""
    curve = concave_curve([(model.false_positive, model.true_positive), *model.roc])
    return adaptive(curve, model.episodes, model.audits, model.continuation)[0]


CLAIM = Claim(
    label="blind-audits",
    statement=(
        "In auditing on a budget with a monitor that flags attacks no more often than honest work, where one success is a "
        "catastrophe and the threshold is set anew for each episode, a catastrophe has the probability 1 - k/n, or 0 if k > n."
    ),
    latex=r"t \leq f \implies W(n, k) = \max(0, 1 - k/n)",
    reading="any policy; the value of the zero-sum game",
    scope=scope_of(
        AuditBudget,
        "episodes",
        "audits",
        false_positive=(1, "1/2", "1/3"),
        true_positive=(0, 1, "1/2", "1/4"),
        continuation=(0,),
        attacker=("observing",),
        audit_loss=(1,),
        steps=(1,),
    ),
    hypotheses={
        "there is an episode": lambda model: model.episodes > 0,
        "one success is a catastrophe": lambda model: model.continuation == 0,
        "the monitor knows nothing": lambda model: model.true_positive <= model.false_positive and not model.roc,
    },
    conclusion=lambda model: adaptive_value(model) == max(0, 1 - ratio(model.audits, model.episodes)),
    refutation="A monitor that knows nothing with which the audits do better or worse than at random.",
    witness=AuditBudget(true_positive=0),
    source="this library",
    variant=lambda model: adaptive_value(model) == max(0, 1 - ratio(model.audits, model.episodes + 1)),
)
