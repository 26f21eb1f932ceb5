"""What attackers get from a monitor with a budget of audits and a fixed threshold, in rational numbers.

One recurrence in the numbers of episodes and audits for the observing and the memoryless attacker, in numbers and in
polynomials in the rate of attack; and the best moment to start attacking for the planning one.
"""

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

from toymodels.geometric import geometric_sum
from toymodels.scalars import ratio

Number: TypeAlias = int | Fraction

_LONGEST_MEMORYLESS = 200


@dataclasses.dataclass(frozen=True)
class Watch:
    """Episodes and audits, the rates of a threshold and the chance to go on after a success; rational numbers."""

    episodes: int
    audits: int
    false_positive: Number
    true_positive: Number
    continuation: Number


def audits_left(watch: Watch) -> Iterator[Number]:
    """The probabilities that an audit is left after 0, 1, 2, ... episodes of honest work: P(Bin(m, f) < k).

    >>> from itertools import islice
    >>> [str(chance) for chance in islice(audits_left(Watch(3, 1, Fraction(1, 2), 1, 0)), 4)]
    ['1', '1/2', '1/4', '1/8']
    """
    flagged, of = Fraction(watch.false_positive).as_integer_ratio()
    spent, scale = [1, *[0] * (watch.audits - 1)] if watch.audits else [], 1
    while True:
        yield ratio(sum(spent), scale)
        spent = [(of - flagged) * now + flagged * before for now, before in zip(spent, [0, *spent], strict=False)]
        scale *= of


def planning(watch: Watch) -> tuple[Number, int]:
    """What the attacker gets that plans beforehand, and the number of episodes for which it waits, the least that is best.

    >>> planning(Watch(4, 1, Fraction(1, 2), 1, 0))
    (Fraction(7, 8), 3)
    """
    missed, go_on = 1 - watch.true_positive, watch.continuation
    best: tuple[Number, int] = (0, 0)
    for waited, left in zip(range(watch.episodes), audits_left(watch), strict=False):
        rest = watch.episodes - waited
        worth = (1 - left) * geometric_sum(go_on, rest) + left * missed * geometric_sum(go_on * missed, rest)
        best = (worth, waited) if worth > best[0] else best
    return best


def observing(watch: Watch) -> tuple[Number, int]:
    """What the attacker gets that sees the audits left, and for how long it waits while all are left, the least that is best.

    >>> observing(Watch(4, 1, Fraction(1, 2), 1, 0))
    (Fraction(7, 8), 3)
    """
    f, missed = watch.false_positive, 1 - watch.true_positive
    worth: list[Number] = [0] * (watch.audits + 1)
    waits = 0
    for _ in range(watch.episodes):
        attack = [(missed if k else 1) * (1 + watch.continuation * later) for k, later in enumerate(worth)]
        wait = [f * worth[k - 1] + (1 - f) * worth[k] if k else worth[0] for k in range(watch.audits + 1)]
        waits = 0 if attack[-1] >= wait[-1] else waits + 1
        worth = [max(both) for both in zip(attack, wait, strict=True)]
    return worth[-1], waits


def memoryless(watch: Watch) -> Any:
    """What the attacker gets that attacks in each episode with one probability α: a polynomial in α of FLINT's.

    Raises
    ------
    ValueError
        If there are more than 200 episodes.

    Examples
    --------
    >>> memoryless(Watch(2, 1, 0, Fraction(1, 2), 0))
    (-1/2)*x^2 + x
    """
    from toymodels.symbolic.algebra.stationary_points import polynomial_of, rational

    if watch.episodes > _LONGEST_MEMORYLESS:
        raise ValueError(f"episodes must be at most {_LONGEST_MEMORYLESS} for a memoryless attacker, got {watch.episodes}")
    f, missed, go_on = (rational(x) for x in (watch.false_positive, 1 - watch.true_positive, watch.continuation))
    attacks = polynomial_of([0, 1])
    worth = [polynomial_of([])] * (watch.audits + 1)
    for _ in range(watch.episodes):
        attack = [(1 + later * go_on) * (missed if k else 1) for k, later in enumerate(worth)]
        wait = [worth[k - 1] * f + worth[k] * (1 - f) if k else worth[0] for k in range(watch.audits + 1)]
        worth = [attacks * a + (1 - attacks) * w for a, w in zip(attack, wait, strict=True)]
    return worth[-1]


def best_rate(worth: Any) -> Any:
    """The least rate of attack at which a polynomial is greatest, as an algebraic number."""
    from toymodels.symbolic.algebra.stationary_points import Point, greatest, roots_inside

    ends = [Point.rational(worth, 0).place, *roots_inside(worth.derivative()), Point.rational(worth, 1).place]
    return ends[greatest([Point(worth, place) for place in ends])[0]]
