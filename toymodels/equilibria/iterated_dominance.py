"""What is left of a game when dominated strategies are removed, again and again.

A strategy is *strictly* dominated if some mixture of the player's strategies pays more against everything that the
others may choose, and *weakly* if it never pays less and sometimes more. With u_k(s) what the player's strategy k pays
against s, strategy j is strictly dominated iff

    maximize e  subject to  sum_k x_k (u_k(s) - u_j(s)) >= e for all s,  sum_k x_k = 1,  x >= 0

has e > 0, and weakly iff with e = 0 the sum of the left sides can be positive. That the others
choose together is no loss: a strategy is undominated iff it is a best response to some belief, in which they may be correlated.

What strict dominance leaves doesn't depend on the order of removal. What weak dominance leaves does; so the result
holds the order.

Source: Luce, R. D. and Raiffa, H. (1957), Games and decisions; Pearce, D. G. (1984), Rationalizable strategic behavior and the
problem of perfection; Gilboa, I., Kalai, E. and Zemel, E. (1990), On the order of eliminating dominated strategies.
"""

import dataclasses
import html
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from toymodels.errors import unknown_name
from toymodels.facts import fact_in_words
from toymodels.games.matrix_game import MatrixGame
from toymodels.scalars import Scalar

Left = tuple[tuple[int, ...], ...]


@dataclasses.dataclass(frozen=True)
class Removal:
    """A strategy that is removed, and why.

    Parameters
    ----------
    round
        When, counted from 1; what goes in a round is dominated in the game that the round before left.
    player
        Whose it is.
    strategy
        Its name.
    dominated_by
        The mixture of strategies that dominates it, with probabilities.
    gain
        The least (strict) or greatest (weak) that the mixture pays more.
    """

    round: int
    player: str
    strategy: str
    dominated_by: Mapping[str, Scalar]
    gain: Scalar


@dataclasses.dataclass(frozen=True)
class Reduction:
    """What iterated dominance leaves of a game.

    Parameters
    ----------
    game
        The game that is left, in which nothing is dominated any more.
    removals
        What was removed, in order.
    weak
        Whether weakly dominated strategies were removed: then another order may leave another game.
    """

    game: MatrixGame
    removals: tuple[Removal, ...]
    weak: bool

    @property
    def is_solved(self) -> bool:
        """Whether a single strategy is left of every player."""
        return set(self.game.shape) == {1}

    def __str__(self) -> str:
        kind = "weakly" if self.weak else "strictly"
        lines = [f"{self.game}, after {len(self.removals)} {kind} dominated strategies"]
        lines += [f"{r.round}. {r.player}: {r.strategy}, by {fact_in_words(r.dominated_by)}" for r in self.removals]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def iterated_dominance(
    game: MatrixGame, *, weak: bool = False, mixed: bool = True, order: Sequence[str] | None = None
) -> Reduction:
    """What is left of a game of any number of players when all dominated strategies are removed until there are none.

    Parameters
    ----------
    game
        The game, in exact numbers unless ``mixed`` is false.
    weak
        Whether to remove what is weakly dominated too.
    mixed
        Whether mixtures dominate, or pure strategies only.
    order
        The players in the order in which they take turns, one a round; if None, all strategies of all players that are
        dominated go at once in each round.

    Raises
    ------
    ValueError
        If a payoff is a float and ``mixed`` is true, or ``order`` doesn't name each player once.

    Examples
    --------
    The middle row is worse than an even chance of the others; then the left column is.

    >>> found = iterated_dominance(MatrixGame(([[4, 0], [1, 1], [0, 4]], [[0, 1], [2, 0], [1, 2]])))
    >>> print(found)
    matrix game of row and column, 1 by 1, after 3 strictly dominated strategies
    1. row: 2, by 1: 1/2 (0.5); 3: 1/2 (0.5)
    2. column: 1, by 2: 1
    3. row: 1, by 3: 1
    """
    if mixed and not game.is_exact:
        raise ValueError("payoffs must be exact numbers for dominance by mixtures, got floats")
    turns = [list(range(len(game.players)))] if order is None else [[number] for number in _numbers(game, order)]
    left: Left = tuple(tuple(range(count)) for count in game.shape)
    removals: list[Removal] = []
    count = idle = 0
    while idle < len(turns):
        gone = [
            (i, j, reason)
            for i in turns[count % len(turns)]
            for j in left[i]
            if (reason := _dominator(game, left, i, j, weak=weak, mixed=mixed))
        ]
        count += 1
        removals += [Removal(count, game.players[i], game.strategies[i][j], *reason) for i, j, reason in gone]
        without = {(i, j) for i, j, _ in gone}
        left = tuple(tuple(j for j in own if (i, j) not in without) for i, own in enumerate(left))
        idle = 0 if gone else idle + 1
    return Reduction(_restricted(game, left), tuple(removals), weak)


