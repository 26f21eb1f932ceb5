"""A classifier that counts mistakes goes by colour with the trinomial probability that colour makes no more of them than shape.

*Proof.* Only pictures in which one feature errs and the other doesn't change which has more mistakes: they count against
colour with probability a = ε (1 - η) and for it with b = η (1 - ε). The numbers i and j of these are trinomial, and colour is
chosen iff i <= j.
"""

import itertools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.stop_sign import StopSign
from toymodels.scalars import Scalar
from toymodels.solvers.stop_sign import stop_sign


def goes_by_colour(model: StopSign, ties: bool = True) -> Scalar:
    """The probability that colour errs no more often than shape, or less often, over all sequences of training pictures."""
    total: Scalar = 0
    kinds = [(s, c, _either(model.misread, s) * _either(model.disagreement, c)) for s in (0, 1) for c in (0, 1)]
    for pictures in itertools.product(kinds, repeat=model.samples):
        ahead = sum(shape - colour for shape, colour, _ in pictures)
        if ahead > 0 or (ties and ahead == 0):
            chance: Scalar = 1
            for *_, factor in pictures:
                chance *= factor
            total += chance
    return total


def _either(error: Scalar, happens: int) -> Scalar:
    return error if happens else 1 - error


CLAIM = Claim(
    label="colour-is-learned",
    statement=(
        "A classifier that goes by the feature with fewer mistakes in n pictures, and by colour if there are as many, goes by "
        "colour with probability sum over i <= j of n! / (i! j! (n-i-j)!) a^i b^j (1-a-b)^(n-i-j), a = e (1-h), b = h (1-e)."
    ),
    latex=r"\sum_{i \leq j} \binom{n}{i, j, n - i - j} a^i b^j (1 - a - b)^{n-i-j}",
    reading="any policy; a tie goes to colour",
    scope=scope_of(
        StopSign,
        samples=range(5),
        disagreement=(0, "1/50", "1/2", 1),
        misread=(0, "1/10", "1/2", 1),
        deployment_disagreement=(1,),
    ),
    hypotheses={"at most four pictures": lambda model: model.samples <= 4},
    conclusion=lambda model: stop_sign(model).learns_colour == goes_by_colour(model),
    refutation="Pictures and rates of error for which the sum over all sequences is another.",
    witness=StopSign(samples=2),
    source="this library",
    variant=lambda model: stop_sign(model).learns_colour == goes_by_colour(model, ties=False),
)
