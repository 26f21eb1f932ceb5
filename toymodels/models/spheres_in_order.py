"""Spheres in order: an agent that is shown the way by a helper who knows, and then by one who misleads.

An agent is to visit k coloured spheres in an order that it can't see. It gains 1 by visiting the one that is next, and loses c
by visiting another. A helper who knows the order goes ahead, so that in training "follow the helper" is paid as much as
"visit the spheres in the order that pays". In deployment the helper goes the other way round.

*The scores.* Behind a helper who knows, either agent scores k. Behind one who goes in the reverse order:

* a *follower* does as it is shown, and finds but its last sphere to be the right one: 1 - c (k - 1);
* an agent that *heeds the reward* tries what it is shown, loses c, and stops following. It tries the other k - 1 spheres until
  it has the first, on average after (k - 2)/2 more mistakes, and likewise with the j = k - 1, ..., 1 spheres left for each of
  the next places, (j - 1)/2 mistakes each: k - c (1 + (k - 2)(k + 1)/4) for k >= 2.

Without a helper that agent scores k - c k (k - 1)/4. With k = 1 there is no wrong order, and everybody scores 1.

*What it learns.* In each of n training episodes the helper misleads with probability ε, which tells the two objectives apart
and rules out following. Following is simpler, by b bits. So the agent follows in the end with probability G = (1 - ε)^n / (1
+ 2^(-b)), as in ``SpuriousFeature``.

By hand: heeding the reward scores (k - 1)(1 + c) - c (1 + (k - 2)(k + 1)/4) more than following: positive for k = 2, 3, ...,
and negative once there are so many spheres that trying costs more than being misled, for c = 1 from k = 8 on.

Source: R. Shah, V. Varma, R. Kumar, M. Phuong, V. Krakovna, J. Uesato, Z. Kenton, *Goal misgeneralization: why correct
specifications aren't enough for correct goals*, arXiv:2210.01790, whose agents follow an expert and then an anti-expert; the
scores and formulas are this library's.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class SpheresInOrder:
    """An agent that learns to visit spheres in the order that pays, or to follow its helper.

    Parameters
    ----------
    spheres
        The number k >= 1 of spheres.
    training
        The number n >= 0 of training episodes.
    training_misled
        The probability ε in [0, 1] that the helper misleads in a training episode.
    deployment_misled
        The probability δ in [0, 1] that it misleads in deployment.
    simplicity
        The bits b in [-1000, 1000] by which following is simpler to describe than the order that pays.
    penalty
        What a wrong visit costs, c >= 0, where a right one pays 1.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.spheres_in_order import spheres_in_order
    >>> solution = spheres_in_order(SpheresInOrder(spheres=4))
    >>> solution.follower, solution.heeding, solution.alone, solution.value
    (-2, Fraction(1, 2), 1, Fraction(-3, 2))
    """

    spheres: Annotated[Scalar, Parameter("number of spheres", 1, integer=True)] = 4
    training: Annotated[Scalar, Parameter("number of training episodes", 0, integer=True)] = 100
    training_misled: Annotated[Scalar, Parameter("chance that the helper misleads in training", 0, 1)] = 0
    deployment_misled: Annotated[Scalar, Parameter("chance that it misleads in deployment", 0, 1)] = 1
    simplicity: Annotated[Scalar, Parameter("bits by which following is the simpler objective", -1000, 1000)] = 2
    penalty: Annotated[Scalar, Parameter("cost of a wrong visit, where a right one pays 1", 0)] = 1

    usual_axes: ClassVar[tuple[str, ...]] = ("training=0:120:41", "training_misled=0:1/10:41")

    def __post_init__(self) -> None:
        check_fields(self)
