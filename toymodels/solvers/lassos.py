"""Lassos: the ways through a world that a stationary policy can take, a path and then a circle for ever.

What such a way is worth is linear in the rewards of the states. In units of a reward for ever a state that is met at times t
has the weight (1 - γ) Σ γ^t; with the circle of length L entered at time e, that is (1 - γ) γ^t for t < e, and
γ^t/(1 + γ + ... + γ^(L-1)) for t >= e. The weights sum to 1; at γ = 1 only the circle counts, every state of it 1/L.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from toymodels.geometric import geometric_sum
from toymodels.scalars import Scalar
from toymodels.small_worlds import World


class Lasso(NamedTuple):
    """The weights of the states on some ways, and the first moves with which such a way begins."""

    weights: tuple[Scalar, ...]
    moves: frozenset[str]


def lassos(world: World, state: str, discount: Scalar, most: int) -> tuple[Lasso, ...] | None:
    """The ways from a state on, by their weights; None if there are more than so many ways.

    Parameters
    ----------
    world, state
        The world, and the state that is left at time -1.
    discount
        The discount γ in [0, 1], a rational number.
    most
        The greatest number of ways that is listed.

    Examples
    --------
    >>> from toymodels.small_worlds import WORLDS
    >>> [(lasso.weights, *lasso.moves) for lasso in lassos(WORLDS["wait"], "start", Fraction(1, 2), 10)][:2]
    [((0, Fraction(1, 1), 0, 0, 0), 'candy'), ((0, 0, Fraction(1, 2), Fraction(1, 2), 0), 'wait')]
    """
    found: dict[tuple[Scalar, ...], frozenset[str]] = {}
    for count, (path, entry) in enumerate(_walks(world, state)):
        if count >= most:
            return None
        weights = _weights(world, path, entry, discount)
        found[weights] = found.get(weights, frozenset()) | {path[0]}
    return tuple(Lasso(weights, moves) for weights, moves in found.items())


def met_states(ways: Iterable[Lasso]) -> tuple[int, ...]:
    """The places of the states whose rewards matter to some way."""
    return tuple(place for place, weights in enumerate(zip(*(way.weights for way in ways), strict=True)) if any(weights))


def _walks(world: World, state: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """All simple paths from the state's moves on, each with the place to which its last move goes back."""
    waiting: list[tuple[str, ...]] = [(child,) for child in reversed(world.ways(state))]
    while waiting:
        path = waiting.pop()
        for target in reversed(world.ways(path[-1])):
            if target in path:
                yield path, path.index(target)
            else:
                waiting.append((*path, target))


def _weights(world: World, path: tuple[str, ...], entry: int, discount: Scalar) -> tuple[Scalar, ...]:
    circle = Fraction(1) / geometric_sum(discount, len(path) - entry)
    weight = {state: discount**t * (1 - discount if t < entry else circle) for t, state in enumerate(path)}
    return tuple(weight.get(state, 0) for state in world.states)
