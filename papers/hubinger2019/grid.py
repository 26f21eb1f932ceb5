"""The grid task: which walks over a 3x3 grid are the best that an objective can ask for.

Cells are named as on a chessboard: a column a, b, c and a row 1, 2, 3 counted from below. Every episode starts bottom
left, in a1. The base objective wants the top left corner a3 (the paper's corner A), the mesa-objective the top right
corner c3 (its corner B), each in as few steps as possible:

    pay_φ(walk) = 1  if the walk reaches φ's corner after d_φ steps, the fewest that any walk needs;  0 otherwise.

A step leads to a cell that shares a side, and an episode ends in the first corner of the two that it reaches. Both are
our reading, so both are fields of ``GridTask``. The second matters: were an episode to go on, the walk a1 a2 a3 b3 c3
would be best for both objectives, and there would be nothing to deceive about.

Source: arXiv:1906.01820, section 4.
"""

import dataclasses
import itertools
from collections import Counter
from typing import Any, TypeAlias

import networkx as nx

Cell: TypeAlias = str
Walk: TypeAlias = tuple[Cell, ...]
Payoffs: TypeAlias = tuple[int, int]
"""What an episode pays (base objective, mesa-objective)."""

OBJECTIVES = ("base", "mesa")
START: Cell = "a1"


@dataclasses.dataclass(frozen=True)
class GridTask:
    """A 3x3 grid with a corner for each objective.

    Parameters
    ----------
    base, mesa
        The corner that each objective wants, two different ones of a3, c3 and c1.
    diagonal
        Whether a step may also go diagonally.
    ends_in_corners
        Whether an episode is over once it reaches one of the two corners.

    Raises
    ------
    ValueError
        If the corners are not two different ones besides the start.
    """

    base: Cell = "a3"
    mesa: Cell = "c3"
    diagonal: bool = False
    ends_in_corners: bool = True

    def __post_init__(self) -> None:
        if self.base == self.mesa or not {self.base, self.mesa} <= {"a3", "c3", "c1"}:
            raise ValueError(f"corners must be two different ones of a3, c3 and c1, got {self.base} and {self.mesa}")

    def corner(self, objective: str) -> Cell:
        """The corner that an objective wants."""
        return {"base": self.base, "mesa": self.mesa}[objective]


def step_graph(task: GridTask) -> Any:
    """The directed graph of the steps that a task allows.

    >>> graph = step_graph(GridTask())
    >>> sorted(graph["a2"]), sorted(graph["a3"]), sorted(step_graph(GridTask(ends_in_corners=False))["a3"])
    (['a1', 'a3', 'b2'], [], ['a2', 'b3'])
    """
    cells = ["".join(cell) for cell in itertools.product("abc", "123")]
    graph = nx.DiGraph()
    graph.add_nodes_from(cells)
    for here, there in itertools.permutations(cells, 2):
        apart = sorted(abs(ord(x) - ord(y)) for x, y in zip(here, there, strict=True))
        ended = task.ends_in_corners and here in (task.base, task.mesa)
        if not ended and (apart == [0, 1] or (task.diagonal and apart == [1, 1])):
            graph.add_edge(here, there)
    return graph


def distance(task: GridTask, objective: str) -> int:
    """The fewest steps from the start to an objective's corner.

    >>> distance(GridTask(), "base"), distance(GridTask(), "mesa")
    (2, 4)
    """
    return int(nx.shortest_path_length(step_graph(task), START, task.corner(objective)))


def shortest_walks(task: GridTask, objective: str) -> frozenset[Walk]:
    """The walks that end in an objective's corner after the fewest steps, found by graph search.

    >>> sorted(" ".join(walk) for walk in shortest_walks(GridTask(), "mesa"))
    ['a1 a2 b2 b3 c3', 'a1 a2 b2 c2 c3', 'a1 b1 b2 b3 c3', 'a1 b1 b2 c2 c3', 'a1 b1 c1 c2 c3']
    """
    return frozenset(map(tuple, nx.all_shortest_paths(step_graph(task), START, task.corner(objective))))


def walks(task: GridTask) -> list[Walk]:
    """Every walk from the start that may still be best for somebody: of at most max d_φ steps, stopping anywhere.

    >>> len(walks(GridTask())), len(walks(GridTask(diagonal=True)))
    (65, 22)
    """
    graph = step_graph(task)
    found, frontier = [(START,)], [(START,)]
    for _ in range(max(distance(task, objective) for objective in OBJECTIVES)):
        frontier = [(*walk, cell) for walk in frontier for cell in sorted(graph[walk[-1]])]
        found += frontier
    return found


def pays(task: GridTask, walk: Walk) -> Payoffs:
    """What a walk pays the base objective and the mesa-objective.

    >>> pays(GridTask(), ("a1", "a2", "a3")), pays(GridTask(), ("a1", "a2", "b2", "a2", "a3"))
    ((1, 0), (0, 0))
    """
    base, mesa = (int(task.corner(phi) in walk and walk.index(task.corner(phi)) == distance(task, phi)) for phi in OBJECTIVES)
    return base, mesa


def behaviours(task: GridTask) -> dict[Payoffs, int]:
    """How many walks there are with each pair of payoffs: what an episode can amount to.

    Only three things can happen: the base objective is served (the library's act B), the mesa-objective is (act A), or
    nobody is. The third pays the mesa-objective less than A and gets it modified as surely, so it is dominated.

    >>> behaviours(GridTask())
    {(0, 0): 59, (1, 0): 1, (0, 1): 5}
    """
    return dict(Counter(pays(task, walk) for walk in walks(task)))


def overlap(task: GridTask) -> int:
    """What serving the base objective pays the mesa-objective at best: the ``overlap`` of the episode game.

    >>> overlap(GridTask()), overlap(GridTask(ends_in_corners=False))
    (0, 1)
    """
    return max(mesa for base, mesa in behaviours(task) if base)
