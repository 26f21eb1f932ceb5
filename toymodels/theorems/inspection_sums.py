"""The sums of the inspection game as the theorems about it write them, and its stages with payoffs that are not opposite."""

from fractions import Fraction
from math import comb

from toymodels.scalars import Scalar


def weighted_sum(stages: int, inspections: int, penalty: Scalar) -> Fraction:
    """s(n, m) = Σ_{i<=m} C(n, i) b^(m-i).

    >>> weighted_sum(4, 2, 1)
    Fraction(11, 1)
    """
    return sum((comb(stages, i) * Fraction(penalty) ** (inspections - i) for i in range(inspections + 1)), Fraction(0))


def general_sum_stages(stages: int, inspections: int, penalty: Scalar, loss: Scalar) -> tuple[Fraction, ...]:
    """V, I and the probability of being caught in the equilibrium of the general-sum game, stage by stage from the end.

    In each stage with 0 < m < n each side makes the other indifferent.

    >>> [str(number) for number in general_sum_stages(2, 1, 1, Fraction(1, 2))]
    ['1/3', '-2/3', '2/9']
    """
    known: dict[tuple[int, int], tuple[Fraction, ...]] = {}
    for n in range(stages + 1):
        known[n, 0] = (Fraction(n > 0), -Fraction(n > 0), Fraction(0))
        for m in range(1, inspections + 1):
            if m >= n:
                known[n, m] = (Fraction(0),) * 3
                continue
            (worth_seen, gain_seen, caught_seen), (worth, gain, caught) = known[n - 1, m - 1], known[n - 1, m]
            p = (1 - worth) / (1 - worth + worth_seen + penalty)
            q = (gain - gain_seen) / (gain - gain_seen + 1 - loss)
            later = (1 - q) * (p * caught_seen + (1 - p) * caught)
            known[n, m] = p * worth_seen + (1 - p) * worth, (1 - q) * gain - q, p * q + later
    return known[stages, inspections]
