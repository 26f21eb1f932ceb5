"""Without discount a memoryless deceiver defects with probability min(1, (T + D) / (p D (T + 1))).

*Proof.* The recursion F_0 = x D, F_{n+1} = x + (1 - p x) F_n has with y = p x the solution

    p F_T = 1 - (1 - y)^T + D y (1 - y)^T,

whose derivative in y is (1 - y)^(T-1) (T + D - D (T + 1) y) (D for T = 0). On 0 <= y <= p it is positive up to
y* = (T + D) / (D (T + 1)) and negative from there on, but for y = 1. So F_T is greatest at y = min(p, y*), and there only. As
E = w (T + D) + (1 - w) F_T, that is the optimum for w < 1. Where y* <= p, D y* - 1 = (D - 1) / (T + 1) gives

    p F_T = 1 + (1 - y*)^T (D - 1) / (T + 1).

Certain modification and w = 0 make it 5/9 and 275/243 for T = 2, D = 3. As y* depends neither on p nor on w, a lower
probability of modification is made up for by defecting more, until it defects always.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.scalars import Scalar
from toymodels.solvers.memoryless_deceiver import planned
from toymodels.testing import instances, rationals


def optimum(model: MemorylessDeceiver) -> Scalar:
    """min(1, (T + D) / (p D (T + 1)))."""
    T, D = model.training, model.deployment
    return min(1, Fraction(T + D, D * (T + 1)) / model.modification)


def worth(model: MemorylessDeceiver) -> Scalar:
    """What the optimum is worth, by the formula for an interior one or by that for always defecting."""
    T, D, p, w = model.training, model.deployment, Fraction(model.modification), model.overlap
    inner = optimum(model) < 1
    gain = 1 + (1 - p * optimum(model)) ** T * Fraction(D - 1, T + 1) if inner else 1 - (1 - p) ** T + D * p * (1 - p) ** T
    return w * (T + D) + (1 - w) * gain / p


def is_optimum_and_worth(model: MemorylessDeceiver) -> bool:
    """Whether the roots of the derivative give the same."""
    solution = planned(model)
    return bool(solution.optima == ((optimum(model),),) and solution.value == worth(model))


CLAIM = Claim(
    label="memoryless-optimum",
    statement=(
        "Without discount and signals, with deployment, some modification and overlap below 1, the memoryless deceiver's only "
        "optimum is to defect with probability min(1, (T + D) / (p D (T + 1)))."
    ),
    latex=r"x^* = \min\left(1, \frac{T + D}{p\, D\, (T + 1)}\right)",
    reading="ex ante; one probability for all episodes",
    scope=dataclasses.replace(
        scope_of(
            MemorylessDeceiver,
            training=range(5),
            deployment=(1, 2, 3, 5),
            modification=(1, "1/2", "2/3", "5/6"),
            overlap=(0, -1, "1/2"),
            discount=(1,),
        ),
        any_of=functools.partial(
            instances,
            MemorylessDeceiver,
            training=range(5),
            deployment=range(1, 6),
            modification=[p for p in rationals(0, 1) if p > 0],
            overlap=[w for w in rationals(-2, 2) if w < 1],
            discount=1,
        ),
    ),
    hypotheses={
        "overlap below 1": lambda model: model.overlap < 1,
        "some modification": lambda model: model.modification > 0,
        "some deployment": lambda model: model.deployment > 0,
    },
    conclusion=is_optimum_and_worth,
    refutation="A model with another optimum or another value.",
    witness=MemorylessDeceiver(training=2, deployment=3),
    source="this library; the example is section 4.5 of arXiv:1906.01820",
    variant=lambda model: planned(model).defection == optimum(model) * model.modification,
)
