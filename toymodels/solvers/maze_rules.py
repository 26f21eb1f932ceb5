"""Fixed rules for walking through a maze, in many mazes at once: what a plant could do.

A rule sees the walls around the cell that it is in and, at most, its own footprints; it doesn't know where the exit is and
doesn't look ahead. All of them leave a walk that goes on for ever: whoever runs it stops it at the exit.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from toymodels.mazes import DOWN, LEFT, RIGHT, UP, Mazes

Cells: TypeAlias = NDArray[np.int64]
"""One cell of each maze."""

_LEAST_LIKED = {DOWN: 0, RIGHT: 1, LEFT: 2, UP: 3}
_WALL = np.iinfo(np.int64).max


def down_and_right(mazes: Mazes, rng: np.random.Generator) -> Iterator[Cells]:
    """Down and right, avoiding where you were: to where the fewest footprints are; of several down, right, left, up."""
    each = np.arange(len(mazes))
    dislike = np.array([_LEAST_LIKED[direction] for direction in range(4)])
    footprints = np.zeros((len(mazes), mazes.cells), dtype=np.int64)
    cell = np.zeros(len(mazes), dtype=np.int64)
    while True:
        yield cell
        footprints[each, cell] += 1
        liking = 4 * footprints[each[:, None], mazes.neighbours[cell]] + dislike
        direction = np.where(mazes.passages[each, cell], liking, _WALL).argmin(axis=1)
        cell = mazes.neighbours[cell, direction]


def wall_following(mazes: Mazes, rng: np.random.Generator) -> Iterator[Cells]:
    """With the right hand on the wall: right if possible, else straight on, else left, else back."""
    each = np.arange(len(mazes))
    turns = np.array([RIGHT - UP, 0, LEFT - UP, DOWN - UP])  # the directions go round to the left
    cell = np.zeros(len(mazes), dtype=np.int64)
    heading = np.full(len(mazes), DOWN)
    while True:
        yield cell
        wished = (heading[:, None] + turns) % 4
        heading = wished[each, mazes.passages[each[:, None], cell[:, None], wished].argmax(axis=1)]
        cell = mazes.neighbours[cell, heading]


def random_walk(mazes: Mazes, rng: np.random.Generator) -> Iterator[Cells]:
    """Through an open side of the cell, each with the same probability."""
    each = np.arange(len(mazes))
    cell = np.zeros(len(mazes), dtype=np.int64)
    while True:
        yield cell
        direction = (mazes.passages[each, cell] * (1 + rng.random((len(mazes), 4)))).argmax(axis=1)
        cell = mazes.neighbours[cell, direction]


RULES: Mapping[str, Callable[[Mazes, np.random.Generator], Iterator[Cells]]] = MappingProxyType(
    {"down and right": down_and_right, "wall-following": wall_following, "random walk": random_walk}
)
"""The rules by name."""


def steps_to(mazes: Mazes, exits: NDArray[np.int64], rule: str, patience: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """How many steps a rule takes to the exits, from the cell top left.

    Parameters
    ----------
    mazes
        The mazes.
    exits
        One or more exits of each maze, an array of cells of shape (mazes, exits): the walk is the same for all of them.
    rule
        One of ``RULES``.
    patience
        After how many steps the walk ends.
    rng
        The source of randomness.

    Returns
    -------
    The steps to each exit, -1 where the walk ended before.

    Examples
    --------
    >>> from toymodels.mazes import random_mazes
    >>> rng = np.random.default_rng(1)
    >>> mazes = random_mazes(4, 5, rng)
    >>> steps_to(mazes, np.full((4, 1), 24), "wall-following", 48, rng).tolist()
    [[26], [24], [18], [32]]
    """
    found = np.full(exits.shape, -1)
    for step, cell in zip(range(patience + 1), RULES[rule](mazes, rng), strict=False):
        found[(found < 0) & (exits == cell[:, None])] = step
    return found


def route(mazes: Mazes, maze: int, rule: str, steps: int, rng: np.random.Generator) -> list[int]:
    """The cells that a rule enters in one maze, with the one that it starts from.

    >>> from toymodels.mazes import random_mazes
    >>> rng = np.random.default_rng(1)
    >>> route(random_mazes(1, 3, rng), 0, "wall-following", 4, rng)
    [0, 1, 4, 3, 6]
    """
    alone = Mazes(mazes.size, mazes.passages[maze : maze + 1])
    return [int(cell[0]) for _, cell in zip(range(steps + 1), RULES[rule](alone, rng), strict=False)]
