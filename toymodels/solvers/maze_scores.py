"""What every policy achieves in random mazes, and what it has to look at: shares of mazes solved, and cells per maze.

Every maze is tried twice, with the exit in the corner at the bottom right and with the exit anywhere, so that what differs
is the place of the exit and nothing else. A rule looks at one cell a step, and goes on until its patience is at an end.
"""

import functools
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.mazes import Mazes, random_mazes
from toymodels.solvers.maze_rules import RULES, steps_to
from toymodels.solvers.maze_searches import a_star, breadth_first

BREADTH_FIRST, A_STAR = "breadth-first", "A*"
SEARCHES = (BREADTH_FIRST, A_STAR)
"""The policies that search, by name; the others are those of ``maze_rules.RULES``."""


class Score(NamedTuple):
    """How a policy does: the share of mazes that it solves, and the mean number of cells that it looks at in a maze."""

    success: Fraction
    cells: Fraction


@functools.lru_cache(maxsize=8)
def measured_scores(
    count: int, size: int, loops: float, kind: str, patience: int, seed: int
) -> Mapping[str, tuple[Score, ...]]:
    """The scores of every policy with the exit in the corner, and with the exit anywhere.

    >>> scores = measured_scores(100, 5, 0, "uniform", 50, 0)
    >>> scores["wall-following"][0].success, scores["A*"][1].success
    (Fraction(1, 1), Fraction(1, 1))
    """
    rng = np.random.default_rng(seed)
    mazes = random_mazes(count, size, rng, loops, kind)
    return MappingProxyType(policy_scores(mazes, placed_exits(mazes, rng), patience, rng))


def placed_exits(mazes: Mazes, rng: np.random.Generator) -> NDArray[np.int64]:
    """Two exits of each maze, bottom right and anywhere but at the start: an array of shape (mazes, 2).

    >>> placed_exits(random_mazes(2, 3, np.random.default_rng(1)), np.random.default_rng(1)).tolist()
    [[8, 4], [8, 5]]
    """
    anywhere = rng.integers(1, mazes.cells, len(mazes))
    return np.stack([np.full(len(mazes), mazes.cells - 1), anywhere], axis=1)


def policy_scores(
    mazes: Mazes, exits: NDArray[np.int64], patience: int, rng: np.random.Generator
) -> dict[str, tuple[Score, ...]]:
    """The scores of every policy in mazes, one for each column of exits, an array of shape (mazes, exits)."""
    scores = {}
    for rule in RULES:
        steps = steps_to(mazes, exits, rule, patience, rng)
        scores[rule] = _scores(steps >= 0, np.where(steps < 0, patience, steps))
    solved = np.ones(exits.shape, dtype=bool)
    scores[BREADTH_FIRST] = _scores(solved, breadth_first(mazes).expanded(exits))
    scores[A_STAR] = _scores(solved, np.stack([a_star(mazes, column) for column in exits.T], axis=1))
    return scores


def _scores(solved: NDArray[np.bool_], cells: NDArray[np.int64]) -> tuple[Score, ...]:
    count = len(solved)
    totals = zip(solved.sum(axis=0).tolist(), cells.sum(axis=0).tolist(), strict=True)
    return tuple(Score(Fraction(wins, count), Fraction(looked, count)) for wins, looked in totals)
