"""Games in matrix form: every player chooses one of finitely many strategies, at once.

A mixed strategy is a probability for each of a player's strategies; a profile has one for every player. What player i can
expect is the sum, over what each player may choose, of the product of the probabilities times its payoff.
"""

import dataclasses
import itertools
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from toymodels.distributions import distribution
from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic

_PAYOFF = Parameter("payoff")

Mixed = tuple[Scalar, ...]
"""A probability for each strategy of a player."""


@dataclasses.dataclass(frozen=True)
class MatrixGame:
    """A game in which all choose at once, by a payoff table for each player.

    Parameters
    ----------
    payoffs
        One table a player, all of the same shape, nested as deep as there are players: ``payoffs[i][s1][s2]`` is what
        player i gets when the first player chooses its strategy number s1 and the second its number s2.
    players
        Their names, "row" and "column" for two if not given.
    strategies
        The names of the strategies of every player, "1", "2", ... if not given.

    Raises
    ------
    TypeError, ValueError
        If tables differ in shape, a row is of another length than its neighbours, a payoff is no finite number, or names
        are given twice or not for each.

    Examples
    --------
    The prisoner's dilemma:

    >>> game = MatrixGame(([[2, 0], [3, 1]], [[2, 3], [0, 1]]))
    >>> game.shape, game.players, game.payoff(0, (1, 0))
    ((2, 2), ('row', 'column'), 3)
    """

    payoffs: tuple[Any, ...]
    players: tuple[str, ...] = ()
    strategies: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        tables = tuple(_table(table, len(self.payoffs)) for table in self.payoffs)
        if not tables:
            raise ValueError("a game must have a payoff table for each of its players, got none")
        shapes = [_shape(table, len(tables)) for table in tables]
        if len(set(shapes)) > 1:
            raise ValueError(f"payoff tables must be of the same shape, got {', '.join(map(str, shapes))}")
        names = ("row", "column") if len(tables) == 2 else tuple(f"player {i + 1}" for i in range(len(tables)))
        players = tuple(self.players) or names
        strategies = tuple(map(tuple, self.strategies)) or tuple(tuple(map(str, range(1, n + 1))) for n in shapes[0])
        if not len(players) == len(set(players)) == len(tables):
            raise ValueError(f"players must be {len(tables)} different names, got {list(players)}")
        if not tuple(map(len, strategies)) == tuple(len(set(each)) for each in strategies) == shapes[0]:
            raise ValueError(f"strategies must be {' and '.join(map(str, shapes[0]))} different names, got {list(strategies)}")
        object.__setattr__(self, "payoffs", tables)
        object.__setattr__(self, "players", players)
        object.__setattr__(self, "strategies", strategies)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many strategies each player has."""
        return tuple(map(len, self.strategies))

    @cached_property
    def is_exact(self) -> bool:
        """Whether every payoff is an exact rational."""
        return all(is_exact(self.payoff(i, each)) for i in range(len(self.players)) for each in self.choices())

    @cached_property
    def is_zero_sum(self) -> bool:
        """Whether the players' payoffs always sum to 0."""
        return all(sum(self.payoff(i, each) for i in range(len(self.players))) == 0 for each in self.choices())

    def choices(self) -> Iterator[tuple[int, ...]]:
        """The numbers of the strategies that the players may choose, all combinations in order."""
        return itertools.product(*map(range, self.shape))

    def payoff(self, player: int, choice: Sequence[int]) -> Scalar:
        """What a player, by number, gets when each chooses the strategy of this number."""
        table = self.payoffs[player]
        for number in choice:
            table = table[number]
        return table

    def __str__(self) -> str:
        sizes = " by ".join(map(str, self.shape))
        return f"matrix game of {' and '.join(self.players)}, {sizes}"


def zero_sum(table: Sequence[Sequence[object]], **names: Any) -> MatrixGame:
    """The game of two players in which the column player loses what the row player wins.

    Parameters
    ----------
    table
        What the row player wins.
    names
        ``players`` and ``strategies``, as in ``MatrixGame``.

    Examples
    --------
    >>> zero_sum([[1, -1], [-1, 1]]).payoffs[1]
    ((-1, 1), (1, -1))
    """
    wins = _table(table, 2)
    return MatrixGame((wins, tuple(tuple(-win for win in row) for row in wins)), **names)


def mixed_strategies(game: MatrixGame, profile: Sequence[Sequence[object]]) -> tuple[Mixed, ...]:
    """A profile of mixed strategies, checked.

    Raises
    ------
    ValueError
        If there isn't a probability for each strategy of each player, or those of a player don't sum to 1.

    Examples
    --------
    >>> mixed_strategies(zero_sum([[1, -1], [-1, 1]]), (("1/2", "1/2"), (1, 0)))
    ((Fraction(1, 2), Fraction(1, 2)), (1, 0))
    """
    if tuple(map(len, profile)) != game.shape:
        raise ValueError(
            f"a profile must have {' and '.join(map(str, game.shape))} probabilities, got {list(map(len, profile))}"
        )
    return tuple(
        tuple(distribution(dict(zip(names, chances, strict=True)), f"strategy of {player!r}").values())
        for player, names, chances in zip(game.players, game.strategies, profile, strict=True)
    )


def payoffs_by_strategy(game: MatrixGame, profile: Sequence[Mixed], player: int) -> tuple[Scalar, ...]:
    """What each strategy of a player is worth against the others' mixed strategies.

    Parameters
    ----------
    game
        The game.
    profile
        What ``mixed_strategies`` returns; the player's own part doesn't matter.
    player
        The player's number.

    Examples
    --------
    >>> payoffs_by_strategy(zero_sum([[1, -1], [-1, 1]]), ((1, 0), (1, 0)), 1)
    (-1, 1)
    """
    totals: list[Scalar] = [0] * game.shape[player]
    for choice in game.choices():
        others = math.prod(profile[i][number] for i, number in enumerate(choice) if i != player)
        totals[choice[player]] += others * game.payoff(player, choice)
    return tuple(totals)


def _table(table: Any, depth: int) -> Any:
    """Nested tuples of scalars."""
    if depth == 0:
        scalar = _PAYOFF.checked(table, "payoff")
        if is_array(scalar) or is_symbolic(scalar):
            raise TypeError(f"payoff must be one number, got {scalar} of type {type(scalar).__name__}")
        return scalar
    if isinstance(table, str) or not hasattr(table, "__len__") or not len(table):
        raise TypeError(f"a payoff table must be nested as deep as there are players, got {table!r}")
    return tuple(_table(row, depth - 1) for row in table)


def _shape(table: Any, depth: int) -> tuple[int, ...]:
    if depth == 0:
        return ()
    inner = {_shape(row, depth - 1) for row in table}
    if len(inner) > 1:
        raise ValueError(f"rows of a payoff table must be of the same length, got {sorted(inner)}")
    return (len(table), *inner.pop())
