"""Games in matrix form in Gambit's ``.nfg`` format.

After a header with the title, the players, and their strategies by number or by name, comes a payoff for each player for each
combination of strategies, of which the first player's changes fastest::

    NFG 1 R "title" { "row" "column" } { 2 2 }
    NFG 1 R "title" { "row" "column" } { { "up" "down" } { "left" "right" } } "comment"

In the other version outcomes with payoffs stand in braces, and then the number of one for each combination, 0 for none.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Any

from toymodels.games.matrix_game import MatrixGame
from toymodels.interop.gambit_syntax import Reader, braced, distinct, number_text, plain_name, quoted
from toymodels.scalars import Scalar


def matrix_text(game: MatrixGame, comment: str = "", *, plain_names: bool = False, short_numbers: bool = False) -> str:
    """A game in matrix form as a text in the format, by payoffs; the parameters are those of ``gambit.gambit_text``.

    Strategies that are called "1", "2", ... are given by number; then there is no place for a comment.
    """
    name = plain_name if plain_names else str
    players = distinct(map(name, game.players), map(str, range(1, len(game.players) + 1)))
    if plain_names or all(own == tuple(map(str, range(1, len(own) + 1))) for own in game.strategies):
        strategies = braced(map(str, game.shape))
    else:
        strategies = braced(braced(map(quoted, own)) for own in game.strategies) + f"\n{quoted(comment)}"
    rows = (
        " ".join(number_text(game.payoff(i, choice[::-1]), short=short_numbers) for i in range(len(players)))
        for choice in itertools.product(*map(range, game.shape[::-1]))
    )
    return "".join(f"{line}\n" for line in [f'NFG 1 R "" {braced(map(quoted, players))} {strategies}', "", *rows])


def matrix_read(reader: Reader) -> MatrixGame:
    """The game in matrix form that a text states, from the word ``NFG`` on, by payoffs or by outcomes.

    Raises
    ------
    ValueError
        If it isn't in the format; the message names line, column, rule and value.
    """
    reader.word("the format", "NFG")
    reader.version(1)
    reader.quoted("the title")
    labels = reader.names("the name of a player")
    players = distinct(labels, (f"player {i}" for i in range(1, len(labels) + 1)))
    strategies = _strategies(reader, len(players))
    if reader.kind == "text":
        reader.quoted("a comment")
    cells = math.prod(map(len, strategies))
    rows = _by_outcome(reader, len(players), cells) if reader.lexeme == "{" else _by_payoff(reader, len(players), cells)
    if reader.kind != "end":
        raise reader.error("nothing must follow the last payoff")
    strides = list(itertools.accumulate([1, *map(len, strategies[:-1])], lambda a, b: a * b))
    tables = tuple(_table([row[i] for row in rows], list(map(len, strategies)), strides) for i in range(len(players)))
    return MatrixGame(tables, tuple(players), tuple(strategies))


def _strategies(reader: Reader, players: int) -> list[tuple[str, ...]]:
    """The names of every player's strategies; the numbers from 1 on where only their count is given."""
    reader.word("what is before the strategies", "{")
    found: list[tuple[str, ...]] = []
    for _ in range(players):
        if reader.lexeme == "{":
            names = reader.names("the name of a strategy")
            found.append(tuple(distinct(names, map(str, range(1, len(names) + 1)))))
        else:
            found.append(tuple(map(str, range(1, _strategy_count(reader) + 1))))
    reader.word("what is after the strategies of each player", "}")
    return found


def _strategy_count(reader: Reader) -> int:
    if len(reader.lexeme) > 6:
        raise reader.error("the number of strategies must be an integer in [1, 999999]")
    return reader.count("the number of strategies", 1)


def _by_payoff(reader: Reader, players: int, cells: int) -> list[tuple[Scalar, ...]]:
    return [reader.payoffs(players) for _ in range(cells)]


def _by_outcome(reader: Reader, players: int, cells: int) -> list[tuple[Scalar, ...]]:
    reader.word("what is before the outcomes", "{")
    outcomes: list[tuple[Scalar, ...]] = [(0,) * players]
    while reader.lexeme == "{":
        outcomes.append(_outcome(reader, players))
    reader.word("what is after the outcomes", "}")
    rows = []
    for _ in range(cells):
        if reader.kind == "number" and reader.lexeme not in map(str, range(len(outcomes))):
            raise reader.error(f"an outcome must be an integer in [0, {len(outcomes) - 1}]")
        rows.append(outcomes[reader.count("an outcome")])
    return rows


def _outcome(reader: Reader, players: int) -> tuple[Scalar, ...]:
    reader.word("what is before an outcome", "{")
    reader.quoted("the name of an outcome")
    payoffs = reader.payoffs(players)
    reader.word("what is after the payoffs of an outcome, one for each player,", "}")
    return payoffs


def _table(cells: Sequence[Scalar], shape: list[int], strides: list[int], start: int = 0) -> Any:
    """The payoffs as nested as there are players, of cells in which the first player's strategy changes fastest."""
    if not shape:
        return cells[start]
    return tuple(_table(cells, shape[1:], strides[1:], start + number * strides[0]) for number in range(shape[0]))
