"""Secret audits deter iff the audits that each episode needs, 1/(p g^i S_D), are probabilities and sum to at most k.

*Proof.* In ``toymodels.models.audited_training``: a single A must not pay in any episode, which is that each episode is
audited with at least this probability; and audits drawn with these probabilities and negatively associated are enough. For p
= g = 1 that is T <= k D.

Here the left side is decided without the theorem, in the tree: by an optimal pair of strategies, found by the sequence form and
proved by both players' best responses.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.evidence.small_scope import scope_of
from toymodels.games.unfolding import unfolded
from toymodels.models.audited_training import AuditedTraining
from toymodels.theorems.observed_audits_deter import deception


def is_deterred(model: AuditedTraining) -> bool:
    """Whether the game of secret audits is worth what B throughout is worth."""
    return bool(optimal_behaviour(unfolded(model, model.audits, observed=False)).found[0].payoffs["mesa"] == deception(model))


def enough(model: AuditedTraining) -> bool:
    """Whether the audits that the episodes need are probabilities and sum to at most k."""
    deployed = sum(model.discount**i for i in range(model.deployment))
    losses = [model.modification * model.discount**i * deployed for i in range(1, model.training + 1)]
    return all(loss >= 1 for loss in losses) and sum(1 / Fraction(loss) for loss in losses) <= model.audits


CLAIM = Claim(
    label="secret-audits-deter",
    statement=(
        "Against k audits that the optimizer doesn't observe, B throughout training is optimal iff a_i = 1/(p g^i S_D) is at "
        "most 1 for i = 1, ..., T and a_1 + ... + a_T <= k; for p = g = 1 and D >= 1 iff T <= k D."
    ),
    latex=r"V = g^T S_D \iff \sum_{i=1}^T \frac{1}{p g^i S_D} \leq k \text{ and } p g^T S_D \geq 1",
    reading="equilibrium; a tie counts as deterrence",
    scope=dataclasses.replace(
        scope_of(
            AuditedTraining,
            training=range(1, 4),
            deployment=(1, 2, 3),
            audits=range(3),
            observed=(False,),
            modification=(1, "3/4"),
            overlap=(0,),
            discount=(1, "9/10"),
        ),
        any_of=None,
    ),
    hypotheses={"audits can be drawn": lambda model: model.audits <= model.training},
    conclusion=lambda model: is_deterred(model) == enough(model),
    refutation="A game that is deterred by audits that don't sum up, or not deterred by audits that do.",
    witness=AuditedTraining(training=2, deployment=3, audits=1, observed=False),
    source="this library",
    variant=lambda model: is_deterred(model) == (model.training < model.audits * model.deployment),
)
