"""Small worlds: directed graphs of states in which every move leads for certain to where it points.

They are written as a name that ships with the library, as text such as ``start>candy, start>wait, wait>hug``, or as a networkx
``DiGraph``. The first state is the start. A state without a move stays as it is for ever.
"""

import dataclasses
import functools
import sys
from typing import Any, ClassVar

from toymodels.errors import unknown_name

_ARROW = ">"
_LONGEST = 60


@dataclasses.dataclass(frozen=True)
class World:
    """A directed graph of states, frozen: the states in order, the start first, and the moves between them.

    Parameters
    ----------
    states
        Different names, one or more.
    moves
        Pairs of states, in the order in which the moves of a state are listed.
    name
        What the world is called; empty for one without a name. Worlds are the same if states and moves are.

    Raises
    ------
    ValueError
        If there is no state, two have the same name, or a move is from or to another.

    Examples
    --------
    >>> WORLDS["wait"].start, WORLDS["wait"].ways("start"), WORLDS["wait"].ways("hug")
    ('start', ('candy', 'wait'), ('hug',))
    """

    states: tuple[str, ...]
    moves: tuple[tuple[str, str], ...]
    name: str = dataclasses.field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.states or len(set(self.states)) < len(self.states):
            raise ValueError(f"a world must have one or more states with different names, got {list(self.states)}")
        for state in (state for move in self.moves for state in move if state not in self.states):
            raise unknown_name("state", state, self.states)

    def __str__(self) -> str:
        text = self.name or ", ".join(_ARROW.join(move) for move in self.moves)
        return text if len(text) <= _LONGEST else f"a world of {len(self.states)} states and {len(self.moves)} moves"

    @property
    def start(self) -> str:
        """The state in which everything begins."""
        return self.states[0]

    def ways(self, state: str) -> tuple[str, ...]:
        """Where one can go from a state; a state without a move leads to itself.

        Raises
        ------
        ValueError
            If there is no such state; the nearest right name is suggested.
        """
        if state not in self.states:
            raise unknown_name("state", state, self.states)
        return _ways(self)[state]


@functools.lru_cache(maxsize=256)
def _ways(world: World) -> dict[str, tuple[str, ...]]:
    ways: dict[str, list[str]] = {state: [] for state in world.states}
    for state, target in world.moves:
        ways[state].append(target)
    return {state: tuple(targets) or (state,) for state, targets in ways.items()}


def world_of(text: str, name: str = "") -> World:
    """The world that a text says: moves with commas between them, the first state of the first move is the start.

    Raises
    ------
    ValueError
        If the text is none of that form.

    Examples
    --------
    >>> world_of("start>off, start>on").states
    ('start', 'off', 'on')
    """
    moves = [tuple(state.strip() for state in move.split(_ARROW)) for move in text.split(",")]
    if any(len(move) != 2 or "" in move for move in moves):
        raise ValueError(f"a world must be written like start>candy, start>wait, got {text!r}")
    states = dict.fromkeys(state for move in moves for state in move)
    return World(tuple(states), tuple(dict.fromkeys((move[0], move[1]) for move in moves)), name)


WORLDS: dict[str, World] = {
    name: world_of(text, name)
    for name, text in {
        "wait": "start>candy, start>wait, wait>chocolate, wait>hug",
        "shutdown": "start>off, start>on, on>build, on>explore, on>rest",
        "corrigible": "start>corrected, start>free, corrected>A, free>A copy, free>B copy, free>C copy",
        "rooms": "start>cell, start>hall, hall>hall, hall>kitchen, hall>garden, kitchen>hall, garden>hall",
        "choices": "start>one, start>two, start>three, start>four",
    }.items()
}
"""The worlds that ship with the library, by name. Where a story has a shutdown or a correction, it is the first move."""


@dataclasses.dataclass(frozen=True)
class SmallWorld:
    """A parameter that is a small world, and its meaning in one line.

    Examples
    --------
    >>> import networkx
    >>> SmallWorld("the world").checked(networkx.DiGraph([(0, 1), (0, 2)]), "graph")
    World(states=('0', '1', '2'), moves=(('0', '1'), ('0', '2')), name='')
    """

    meaning: str
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "WORLD"
    domain: ClassVar[str] = f"one of {', '.join(WORLDS)}, moves such as 'start>candy, start>wait', or a DiGraph"
    examples: ClassVar[tuple[World, ...]] = tuple(WORLDS.values())

    def checked(self, value: Any, name: str) -> World:
        """The value as a frozen world.

        Raises
        ------
        TypeError
            If it is neither text nor a directed graph.
        ValueError
            If it is an unknown name, an empty graph, or two of its states have the same name.

        Examples
        --------
        >>> SmallWorld("the world").checked("wiat", "graph")
        Traceback (most recent call last):
            ...
        ValueError: unknown graph 'wiat': did you mean 'wait'? known: wait, shutdown, corrigible, rooms, choices
        """
        if isinstance(value, World):
            return value
        if isinstance(value, str):
            if _ARROW in value:
                return world_of(value)
            if value not in WORLDS:
                raise unknown_name(name, value, WORLDS)
            return WORLDS[value]
        networkx = sys.modules.get("networkx")
        if networkx is None or not isinstance(value, networkx.DiGraph):
            raise TypeError(f"{name} must be {self.domain}, got {value!r} of type {type(value).__name__}")
        return _frozen(value)


def _frozen(graph: Any) -> World:
    """A networkx graph as a world; states go by what they are in print."""
    names = {node: str(node) for node in graph.nodes}
    return World(tuple(names.values()), tuple(dict.fromkeys((names[a], names[b]) for a, b in graph.edges())))
