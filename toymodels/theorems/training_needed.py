"""To make a catastrophe as improbable as ε takes m (1 - ε) / ε episodes of training, if one defection is one.

*Proof.* By *one-defection-optimum* its probability after n episodes is m / (n + m), and m / (n + m) <= ε iff
n >= m (1 - ε) / ε. So the least number is m (1 - ε) / ε rounded up. ∎

For ε = 1 % that is 99 episodes of training for each of deployment.
"""

import dataclasses
import math
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.defection_probability import DefectionProbability
from toymodels.scalars import Scalar
from toymodels.solvers.defection_probability import defection_probability


def is_least(model: DefectionProbability, needed: int) -> bool:
    """Whether so much training is enough and one episode less is not."""
    return _chance(model, needed) <= model.epsilon and (not needed or _chance(model, needed - 1) > model.epsilon)


def is_needed(model: DefectionProbability) -> bool:
    """Whether m (1 - ε) / ε rounded up is the least that is enough, and reported."""
    needed = math.ceil(model.deployment * (1 - model.epsilon) / model.epsilon)
    return is_least(model, needed) and defection_probability(model).training_needed == needed


def _chance(model: DefectionProbability, training: int) -> Scalar:
    found: Any = defection_probability(dataclasses.replace(model, training=training))
    return found.catastrophe_if_passed


CLAIM = Claim(
    label="training-needed",
    statement=(
        "If one defection in deployment is a catastrophe, its probability after training is at most ε > 0 iff training has at "
        "least m (1 - ε) / ε episodes."
    ),
    latex=r"n^* = \left\lceil \frac{m (1 - \varepsilon)}{\varepsilon} \right\rceil",
    reading="ex ante; one probability for all episodes",
    scope=scope_of(
        DefectionProbability,
        training=(2,),
        deployment=range(7),
        defections=(1,),
        in_a_row=(0,),
        epsilon=(1, "1/2", "1/3", "2/3", "1/10", "1/100", "3/100"),
    ),
    hypotheses={"some chance allowed": lambda model: model.epsilon > 0, "some deployment": lambda model: model.deployment > 0},
    conclusion=is_needed,
    refutation="A model in which less training is enough, or that much is not.",
    witness=DefectionProbability(training=2, deployment=100),
    source="this library; the game is known from informal analyses",
    uses=("one-defection-optimum",),
    variant=lambda model: is_least(model, math.ceil(model.deployment / model.epsilon)),
)
