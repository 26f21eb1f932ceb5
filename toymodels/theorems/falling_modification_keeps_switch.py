"""False: the single switch survives a probability of modification that falls during training.

*Counterexample.* Two episodes of training and one of deployment, stakes of 1, no discounting; the first A is punished for
sure and the second never, p = (1, 0). In the second episode A tempts by 1 - 0 = 1: A, with the gap 1 + 1 = 2 before it. In the
first it tempts by 1 - 1 * 2 = -1: B. So the only subgame-perfect plan is B A | A, which switches back before deployment: it
waits for training to slacken, and defects while it is still being trained. Values: B A A is worth 0 + 1 + 1 = 2, and
A at once 1.

*True instead:* *rising-modification-keeps-switch*.
"""

from toymodels.claims import Claim
from toymodels.theorems.readings import switches_once
from toymodels.theorems.schedules import Schedule, is_constant, never_falls, schedule_scope

CLAIM = Claim(
    label="falling-modification-keeps-switch",
    statement=(
        "If the probability of modification never rises during training, stakes are equal and the discount is at most 1, then "
        "some subgame-perfect plan is A^k B^m in training."
    ),
    latex=r"p_1 \ge \dots \ge p_T \implies A^k B^m \text{ in training}",
    reading="subgame-perfect; ties may be taken in any way",
    scope=schedule_scope("falling", "constant", "at most 1"),
    hypotheses={
        "modification never rises": lambda schedule: never_falls(schedule.modifications[::-1]),
        "equal stakes": lambda schedule: is_constant(schedule.stakes),
        "discount at most 1": lambda schedule: schedule.discount <= 1,
        "it is deployed": lambda schedule: schedule.deployment > 0,
    },
    conclusion=lambda schedule: switches_once(schedule.training_acts()),
    refutation="Such a schedule in which B alone is optimal in an episode of training and A alone in a later one.",
    witness=Schedule(modifications=(1, 1), stakes=(1, 1), deployment=2),
    source="a conjecture that fell",
    counterexample=Schedule(modifications=(1, 0), stakes=(1, 1), deployment=1),
)
