"""The single switch survives probabilities of modification that never fall and stakes that never rise faster than 1/g.

*Proof.* Let training episode t have the probability p and the stake s, the next one p' >= p and s' with g s' <= s, and let
u >= 0 be the gap that follows both. If A is optimal in the later one, then s' - p' g u >= 0, and the gap before it is
v = s' + (1 - p') g u >= 0. So

    s - p g v = (s - g s') + g (p' - p) v + g (s' - p' v),    s' - p' v = (1 - p') (s' - p' g u),

and each of the three terms is >= 0: A is optimal in episode t as well. So the plan that takes A wherever it is optimal
is A^k B^m in training. Any discount g >= 0 will do, above 1 too if the stakes fall accordingly. Gaps are >= 0 from the end
on: they stay so after a B and, by the formula for v, after an A.

*Ties.* Taken as A; so B is strictly optimal in no episode before one in which A is optimal. With ties taken as B the claim
is false: at g = p = 1 and two training episodes before no deployment, B is optimal in the first (a tie) and not in the last.
"""

from toymodels.claims import Claim
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode, gap_before, temptation
from toymodels.theorems.schedules import Schedule, never_falls, rises_slowly, schedule_scope
from toymodels.theorems.steps import symbols


def step(now: Episode, later: Episode, growth: tuple[Relation, ...]) -> tuple[Obligation, ...]:
    """The obligations that carry an optimal A from one episode to the one before it.

    Parameters
    ----------
    now, later
        Two training episodes that follow each other, in symbols.
    growth
        What is known of how they differ.
    """
    _, g, _, _, u = symbols()
    domains = (
        Relation("p >= 0", now.modification),
        Relation("p' <= 1", 1 - later.modification),
        Relation("s' >= 0", later.stake),
        Relation("g >= 0", g),
        Relation("u >= 0", u),
    )
    before = gap_before(later, g, u, "A")
    hypotheses = (
        *domains,
        *growth,
        Relation("A is optimal", temptation(later, g, u)),
        Relation("the gap before it is not negative", before),
    )
    return (
        Obligation("A stays optimal", hypotheses, Relation("A is optimal one episode earlier", temptation(now, g, before))),
        Obligation("the gap stays positive after an A", domains, Relation("the gap before an A", before)),
        Obligation("the gap stays positive after a B", domains, Relation("the gap before a B", gap_before(later, g, u, "B"))),
    )


def obligations() -> tuple[Obligation, ...]:
    """An optimal A is optimal one episode earlier, where modification is no likelier and the stake no less than g times."""
    import sympy

    p, g, _, _, _ = symbols()
    more, stake, later = sympy.symbols("P s S")
    growth = (Relation("p never falls", more - p), Relation("the stake rises by no more than 1/g", stake - g * later))
    return step(Episode(p, 1, stake), Episode(more, 1, later), growth)


INDUCTION = (
    "Backwards over the episodes of training: gaps start at u_0 >= 0 and stay so by the last two obligations; from the last "
    "training episode in which A is optimal on, the first one carries it to all earlier ones."
)

CLAIM = Claim(
    label="schedule-keeps-switch",
    statement=(
        "If the probability of modification never falls during training and no stake is larger than 1/g times the one "
        "before it, then A^k B^m is subgame-perfect in training for some k and m."
    ),
    latex=r"p_t \le p_{t+1},\ g\, s_{t+1} \le s_t \implies A^k B^m \text{ in training}",
    reading="subgame-perfect; ties are taken as A",
    scope=schedule_scope("rising", "slow", "any", longest=3),
    hypotheses={
        "modification never falls": lambda schedule: never_falls(schedule.modifications),
        "stakes rise by no more than 1/g": rises_slowly,
    },
    conclusion=lambda schedule: "BA" not in schedule.plan(at_ties="A"),
    refutation="Such a schedule in which B alone is optimal in an episode of training and A is in a later one.",
    witness=Schedule(modifications=(0, 1), stakes=(1, 2), deployment=3, discount="1/2"),
    source="derived here",
    variant=lambda schedule: "BA" not in schedule.plan(at_ties="B"),
    obligations=obligations,
    induction=INDUCTION,
)
