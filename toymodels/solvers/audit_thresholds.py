"""The thresholds that a monitor has, mixtures among them, and the best one for each episode.

Mixing thresholds by lot gives every point between their rates (f, t), so what can be had of a monitor is the concave curve
over its points, (0, 0) and (1, 1). With n episodes and k audits left the defender chooses a point of it and the attacker, at
the same time, whether to attack: along the curve an attack is worth less and less, waiting more and more, and the value is
where they meet. Both are linear on a piece of the curve, so the value is a quotient of earlier values, whose digits add up
from episode to episode; where they get too many the recursion goes on in floats.
"""

import itertools
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

from toymodels.scalars import Scalar, is_exact

Rates: TypeAlias = tuple[Scalar, Scalar]

_LONGEST = 4096


def concave_curve(points: Iterable[Rates]) -> tuple[Rates, ...]:
    """The corners of the least concave curve from (0, 0) to (1, 1) over some points.

    >>> concave_curve([(Fraction(1, 2), Fraction(1, 4)), (Fraction(1, 5), Fraction(4, 5))])
    ((0, 0), (Fraction(1, 5), Fraction(4, 5)), (1, 1))
    """
    corners: list[Rates] = []
    for f, t in sorted({(0, 0), *points, (1, 1)}):
        while len(corners) > 1 and not _turns_right(corners[-2], corners[-1], (f, t)):
            corners.pop()
        if not corners or t > corners[-1][1]:
            corners.append((f, t))
    return tuple(corners) if corners[-1][0] == 1 else (*corners, (1, 1))


def rate_on(curve: tuple[Rates, ...], f: Scalar) -> Scalar:
    """The greatest true positive rate of a curve at a false positive rate.

    >>> rate_on(((0, 0), (Fraction(1, 5), Fraction(4, 5)), (1, 1)), Fraction(3, 5))
    Fraction(9, 10)
    """
    (f0, t0), (f1, t1) = next(pair for pair in reversed(list(itertools.pairwise(curve))) if pair[0][0] <= f)
    return t1 if f1 == f0 else t0 + Fraction((f - f0) * (t1 - t0)) / (f1 - f0)


def adaptive(curve: tuple[Rates, ...], episodes: int, audits: int, continuation: Scalar) -> tuple[Scalar, Rates]:
    """What the attacker gets if the threshold is set anew for each episode, and the rates of the first one.

    Rational numbers, or floats where a rational would have a denominator of more than 4096 bits.

    >>> adaptive(((0, 0), (1, 1)), 5, 2, 0)
    (Fraction(3, 5), (Fraction(2, 5), Fraction(2, 5)))
    """
    worth: list[Scalar] = [0] * (audits + 1)
    rates: list[Rates] = [(0, 0)] * (audits + 1)
    for _ in range(episodes):
        stakes = [1 + continuation * later for later in worth]
        rates = [(0, 0), *(_meeting(curve, stakes[k], worth[k], worth[k - 1]) for k in range(1, audits + 1))]
        worth = [(1 - t) * stake for (_, t), stake in zip(rates, stakes, strict=True)]
        if any(is_exact(value) and value.denominator.bit_length() > _LONGEST for value in worth):
            worth, continuation = list(map(float, worth)), float(continuation)
            curve = tuple((float(f), float(t)) for f, t in curve)
    return worth[-1], rates[-1]


def _meeting(curve: tuple[Rates, ...], stake: Scalar, kept: Scalar, spent: Scalar) -> Rates:
    """The first point of a curve at which an attack is worth as much as to wait."""
    gains = [(1 - t) * stake - (kept + f * (spent - kept)) for f, t in curve]
    last = next(i for i, gain in enumerate(gains) if gain <= 0)
    if last == 0 or gains[last] == 0:
        return curve[last]
    share = _quotient(gains[last - 1], gains[last - 1] - gains[last])
    (f0, t0), (f1, t1) = curve[last - 1], curve[last]
    return f0 + share * (f1 - f0), t0 + share * (t1 - t0)


def _quotient(numerator: Scalar, denominator: Scalar) -> Scalar:
    return Fraction(numerator) / denominator if is_exact(numerator) else numerator / denominator


def _turns_right(one: Rates, two: Rates, three: Rates) -> bool:
    """Whether the way by the second point bends down."""
    return bool((two[0] - one[0]) * (three[1] - two[1]) < (two[1] - one[1]) * (three[0] - two[0]))
