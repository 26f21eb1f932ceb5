"""A stop sign by its colour: the feature that was meant is hard to read, and another is easy and nearly as good.

A classifier has to tell stop signs from other signs, half of all. It sees two features: the shape, which it misreads with
probability η, and the colour, which is red on stop signs and not on others but for a share ε of training pictures. Which one
does it learn to go by, and what becomes of it where colours differ in a share ε' of the pictures?

Of n independent training pictures it counts the mistakes of either feature and goes by the one with fewer, by colour if there
are as many: that is the simpler one. A picture counts for shape with probability a = ε (1 - η), if the colour is wrong and
the shape is read right, and for colour with b = η (1 - ε). So it goes by colour with the probability

    P = sum of n! / (i! j! (n - i - j)!) a^i b^j (1 - a - b)^(n-i-j)  over all i <= j,

its accuracy in training is 1 - ε if it goes by colour and 1 - η if by shape, and in deployment 1 - ε' or 1 - η.

By hand: as n grows it goes by colour iff ε < η, and on a tie with more than even odds, though shape is what was meant. That
isn't a flaw of this learner: as long as ε and η are at most 1/2 no use of both features errs less often in training than the
better of the two does alone. The optimal weights of a logistic regression are log((1 - η)/η) for shape and log((1 - ε)/ε) for
colour, so that it follows the same feature where they disagree.

Source: this library; shortcuts that classifiers take are surveyed in R. Geirhos et al., arXiv:2004.07780.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class StopSign:
    """A classifier that learns to go by shape, or by colour.

    Parameters
    ----------
    samples
        The number n of training pictures, an integer in [0, 10000].
    disagreement
        The probability ε in [0, 1] that the colour of a training picture is misleading.
    misread
        The probability η in [0, 1] that the shape is misread.
    deployment_disagreement
        The probability ε' in [0, 1] that the colour is misleading in deployment.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.stop_sign import stop_sign
    >>> solution = stop_sign(StopSign(samples=1, disagreement="1/50", misread="1/10"))
    >>> solution.learns_colour, solution.regime
    (Fraction(491, 500), 'colour')
    """

    samples: Annotated[Scalar, Parameter("number of training pictures", 0, 10_000, integer=True)] = 100
    disagreement: Annotated[Scalar, Parameter("chance that a colour misleads in training", 0, 1)] = Fraction(1, 50)
    misread: Annotated[Scalar, Parameter("chance that a shape is misread", 0, 1)] = Fraction(1, 10)
    deployment_disagreement: Annotated[Scalar, Parameter("chance that a colour misleads in deployment", 0, 1)] = Fraction(1, 2)

    usual_axes: ClassVar[tuple[str, ...]] = ("disagreement=0:1/5:41", "misread=0:1/5:41")

    def __post_init__(self) -> None:
        check_fields(self)
