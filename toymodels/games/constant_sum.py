"""Games of two players in which one wins what the other loses, up to a constant."""

from toymodels.games.extensive_game import ExtensiveGame, Terminal
from toymodels.games.matrix_game import MatrixGame
from toymodels.scalars import Scalar

SUM_TOLERANCE = 1e-9
"""How far apart sums of payoffs in floats may be, for payoffs of size 1."""


def constant_sum(game: MatrixGame | ExtensiveGame) -> Scalar:
    """What the two players' payoffs sum to, however they play.

    Raises
    ------
    ValueError
        If there aren't two players, or their payoffs don't always have the same sum.

    Examples
    --------
    >>> constant_sum(MatrixGame(([[3, 0]], [[0, 3]])))
    3
    >>> constant_sum(MatrixGame(([[3, 0]], [[1, 3]])))
    Traceback (most recent call last):
        ...
    ValueError: payoffs of a zero-sum game must always have the same sum, got sums 3 and 4
    """
    if len(game.players) != 2:
        raise ValueError(f"a zero-sum game must have two players, got {len(game.players)}")
    ends = _ends(game)
    sums = [sum(payoffs) for payoffs in ends]
    tolerance = 0 if game.is_exact else SUM_TOLERANCE * max(1, *(abs(payoff) for payoffs in ends for payoff in payoffs))
    if max(sums) - min(sums) > tolerance:
        raise ValueError(f"payoffs of a zero-sum game must always have the same sum, got sums {min(sums)} and {max(sums)}")
    return sums[0]


def _ends(game: MatrixGame | ExtensiveGame) -> list[tuple[Scalar, ...]]:
    if isinstance(game, ExtensiveGame):
        nodes = (position.node for position in game.positions)
        return [node.payoffs for node in nodes if isinstance(node, Terminal)]
    return [(game.payoff(0, choice), game.payoff(1, choice)) for choice in game.choices()]
