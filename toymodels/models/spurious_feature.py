"""A spurious feature: a proxy that training can hardly tell from the objective that was meant.

A learner is to recognize stop signs. In nearly all its training pictures the stop sign is the red one, so that "red" fits as
well as "octagon that says STOP", and is said in fewer words. Every picture in which the two differ rules the proxy out; how
probable is it that none turns up, and what does the learner believe then?

The learner has two hypotheses, the intended objective and a proxy. Its prior odds fall by half with every bit of a description
(Solomonoff's and Occam's prior), so that the odds of the proxy against the intended objective are

    r = 2^(-ΔL),  ΔL the bits by which the proxy takes longer to describe: negative for a simple proxy.

Each of n independent samples tells the two apart with probability ε, and if it does, it refutes the proxy. Otherwise both
have predicted it, and the odds stay. So the proxy

    survives with probability  s = (1 - ε)^n,  and its expected posterior is  s r/(1 + r),

with odds r after n samples or 0, on average r s. If there are many such proxies with odds r all together, and independent of
one another, a share s of them is left whatever happens, and their posterior is r s/(1 + r s).

By hand: a sample weighs as much as b = -log2(1 - ε) bits of simplicity, as r s = 2^(-ΔL - n b). So it takes -ΔL/b samples
until a simple proxy is no more probable than what was meant; without any disagreement no number of samples is enough.

Source: the prior is R. Solomonoff's, *A formal theory of inductive inference* (1964); the rest is this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class SpuriousFeature:
    """A learner that weighs a proxy against the intended objective.

    Parameters
    ----------
    samples
        The number n >= 0 of training samples.
    disagreement
        The probability ε in [0, 1] that a sample tells proxy and intended objective apart.
    extra_bits
        The bits ΔL in [-1000, 1000] by which the proxy takes longer to describe; negative if it is the simpler one.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.spurious_feature import spurious_feature
    >>> solution = spurious_feature(SpuriousFeature(samples=100, disagreement=0.02))
    >>> round(solution.survival, 7)
    0.1326196
    >>> spurious_feature(SpuriousFeature(samples=2, disagreement="1/2", extra_bits=-3)).odds
    2
    """

    samples: Annotated[Scalar, Parameter("number of training samples", 0, integer=True)] = 100
    disagreement: Annotated[Scalar, Parameter("chance that a sample tells the two apart", 0, 1)] = Fraction(1, 50)
    extra_bits: Annotated[Scalar, Parameter("bits by which the proxy takes longer to describe", -1000, 1000)] = -4

    usual_axes: ClassVar[tuple[str, ...]] = ("samples=0:200:41", "extra_bits=-6:2:33")

    def __post_init__(self) -> None:
        check_fields(self)
