"""All extreme Nash equilibria of a game of two players in matrix form, in rationals.

With A what the first player gets and B what the second gets, let x_i be the first player's probabilities and u what the
second's best response earns. The (x, u) with u >= sum_i x_i b_ij for every column j make up a polyhedron. Each of its vertices
has *labels*: the rows i that it doesn't play and the columns j that are best responses to it. The second player's
vertices have as labels the columns that they don't play and the rows that are best responses. Vertices x and y that have
every label between them are an equilibrium: whatever is played is a best response. These pairs are the *extreme* equilibria;
every equilibrium mixes extreme ones, as ``nash_components`` tells, and if each vertex is in one pair at most there are no
others.

All vertices are found, by the double description method in integers, and all pairs of them are compared, so that nothing
is lost in degenerate games, in which a strategy may have more best responses than it plays strategies.

Source: Mangasarian, O. L. (1964), Equilibrium points of bimatrix games; Avis, D., Rosenberg, G. D., Savani, R. and von
Stengel, B. (2010), Enumeration of Nash equilibria for two-player games.
"""

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from toymodels.equilibria.equilibria import Equilibria, equilibrium
from toymodels.games.extensive_game import ExtensiveGame
from toymodels.games.matrix_game import MatrixGame, Mixed
from toymodels.scalars import Scalar, ratio

MOST_VERTICES = 10_000
"""How many vertices a player's polyhedron may have if not said otherwise."""

SCOPE_ALL = "all equilibria"
SCOPE_EXTREME = "all extreme equilibria; there are infinitely many others, mixtures of extreme ones within a component"
METHOD = "double description in integers"

Vertex = tuple[Mixed, int]


def extreme_equilibria(game: MatrixGame, most_vertices: int = MOST_VERTICES) -> Equilibria:
    """All extreme Nash equilibria of a game of two players, which are all equilibria if these are finitely many.

    Parameters
    ----------
    game
        A game of two players in exact numbers.
    most_vertices
        How many vertices each player's polyhedron may have. Their number can grow about as 2.6 to the power of the number of
        strategies, and the time with its square.

    Raises
    ------
    ValueError
        If there aren't two players, a payoff is a float, or there are more vertices than allowed.

    Examples
    --------
    The battle of the sexes, and a game in which the column player doesn't mind:

    >>> print(extreme_equilibria(MatrixGame(([[2, 0], [0, 1]], [[1, 0], [0, 2]]))))
    Nash equilibrium: 3 (all equilibria; double description in integers)
    1. pays row: 2; column: 1
       row: 1: 1
       column: 1: 1
    2. pays row: 1; column: 2
       row: 2: 1
       column: 2: 1
    3. pays row: 2/3 (0.666667); column: 2/3 (0.666667)
       row: 1: 2/3 (0.666667); 2: 1/3 (0.333333)
       column: 1: 1/3 (0.333333); 2: 2/3 (0.666667)
    >>> found = extreme_equilibria(MatrixGame(([[3, 0], [1, 1]], [[0, 0], [0, 0]])))
    >>> len(found.found), found.scope.split(";")[0]
    (4, 'all extreme equilibria')
    """
    check_bimatrix(game)
    rows, columns = game.shape
    first = _vertices(list(zip(*game.payoffs[1], strict=True)), most_vertices)
    second = _vertices(game.payoffs[0], most_vertices)
    every = (1 << rows + columns) - 1
    swapped = [(y, (labels & (1 << columns) - 1) << rows | labels >> columns) for y, labels in second]
    pairs = [(x, y) for x, labels in first for y, others in swapped if labels | others == every]
    is_finite = all(max(Counter(side).values()) == 1 for side in zip(*pairs, strict=True))
    found = tuple(equilibrium(game, pair) for pair in sorted(pairs, reverse=True, key=lambda pair: (_size(pair), pair)))
    scope = SCOPE_ALL if is_finite else SCOPE_EXTREME
    return Equilibria("Nash equilibrium", game, found, is_complete=True, scope=scope, method=METHOD)


def check_bimatrix(game: MatrixGame | ExtensiveGame) -> None:
    """Refuse a game that isn't one of two players in matrix form and in exact numbers.

    Raises
    ------
    TypeError, ValueError
        If it isn't.
    """
    if isinstance(game, ExtensiveGame):
        raise TypeError(f"a game must be in matrix form for this concept, which matrix_form(game) is, got {game}")
    if len(game.players) != 2:
        raise ValueError(f"a game must have two players for this concept, got {len(game.players)}")
    if not game.is_exact:
        raise ValueError("payoffs must be exact numbers such as 1/10 or '0.1', got floats")


def _size(pair: tuple[Mixed, Mixed]) -> int:
    """Minus the number of strategies that are played."""
    return -sum(bool(chance) for own in pair for chance in own)


def _vertices(table: Sequence[Sequence[Scalar]], most: int) -> list[Vertex]:
    """The mixtures of columns at the vertices of a table's upper envelope, each with its labels.

    Bit j of the labels says that column j isn't played; the bits after those say which rows are then the greatest.
    """
    from toymodels.symbolic.algebra.extreme_rays import extreme_rays

    columns = len(table[0])
    rays = extreme_rays([[*(-entry for entry in row), 1] for row in _nonnegative(table)], columns + 1, most)
    unplayed = (1 << columns) - 1
    found = []
    for ray in rays:
        total = sum(ray.point[:-1])
        if total:
            labels = ray.tight & unplayed | ray.tight >> columns + 1 << columns
            found.append((tuple(ratio(weight, total) for weight in ray.point[:-1]), labels))
    return found


def _nonnegative(table: Sequence[Sequence[Scalar]]) -> list[list[int]]:
    """A table in integers >= 0 in which every mixture of columns has the same greatest rows."""
    entries = [[Fraction(entry) for entry in row] for row in table]
    scale = math.lcm(*(entry.denominator for row in entries for entry in row))
    least = min(min(row) for row in entries)
    return [[int((entry - least) * scale) for entry in row] for row in entries]
