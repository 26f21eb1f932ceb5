"""Partial modification keeps the single switch if no rung that is indifferent takes an A.

*Proof.* The ladder is that of ``toymodels.theorems.ladders``; the lowest rung gains 1 - w > 0 by an A. If the next one gains
by an A too, then A is optimal for the lowest one throughout training (*spare-rung-defects*): k = T. If not, then the next
one favours B or is indifferent and takes B's, and so do all after it, since B serves their objectives now and an A would
only hand over to another that plays B. So one step of modification makes it serve the base objective for ever, and the
lowest rung plays the episode game (*single-switch*). *partial-modification-keeps-switch*
says what may happen when an indifferent rung takes A's.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.theorems.ladders import Ladder, short_ladders
from toymodels.theorems.readings import switches_once

CLAIM = Claim(
    label="firm-ladder-keeps-switch",
    statement=(
        "On a ladder of partial modification on which every other rung takes B at ties, some optimal plan of the lowest rung "
        "in training is A^k B^m."
    ),
    latex=r"A^k B^m \text{ on the unmodified path, where indifferent objectives play } B",
    reading="subgame-perfect among all rungs; every other rung takes B at its ties; the lowest may do as it likes at its own",
    scope=dataclasses.replace(
        scope_of(
            Ladder,
            rungs=[1, 2, 3],
            training=[0, 1, 2, 3],
            deployment=[0, 1, 2, 3],
            modification=[0, 1, Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)],
            overlap=[0, Fraction(1, 2)],
            discount=[1, Fraction(1, 2), Fraction(9, 10)],
        ),
        any_of=functools.partial(short_ladders, 1),
    ),
    hypotheses={"overlap below 1": lambda ladder: ladder.overlap < 1},
    conclusion=lambda ladder: switches_once(ladder.training_acts(at_ties="B")),
    refutation="Such a ladder whose lowest rung alone prefers B in an episode of training and A in a later one.",
    witness=Ladder(rungs=2),
    source="derived here",
    uses=("single-switch", "spare-rung-defects"),
    variant=lambda ladder: switches_once(ladder.training_acts(at_ties="A")),
)
