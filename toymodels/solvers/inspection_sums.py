"""The sums s(n, m) = Σ_{i<=m} C(n, i) b^(m-i) of the inspection game, as integers.

With b = β/δ in lowest terms the numbers S(n, m) = δ^m s(n, m) are integers, with S(n, 0) = 1 and

    S(n, m) = β S(n, m-1) + δ^m C(n, m).
"""

import functools
import itertools
import math
from collections.abc import Callable
from fractions import Fraction


def inspection_sums(penalty: int | Fraction, inspections: int) -> Callable[[int], tuple[int, ...]]:
    """The function that gives S(n, 0), ..., S(n, m) by n: each row is summed when it is first asked for.

    Parameters
    ----------
    penalty
        b, exact.
    inspections
        The last m of each row.

    Examples
    --------
    >>> sums = inspection_sums(1, 4)
    >>> sums(4), sums(2)
    ((1, 5, 11, 15, 16), (1, 3, 4, 4, 4))
    """
    top, bottom = penalty.numerator, penalty.denominator

    @functools.cache
    def row(stages: int) -> tuple[int, ...]:
        terms = (bottom**i * math.comb(stages, i) for i in range(inspections + 1))
        return tuple(itertools.accumulate(terms, lambda total, term: top * total + term))

    return row


def inspected(sums: Callable[[int], tuple[int, ...]], denominator: int, stages: int, inspections: int) -> int | Fraction:
    """The share s(n-1, m-1) / s(n, m), for 1 <= m <= n: the probability of inspection if b is the penalty.

    >>> inspected(inspection_sums(1, 4), 1, 4, 2)
    Fraction(4, 11)
    """
    return Fraction(denominator * sums(stages - 1)[inspections - 1], sums(stages)[inspections])
