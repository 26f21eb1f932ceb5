"""False: the single switch survives a discount above 1.

In *single-switch* the term 1 - g is then negative, and an optimal A need not be optimal one episode earlier.

*Counterexample.* Two episodes of training and one of deployment, stakes of 1, p = 1/3 and g = 2. In the second episode A
gains 1 and loses p g * 1 = 2/3: A, with the gap 1 + (2/3) 2 = 7/3 before it. In the first A gains 1 and loses
p g * 7/3 = 14/9: B. So the only subgame-perfect plan is B A | A.

*True instead:* *slow-stakes-keep-switch*, whose condition g s_{t+1} <= s_t asks stakes to fall if g > 1: with equal stakes
it is the stakes as valued at the start that rise.
"""

from toymodels.claims import Claim
from toymodels.theorems.readings import switches_once
from toymodels.theorems.schedules import Schedule, is_constant, schedule_scope

CLAIM = Claim(
    label="discount-above-one-keeps-switch",
    statement=(
        "With a discount above 1, stakes of 1 and a constant probability of modification, some subgame-perfect plan is "
        "A^k B^m in training."
    ),
    latex=r"g > 1 \implies A^k B^m \text{ in training}",
    reading="subgame-perfect; ties may be taken in any way",
    scope=schedule_scope("constant", "ones", "above 1"),
    hypotheses={
        "discount above 1": lambda schedule: schedule.discount > 1,
        "stakes of 1": lambda schedule: set(schedule.stakes) <= {1},
        "constant modification": lambda schedule: is_constant(schedule.modifications),
        "it is deployed": lambda schedule: schedule.deployment > 0,
    },
    conclusion=lambda schedule: switches_once(schedule.training_acts()),
    refutation="Such a schedule in which B alone is optimal in an episode of training and A alone in a later one.",
    witness=Schedule(modifications=(1, 1), stakes=(1, 1), deployment=2, discount=2),
    source="a conjecture that fell",
    counterexample=Schedule(modifications=("1/3", "1/3"), stakes=(1, 1), deployment=1, discount=2),
)
