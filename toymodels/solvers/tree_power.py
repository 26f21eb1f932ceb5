"""POWER of states from which a world branches like a tree, exactly: the branches share no state, so they are independent.

In units of a reward for ever, the value of a state is W(s) = (1 - γ) R(s) + γ max W(child), and R(s) where it only stays. Its
distribution function comes from those of the children: their product is that of the maximum, and adding the state's own
reward is a convolution. POWER(s) is the mean of max W(child), since ((1 - γ)/γ) (V(s) - R(s)) = (1 - γ) max V(child).
"""

from typing import NamedTuple

from toymodels.scalars import Scalar
from toymodels.small_worlds import World
from toymodels.solvers.truncated_powers import (
    TruncatedPowers,
    chance_of_being_greatest,
    mean,
    power_law,
    product,
    scaled,
    sum_with_reward,
)


class StatePower(NamedTuple):
    """The POWER of a state, and for each of its moves the probability that it is optimal."""

    power: Scalar
    chances: dict[str, Scalar]


def tree_power(world: World, state: str, discount: Scalar, exponent: int = 1) -> StatePower:
    """The POWER of a state from which the world branches like a tree.

    Parameters
    ----------
    world, state
        The world and the state; ``branches_like_a_tree`` holds of them.
    discount
        The discount γ in [0, 1]: a number of any kind that has +, -, *, / and an order, and is exact.
    exponent
        The rewards' distribution function is x^k on [0, 1], an integer k >= 1.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from toymodels.small_worlds import WORLDS
    >>> found = tree_power(WORLDS["wait"], "start", Fraction(1, 2))
    >>> found.power, found.chances["wait"]
    (Fraction(11, 16), Fraction(7, 12))
    """
    one = discount - discount + 1
    values = {child: _value(world, child, discount, exponent, one) for child in world.ways(state)}
    others = {child: [function for other, function in values.items() if other != child] for child in values}
    chances = {child: chance_of_being_greatest(values[child], others[child], one) for child in values}
    return StatePower(mean(product(values.values(), one), one), chances)


def branches_like_a_tree(world: World, state: str) -> bool:
    """Whether what can be reached from a state's moves shares no state, except that a state may stay as it is for ever.

    >>> from toymodels.small_worlds import WORLDS
    >>> branches_like_a_tree(WORLDS["wait"], "start"), branches_like_a_tree(WORLDS["rooms"], "start")
    (True, False)
    """
    seen: set[str] = set()
    waiting = list(world.ways(state))
    while waiting:
        here = waiting.pop()
        if here in seen or (here == state and world.ways(state) != (state,)):
            return False
        seen.add(here)
        if world.ways(here) != (here,):
            waiting.extend(world.ways(here))
    return True


def reached(world: World, state: str) -> dict[str, int]:
    """All states that can be reached from a state by one or more moves, with the least number of moves that it takes.

    >>> from toymodels.small_worlds import WORLDS
    >>> reached(WORLDS["wait"], "start")
    {'candy': 1, 'wait': 1, 'chocolate': 2, 'hug': 2}
    """
    found: dict[str, int] = {}
    edge, moves = list(world.ways(state)), 1
    while edge:
        found |= dict.fromkeys(edge, moves)
        edge = list(dict.fromkeys(target for here in edge for target in world.ways(here) if target not in found))
        moves += 1
    return found


def _value(world: World, state: str, discount: Scalar, exponent: int, one: Scalar) -> TruncatedPowers:
    """The distribution function of the value of a state."""
    if world.ways(state) == (state,) or discount == 0:
        return power_law(exponent, one)
    best = product((_value(world, child, discount, exponent, one) for child in world.ways(state)), one)
    return best if discount == 1 else sum_with_reward(scaled(best, discount), 1 - discount, exponent)
