"""Probability distributions over finitely many outcomes, checked."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_symbolic

T = TypeVar("T")

SUM_TOLERANCE = 1e-12
"""How far from 1 probabilities in floats may add up."""

_CHANCE = Parameter("probability", 0, 1)


def distribution(chances: Mapping[T, object], name: str) -> dict[T, Scalar]:
    """The probabilities as scalars, after a check that each is one and that they sum to 1.

    Parameters
    ----------
    chances
        The probability of each outcome: rationals must sum to 1 exactly, floats up to ``SUM_TOLERANCE``.
    name
        What the distribution is called in an error message.

    Raises
    ------
    TypeError, ValueError
        If a probability is no number, not in [0, 1], or their sum isn't 1.

    Examples
    --------
    >>> distribution({"heads": "1/3", "tails": "2/3"}, "coin")
    {'heads': Fraction(1, 3), 'tails': Fraction(2, 3)}
    >>> distribution({"heads": "1/3", "tails": "1/3"}, "coin")
    Traceback (most recent call last):
        ...
    ValueError: coin must sum to 1, got 2/3
    """
    checked = {outcome: _CHANCE.checked(chance, f"{name}: probability of {outcome!r}") for outcome, chance in chances.items()}
    excess = sum(checked.values()) - 1
    if is_symbolic(excess):
        excess = excess.simplify()
    tolerance = SUM_TOLERANCE if isinstance(excess, float | np.ndarray) else 0
    if np.any(abs(excess) > tolerance if not is_symbolic(excess) else excess != 0):
        raise ValueError(f"{name} must sum to 1, got {sum(checked.values())}")
    return checked
