"""A game in extensive form as a directed graph of networkx, for whatever walks, draws or measures graphs."""

from typing import TYPE_CHECKING, Any

from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Node, Profile, Terminal
from toymodels.games.profiles import behaviour

if TYPE_CHECKING:
    import networkx


def digraph(game: ExtensiveGame, profile: Profile | None = None) -> "networkx.DiGraph":
    """The tree of a game: its positions are the nodes, by number, and its moves the edges.

    A node has a ``kind``: ``"decision"``, with ``player`` and ``information_set``, ``"chance"``, or ``"end"``, with
    ``payoffs`` by player and the ``outcome``'s name. An edge has its ``move`` and, where it is known, its ``probability``. The
    graph has the players and the title of the game.

    Parameters
    ----------
    game
        The game.
    profile
        Behaviour strategies, if the actions' probabilities are wanted too.

    Raises
    ------
    ValueError
        If it is no profile of the game.

    Examples
    --------
    >>> game = ExtensiveGame(("I",), Decision("I", "exit", {"out": Terminal((1,)), "on": Terminal((0,))}))
    >>> graph = digraph(game, {"exit": "out"})
    >>> graph.nodes[0]
    {'kind': 'decision', 'player': 'I', 'information_set': 'exit'}
    >>> list(graph.edges(data=True))
    [(0, 1, {'move': 'out', 'probability': 1}), (0, 2, {'move': 'on', 'probability': 0})]
    """
    import networkx

    strategies = {} if profile is None else behaviour(game, profile)
    graph = networkx.DiGraph(title=game.title, players=game.players)
    for number, position in enumerate(game.positions):
        graph.add_node(number, **_facts(game, position.node))
        if number:
            before = game.positions[position.parent].node
            if isinstance(before, Chance):
                chances = before.probabilities
            else:
                chances = strategies.get(before.information_set, {}) if isinstance(before, Decision) else {}
            known = {"probability": chances[position.move]} if chances else {}
            graph.add_edge(position.parent, number, move=position.move, **known)
    return graph


def _facts(game: ExtensiveGame, node: Node) -> dict[str, Any]:
    if isinstance(node, Terminal):
        return {"kind": "end", "payoffs": dict(zip(game.players, node.payoffs, strict=True)), "outcome": node.outcome}
    if isinstance(node, Chance):
        return {"kind": "chance"}
    return {"kind": "decision", "player": node.player, "information_set": node.information_set}
