"""Mazes on a square grid, many at once: which neighbour of a cell can be entered, as an array of yes and no.

A maze is a spanning tree of the grid's cells, so that exactly one path joins any two of them, and it is solvable wherever
start and exit are. *Uniform* mazes are all spanning trees with the same probability: a walk about the grid at random enters
every cell for the first time by some edge, and these edges are such a tree (Aldous and Broder). *Winding* mazes are what
a depth-first search in random order walks through: long corridors, few dead ends. Walls opened afterwards make loops.

Cells are numbered in reading order from 0, top left. The directions are up, left, down and right, in this order: it is that
of a cell's neighbours in the graph, so that a search here and one of networkx meet cells in the same order.

Source: A. Broder, *Generating random spanning trees*, FOCS 1989; D. Aldous, SIAM Journal on Discrete Mathematics 3 (1990).
"""

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

UP, LEFT, DOWN, RIGHT = range(4)
"""The directions."""

UNIFORM, WINDING = "uniform", "winding"
KINDS = (UNIFORM, WINDING)
"""How spanning trees are drawn."""

_SWEEP = 64


@dataclasses.dataclass(frozen=True)
class Mazes:
    """Many mazes of one size.

    Parameters
    ----------
    size
        The cells along a side, at least 2.
    passages
        Whether one can go from a cell in a direction, an array of bool of shape (mazes, cells, 4).
    """

    size: int
    passages: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.passages)

    @property
    def cells(self) -> int:
        """The number of cells of a maze."""
        return self.size**2

    @property
    def neighbours(self) -> NDArray[np.int64]:
        """The cell in each direction, an array of shape (cells, 4); the cell itself where the grid ends."""
        return grid_neighbours(self.size)


def random_mazes(count: int, size: int, rng: np.random.Generator, loops: float = 0, kind: str = UNIFORM) -> Mazes:
    """Random mazes.

    Parameters
    ----------
    count
        How many, at least 1.
    size
        The cells along a side, at least 2.
    rng
        The source of randomness.
    loops
        The probability in [0, 1] that a wall left standing by the tree is opened.
    kind
        One of ``KINDS``.

    Raises
    ------
    ValueError
        If a value is outside its domain.

    Examples
    --------
    >>> mazes = random_mazes(3, 4, np.random.default_rng(1))
    >>> mazes.passages.sum(axis=(1, 2)) // 2
    array([15, 15, 15])
    """
    for name, value, least in (("count", count, 1), ("size", size, 2)):
        if value < least:
            raise ValueError(f"{name} must be an integer >= {least}, got {value}")
    if not 0 <= loops <= 1:
        raise ValueError(f"loops must be in [0, 1], got {loops}")
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, got {kind!r}")
    passages = (_uniform_trees if kind == UNIFORM else _winding_trees)(count, size, rng)
    if loops:
        inside = grid_neighbours(size) != np.arange(size**2)[:, None]
        for direction in (DOWN, RIGHT):
            opened = rng.random((count, size**2)) < loops
            maze, cell = np.nonzero(opened & inside[:, direction])
            _open(passages, maze, cell, np.full(len(maze), direction), grid_neighbours(size))
    return Mazes(size, passages)


def grid_neighbours(size: int) -> NDArray[np.int64]:
    """The cell in each direction of each cell of a grid, the cell itself where the grid ends.

    >>> grid_neighbours(2).tolist()
    [[0, 0, 2, 1], [1, 0, 3, 1], [0, 2, 2, 3], [1, 2, 3, 3]]
    """
    row, column = np.divmod(np.arange(size**2), size)
    steps = ((row - 1, column), (row, column - 1), (row + 1, column), (row, column + 1))
    return np.stack([np.clip(r, 0, size - 1) * size + np.clip(c, 0, size - 1) for r, c in steps], axis=1)


def maze_graph(mazes: Mazes, maze: int) -> "nx.Graph":
    """One of the mazes as a networkx graph, whose nodes are (row, column).

    >>> mazes = random_mazes(1, 4, np.random.default_rng(1))
    >>> graph = maze_graph(mazes, 0)
    >>> len(graph), graph.size()
    (16, 15)
    """
    import networkx as nx

    places = [divmod(cell, mazes.size) for cell in range(mazes.cells)]
    graph = nx.Graph()
    graph.add_nodes_from(places)
    cells, directions = np.nonzero(mazes.passages[maze][:, (DOWN, RIGHT)])
    ends = mazes.neighbours[:, (DOWN, RIGHT)][cells, directions]
    graph.add_edges_from((places[cell], places[end]) for cell, end in zip(cells.tolist(), ends.tolist(), strict=True))
    return graph


def _uniform_trees(count: int, size: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Trees of first entrances: all mazes are walked at the same time, and the finished ones left out now and then."""
    neighbours = grid_neighbours(size)
    inside = neighbours != np.arange(size**2)[:, None]
    degree, ways = inside.sum(axis=1), np.argsort(~inside, axis=1, kind="stable")
    passages = np.zeros((count, size**2, 4), dtype=bool)
    seen = np.zeros((count, size**2), dtype=bool)
    seen[:, 0] = True
    maze, cell = np.arange(count), np.zeros(count, dtype=np.int64)
    while len(maze):
        for _ in range(_SWEEP):
            direction = ways[cell, (rng.random(len(maze)) * degree[cell]).astype(np.int64)]
            entered = neighbours[cell, direction]
            fresh = ~seen[maze, entered]
            _open(passages, maze[fresh], cell[fresh], direction[fresh], neighbours)
            seen[maze[fresh], entered[fresh]] = True
            cell = entered
        unfinished = ~seen[maze].all(axis=1)
        maze, cell = maze[unfinished], cell[unfinished]
    return passages


def _winding_trees(count: int, size: int, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Trees of depth-first searches in random order: on to a neighbour not seen before, or back where there is none."""
    neighbours, mazes = grid_neighbours(size), np.arange(count)
    passages = np.zeros((count, size**2, 4), dtype=bool)
    seen = np.zeros((count, size**2), dtype=bool)
    seen[:, 0] = True
    trail, depth = np.zeros((count, size**2), dtype=np.int64), np.zeros(count, dtype=np.int64)
    for _ in range(2 * size**2 - 2):
        cell = trail[mazes, depth]
        new = ~seen[mazes[:, None], neighbours[cell]]
        direction = np.argmax(new * (1 + rng.random((count, 4))), axis=1)
        on = new[mazes, direction]
        _open(passages, mazes[on], cell[on], direction[on], neighbours)
        entered = neighbours[cell, direction]
        seen[mazes[on], entered[on]] = True
        depth = np.maximum(depth + np.where(on, 1, -1), 0)
        trail[mazes[on], depth[on]] = entered[on]
    return passages


def _open(
    passages: NDArray[np.bool_],
    maze: NDArray[np.int64],
    cell: NDArray[np.int64],
    direction: NDArray[np.int64],
    neighbours: NDArray[np.int64],
) -> None:
    """Open walls, from both sides."""
    passages[maze, cell, direction] = True
    passages[maze, neighbours[cell, direction], (direction + 2) % 4] = True
