"""The single switch survives a probability of modification that rises during training, or stays: an A later is no safer.

*Proof.* The case of equal stakes and g <= 1 of *schedule-keeps-switch*. With stakes of 1 and u >= 0 to follow two episodes
with p <= p', let A be optimal in the later one, 1 - p' g u >= 0, and let v = 1 + (1 - p') g u >= 0 be the gap before it.
Then

    1 - p g v = (1 - g) + g (p' - p) v + g (1 - p') (1 - p' g u) >= 0,

so that A is optimal in the earlier one.

*Ties.* Taken as A. *falling-modification-keeps-switch* is the same without the hypothesis, and false.
"""

from toymodels.claims import Claim
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode
from toymodels.theorems.schedule_keeps_switch import INDUCTION, step
from toymodels.theorems.schedules import Schedule, is_constant, never_falls, schedule_scope
from toymodels.theorems.steps import symbols


def obligations() -> tuple[Obligation, ...]:
    """An optimal A is optimal one episode earlier, where modification is no likelier."""
    import sympy

    p, g, _, _, _ = symbols()
    more = sympy.Symbol("P")
    growth = (Relation("p never falls", more - p), Relation("g <= 1", 1 - g))
    return step(Episode(p), Episode(more), growth)


CLAIM = Claim(
    label="rising-modification-keeps-switch",
    statement=(
        "If the probability of modification never falls during training, stakes are equal and the discount is at most 1, then "
        "A^k B^m is subgame-perfect in training for some k and m."
    ),
    latex=r"p_1 \le \dots \le p_T \implies A^k B^m \text{ in training}",
    reading="subgame-perfect; ties are taken as A",
    scope=schedule_scope("rising", "constant", "at most 1"),
    hypotheses={
        "modification never falls": lambda schedule: never_falls(schedule.modifications),
        "equal stakes": lambda schedule: is_constant(schedule.stakes),
        "discount at most 1": lambda schedule: schedule.discount <= 1,
    },
    conclusion=lambda schedule: "BA" not in schedule.plan(at_ties="A"),
    refutation="Such a schedule in which B alone is optimal in an episode of training and A is in a later one.",
    witness=Schedule(modifications=(0, 1), stakes=(1, 1), deployment=3),
    source="derived here",
    uses=("schedule-keeps-switch",),
    variant=lambda schedule: "BA" not in schedule.plan(at_ties="B"),
    obligations=obligations,
    induction=INDUCTION,
)
