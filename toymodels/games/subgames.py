"""Subgames: the parts of a game that can be played by themselves.

A position begins a subgame iff each information set that has a position there or later has all of its positions there or later.

Source: Selten, R. (1965), Spieltheoretische Behandlung eines Oligopolmodells mit Nachfrageträgheit.
"""

from collections import Counter

from toymodels.games.extensive_game import ExtensiveGame, Terminal


def subgame_roots(game: ExtensiveGame) -> tuple[int, ...]:
    """The numbers of the positions, ends aside, at which subgames begin; the first is the whole game's.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Decision
    >>> reply = lambda seen: Decision("II", seen, {"heads": Terminal((1, 0)), "tails": Terminal((0, 1))})
    >>> pennies = lambda first, second: Decision("I", "coin", {"heads": reply(first), "tails": reply(second)})
    >>> subgame_roots(ExtensiveGame(("I", "II"), pennies("hidden", "hidden")))
    (0,)
    >>> subgame_roots(ExtensiveGame(("I", "II"), pennies("seen heads", "seen tails")))
    (0, 1, 4)
    """
    cut = set()
    for found in game.information_sets.values():
        inside: Counter[int] = Counter()
        for number in found.positions:
            above = number
            while above >= 0:
                inside[above] += 1
                above = game.positions[above].parent
        cut |= {number for number, count in inside.items() if count < len(found.positions)}
    inner = (k for k, position in enumerate(game.positions) if not isinstance(position.node, Terminal))
    return tuple(number for number in inner if number not in cut)
