"""Regret: what each player would gain by its best response. A profile is a Nash equilibrium iff nobody regrets.

It is the certificate of every equilibrium of the library, computed by code that no solver of games shares.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from toymodels.games.best_response import best_response
from toymodels.games.extensive_game import ExtensiveGame
from toymodels.games.matrix_game import MatrixGame, mixed_strategies, payoffs_by_strategy
from toymodels.games.profiles import expected_payoffs
from toymodels.scalars import Scalar, number


def regret(game: MatrixGame | ExtensiveGame, profile: Sequence[Any] | Mapping[str, Any]) -> tuple[Scalar, ...]:
    """What each player's best response gains over its own strategy, at least 0, in the order of the players.

    Parameters
    ----------
    game
        A game; in extensive form one in which everybody has perfect recall.
    profile
        A mixed strategy for each player of a matrix game, or a behaviour strategy for each information set.

    Raises
    ------
    ValueError
        If it is no profile of the game, or a player has no perfect recall.

    Examples
    --------
    >>> from toymodels.games.matrix_game import zero_sum
    >>> regret(zero_sum([[1, -1], [-1, 1]]), (("1/2", "1/2"), ("1/2", "1/2")))
    (0, 0)
    >>> regret(zero_sum([[1, -1], [-1, 1]]), ((1, 0), ("2/3", "1/3")))
    (0, Fraction(4, 3))
    """
    if isinstance(game, ExtensiveGame):
        payoffs = expected_payoffs(game, profile)  # type: ignore[arg-type]
        best = [best_response(game, profile, player).value for player in game.players]  # type: ignore[arg-type]
        return tuple(number(value - payoff) for value, payoff in zip(best, payoffs, strict=True))
    mixed = mixed_strategies(game, profile)  # type: ignore[arg-type]
    gains = []
    for player, own in enumerate(mixed):
        payoffs = payoffs_by_strategy(game, mixed, player)
        gains.append(number(max(payoffs) - sum(chance * payoff for chance, payoff in zip(own, payoffs, strict=True))))
    return tuple(gains)
