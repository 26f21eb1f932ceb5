"""Sequences: what a player has done on the way to a position, and whether it remembers that.

A player's sequence at a position is the list of its own information sets on the way there, with what it chose in each. It has
perfect recall iff all positions of each of its information sets have the same sequence; the driver who is absent-minded,
and comes twice to one information set, has not.

Source: von Stengel, B. (1996), Efficient computation of behavior strategies.
"""

import dataclasses

from toymodels.games.extensive_game import Decision, ExtensiveGame


@dataclasses.dataclass(frozen=True)
class Sequences:
    """The sequences of one player.

    Parameters
    ----------
    steps
        The last step of every sequence: the number of the sequence before, the information set and the action. Number 0 is
        the empty sequence, whose step is (-1, "", "").
    at
        The number of the sequence at each position.
    lengths
        The number of steps of every sequence.
    """

    steps: tuple[tuple[int, str, str], ...]
    at: tuple[int, ...]
    lengths: tuple[int, ...]


def sequences(game: ExtensiveGame, player: str) -> Sequences:
    """The sequences of a player, each after the one that it extends.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Terminal
    >>> end = Decision("I", "second", {"out": Terminal((4,)), "on": Terminal((1,))})
    >>> game = ExtensiveGame(("I",), Decision("I", "first", {"out": Terminal((0,)), "on": end}))
    >>> sequences(game, "I").steps
    ((-1, '', ''), (0, 'first', 'out'), (0, 'first', 'on'), (2, 'second', 'out'), (2, 'second', 'on'))
    """
    steps: dict[tuple[int, str, str], int] = {(-1, "", ""): 0}
    at = [0]
    lengths = [0]
    for position in game.positions[1:]:
        before = game.positions[position.parent].node
        here = at[position.parent]
        if isinstance(before, Decision) and before.player == player:
            step = (here, before.information_set, position.move)
            if step not in steps:
                steps[step] = len(steps)
                lengths.append(lengths[here] + 1)
            here = steps[step]
        at.append(here)
    return Sequences(tuple(steps), tuple(at), tuple(lengths))


def forgotten(game: ExtensiveGame, player: str) -> str | None:
    """An information set in which a player has forgotten what it did or knew; None if it has perfect recall.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Terminal
    >>> end = Decision("I", "exit", {"out": Terminal((4,)), "on": Terminal((1,))})
    >>> driver = ExtensiveGame(("I",), Decision("I", "exit", {"out": Terminal((0,)), "on": end}))
    >>> forgotten(driver, "I")
    'exit'
    """
    return _forgotten(game, player, sequences(game, player))


def check_recall(game: ExtensiveGame, player: str) -> Sequences:
    """The sequences of a player, who must have perfect recall.

    Raises
    ------
    ValueError
        If the player has forgotten something; the information set is named.
    """
    own = sequences(game, player)
    name = _forgotten(game, player, own)
    if name is not None:
        raise ValueError(f"player {player!r} must have perfect recall, but forgets in information set {name!r}")
    return own


def _forgotten(game: ExtensiveGame, player: str, own: Sequences) -> str | None:
    for name, information_set in game.information_sets.items():
        if information_set.player == player and len({own.at[number] for number in information_set.positions}) > 1:
            return name
    return None
