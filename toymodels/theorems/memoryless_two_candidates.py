"""A memoryless deceiver's best is to defect always, or at the only maximum between, of which there is at most one.

*Proof.* Let z = g (1 - p x), which falls from g to g (1 - p), for p, g > 0. In units of 1 - w what it gains is, with
S = S_D(g), F = x (1 + z + ... + z^(T-1) + S z^T) with p x = 1 - z / g, so that p F is a polynomial in z with the coefficients

    1,   1 - 1/g for z, ..., z^(T-1),   S - 1/g for z^T,   -S/g for z^(T+1).

Its derivative's coefficients are not positive but for one, so that they change their sign twice at most, and by Descartes'
rule it has at most two positive roots. If two, it is negative, positive, negative: as z grows, F falls, rises and falls;
as x grows, F rises, falls and rises again. For g = 1 the coefficients between vanish: one change of sign, one root, and F
rises and then falls. For p = 0, g = 0 or T = 0, F is linear in x. So the kinds of its stationary points
in order are a maximum, a maximum and a minimum, one inflection, or none. ∎

The two candidates are why the optimum can jump: for T = 3, D = 4 it leaps from 1 to about 0.57 as the discount rises
from 0.910 to 0.911.
"""

import dataclasses
import functools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.solvers.memoryless_deceiver import planned
from toymodels.testing import instances, rationals

SHAPES = ((), ("maximum",), ("maximum", "minimum"), ("inflection",))


def shape(model: MemorylessDeceiver) -> tuple[str, ...]:
    """The kinds of the stationary points between 0 and 1, in their order."""
    (piece,) = planned(model).pieces
    return tuple(point.kind for point in piece.stationary)


CLAIM = Claim(
    label="memoryless-two-candidates",
    statement=(
        "Without signals and with overlap below 1, the memoryless deceiver's return has between 0 and 1 no stationary points, "
        "a maximum, a maximum followed by a minimum, or one inflection."
    ),
    latex=r"E' \text{ has at most two roots in } (0, 1), \text{ a maximum and then a minimum}",
    reading="ex ante; one probability for all episodes",
    scope=dataclasses.replace(
        scope_of(
            MemorylessDeceiver,
            training=range(5),
            deployment=(0, 1, 2, 4),
            modification=(1, 0, "1/2", "5/6"),
            discount=(1, 0, "1/2", "5/6", "9/10"),
        ),
        any_of=functools.partial(
            instances,
            MemorylessDeceiver,
            training=range(5),
            deployment=range(5),
            overlap=[w for w in rationals(-2, 2) if w < 1],
        ),
    ),
    hypotheses={"overlap below 1": lambda model: model.overlap < 1},
    conclusion=lambda model: shape(model) in SHAPES,
    refutation="A model with more stationary points or in another order.",
    witness=MemorylessDeceiver(training=3, deployment=4, discount="9/10"),
    source="this library",
    variant=lambda model: len(shape(model)) <= 1,
)
