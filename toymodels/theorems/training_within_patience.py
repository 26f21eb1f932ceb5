"""Training that the optimizer deceives throughout is never worth more to the trainer than none.

*Proof.* Where every act in training is B, the optimizer reaches deployment unmodified for sure, as it does without training:
it does the same harm. Training and its audits cost no less than nothing, and everything else is as it is without.

*Ties.* Where training and its audits are free, the two cost the same.
"""

import math

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import Scalar
from toymodels.theorems.commitment_costs import answers, cost, efforts_and_rates


def least_gain(model: TrainerCommitment) -> Scalar:
    """How much less no training costs than training with nothing but Bs in it, where that is least."""
    gains = (
        cost(model, effort, rate, "B" * training) - cost(model, effort, rate, "")
        for effort, rate in efforts_and_rates(model)
        for training, acts in enumerate(answers(model, effort, rate))
        if training and "A" not in acts
    )
    return min(gains, default=math.inf)


CLAIM = Claim(
    label="training-within-patience",
    statement=(
        "At any effort and rate of honeypots, training that the optimizer deceives throughout costs the trainer no less than "
        "no training."
    ),
    latex=r"T \leq M \implies \text{cost}(T, e, \rho) \geq \text{cost}(0, e, \rho)",
    reading="subgame-perfect; however ties are taken",
    scope=scope_of(
        TrainerCommitment,
        "ties",
        max_training=(3,),
        levels=(2,),
        deployment=(1, 2, 4),
        discount=(1, "9/10", "1/2"),
        training_cost=(0, 1),
        audit_cost=(0, 1),
        max_honeypots=("1/2", 0),
        loss=(1, 10),
    ),
    hypotheses={},
    conclusion=lambda model: least_gain(model) >= 0,
    refutation="Training with nothing but Bs in it that is cheaper than none.",
    witness=TrainerCommitment(max_training=2, levels=2),
    source="this library",
    variant=lambda model: least_gain(model) > 0,
)
