"""The faster it learns and the sooner it sees through training, the likelier it ends deceptive; the more to learn, the less.

*Proof.* Without fading let N be the number of modifications before knowledge is complete. Given N = m < M, deceptive has
probability f(m) = c/(c + a ρ) (1 - i^(M - m)), which falls with m, and f(m) = 0 for m >= M. N is the sum of K independent
geometric numbers with success probability q = b/(a + b): with λ, q rises and N falls in distribution, with K it rises. So
E f(N) rises with λ and falls with K. With ω, c rises and i = a (1 - ρ)/(a + c) falls, so that f(m) rises for every m; with M,
f(m) rises as well.
"""

import dataclasses
import functools

from toymodels.claims import Claim
from toymodels.domains import with_fields
from toymodels.evidence.small_scope import scope_of
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.scalars import Scalar, ratio
from toymodels.solvers.alignment_paths import DECEPTIVE, arrivals
from toymodels.testing import instances


def deceptive(model: AlignmentPaths, **changed: object) -> Scalar:
    """The probability of deceptive in a model with some of its parameters changed."""
    return arrivals(with_fields(model, **changed))[DECEPTIVE].chance


def raised(rate: Scalar) -> Scalar:
    """A rate half way from a given one to 1."""
    return (1 + rate) * ratio(1, 2)


def is_favoured(model: AlignmentPaths) -> bool:
    """Whether deceptive is no less likely with more learning, awareness or distance, and no likelier with more to learn."""
    now = deceptive(model)
    more = ({"learning": raised(model.learning)}, {"awareness": raised(model.awareness)}, {"distance": model.distance + 1})
    return bool(
        all(deceptive(model, **change) >= now for change in more) and deceptive(model, knowledge=model.knowledge + 1) <= now
    )


CLAIM = Claim(
    label="learning-favours-deception",
    statement=(
        "In the race of modification, learning and insight without fading, the probability of deceptive never falls if the "
        "learning rate, the awareness or the distance of the proxy rises, and never rises with the steps of knowledge."
    ),
    latex=r"\frac{\partial P(\text{deceptive})}{\partial \lambda} \geq 0",
    reading="any policy",
    scope=dataclasses.replace(
        scope_of(
            AlignmentPaths,
            learning=(0, "1/4", "1/2", 1),
            data=(0, "1/5", 1),
            modification=("1/2", 1),
            awareness=(0, "1/10", 1),
            pointing=(0, "1/2"),
            knowledge=(1, 2),
            distance=(1, 2),
            fading=(False,),
        ),
        any_of=functools.partial(instances, AlignmentPaths, knowledge=range(1, 5), distance=range(1, 5), fading=False),
    ),
    hypotheses={},
    conclusion=is_favoured,
    refutation="A race in which more learning, awareness or distance, or less to learn, makes deceptive less likely.",
    witness=AlignmentPaths(),
    source="this library",
    uses=("ways-in",),
    variant=lambda model: deceptive(model, data=raised(model.data)) >= deceptive(model),
)
