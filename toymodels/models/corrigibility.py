"""Corrigibility by counting: for how few of the objectives like any given one accepting a correction is optimal.

An agent that is about to be corrected may disable the correction first. Then it walks freely among n letters; otherwise it is
corrected, and made to end at the letter A. Its reward depends on the last step only. Take any reward, and all those that
are made of it by permuting the outcomes: how many of them would have the agent accept?

*Reward may depend on the copy of the world* in which correction is disabled or not: there are n + 1 outcomes, n letters there
and A here. Let m of them tie for the best. Accepting is strictly optimal iff A here is the only best one: for 1/(n + 1) of
the permutations if m = 1, and for none if m > 1. It is optimal, ties allowed, iff A here is one of the best: for m/(n + 1).

*Reward is independent of the copy*: whoever disables can get A as well, so that accepting is never strictly optimal. It is
optimal iff A is one of the best of the n letters: for m/n of the permutations if m letters tie for the best. That is 1/n for
a reward with one best letter; a reward that doesn't care (m = n) accepts in all of its permutations.

Source: derived from a published informal analysis; compare A. M. Turner and others, arXiv:1912.01683, where such sets of
permutations are called orbits.
"""

import dataclasses
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar


@dataclasses.dataclass(frozen=True)
class Corrigibility:
    """An agent that can disable its correction, and all objectives that are permutations of one.

    Parameters
    ----------
    letters
        The number n >= 1 of letters among which an agent walks freely that isn't corrected.
    best
        The number m >= 1 of outcomes that tie for the best, at most n.

    Raises
    ------
    TypeError, ValueError
        If a value is no integer or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.corrigibility import corrigibility
    >>> solution = corrigibility(Corrigibility(letters=3))
    >>> solution.strictly_accept, solution.accept_same_reward
    (Fraction(1, 4), Fraction(1, 3))
    """

    usual_axes: ClassVar[tuple[str, ...]] = ("letters=1:12",)

    letters: Annotated[Scalar, Parameter("letters within reach of whoever is not corrected", 1, integer=True)] = 3
    best: Annotated[Scalar, Parameter("outcomes that tie for the best", 1, integer=True)] = 1

    def __post_init__(self) -> None:
        check_fields(self)
