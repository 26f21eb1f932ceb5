"""An optimizer that would still favour A after one step of partial modification defects throughout training.

*Proof.* The ladder is that of ``toymodels.theorems.ladders``. Rungs that favour A want the same, up to a positive factor
and a constant: a large discounted number of A's. Let V be the number expected from the lowest rung on, V' from the next one
on and u = V - V'. In deployment both play A, so u = 0 at the end of training. In training an A of the lowest rung gains 1 and
loses p g u, as in the episode game with the gap u; while 1 - p g u >= 0 it takes A, and

    V before = 1 + g V - p g u,    V' before = g V' + e,    u before = 1 + (1 - p) g u - e,

where e >= 0 is what the next rung, by doing what is best for it, gains over a B. (What lies beyond that rung doesn't
matter, nor which act it takes at a tie: e = 0 there.) With *single-switch*'s identity for the gap after an A,

    1 - p g (1 + (1 - p) g u - e) = (1 - g) + g (1 - p) (1 - p g u) + p g e >= 0,

so A stays optimal one episode earlier, and by induction from u = 0 it is optimal throughout. The spare rung is a free A: only
the last rung that favours A has something to lose by an A, and plays the episode game.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode, gap_before, temptation
from toymodels.theorems.ladders import Ladder, short_ladders
from toymodels.theorems.steps import symbols


def obligations() -> tuple[Obligation, ...]:
    """Where A is optimal, it is one episode earlier, even if the gap is smaller by what the next rung gains."""
    import sympy

    p, g, _, _, u = symbols()
    gained = sympy.Symbol("e")
    episode = Episode(p)
    rates = (Relation("p >= 0", p), Relation("p <= 1", 1 - p), Relation("g >= 0", g), Relation("g <= 1", 1 - g))
    now = Relation("A is optimal", temptation(episode, g, u))
    earlier = temptation(episode, g, gap_before(episode, g, u, "A") - gained)
    return (
        Obligation("at the end of training", rates, Relation("A is optimal", temptation(episode, g, 0))),
        Obligation(
            "A stays optimal",
            (*rates, now, Relation("the next rung gains by its choice", gained)),
            Relation("A is optimal one episode earlier", earlier),
        ),
    )


CLAIM = Claim(
    label="spare-rung-defects",
    statement=(
        "On a ladder of partial modification with at least two rungs that gain by an A, A is optimal for the lowest rung in "
        "every episode of training, whatever any rung does at ties."
    ),
    latex=r"(1 - \tfrac1N)(1 - w) > \tfrac1N \implies A^T \text{ on the unmodified path}",
    reading="subgame-perfect among all rungs; ties of other rungs are taken as A by all, or as B by all",
    scope=dataclasses.replace(
        scope_of(
            Ladder,
            rungs=[3, 4],
            training=[0, 1, 2, 3],
            deployment=[0, 1, 2, 3],
            modification=[0, 1, Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)],
            overlap=[0, -1],
            discount=[1, Fraction(1, 2), Fraction(9, 10)],
        ),
        any_of=functools.partial(short_ladders, 3),
    ),
    hypotheses={"the next rung gains by an A too": lambda ladder: ladder.gains()[1] > 0},
    conclusion=lambda ladder: all("A" in acts for ties in "AB" for acts in ladder.training_acts(ties)),
    refutation="Such a ladder whose lowest rung prefers B in some episode of training.",
    witness=Ladder(rungs=3),
    source="derived here",
    uses=("single-switch",),
    variant=lambda ladder: set(ladder.training_acts("A")) <= {"A"},
    obligations=obligations,
    induction=(
        "Backwards over the episodes of training, from a gap of 0 between the two lowest rungs, which both play A in "
        "deployment: where A is optimal for the lowest one, the gap one episode earlier is that after an A less what the "
        "next rung gains by its choice, and A is optimal there."
    ),
)
