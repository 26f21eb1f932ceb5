"""Search in mazes, in many at once: breadth-first, and A* by the distance as the crow walks a grid without walls.

Both are those of networkx to the order in which cells are expanded, so that what they cost, the number of cells expanded, is
the same: ``breadth_first`` expands cells in the order in which it has seen them, and ``a_star`` the one with the least sum of
steps so far and distance to the exit, of several the one seen first. One step brings the exit nearer by one cell at most, so
that A* never takes up a cell again, and both find a shortest path. Here every operation is one on arrays over all mazes.

Source: P. E. Hart, N. J. Nilsson, B. Raphael, *A formal basis for the heuristic determination of minimum cost paths* (1968).
"""

import dataclasses

import numpy as np
from numpy.typing import NDArray

from toymodels.mazes import Mazes

_FAR = np.iinfo(np.int64).max


@dataclasses.dataclass(frozen=True)
class Searched:
    """What breadth-first search from the cell top left finds out about mazes, arrays of shape (mazes, cells).

    Parameters
    ----------
    distance
        The steps to a cell.
    parent
        The cell from which a cell was seen first, itself for the start.
    place
        The place of a cell among those expanded, from 0.
    """

    distance: NDArray[np.int64]
    parent: NDArray[np.int64]
    place: NDArray[np.int64]

    def expanded(self, exits: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many cells are expanded until an exit of each maze is seen, for one or more exits: (mazes, exits)."""
        each = np.arange(len(exits))[:, None]
        known: NDArray[np.int64] = np.where(exits == 0, 0, self.place[each, self.parent[each, exits]] + 1)
        return known

    def path(self, maze: int, cell: int) -> list[int]:
        """The cells on the shortest path to a cell of one maze that was found, both ends among them."""
        path = [cell]
        while path[-1]:
            path.append(int(self.parent[maze, path[-1]]))
        return path[::-1]


def breadth_first(mazes: Mazes) -> Searched:
    """Breadth-first search of all the cells of mazes, from the cell top left.

    Examples
    --------
    >>> from toymodels.mazes import random_mazes
    >>> searched = breadth_first(random_mazes(1, 3, np.random.default_rng(1)))
    >>> searched.path(0, 8), int(searched.distance[0, 8])
    ([0, 1, 4, 5, 8], 4)
    """
    each, shape = np.arange(len(mazes)), (len(mazes), mazes.cells)
    distance, parent, place = np.full(shape, -1), np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    distance[:, 0] = 0
    queue, tail = np.zeros(shape, dtype=np.int64), np.ones(len(mazes), dtype=np.int64)
    for turn in range(mazes.cells):
        cell = queue[:, turn]
        place[each, cell] = turn
        for direction in range(4):
            seen = mazes.neighbours[cell, direction]
            new = mazes.passages[each, cell, direction] & (distance[each, seen] < 0)
            maze, fresh = each[new], seen[new]
            distance[maze, fresh] = distance[maze, cell[new]] + 1
            parent[maze, fresh] = cell[new]
            queue[maze, tail[new]] = fresh
            tail += new
    return Searched(distance, parent, place)


def a_star(mazes: Mazes, exits: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many cells A* expands until it takes up the exit, from the cell top left, in each maze.

    Parameters
    ----------
    mazes
        The mazes.
    exits
        The exit of each maze, an array of cells of shape (mazes,).

    Examples
    --------
    >>> from toymodels.mazes import random_mazes
    >>> mazes = random_mazes(2, 8, np.random.default_rng(1))
    >>> exits = np.array([63, 63])
    >>> a_star(mazes, exits).tolist(), breadth_first(mazes).expanded(exits[:, None])[:, 0].tolist()
    ([34, 56], [52, 61])
    """
    row, column = np.divmod(np.arange(mazes.cells), mazes.size)
    ahead = abs(row - row[exits][:, None]) + abs(column - column[exits][:, None])
    steps = np.full((len(mazes), mazes.cells), _FAR)
    steps[:, 0] = 0
    rank = np.full(steps.shape, _FAR)
    rank[:, 0] = 0
    expanded = np.zeros(len(mazes), dtype=np.int64)
    maze = np.arange(len(mazes))
    turns = 4 * mazes.cells
    turn = 0
    while len(maze):
        cell = rank[maze].argmin(axis=1)
        maze, cell = maze[cell != exits[maze]], cell[cell != exits[maze]]
        expanded[maze] += 1
        rank[maze, cell] = _FAR
        for direction in range(4):
            seen, cost = mazes.neighbours[cell, direction], steps[maze, cell] + 1
            better = mazes.passages[maze, cell, direction] & (cost < steps[maze, seen])
            at, fresh = maze[better], seen[better]
            steps[at, fresh] = cost[better]
            rank[at, fresh] = (cost[better] + ahead[at, fresh]) * turns + 4 * turn + direction
        turn += 1
    return expanded
