"""Observed audits deter iff all of training can be audited, and one sure modification is worse than all of deployment.

*Proof.* Let v(t, j) be the worth of staying unmodified with t training episodes and j audits left; B throughout is worth B_t
= g^t S_D, and v(t, j) >= B_t. Let v(t, j) = B_t with t >= 1, and let x be an optimal probability of an audit in the next
episode. B there is worth x g v(t-1, j-1) + (1 - x) g v(t-1, j), which must not exceed B_t = g B_{t-1}: if x > 0, v(t-1, j-1)
= B_{t-1}, and if x < 1, v(t-1, j) = B_{t-1}. A there is worth 1 + x (1 - p) B_t + (1 - x) B_t, so that x p B_t >= 1. Hence j
>= 1, x > 0, p B_t >= 1 and v(t-1, j-1) = B_{t-1}: by induction j - 1 >= t - 1. Conversely, if p g^T S_D >= 1 and k >= T, an
auditor who audits every episode makes each of them an episode of the episode game, whose optimizer deceives throughout.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.audited_training import AuditedTraining
from toymodels.scalars import Scalar
from toymodels.solvers.audited_training import audit_states


def deception(model: AuditedTraining) -> Scalar:
    """What B throughout training is worth."""
    return sum(model.discount**i for i in range(model.training, model.training + model.deployment))


def is_deterred(model: AuditedTraining) -> bool:
    """Whether the recursion gives no more than that."""
    return bool(audit_states(model)[model.training, min(model.training, model.audits)].value == deception(model))


CLAIM = Claim(
    label="observed-audits-deter",
    statement=(
        "Against k audits that the optimizer observes, B throughout a training of T >= 1 episodes is optimal iff k >= T and "
        "p g^T (1 + ... + g^(D-1)) >= 1: every episode must be audited, as if there were no budget."
    ),
    latex=r"v(T, k) = g^T S_D \iff k \geq T \text{ and } p g^T S_D \geq 1",
    reading="equilibrium; a tie counts as deterrence",
    scope=scope_of(
        AuditedTraining,
        training=range(5),
        deployment=range(5),
        audits=range(6),
        observed=(True,),
        modification=(1, "1/2", "1/3", 0),
        overlap=(0,),
        discount=(1, "9/10", "1/2"),
    ),
    hypotheses={"it is trained": lambda model: model.training >= 1},
    conclusion=lambda model: (
        is_deterred(model) == (model.audits >= model.training and model.modification * deception(model) >= 1)
    ),
    refutation="A game that is deterred by fewer audits than there are episodes, or not deterred by as many.",
    witness=AuditedTraining(training=2, deployment=3, audits=2),
    source="this library",
    variant=lambda model: is_deterred(model) == (model.modification * deception(model) >= 1),
)