def _numbers(game: MatrixGame, order: Sequence[str]) -> list[int]:
    """The numbers of the players in an order that names each once."""
    for player in order:
        if player not in game.players:
            raise unknown_name("player", player, game.players)
    if sorted(order) != sorted(game.players):
        raise ValueError(f"order must name each of the players {list(game.players)} once, got {list(order)}")
    return [game.players.index(player) for player in order]


Reason = tuple[dict[str, Scalar], Scalar]


def _dominator(game: MatrixGame, left: Left, player: int, strategy: int, *, weak: bool, mixed: bool) -> Reason | None:
    """The mixture that dominates a strategy in what is left, and what it gains."""
    own = _row(game, left, player, strategy)
    others = [k for k in left[player] if k != strategy]
    names = [game.strategies[player][k] for k in others]
    gains = [[a - b for a, b in zip(_row(game, left, player, k), own, strict=True)] for k in others]
    for name, row in zip(names, gains, strict=True):
        if min(row) > 0 or (weak and min(row) == 0 and max(row) > 0):
            return {name: 1}, max(row) if weak else min(row)
    chances = _mixture(gains, weak=weak) if mixed and len(others) > 1 else ()
    if not chances:
        return None
    row = [sum(x * gain for x, gain in zip(chances, column, strict=True)) for column in zip(*gains, strict=True)]
    return {name: x for name, x in zip(names, chances, strict=True) if x}, max(row) if weak else min(row)


def _row(game: MatrixGame, left: Left, player: int, strategy: int) -> list[Scalar]:
    """What a strategy pays against everything that the others have left."""
    choices = itertools.product(*(own if i != player else (strategy,) for i, own in enumerate(left)))
    return [game.payoff(player, choice) for choice in choices]


def _mixture(gains: list[list[Scalar]], *, weak: bool) -> tuple[Scalar, ...]:
    """The probabilities of rows with which they gain, if there are some: the linear program of the module."""
    from toymodels.symbolic.algebra.linear_program import LinearProgram
    from toymodels.symbolic.algebra.linear_solution import linear_solution

    slack = int(not weak)
    objective = [*map(sum, gains), 0] if weak else [*[0] * len(gains), 1]
    program = LinearProgram(
        objective=objective,
        rows=[*([*(-gain for gain in column), slack] for column in zip(*gains, strict=True)), [*[1] * len(gains), 0]],
        limits=[*[0] * len(gains[0]), 1],
        equations=frozenset({len(gains[0])}),
        free=frozenset({len(gains)}),
    )
    solved = linear_solution(program)
    is_better = solved.status == "optimal" and sum(c * x for c, x in zip(objective, solved.point, strict=True)) > 0
    return solved.point[:-1] if is_better else ()


def _restricted(game: MatrixGame, left: Left) -> MatrixGame:
    def table(entries: Any, rest: Left) -> Any:
        return [table(entries[number], rest[1:]) for number in rest[0]] if rest else entries

    names = tuple(tuple(strategies[j] for j in own) for strategies, own in zip(game.strategies, left, strict=True))
    return MatrixGame(tuple(table(payoffs, left) for payoffs in game.payoffs), game.players, names)
