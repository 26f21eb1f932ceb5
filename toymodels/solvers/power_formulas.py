"""POWER as a formula in the discount, stretch by stretch, where the world branches like a tree.

The same recursion as for numbers (``tree_power``) runs on rational functions of γ. It compares nothing but the breaks of
distribution functions, so that its result is a formula as long as these stay in order.
"""

import functools
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from toymodels.scalars import Scalar, number
from toymodels.small_worlds import World
from toymodels.solvers.tree_power import tree_power


class Formula(NamedTuple):
    """The stretch of discounts on which formulas hold, the POWER, and the share for which the first move is not optimal."""

    low: Scalar
    high: Scalar
    power: str
    avoiding: str


@functools.lru_cache(maxsize=64)
def power_formulas(world: World, state: str, exponent: int) -> tuple[Formula, ...]:
    """The formulas of a state from which the world branches like a tree, from γ = 0 to γ = 1.

    Examples
    --------
    >>> from toymodels.small_worlds import WORLDS
    >>> for row in power_formulas(WORLDS["wait"], "start", 1):
    ...     print(row.low, row.high, row.power, "|", row.avoiding)
    0 1 discount**2/12 + 2/3 | discount/6 + 1/2
    """
    rows = sorted(_stretches(world, state, exponent, Fraction(0), Fraction(1)))
    found = []
    for _, same in itertools.groupby(rows, key=lambda row: row[2:]):
        stretch = list(same)
        found.append(Formula(number(stretch[0].low), number(stretch[-1].high), *stretch[0][2:]))
    return tuple(found)


def _stretches(world: World, state: str, exponent: int, low: Fraction, high: Fraction) -> Iterator[Formula]:
    from toymodels.symbolic.algebra.germ import validity, variable

    waiting = [(low, high)]
    while waiting:
        left, right = waiting.pop()
        discount = variable("discount", (left + right) / 2)
        found = tree_power(world, state, discount, exponent)
        start, stop = validity(discount, left, right)
        if start < stop:
            yield Formula(start, stop, str(found.power), str(1 - found.chances[world.ways(state)[0]]))
        waiting += [(a, b) for a, b in ((left, start), (stop, right)) if b - a > _SLIVER]


_SLIVER = Fraction(1, 10**11)
