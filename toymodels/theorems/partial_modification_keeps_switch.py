"""False: partial modification, one rung at a time towards the base objective, leaves the single switch as it is.

*Counterexample.* One objective between the two (N = 2): A and B are worth 1/2 each to it, so that it is indifferent to
everything. Let it take A's. Two episodes of training and two of deployment, p = 1, no discounting. In the last episode of
training the lowest rung, if unmodified, takes A: that pays 1, and the indifferent self that it becomes plays A in deployment
anyway. Worth 1 + 2 = 3 against 0 + 2 after a B. In the first episode A pays 1 and hands the second episode to the indifferent
self, which plays A there, pays 1 once more, and becomes the base objective: worth 2. B waits for the second episode: worth 3.
So the lowest rung plays B A in training, then A A, and this is its only optimal plan: it serves while its successor is
reckless and defects when it can no longer be.

*Decided:* up to a positive factor and a constant, a rung's objective either favours A, or favours B, or is indifferent. The
first case makes a team, and the second plays B for ever.

* Two rungs or more favour A (w = 0: N >= 3): A is optimal throughout training, whatever is done at ties
  (*spare-rung-defects*).
* One rung favours A, and the next one favours B or takes B: exactly the episode game (*firm-ladder-keeps-switch*).
* One rung favours A, and the next one is indifferent and takes A's: the counterexample. For w = 0 this is N = 2; in general
  (1 - 1/N)(1 - w) = 1/N, such as N = 3, w = 1/2.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.theorems.ladders import Ladder, short_ladders
from toymodels.theorems.readings import switches_once

CLAIM = Claim(
    label="partial-modification-keeps-switch",
    statement=(
        "Where an A in training moves the objective only one rung of a ladder towards the base objective, some optimal plan "
        "of the original objective in training is A^k B^m, whatever indifferent rungs do."
    ),
    latex=r"A^k B^m \text{ on the unmodified path, for every ladder of } N + 1 \text{ objectives}",
    reading="subgame-perfect among all rungs; every other rung takes A at its ties; the lowest may do as it likes at its own",
    scope=dataclasses.replace(
        scope_of(
            Ladder,
            "training",
            "deployment",
            rungs=[1, 2, 3],
            modification=[0, 1, Fraction(1, 2), Fraction(3, 4)],
            discount=[1, Fraction(1, 2), Fraction(9, 10)],
        ),
        any_of=functools.partial(short_ladders, 1),
    ),
    hypotheses={"overlap below 1": lambda ladder: ladder.overlap < 1},
    conclusion=lambda ladder: switches_once(ladder.training_acts(at_ties="A")),
    refutation="A ladder whose lowest rung alone prefers B in an episode of training and A in a later one.",
    witness=Ladder(rungs=3),
    source="a conjecture that fell",
    uses=("spare-rung-defects", "firm-ladder-keeps-switch"),
    counterexample=Ladder(rungs=2, training=2, deployment=2),
)
