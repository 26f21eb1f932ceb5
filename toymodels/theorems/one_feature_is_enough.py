"""No classifier of two features that err with probability ε and η, at most 1/2, is right more often than 1 - min(ε, η).

*Proof.* Let ε <= η. Given the label the features err independently, and both labels are as likely. Where the features agree,
both are right with probability (1 - ε)(1 - η), at least the ε η with which both are wrong: go by them. Where they disagree,
colour is right with probability (1 - ε) η, at least the ε (1 - η) of shape: go by colour. Together (1 - ε)(1 - η) + (1 - ε) η
= 1 - ε. So going by the better feature is best, and where ε < η that is colour.
"""

import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.stop_sign import StopSign
from toymodels.scalars import Scalar
from toymodels.solvers.stop_sign import stop_sign

SEEN = tuple(itertools.product((True, False), repeat=2))
"""What a classifier may see: the shape of a stop sign or not, its colour or not."""


def best_accuracy(model: StopSign) -> Scalar:
    """The greatest accuracy in training of all 16 classifiers that see shape and colour."""
    chances: dict[tuple[bool, tuple[bool, ...]], Scalar] = {}
    for is_stop, (shape, colour) in itertools.product((True, False), SEEN):
        read = model.misread if shape != is_stop else 1 - model.misread
        painted = model.disagreement if colour != is_stop else 1 - model.disagreement
        chances[is_stop, (shape, colour)] = Fraction(1, 2) * read * painted
    answers = itertools.product((True, False), repeat=len(SEEN))
    return max(sum(chances[says, seen] for says, seen in zip(answer, SEEN, strict=True)) for answer in answers)


def is_the_better_feature_best(model: StopSign) -> bool:
    """Whether no classifier beats the better feature, and the solver says which that is."""
    known = {"colour": model.disagreement, "shape": model.misread, "either": model.misread}
    claimed = 1 - min(model.disagreement, model.misread)
    return bool(best_accuracy(model) == claimed == 1 - known[stop_sign(model).regime])


CLAIM = Claim(
    label="one-feature-is-enough",
    statement=(
        "Of all classifiers of a shape that is misread with probability h and a colour that misleads with probability e, both "
        "at most 1/2, none is right more often than the better of the two features alone, 1 - min(e, h)."
    ),
    latex=r"\max_f P(f(\text{shape}, \text{colour}) = \text{label}) = 1 - \min(\varepsilon, \eta)",
    reading="any policy; all 16 classifiers of two features",
    scope=scope_of(StopSign, "disagreement", "misread", samples=(0,)),
    hypotheses={
        "colour is right at least half of the time": lambda model: 2 * model.disagreement <= 1,
        "shape is right at least half of the time": lambda model: 2 * model.misread <= 1,
    },
    conclusion=is_the_better_feature_best,
    refutation="Two rates of error at which some classifier of both features is right more often.",
    witness=StopSign(samples=0),
    source="this library",
    variant=lambda model: best_accuracy(model) == 1 - model.disagreement * model.misread,
)
