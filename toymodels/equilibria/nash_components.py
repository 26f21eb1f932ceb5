"""All Nash equilibria of a game of two players, described by the extreme ones.

If each of the strategies x in a set U is an equilibrium with each of the strategies y in a set V, so is every mixture of U with
every mixture of V: all of these are a *Nash subset*. Every equilibrium is in a greatest such subset, and the greatest ones are
those of extreme equilibria: U x V where no vertex can be added to either. They may share equilibria; those that hang together
are a *component* of the set of equilibria.

Each V is an intersection of the partners of some x, and every nonempty intersection is one; so they are found by
intersecting on.

Source: Winkels, H.-M. (1979), An algorithm to determine all equilibrium points of a bimatrix game; Avis, D., Rosenberg, G. D.,
Savani, R. and von Stengel, B. (2010), Enumeration of Nash equilibria for two-player games.
"""

import dataclasses

from toymodels.equilibria.equilibria import Equilibria
from toymodels.equilibria.extreme_equilibria import MOST_VERTICES, extreme_equilibria
from toymodels.games.matrix_game import MatrixGame, Mixed

MOST_SUBSETS = 10_000
"""How many greatest Nash subsets are listed at most."""


@dataclasses.dataclass(frozen=True)
class NashSubset:
    """A set of equilibria: every mixture of some strategies with every mixture of others.

    Parameters
    ----------
    first
        The extreme strategies of the first player.
    second
        Those of the second.
    """

    first: tuple[Mixed, ...]
    second: tuple[Mixed, ...]

    @property
    def is_point(self) -> bool:
        """Whether it is a single equilibrium."""
        return len(self.first) == len(self.second) == 1


@dataclasses.dataclass(frozen=True)
class NashComponent:
    """A connected set of equilibria: greatest Nash subsets, of which neighbours share equilibria.

    Parameters
    ----------
    subsets
        The subsets.
    """

    subsets: tuple[NashSubset, ...]

    @property
    def is_point(self) -> bool:
        """Whether it is a single equilibrium, isolated from all others."""
        return len(self.subsets) == 1 and self.subsets[0].is_point


def nash_components(game: MatrixGame, most_vertices: int = MOST_VERTICES) -> tuple[NashComponent, ...]:
    """The components of the set of all Nash equilibria of a game of two players, each by its greatest Nash subsets.

    Parameters
    ----------
    game
        A game of two players in exact numbers.
    most_vertices
        As in ``extreme_equilibria``.

    Raises
    ------
    ValueError
        If there aren't two players, a payoff is a float, or there is more than can be listed.

    Examples
    --------
    The row player enters or stays out; the column player would rather not fight:

    >>> entry = MatrixGame(([[2, 0], [1, 1]], [[1, 0], [3, 3]]))
    >>> for component in nash_components(entry):
    ...     print(component.subsets)
    (NashSubset(first=((1, 0),), second=((1, 0),)),)
    (NashSubset(first=((0, 1),), second=((0, 1), (Fraction(1, 2), Fraction(1, 2)))),)
    """
    partners: dict[Mixed, list[Mixed]] = {}
    for x, y in _pairs(extreme_equilibria(game, most_vertices)):
        partners.setdefault(x, []).append(y)
    number = {y: k for k, y in enumerate(dict.fromkeys(y for row in partners.values() for y in row))}
    masks = {x: sum(1 << number[y] for y in row) for x, row in partners.items()}
    subsets = [
        NashSubset(
            tuple(x for x, mask in masks.items() if mask & shared == shared),
            tuple(y for y, k in number.items() if shared >> k & 1),
        )
        for shared in _intersections(list(masks.values()))
    ]
    return _connected(subsets)


def _pairs(found: Equilibria) -> list[tuple[Mixed, Mixed]]:
    pairs = [[tuple(row.values()) for row in each.strategies.values()] for each in found.found]
    return [(x, y) for x, y in pairs]


def _intersections(masks: list[int]) -> list[int]:
    """All nonempty intersections of sets, in the order in which they come up."""
    found: dict[int, None] = {}
    for mask in masks:
        found |= dict.fromkeys([mask, *(mask & other for other in found if mask & other)])
        if len(found) > MOST_SUBSETS:
            raise ValueError(f"Nash subsets must be at most {MOST_SUBSETS} to be listed, got more")
    return list(found)


def _connected(subsets: list[NashSubset]) -> tuple[NashComponent, ...]:
    """Subsets sorted into those that hang together."""
    groups: list[list[NashSubset]] = []
    for subset in subsets:
        near = [group for group in groups if any(_meet(subset, other) for other in group)]
        groups = [group for group in groups if group not in near] + [[*(other for group in near for other in group), subset]]
    return tuple(NashComponent(tuple(group)) for group in groups)


def _meet(one: NashSubset, other: NashSubset) -> bool:
    """Whether two subsets share an extreme equilibrium, as they do if they share any."""
    return bool(set(one.first) & set(other.first) and set(one.second) & set(other.second))
