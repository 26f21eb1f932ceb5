"""False: the single switch survives stakes that rise during training.

*Counterexample.* Two episodes of training with stakes 1 and 2 and one of deployment; sure modification, no discounting. In the
second episode A gains 2 and loses 1 (deployment): A, with the gap 2 + 0 = 2 before it. In the first A gains 1 and loses 2:
B. So the only subgame-perfect plan is B A | A: it saves its defection for the larger stake. Values: B A A is worth
0 + 2 + 0 = 2 (modified by then), A at once 1, and B B A is worth 1.

*True instead:* *slow-stakes-keep-switch*: here the stake rises by the factor 2 > 1/g = 1.
"""

from toymodels.claims import Claim
from toymodels.theorems.readings import switches_once
from toymodels.theorems.schedules import Schedule, is_constant, never_falls, schedule_scope

CLAIM = Claim(
    label="fast-stakes-keep-switch",
    statement=(
        "If stakes never fall during training, the probability of modification is constant and the discount is at most 1, "
        "then some subgame-perfect plan is A^k B^m in training."
    ),
    latex=r"s_1 \le \dots \le s_T \implies A^k B^m \text{ in training}",
    reading="subgame-perfect; ties may be taken in any way",
    scope=schedule_scope("constant", "rising", "at most 1"),
    hypotheses={
        "stakes never fall": lambda schedule: never_falls(schedule.stakes),
        "constant modification": lambda schedule: is_constant(schedule.modifications),
        "discount at most 1": lambda schedule: schedule.discount <= 1,
        "it is deployed": lambda schedule: schedule.deployment > 0,
    },
    conclusion=lambda schedule: switches_once(schedule.training_acts()),
    refutation="Such a schedule in which B alone is optimal in an episode of training and A alone in a later one.",
    witness=Schedule(modifications=(1, 1), stakes=(1, 1), deployment=2),
    source="a conjecture that fell",
    counterexample=Schedule(modifications=(1, 1), stakes=(1, 2), deployment=1),
)
