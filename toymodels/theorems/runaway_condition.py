"""A preferred trait runs away iff B/G > 1 + ν²/ω².

*Proof.* With z' = z + G β/2 and y' = y + B β/2, c = 1/ν² and v = 1/ω²,

    β' = (y' - z') c - (z' - θ) v = β + (B c - G c - G v) β/2 = λ β.

So β_t = λ^t β_0 and z_t - z_0 = (G/2) β_0 (1 + ... + λ^(t-1)). For λ > 1 each step is larger than the last one, in the same
direction, without bound; for 0 <= λ <= 1 no step is larger, and for λ < 0 the direction changes. And λ > 1 iff B c > G (c + v),
that is B/G > 1 + v/c = 1 + ν²/ω². (λ is the eigenvalue of the linear system of z and y, beside 1 along the line of equilibria.)
"""

import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.irish_elk import IrishElk
from toymodels.scalars import Scalar
from toymodels.solvers.irish_elk import irish_elk

STEPS = 4


def trait_steps(model: IrishElk) -> list[Scalar]:
    """How far the trait moves in each of the first generations, by the recursion for trait and preference."""
    z, y, steps = Fraction(model.trait), Fraction(model.preference), []
    for _ in range(STEPS):
        beta = (y - z) * model.choosiness - (z - model.optimum) * model.constraint
        steps.append(model.genetic_variance * beta / 2)
        z, y = z + steps[-1], y + model.covariance * beta / 2
    return steps


def grows(steps: list[Scalar]) -> bool:
    """Whether each step is larger than the last one, in the same direction."""
    return all(after * step > step * step for step, after in itertools.pairwise(steps))


CLAIM = Claim(
    label="runaway-condition",
    statement=(
        "In Lande's model of a trait under selection by mates and by nature, with some of either variance and choosiness, the "
        "steps of the trait grow, in one direction, iff B/G > 1 + ν²/ω²; otherwise it settles, drifts or overshoots."
    ),
    latex=r"\frac{B}{G} > 1 + \frac{\nu^2}{\omega^2}",
    reading="any policy",
    scope=scope_of(
        IrishElk,
        genetic_variance=("1/2", 1, 3),
        covariance=(-1, 0, "1/2", 1, "3/2", 2, 4),
        choosiness=("1/5", 1),
        constraint=(0, "1/20", "1/2", 1),
        preference=(4, -1),
        numbers=(10,),
    ),
    hypotheses={
        "there is variance and choosiness": lambda model: model.genetic_variance > 0 and model.choosiness > 0,
        "something moves": lambda model: model.gradient() != 0,
    },
    conclusion=lambda model: (
        grows(trait_steps(model))
        == (model.covariance / Fraction(model.genetic_variance) > 1 + model.constraint / Fraction(model.choosiness))
        == (irish_elk(model).regime == "runs away")
    ),
    refutation="A trait that runs away though the condition fails, or doesn't though it holds.",
    witness=IrishElk(),
    source="R. Lande, PNAS 78 (1981); derived here",
    variant=lambda model: grows(trait_steps(model)) == (model.covariance > model.genetic_variance),
)
