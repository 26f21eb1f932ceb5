"""Equilibria of small games of two players by trying everything, in exact numbers: it shares no code with the package."""

import itertools
from fractions import Fraction

from toymodels.games.matrix_game import MatrixGame


def solved(equations):
    """The only solution of linear equations, each with its right side last; None if there isn't just one."""
    rows = [[Fraction(c) for c in row] for row in equations]
    unknowns = len(rows[0]) - 1
    for k in range(unknowns):
        pivot = next((row for row in rows[k:] if row[k]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows.insert(k, [c / pivot[k] for c in pivot])
        rows = [row if i == k else [c - row[k] * p for c, p in zip(row, rows[k], strict=True)] for i, row in enumerate(rows)]
    return None if any(row[-1] for row in rows[unknowns:]) else tuple(row[-1] for row in rows[:unknowns])


def dot(one, other):
    return sum(a * b for a, b in zip(one, other, strict=True))


def vertices(table):
    """The mixtures of columns at the vertices of the greatest row, by every choice of which inequalities are tight."""
    size = len(table[0])
    sure = [*[1] * size, 0, 1]
    unplayed = [[*(int(k == j) for k in range(size)), 0, 0] for j in range(size)]
    greatest = [[*row, -1, 0] for row in table]
    found = set()
    for tight in itertools.combinations(unplayed + greatest, size):
        point = solved([sure, *tight])
        if point and min(point[:-1]) >= 0 and all(dot(row, point[:-1]) <= point[-1] for row in table):
            found.add(point[:-1])
    return found


def is_equilibrium(game, x, y):
    """Whether whatever is played is a best response."""
    rows = [dot(row, y) for row in game.payoffs[0]]
    columns = [dot(column, x) for column in zip(*game.payoffs[1], strict=True)]
    return all(not p or worth == max(rows) for p, worth in zip(x, rows, strict=True)) and all(
        not p or worth == max(columns) for p, worth in zip(y, columns, strict=True)
    )


def extreme_pairs(game):
    """All pairs of vertices that are equilibria."""
    first, second = vertices(list(zip(*game.payoffs[1], strict=True))), vertices(game.payoffs[0])
    return {(x, y) for x in first for y in second if is_equilibrium(game, x, y)}


def supported(table, played, equal):
    """The only mixture of some columns that makes some rows equal."""
    size = len(table[0])
    outside = [[*(int(k == j) for k in range(size)), 0, 0] for j in range(size) if j not in played]
    point = solved([[*[1] * size, 0, 1], *outside, *([*table[i], -1, 0] for i in equal)])
    return point[:-1] if point and min(point[:-1]) >= 0 else None


def supported_pairs(game):
    """The equilibria that the equations of some pair of supports single out."""
    rows, columns = (
        [part for size in range(1, count + 1) for part in itertools.combinations(range(count), size)] for count in game.shape
    )
    turned = list(zip(*game.payoffs[1], strict=True))
    found = set()
    for one, other in itertools.product(rows, columns):
        x, y = supported(turned, one, other), supported(game.payoffs[0], other, one)
        if x and y and is_equilibrium(game, x, y):
            found.add((x, y))
    return found


def grid_pairs(game, steps):
    """The equilibria in which all probabilities are multiples of 1 / steps."""
    one, other = (
        [
            tuple(Fraction(k, steps) for k in point)
            for point in itertools.product(range(steps + 1), repeat=n)
            if sum(point) == steps
        ]
        for n in game.shape
    )
    return [(x, y) for x in one for y in other if is_equilibrium(game, x, y)]


def is_mixture(point, corners):
    """Whether a point is a mixture of corners: of some that are independent, with numbers that the equations single out."""
    for size in range(1, len(point) + 1):
        for some in itertools.combinations(corners, size):
            weights = solved(
                [[*[1] * size, 1], *([*column, p] for column, p in zip(zip(*some, strict=True), point, strict=True))]
            )
            if weights and min(weights) >= 0:
                return True
    return False


def random_bimatrix(rng, most=3, payoffs=3):
    """A game with few different payoffs, so that it is degenerate as a rule."""
    rows, columns = rng.randint(1, most), rng.randint(1, most)
    return MatrixGame(
        tuple([[rng.randrange(payoffs) for _ in range(columns)] for _ in range(rows)] for _ in range(2)),
    )
