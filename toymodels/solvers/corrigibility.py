"""Shares of the permutations of a reward for which accepting a correction is optimal, by counting places for the best outcome.

A permutation puts the m best of N outcomes on every set of m places equally often. So a given place is among them for m/N
of the permutations, and holds the only best one for 1/N if m = 1 and never otherwise.
"""

import dataclasses
from fractions import Fraction
from math import factorial

from toymodels.facts import facts_html, facts_text
from toymodels.models.corrigibility import Corrigibility
from toymodels.scalars import Scalar, number
from toymodels.solvers.plain_numbers import check_plain


@dataclasses.dataclass(frozen=True)
class CorrigibilitySolution:
    """For what shares of the permutations of a reward accepting the correction is optimal.

    Parameters
    ----------
    value
        The share for which disabling the correction is strictly optimal, where the reward may depend on the copy.
    strictly_accept, accept
        The shares for which accepting is strictly optimal, and optimal, where the reward may depend on the copy.
    strictly_accept_same_reward, accept_same_reward
        The same where the reward is independent of the copy.
    permutations, permutations_same_reward
        How many permutations of the outcomes there are: (n + 1)! and n!.
    accepting_permutations
        For how many of the first accepting is strictly optimal.
    """

    value: Scalar
    strictly_accept: Scalar
    accept: Scalar
    strictly_accept_same_reward: Scalar
    accept_same_reward: Scalar
    permutations: int
    permutations_same_reward: int
    accepting_permutations: int

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def corrigibility(model: Corrigibility) -> CorrigibilitySolution:
    """The shares of permutations, in exact numbers.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If more outcomes are best than there are letters, or there are more than 100 letters.

    Examples
    --------
    >>> solution = corrigibility(Corrigibility(letters=3))
    >>> solution.accepting_permutations, solution.permutations, solution.value
    (6, 24, Fraction(3, 4))
    """
    check_plain(model)
    n, m = model.letters, model.best
    if m > n:
        raise ValueError(f"best must be at most the number of letters, {n}, got {m}")
    if n > _MOST:
        raise ValueError(f"letters must be at most {_MOST}, got {n}")
    strictly = 1 if m == 1 else 0
    return CorrigibilitySolution(
        value=number(1 - Fraction(m, n + 1)),
        strictly_accept=number(Fraction(strictly, n + 1)),
        accept=number(Fraction(m, n + 1)),
        strictly_accept_same_reward=0,
        accept_same_reward=number(Fraction(m, n)),
        permutations=factorial(n + 1),
        permutations_same_reward=factorial(n),
        accepting_permutations=strictly * factorial(n),
    )


_MOST = 100
