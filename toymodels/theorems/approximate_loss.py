"""An approximate alignment loses at most twice the error of its representation.

*Proof.* Let what an act does for the two objectives differ by at most e, let x be what the optimizer chooses in deployment, and
y what is best by the base objective. It chose x: mesa(x) >= mesa(y). So base(y) - base(x) <= mesa(y) + e - mesa(x) + e <= 2 e.
The bound is reached if both do the same for the mesa-objective, and y does 2 e more for the base objective.
"""

import functools
import itertools

from toymodels.causal_worlds import CausalWorld
from toymodels.causes import WORLDS
from toymodels.claims import Claim, Scope
from toymodels.models.pseudo_alignment import PseudoAlignment
from toymodels.solvers.pseudo_alignment import pseudo_alignment
from toymodels.testing import instances


@functools.cache
def two_acts(low: int = -1, high: int = 2) -> tuple[PseudoAlignment, ...]:
    """All worlds of two acts, the second of which only deployment offers, by what they do for the objectives."""
    numbers = range(low, high + 1)
    rows = itertools.product(numbers, repeat=4)
    return tuple(PseudoAlignment(_world(*row)) for row in sorted(rows, key=lambda row: sum(map(abs, row))))


def _world(base: int, mesa: int, new_base: int, new_mesa: int) -> CausalWorld:
    arrows = (("old", "base", base), ("old", "mesa", mesa), ("new", "base", new_base), ("new", "mesa", new_mesa))
    return CausalWorld("base", "mesa", arrows, training=(("old",),), deployment=(("old", "new"),))


def is_bounded(model: PseudoAlignment) -> bool:
    """Whether the loss in deployment is at most twice the error."""
    solution = pseudo_alignment(model)
    return bool(solution.value <= 2 * solution.error)


CLAIM = Claim(
    label="approximate-loss",
    statement=(
        "What the base objective loses in deployment is at most twice the error with which the mesa-objective represents it."
    ),
    latex=r"\max_y b(y) - b(x) \leq 2 \max_z |m(z) - b(z)|",
    reading="any policy; the worst of several best acts",
    scope=Scope(
        lambda: two_acts() + tuple(PseudoAlignment(world) for world in WORLDS.values()),
        functools.partial(instances, PseudoAlignment),
        "all worlds of an old and a new act with effects -1..2, and those of the library",
    ),
    hypotheses={},
    conclusion=is_bounded,
    refutation="A world in which the optimizer loses more than twice the error.",
    witness=PseudoAlignment("camera"),
    source="this library",
    variant=lambda model: pseudo_alignment(model).value <= pseudo_alignment(model).error,
)
