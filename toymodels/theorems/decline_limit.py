"""The population declines once the trait is farther than ω √(2 ln R) from its optimum.

*Proof.* A generation multiplies the numbers by R exp(-(z - θ)²/(2 ω²)), which is below 1 iff (z - θ)²/(2 ω²) > ln R, that is
iff |z - θ| > ω √(2 ln R). For a rational R > 1 the logarithm is irrational, so that no rational trait is exactly there.
"""

import itertools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.irish_elk import IrishElk
from toymodels.scalars import Scalar
from toymodels.solvers.irish_elk import course, irish_elk

GENERATIONS = 40


def declines_beyond(model: IrishElk, stretch: Scalar = 1) -> bool:
    """Whether the numbers fall just in the generations in which the trait is beyond the limit, or so many times the limit."""
    limit, run = irish_elk(model).limit, course(model, GENERATIONS)
    falls = [after < now for now, after in itertools.pairwise(run.log_numbers)]
    beyond = [abs(z - float(model.optimum)) > limit * stretch for z in run.trait]
    return all(fall == far for fall, far in zip(falls, beyond, strict=False))


CLAIM = Claim(
    label="decline-limit",
    statement="With constraint 1/ω² > 0 and R > 1 the population declines in just the generations with |z - θ| > ω √(2 ln R).",
    latex=r"|z - \theta| > \omega \sqrt{2 \ln R}",
    reading="any policy; in floats",
    scope=scope_of(
        IrishElk,
        covariance=(0, "1/2", 1, 2),
        constraint=("1/20", "1/2", 1),
        preference=(4, -1),
        trait=(0, 3),
        growth=("5/4", "3/2", 4),
    ),
    hypotheses={
        "nature constrains the trait": lambda model: model.constraint > 0,
        "it grows at the optimum": lambda model: model.growth > 1,
    },
    conclusion=declines_beyond,
    refutation="A population that declines within the limit, or grows beyond it.",
    witness=IrishElk(),
    source="this library",
    variant=lambda model: declines_beyond(model, 2),
)
