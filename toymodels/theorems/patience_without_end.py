"""A patient optimizer is never outlasted: where g = 1, training pays only with audits so weak that p u_0 <= 1.

*Proof.* Without discount an A in training loses p u_0 of what it gains, however far deployment is away, for as long as B has
been optimal in all later episodes: so if p u_0 > 1 B is optimal in all of training, of whatever length, and no training is as
good (*training-within-patience*).

*Ties.* At p u_0 = 1 all acts in training are optimal, and those of an optimizer that is kind to the trainer are As: such
audits are the strongest that find it out. One that is not kind plays B, and training pays only with p u_0 < 1.
"""

import dataclasses
import functools
from collections.abc import Iterator

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.scalars import Scalar
from toymodels.testing import instances
from toymodels.theorems.commitment_costs import answers, costs, efforts_and_rates, times_reached


def threats_where_training_pays(model: TrainerCommitment) -> Iterator[Scalar]:
    """The threats p u_0 at the efforts and rates at which some training costs less than none."""
    conflict = 1 - model.deployment_agreement
    for effort, rate in efforts_and_rates(model):
        p, paid = effort * model.modification, costs(model, effort, rate, answers(model, effort, rate))
        if min(paid) < paid[0]:
            yield p * conflict * times_reached(1 - rate * p * conflict, model.deployment)


CLAIM = Claim(
    label="patience-without-end",
    statement=(
        "Without discount, training saves the trainer anything only at efforts and rates with p u_0 <= 1, where the optimizer "
        "defects at once."
    ),
    latex=r"g = 1,\ \text{cost}(T, e, \rho) < \text{cost}(0, e, \rho) \implies p u_0 \leq 1",
    reading="subgame-perfect; however ties are taken",
    scope=dataclasses.replace(
        scope_of(
            TrainerCommitment,
            "ties",
            max_training=(3,),
            levels=(3,),
            deployment=(1, 2, 3, 6),
            modification=(1, "1/2"),
            discount=(1,),
            max_honeypots=("1/2", 0),
            loss=(1, 10, 2),
        ),
        any_of=functools.partial(instances, TrainerCommitment, max_training=range(6), levels=range(1, 4), discount=1),
    ),
    hypotheses={"no discount": lambda model: model.discount == 1},
    conclusion=lambda model: all(threat <= 1 for threat in threats_where_training_pays(model)),
    refutation="Training that pays though an A in it loses more than it gains.",
    witness=TrainerCommitment(max_training=2, levels=2, discount=1),
    source="this library",
    uses=("training-within-patience",),
    variant=lambda model: all(threat < 1 for threat in threats_where_training_pays(model)),
)
