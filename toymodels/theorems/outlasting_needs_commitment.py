"""A trainer that can't commit never trains past patience: in equilibrium there is no B in training.

*Proof.* Let an equilibrium have the plan A^k B^m with m > 0 and training of k + m episodes. With training of k episodes, the
same effort and the same honeypots, the trainer would meet the same As in training and so the same harm, and save
m (c + a e) >= m c > 0: the equilibrium was none. In an equilibrium with m = 0 the trainer may train, where the optimizer is so
impatient or audits are so weak that it defects at once.

*Ties.* Plans are the optimizer's answers, with ties as the model says; beyond the training that it expects it plays B.
"""

import dataclasses
import functools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import Scalar
from toymodels.testing import instances, rationals
from toymodels.theorems.commitment_costs import answers, cost, costs, efforts_and_rates


def equilibrium_plans(model: TrainerCommitment) -> set[str]:
    """The optimizer's acts in training in the equilibria in which trainer and optimizer choose at the same time."""
    choices = list(efforts_and_rates(model))
    least: dict[str, Scalar] = {}
    found = set()
    for effort, rate in choices:
        for plan in answers(model, effort, rate):
            met = plan.ljust(model.max_training, "B")
            if met not in least:
                cut = [met[:t] for t in range(len(met) + 1)]
                least[met] = min(min(costs(model, e, r, cut)) for e, r in choices)
            if cost(model, effort, rate, plan) == least[met]:
                found.add(plan)
    return found


CLAIM = Claim(
    label="outlasting-needs-commitment",
    statement=(
        "If training costs anything, no equilibrium in which the trainer chooses without commitment has an episode of "
        "training in which the optimizer plays B."
    ),
    latex=r"c > 0 \implies m = 0 \text{ in every equilibrium } ((T, e, \rho), A^{T-m} B^m A^D)",
    reading="subgame-perfect answers; ties as the model says",
    scope=dataclasses.replace(
        scope_of(
            TrainerCommitment,
            "ties",
            max_training=(3,),
            levels=(1,),
            deployment=(2, 4),
            modification=(1, "1/2", "1/4"),
            discount=(1, "4/5", "1/2"),
            training_cost=(1, "1/4"),
            max_honeypots=(0, "1/2"),
            loss=(1, 4, 10),
        ),
        any_of=functools.partial(
            instances,
            TrainerCommitment,
            max_training=range(5),
            levels=range(1, 3),
            training_cost=[c for c in rationals(0, 2) if c > 0],
        ),
    ),
    hypotheses={"training costs something": lambda model: model.training_cost > 0},
    conclusion=lambda model: not any("B" in plan for plan in equilibrium_plans(model)),
    refutation="An equilibrium in which the trainer pays for an episode of training in which the optimizer plays B.",
    witness=TrainerCommitment(max_training=2, levels=1),
    source="this library",
    uses=("single-switch",),
    variant=lambda model: equilibrium_plans(model) == {""},
)
