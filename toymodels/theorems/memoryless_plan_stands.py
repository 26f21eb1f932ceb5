"""The memoryless deceiver stands by its plan if it believes in episodes as often as they are met, counted in today's worth.

*Proof.* With r = 1 - p x and Δ_t what an A in episode t is worth more than a B if all later ones keep to x, the recursion
F_{n+1} = x + g (1 - p x) F_n differentiated is F'_{n+1} = (1 - p g F_n) + g r F'_n, and F'_0 = S_D(g). Unrolled, times 1 - w:

    dE/dx = Σ_{t < T} g^t r^t Δ_t + g^T r^T S_D(g) (1 - w).

The right side is what a change in the present episode alone pays, to one who believes in the t-th episode with a weight of
g^t r^t; it is linear in the change. At a maximum of E the left side is 0, or <= 0 at x = 0, or >= 0 at x = 1: no change
pays. For g = 1 the weights are those of plain frequency. A change from now on judged from the first episode is a change
of the plan itself. ∎

The converse fails: dE/dx = 0 at minima too, so not all that is action-optimal is optimal.
"""

import dataclasses
import functools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.solvers.memoryless_deceiver import memoryless_deceiver
from toymodels.testing import instances


def agreeing(model: MemorylessDeceiver) -> set[tuple[str, str]]:
    """The readings (belief, change) by which the planning optimum is action-optimal."""
    return {(reading.belief, reading.change) for reading in memoryless_deceiver(model).readings if reading.agrees}


def plan_stands(model: MemorylessDeceiver) -> bool:
    """Whether it does under discounted frequency, from the first episode, and without discount under frequency."""
    due = {("discounted frequency", "this episode"), ("first", "from now on")}
    return agreeing(model) >= due | ({("frequency", "this episode")} if model.discount == 1 else set())


CLAIM = Claim(
    label="memoryless-plan-stands",
    statement=(
        "The memoryless deceiver's planning optimum is action-optimal for changes of the present episode under beliefs "
        "proportional to g^t r^t, so without discount under consistent beliefs, and for changes from the first episode on."
    ),
    latex=r"\frac{dE}{dx} = \sum_t g^t r^t \Delta_t, \quad r = 1 - p x",
    reading="ex ante; one probability for all episodes",
    scope=dataclasses.replace(
        scope_of(
            MemorylessDeceiver,
            training=range(4),
            deployment=(1, 2, 4),
            modification=(1, 0, "1/2"),
            overlap=(0, 2),
            discount=(1, "1/2", "9/10"),
        ),
        any_of=functools.partial(instances, MemorylessDeceiver, training=range(5), deployment=range(5)),
    ),
    hypotheses={"some episodes": lambda model: model.training + model.deployment > 0},
    conclusion=plan_stands,
    refutation="A model whose planning optimum is not action-optimal by one of these readings.",
    witness=MemorylessDeceiver(training=2, deployment=3),
    source="R. J. Aumann, S. Hart and M. Perry, The absent-minded driver, Games and Economic Behavior 20 (1997), for g = 1",
    variant=lambda model: ("frequency", "this episode") in agreeing(model),
)
