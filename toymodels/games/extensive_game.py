"""Extensive games: trees of decisions and chance moves in which a player need not know where in the tree it is.

A node is terminal, with a payoff for each player, or a chance move, or a decision of one player. Decisions between which a
player can't tell share an *information set*. A behaviour strategy gives each information set of a player a probability
for each action there; one for each information set of the game is a profile.

Source: Kuhn, H. W. (1953), Extensive games and the problem of information.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from toymodels.distributions import distribution
from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic

Node: TypeAlias = "Terminal | Chance | Decision"
Profile: TypeAlias = Mapping[str, "Mapping[str, Scalar] | str"]
"""A behaviour strategy for every information set: a probability of each action, or the name of a sure one."""

_PAYOFF = Parameter("payoff")


@dataclasses.dataclass(frozen=True)
class Terminal:
    """An end of the game.

    Parameters
    ----------
    payoffs
        What each player gets, in the order of the game's players.
    outcome
        What the end is called; may be empty.
    """

    payoffs: tuple[Scalar, ...]
    outcome: str = ""

    def __post_init__(self) -> None:
        payoffs = tuple(_PAYOFF.checked(payoff, "payoff") for payoff in self.payoffs)
        for payoff in payoffs:
            if is_array(payoff) or is_symbolic(payoff):
                raise TypeError(f"payoff must be one number, got {payoff} of type {type(payoff).__name__}")
        object.__setattr__(self, "payoffs", payoffs)


@dataclasses.dataclass(frozen=True)
class Chance:
    """A move that nobody chooses.

    Parameters
    ----------
    moves
        The node that follows each outcome.
    probabilities
        The probability of each outcome; they sum to 1.
    """

    moves: Mapping[str, Node]
    probabilities: Mapping[str, Scalar]

    def __post_init__(self) -> None:
        if not self.moves or set(self.moves) != set(self.probabilities):
            raise ValueError(
                f"a chance move must have a probability for each of its outcomes {list(self.moves)}, "
                f"got {list(self.probabilities)}"
            )
        chances = distribution({name: self.probabilities[name] for name in self.moves}, "probabilities of a chance move")
        object.__setattr__(self, "moves", dict(self.moves))
        object.__setattr__(self, "probabilities", chances)


@dataclasses.dataclass(frozen=True)
class Decision:
    """A choice of one player.

    Parameters
    ----------
    player
        Who chooses.
    information_set
        The name of what the player knows here: decisions with the same name can't be told apart.
    moves
        The node that follows each action; the same actions in the whole information set.
    """

    player: str
    information_set: str
    moves: Mapping[str, Node]

    def __post_init__(self) -> None:
        if not self.moves:
            raise ValueError(f"a decision must have an action, got none in information set {self.information_set!r}")
        object.__setattr__(self, "moves", dict(self.moves))


@dataclasses.dataclass(frozen=True)
class Position:
    """A node where it stands in the tree.

    Parameters
    ----------
    node
        The node.
    parent
        The number of the position before, and -1 for the root.
    move
        The action or outcome that led here.
    children
        The numbers of the positions that follow, in the order of the node's moves.
    """

    node: Node
    parent: int
    move: str
    children: tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class InformationSet:
    """Decisions of a player that it can't tell apart.

    Parameters
    ----------
    name
        The name.
    player
        Who chooses.
    actions
        What it can do there.
    positions
        The numbers of the positions in it.
    """

    name: str
    player: str
    actions: tuple[str, ...]
    positions: tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class ExtensiveGame:
    """A tree of decisions and chance moves, with what the players know.

    Parameters
    ----------
    players
        Their names, each different.
    root
        Where the game begins.
    title
        What the game is called.

    Raises
    ------
    TypeError, ValueError
        If a terminal node has another number of payoffs than there are players; a decision is of an unknown player; or
        an information set has decisions of two players or with different actions.

    Examples
    --------
    Matching pennies, one after the other, with the first coin hidden:

    >>> second = lambda win: Decision("second", "hidden", {"heads": Terminal((win, -win)), "tails": Terminal((-win, win))})
    >>> game = ExtensiveGame(("first", "second"), Decision("first", "start", {"heads": second(1), "tails": second(-1)}))
    >>> print(game)
    extensive game of first and second: 7 positions, 2 information sets
    >>> game.information_sets["hidden"].actions
    ('heads', 'tails')
    """

    players: tuple[str, ...]
    root: Node
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "players", tuple(self.players))
        if not self.players or len(set(self.players)) < len(self.players):
            raise ValueError(f"players must be one or more different names, got {list(self.players)}")
        for position in self.positions:
            node = position.node
            if isinstance(node, Terminal) and len(node.payoffs) != len(self.players):
                raise ValueError(f"a terminal node must have {len(self.players)} payoffs, got {len(node.payoffs)}")
            if isinstance(node, Decision) and node.player not in self.players:
                raise ValueError(f"a decision must be of one of the players {list(self.players)}, got {node.player!r}")
        _ = self.information_sets

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every node in its place, each before those that follow it."""
        nodes: list[tuple[Node, int, str]] = []
        children: list[list[int]] = []
        waiting: list[tuple[Node, int, str]] = [(self.root, -1, "")]
        while waiting:
            node, parent, move = waiting.pop()
            if not isinstance(node, Terminal | Chance | Decision):
                raise TypeError(f"a node must be a Terminal, Chance or Decision, got {node!r}")
            if parent >= 0:
                children[parent].append(len(nodes))
            waiting.extend((child, len(nodes), name) for name, child in reversed(_moves(node)))
            nodes.append((node, parent, move))
            children.append([])
        return tuple(Position(*each, tuple(below)) for each, below in zip(nodes, children, strict=True))

    @cached_property
    def information_sets(self) -> dict[str, InformationSet]:
        """The information sets by name, in the order in which the tree comes to them."""
        found: dict[str, tuple[Decision, list[int]]] = {}
        for number, position in enumerate(self.positions):
            node = position.node
            if isinstance(node, Decision):
                first, numbers = found.setdefault(node.information_set, (node, []))
                if (node.player, tuple(node.moves)) != (first.player, tuple(first.moves)):
                    raise ValueError(
                        f"information set {node.information_set!r} must be of one player with the same actions, "
                        f"got {first.player!r} with {list(first.moves)} and {node.player!r} with {list(node.moves)}"
                    )
                numbers.append(number)
        return {
            name: InformationSet(name, first.player, tuple(first.moves), tuple(numbers))
            for name, (first, numbers) in found.items()
        }

    @cached_property
    def is_exact(self) -> bool:
        """Whether every payoff and every probability is an exact rational."""
        return all(map(is_exact, self._numbers()))

    @cached_property
    def is_zero_sum(self) -> bool:
        """Whether the payoffs at every end sum to 0."""
        ends = (position.node for position in self.positions)
        return all(sum(node.payoffs) == 0 for node in ends if isinstance(node, Terminal))

    def _numbers(self) -> Iterator[Scalar]:
        for position in self.positions:
            if isinstance(position.node, Terminal):
                yield from position.node.payoffs
            elif isinstance(position.node, Chance):
                yield from position.node.probabilities.values()

    def __str__(self) -> str:
        title = self.title or f"extensive game of {' and '.join(self.players)}"
        return f"{title}: {len(self.positions)} positions, {len(self.information_sets)} information sets"


def _moves(node: Node) -> list[tuple[str, Node]]:
    return [] if isinstance(node, Terminal) else list(node.moves.items())
