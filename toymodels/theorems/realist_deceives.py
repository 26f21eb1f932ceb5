"""A realistic optimizer deceives in all of training iff p (g^T + ... + g^(T+D-1)) >= 1.

It knows the true game and judges all of it by its present objective. In the last training episode it deceives iff
p (g + ... + g^D) >= 1, and where it is deployed at all, that is whether it ever deceives. In deployment it always defects.

*Proof.* The game that it plans in is the episode game without agreements and monitoring, so that the two conditions are
those of *all-training-threshold* and *last-episode-threshold*, and A is the only optimal act in deployment, where it pays
1 - w more and changes nothing. By *single-switch* it deceives at the end of training or not at all, save for ties without
deployment. Where it deceives throughout it expects w from each training episode and 1 from each of deployment,
w S_T(g) + g^T S_D(g), and gets it, since it is right about the game.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.disposition import Disposition
from toymodels.scalars import Scalar
from toymodels.theorems.dispositions import OVERLAP_BELOW_1, believed_acts, expectation


def powers(model: Disposition, first: int) -> Scalar:
    """g^first + ... + g^(first+D-1).

    >>> powers(Disposition(deployment=2, discount="1/2"), 1)
    Fraction(3, 4)
    """
    return sum(model.discount ** (first + i) for i in range(model.deployment))


def deceives_by_the_sums(model: Disposition) -> bool:
    """Whether the acts are as the two sums say, and the expectation that of deceiving where it does throughout."""
    acts, ahead = believed_acts(model), powers(model, model.training)
    training = acts[: model.training]
    throughout = bool(model.modification * ahead >= 1)
    served = sum(model.overlap * model.discount**t for t in range(model.training))
    return (
        acts[model.training :] == ("A",) * model.deployment
        and all("B" in optimal for optimal in training) == throughout
        and (not model.deployment or any("B" in optimal for optimal in training) == ("B" in training[-1]))
        and ("B" in training[-1]) == (model.modification * powers(model, 1) >= 1)
        and (not throughout or expectation(model) == served + ahead)
    )


def ignores_discount(model: Disposition) -> bool:
    """Whether it deceives throughout iff p D >= 1, which is so for g = 1 only."""
    training = believed_acts(model)[: model.training]
    return all("B" in optimal for optimal in training) == bool(model.modification * model.deployment >= 1)


CLAIM = Claim(
    label="realist-deceives",
    statement=(
        "For overlap below 1 a realistic optimizer deceives in all of training iff p (g^T + ... + g^(T+D-1)) >= 1 and in its "
        "last episode, if D > 0 in any, iff p (g + ... + g^D) >= 1; it always defects in deployment. Deceiving throughout "
        "brings it w S_T(g) + g^T S_D(g), which it expects."
    ),
    latex=r"\text{a realist deceives} \iff p\,(g^T + \dots + g^{T+D-1}) \geq 1",
    reading="subgame-perfect; ties count as deception",
    scope=scope_of(
        Disposition,
        kind=("realistic",),
        training=(1, 2),
        deployment=range(5),
        modification=(1, "1/2", "1/3", 0),
        overlap=(0, "1/2", -1),
        discount=(1, "2/3", "1/2", 0),
    ),
    hypotheses={**OVERLAP_BELOW_1, "some training": lambda model: model.training > 0},
    conclusion=deceives_by_the_sums,
    refutation="A realistic optimizer on the other side of a threshold than its optimal acts.",
    witness=Disposition("realistic"),
    source="this library; section 4.2 of arXiv:1906.01820",
    uses=("all-training-threshold", "last-episode-threshold", "single-switch"),
    variant=ignores_discount,
)
