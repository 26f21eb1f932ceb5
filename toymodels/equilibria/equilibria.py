"""What every solution concept returns: profiles of a game, what they pay, and whether these are all.

Each profile carries its regret, computed by ``toymodels.games.regret``, which shares no code with any solver.
"""

import dataclasses
import html
from collections.abc import Mapping
from typing import Any

from toymodels.facts import fact_in_words
from toymodels.games.extensive_game import ExtensiveGame
from toymodels.games.matrix_game import MatrixGame, mixed_strategies, payoffs_by_strategy
from toymodels.games.profiles import behaviour, expected_payoffs
from toymodels.games.regret import regret
from toymodels.scalars import Scalar, number

Strategies = Mapping[str, Mapping[str, Scalar]]

TOLERANCE = 1e-9
"""The greatest regret that is put down to rounding in floats, for payoffs of size 1."""


@dataclasses.dataclass(frozen=True)
class Equilibrium:
    """A profile that a solution concept singles out.

    Parameters
    ----------
    strategies
        The probability of every strategy by player (matrix games), or of every action by information set (extensive games).
    payoffs
        What each player can expect.
    regret
        What each player's best response would gain: 0 for all in a Nash equilibrium.
    """

    strategies: Strategies
    payoffs: Mapping[str, Scalar]
    regret: Mapping[str, Scalar]

    @property
    def is_nash(self) -> bool:
        """Whether nobody regrets; in floats, more than ``TOLERANCE`` times the greatest payoff if that is above 1."""
        size = max(1, *map(abs, self.payoffs.values()))
        return all(gain <= (TOLERANCE * size if isinstance(gain, float) else 0) for gain in self.regret.values())


@dataclasses.dataclass(frozen=True)
class Equilibria:
    """The profiles of a game that a solution concept singles out.

    Parameters
    ----------
    concept
        The concept's name.
    game
        The game, a ``MatrixGame`` or an ``ExtensiveGame``.
    found
        The profiles.
    is_complete
        Whether these are all that there are, in the sense that ``scope`` states.
    scope
        What was looked for, and what is missing, in words.
    method
        How they were found.
    """

    concept: str
    game: MatrixGame | ExtensiveGame
    found: tuple[Equilibrium, ...]
    is_complete: bool
    scope: str
    method: str

    @property
    def is_exact(self) -> bool:
        """Whether the game is in exact rationals, so that the profiles and their regret are."""
        return self.game.is_exact

    @property
    def values(self) -> tuple[Mapping[str, Scalar], ...]:
        """The different payoffs of the profiles, in the order in which they were found."""
        return tuple({tuple(each.payoffs.values()): each.payoffs for each in self.found}.values())

    def __str__(self) -> str:
        count = f"{len(self.found)} found" if not self.is_complete else str(len(self.found))
        heads = [f"{self.concept}: {count} ({self.scope}; {self.method})"]
        for index, each in enumerate(self.found, 1):
            heads += [f"{index}. pays {fact_in_words(each.payoffs)}", *(f"   {line}" for line in _lines(each))]
        return "\n".join(heads)

    def _repr_html_(self) -> str:
        rows = [
            f"<tr><td>{html.escape(fact_in_words(each.payoffs))}</td>"
            f"<td>{'<br>'.join(map(html.escape, _lines(each)))}</td></tr>"
            for each in self.found
        ]
        caption = html.escape(f"{self.concept}: {self.scope}")
        return f"<table><caption>{caption}</caption><tr><th>payoffs</th><th>strategies</th></tr>{''.join(rows)}</table>"


def equilibrium(game: MatrixGame | ExtensiveGame, profile: Any) -> Equilibrium:
    """A profile with its payoffs and its regret.

    Parameters
    ----------
    game
        The game.
    profile
        Mixed strategies in the order of the players of a matrix game, or a behaviour strategy by information set.

    Raises
    ------
    ValueError
        If it is no profile of the game, or a player has no perfect recall.

    Examples
    --------
    >>> from toymodels.games.matrix_game import zero_sum
    >>> equilibrium(zero_sum([[1, -1], [-1, 1]]), (("1/2", "1/2"), ("1/2", "1/2"))).regret
    {'row': 0, 'column': 0}
    """
    strategies: Strategies
    if isinstance(game, ExtensiveGame):
        strategies = behaviour(game, profile)
        payoffs = expected_payoffs(game, strategies)
    else:
        mixed = mixed_strategies(game, profile)
        strategies = {p: dict(zip(s, m, strict=True)) for p, s, m in zip(game.players, game.strategies, mixed, strict=True)}
        by_strategy = (payoffs_by_strategy(game, mixed, i) for i in range(len(mixed)))
        payoffs = tuple(sum(c * v for c, v in zip(own, row, strict=True)) for own, row in zip(mixed, by_strategy, strict=True))
    gains = regret(game, profile)
    return Equilibrium(
        {name: {action: number(chance) for action, chance in row.items()} for name, row in strategies.items()},
        dict(zip(game.players, map(number, payoffs), strict=True)),
        dict(zip(game.players, gains, strict=True)),
    )


def _lines(found: Equilibrium) -> list[str]:
    """The strategies, one line each, without what is never played."""
    return [
        f"{name}: {fact_in_words({action: chance for action, chance in row.items() if chance})}"
        for name, row in found.strategies.items()
    ]
