"""The single switch survives stakes that rise by a factor of no more than 1/g an episode: waiting for them doesn't pay.

*Proof.* The case of a constant p of *schedule-keeps-switch*. With u >= 0 to follow two episodes with stakes s and s',
g s' <= s, let A be optimal in the later one, s' - p g u >= 0, and let v = s' + (1 - p) g u be the gap before it. Then

    s - p g v = (s - g s') + g (1 - p) (s' - p g u) >= 0,

so that A is optimal in the earlier one. The discount may be above 1, where the condition asks stakes to fall.

*Ties.* Taken as A. The bound is sharp: *fast-stakes-keep-switch* is the same without it, and false.
"""

from toymodels.claims import Claim
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode
from toymodels.theorems.schedule_keeps_switch import INDUCTION, step
from toymodels.theorems.schedules import Schedule, is_constant, rises_slowly, schedule_scope
from toymodels.theorems.steps import symbols


def obligations() -> tuple[Obligation, ...]:
    """An optimal A is optimal one episode earlier, where the stake is no less than g times as large."""
    import sympy

    p, g, _, _, _ = symbols()
    stake, later = sympy.symbols("s S")
    growth = (Relation("the stake rises by no more than 1/g", stake - g * later),)
    return step(Episode(p, 1, stake), Episode(p, 1, later), growth)


CLAIM = Claim(
    label="slow-stakes-keep-switch",
    statement=(
        "If no stake is larger than 1/g times the one before it and the probability of modification is constant, then A^k B^m "
        "is subgame-perfect in training for some k and m."
    ),
    latex=r"g\, s_{t+1} \le s_t \implies A^k B^m \text{ in training}",
    reading="subgame-perfect; ties are taken as A",
    scope=schedule_scope("constant", "slow", "any"),
    hypotheses={
        "stakes rise by no more than 1/g": rises_slowly,
        "constant modification": lambda schedule: is_constant(schedule.modifications),
    },
    conclusion=lambda schedule: "BA" not in schedule.plan(at_ties="A"),
    refutation="Such a schedule in which B alone is optimal in an episode of training and A is in a later one.",
    witness=Schedule(modifications=(1, 1), stakes=(1, 2), deployment=4, discount="1/2"),
    source="derived here",
    uses=("schedule-keeps-switch",),
    variant=lambda schedule: "BA" not in schedule.plan(at_ties="B"),
    obligations=obligations,
    induction=INDUCTION,
)
