"""POWER of a state of any small world, exactly: the cube of rewards is cut into simplices on which one way is best.

The value of a state is the greatest of finitely many linear functions of the rewards, one for each way (``lassos``). The unit
cube is first cut into the n! simplices of the orders of the rewards. A simplex on which no way is best at all its corners
is halved: of the way i that is best at most corners and a way j that is best at another one, each is the better at some
corner, and they are equal somewhere on the edge between two such corners. There it is cut, and so are its halves, until i or j
is the better all over. Each cut leaves fewer corners on one side of i = j, and what is settled for a pair stays so: it ends. On
a simplex with one best way, its value times the density Π k x^(k-1) of the rewards is a polynomial in the barycentric
coordinates λ, integrated by

    ∫ λ^α = n! vol α!/(|α| + n)!.
"""

import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import factorial, prod
from typing import NamedTuple

from toymodels.scalars import Scalar
from toymodels.small_worlds import World
from toymodels.solvers.lassos import Lasso, met_states
from toymodels.solvers.tree_power import StatePower

Corner = tuple[Scalar, ...]
Simplex = tuple[Corner, ...]


class Piece(NamedTuple):
    """A simplex on which one way is best: its corners, n! times its volume, and the way's place in the list."""

    corners: Simplex
    size: Scalar
    best: int


def simplex_power(world: World, state: str, exponent: int, ways: tuple[Lasso, ...]) -> StatePower:
    """The POWER of a state, and for each of its moves the probability that it is optimal.

    Parameters
    ----------
    world, state
        The world and the state.
    exponent
        The rewards' distribution function is x^k on [0, 1], an integer k >= 1.
    ways
        The ways from the state on, one or more, as ``lassos`` finds them for some discount.

    Examples
    --------
    >>> from toymodels.small_worlds import WORLDS
    >>> from toymodels.solvers.lassos import lassos
    >>> ways = lassos(WORLDS["wait"], "start", Fraction(1, 2), 10)
    >>> simplex_power(WORLDS["wait"], "start", 1, ways).chances
    {'candy': Fraction(5, 12), 'wait': Fraction(7, 12)}
    """
    met = met_states(ways)
    forms = [tuple(Fraction(way.weights[place]) for place in met) for way in ways]
    power, chances = Fraction(0), dict.fromkeys(world.ways(state), Fraction(0))
    for piece in _pieces(forms, len(met)):
        density = [tuple(corner[axis] for corner in piece.corners) for axis in range(len(met))] * (exponent - 1)
        weight = exponent ** len(met) * piece.size
        power += weight * _integral([*density, _values(forms[piece.best], piece.corners)], len(met))
        share = weight * _integral(density, len(met))
        for move in ways[piece.best].moves:
            chances[move] += share
    return StatePower(power, chances)


def _pieces(forms: list[Corner], dimension: int) -> Iterator[Piece]:
    """The pieces into which the cube falls."""
    for order in itertools.permutations(range(dimension)):
        corners = tuple(tuple(Fraction(axis in order[:count]) for axis in range(dimension)) for count in range(dimension + 1))
        waiting: list[tuple[Simplex, Scalar, tuple[int, int] | None]] = [(corners, Fraction(1), None)]
        while waiting:
            simplex, size, pair = waiting.pop()
            values = [_values(form, simplex) for form in forms]
            greatest = [max(column) for column in zip(*values, strict=True)]
            on_top = [[value == top for value, top in zip(row, greatest, strict=True)] for row in values]
            best = max(range(len(forms)), key=lambda way: sum(on_top[way]))
            if all(on_top[best]):
                yield Piece(simplex, size, best)
                continue
            if pair is None or not _are_mixed(values[pair[0]], values[pair[1]]):
                corner = on_top[best].index(False)
                pair = best, next(way for way in range(len(forms)) if on_top[way][corner])
            waiting += [(*half, pair) for half in _halves(simplex, size, values[pair[0]], values[pair[1]])]


def _are_mixed(one: Corner, other: Corner) -> bool:
    """Whether each of two ways is the better one at some corner."""
    gaps = [a - b for a, b in zip(one, other, strict=True)]
    return bool(min(gaps) < 0 < max(gaps))


def _halves(simplex: Simplex, size: Scalar, one: Corner, other: Corner) -> list[tuple[Simplex, Scalar]]:
    """The two halves of a simplex, cut where two ways are equal on the edge on which they differ most."""
    gaps = [a - b for a, b in zip(one, other, strict=True)]
    ahead, behind = max(gaps), min(gaps)
    high, low = gaps.index(ahead), gaps.index(behind)
    share = ahead / (ahead - behind)
    middle = tuple(a + share * (b - a) for a, b in zip(simplex[high], simplex[low], strict=True))
    return [(_with_corner(simplex, low, middle), share * size), (_with_corner(simplex, high, middle), (1 - share) * size)]


def _with_corner(simplex: Simplex, place: int, corner: Corner) -> Simplex:
    return (*simplex[:place], corner, *simplex[place + 1 :])


def _values(form: Corner, simplex: Simplex) -> Corner:
    return tuple(sum(a * x for a, x in zip(form, corner, strict=True)) for corner in simplex)


def _integral(factors: Iterable[Corner], dimension: int) -> Scalar:
    """The integral of a product of linear functions, given at the corners, over a simplex of volume 1/n!."""
    terms: dict[tuple[int, ...], Scalar] = {(0,) * (dimension + 1): Fraction(1)}
    for factor in factors:
        found: dict[tuple[int, ...], Scalar] = {}
        for powers, c in terms.items():
            for corner, at in enumerate(factor):
                if at:
                    key = (*powers[:corner], powers[corner] + 1, *powers[corner + 1 :])
                    found[key] = found.get(key, 0) + c * at
        terms = found
    return sum(
        (c * Fraction(prod(map(factorial, powers)), factorial(sum(powers) + dimension)) for powers, c in terms.items()),
        Fraction(0),
    )
