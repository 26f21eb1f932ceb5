"""Games in extensive form in Gambit's ``.efg`` format.

After a header with the title, the players and a comment comes a node a line, each before those that follow it::

    c "name" number "name of the move" { "outcome" probability ... } outcome
    p "name" player number "name of the information set" { "action" ... } outcome
    t "name" outcome

where an outcome is 0, or a number with a name and payoffs the first time, ``1 "won" { 1, -1 }``. Sets and outcomes that were
described before may be given by their number alone. An outcome before the end of the game pays too.
"""

import dataclasses
from collections.abc import Iterable, Iterator

from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Node, Terminal
from toymodels.interop.gambit_syntax import Reader, braced, chance_texts, distinct, number_text, plain_name, quoted
from toymodels.scalars import Scalar


def tree_text(game: ExtensiveGame, comment: str = "", *, plain_names: bool = False, short_numbers: bool = False) -> str:
    """A game in extensive form as a text in the format; the parameters are those of ``gambit.gambit_text``."""
    name = plain_name if plain_names else str
    players = _named(map(name, game.players))
    heads = [f"EFG 2 R {quoted(name(game.title))} {braced(map(quoted, players))}", quoted(name(comment)), ""]
    return "".join(f"{line}\n" for line in [*heads, *_node_lines(game, plain_names, short_numbers)])


def _node_lines(game: ExtensiveGame, plain: bool, short: bool) -> Iterator[str]:
    name = plain_name if plain else str
    sets: dict[str, str] = {}
    for player in game.players:
        own = [found for found in game.information_sets.values() if found.player == player]
        for number, found in enumerate(own, 1):
            actions = braced(map(quoted, _named(map(name, found.actions))))
            sets[found.name] = f"{game.players.index(player) + 1} {number} {quoted(name(found.name))} {actions}"
    outcomes: dict[tuple[str, tuple[Scalar, ...]], int] = {}
    chances = 0
    for position in game.positions:
        node = position.node
        if isinstance(node, Terminal):
            number = outcomes.setdefault((node.outcome, node.payoffs), len(outcomes) + 1)
            payoffs = braced((number_text(payoff, short=short) for payoff in node.payoffs), ", ")
            yield f't "" {number} {quoted(name(node.outcome))} {payoffs}'
        elif isinstance(node, Chance):
            chances += 1
            moves = map(quoted, _named(map(name, node.moves)))
            texts = chance_texts(list(node.probabilities.values()), short=short)
            yield f'c "" {chances} "" {braced(f"{move} {text}" for move, text in zip(moves, texts, strict=True))} 0'
        else:
            yield f'p "" {sets[node.information_set]} 0'


def _named(names: Iterable[str]) -> tuple[str, ...]:
    """The names where they are not empty and different, otherwise others."""
    found = list(names)
    return tuple(distinct(found, map(str, range(1, len(found) + 1))))


@dataclasses.dataclass(frozen=True)
class _Line:
    """A node as it is read, with what has been paid on the way to it."""

    moves: tuple[str, ...]
    paid: tuple[Scalar, ...]
    chances: tuple[Scalar, ...] = ()
    place: tuple[int, int] = (0, 0)
    outcome: str = ""


def tree_read(reader: Reader) -> ExtensiveGame:
    """The game in extensive form that a text states, from the word ``EFG`` on.

    Raises
    ------
    ValueError
        If it isn't in the format; the message names line, column, rule and value.
    """
    reader.word("the format", "EFG")
    reader.version(2)
    title = reader.quoted("the title")
    labels = reader.names("the name of a player")
    if reader.kind == "text":
        reader.quoted("a comment")
    return _Tree(reader, title, distinct(labels, (f"player {i}" for i in range(1, len(labels) + 1)))).game()


class _Tree:
    """The nodes of a game, with what is known of its sets and outcomes from those read before."""

    def __init__(self, reader: Reader, title: str, players: list[str]) -> None:
        self.reader, self.title, self.players = reader, title, players
        self.sets: dict[tuple[int, int], tuple[str, tuple[str, ...], tuple[Scalar, ...]]] = {}
        self.outcomes: dict[int, tuple[str, tuple[Scalar, ...]]] = {0: ("", (0,) * len(players))}

    def game(self) -> ExtensiveGame:
        lines: list[_Line] = []
        waiting: list[tuple[Scalar, ...]] = [self.outcomes[0][1]]
        while waiting:
            lines.append(self._line(waiting.pop()))
            waiting += [lines[-1].paid] * len(lines[-1].moves)
        if self.reader.kind != "end":
            raise self.reader.error("nothing must follow the last node")
        return ExtensiveGame(tuple(self.players), self._root(lines), self.title)

    def _root(self, lines: list[_Line]) -> Node:
        """The first node, put together from the last one backwards."""
        own = [place for place in self.sets if place[0]]
        fallbacks = [f"{self.players[player - 1]}: {number}" for player, number in own]
        names = dict(zip(own, distinct([self.sets[place][0] for place in own], fallbacks), strict=True))
        ready: list[Node] = []
        for line in reversed(lines):
            moves = {move: ready.pop() for move in line.moves}
            if not moves:
                ready.append(Terminal(line.paid, line.outcome))
            elif line.chances:
                ready.append(Chance(moves, dict(zip(moves, line.chances, strict=True))))
            else:
                ready.append(Decision(self.players[line.place[0] - 1], names[line.place], moves))
        return ready.pop()

    def _line(self, before: tuple[Scalar, ...]) -> _Line:
        kind = self.reader.word("a node", "c", "p", "t")
        self.reader.quoted("the name of a node")
        player, number = 0, 0
        moves: tuple[str, ...] = ()
        chances: tuple[Scalar, ...] = ()
        if kind != "t":
            player = self._player() if kind == "p" else 0
            number = self.reader.count("the number of an information set", 1)
            moves, chances = self._set(player, number)
        outcome, pays = self._outcome()
        paid = tuple(old + new for old, new in zip(before, pays, strict=True))
        return _Line(moves, paid, chances, (player, number), outcome)

    def _player(self) -> int:
        if self.reader.kind == "number" and self.reader.lexeme not in map(str, range(1, len(self.players) + 1)):
            raise self.reader.error(f"a player must be an integer in [1, {len(self.players)}]")
        return self.reader.count("a player", 1)

    def _set(self, player: int, number: int) -> tuple[tuple[str, ...], tuple[Scalar, ...]]:
        """The moves of an information set, or of a chance move with their probabilities."""
        reader, place = self.reader, (player, number)
        label = reader.quoted("the name of an information set") if reader.kind == "text" else ""
        if reader.lexeme == "{":
            start, (moves, chances) = reader.start, self._moves(player)
            if place in self.sets and self.sets[place][1:] != (moves, chances):
                raise reader.error(f"information set {number} must have the same moves as before", start, str(list(moves)))
            self.sets.setdefault(place, (label, moves, chances))
        if place not in self.sets:
            raise reader.error(f"the moves of information set {number}, which is new, must follow in braces")
        return self.sets[place][1:]

    def _moves(self, player: int) -> tuple[tuple[str, ...], tuple[Scalar, ...]]:
        if player:
            return _named(self.reader.names("an action")), ()
        names, chances = self._chances()
        return _named(names), tuple(chances)

    def _chances(self) -> tuple[list[str], list[Scalar]]:
        start = self.reader.start
        names: list[str] = []
        chances: list[Scalar] = []
        self.reader.word("what is before the outcomes of a chance move", "{")
        while not names or self.reader.lexeme != "}":
            names.append(self.reader.quoted("the outcome of a chance move"))
            chances.append(self.reader.number("a probability"))
        if sum(chances) != 1 or min(chances) < 0:
            told = ", ".join(map(str, chances))
            raise self.reader.error("the probabilities of a chance move must be >= 0 and sum to 1", start, told)
        self.reader.word("what is after the outcomes of a chance move", "}")
        return names, chances

    def _outcome(self) -> tuple[str, tuple[Scalar, ...]]:
        reader = self.reader
        number = reader.count("the number of an outcome")
        if reader.kind != "text" and reader.lexeme != "{":
            if number not in self.outcomes:
                raise reader.error(f"the payoffs of outcome {number}, which is new, must follow in braces")
            return self.outcomes[number]
        label = reader.quoted("the name of an outcome") if reader.kind == "text" else ""
        start, found = reader.start, (label, self._payoffs())
        if number and self.outcomes.setdefault(number, found)[1] != found[1]:
            told = ", ".join(map(str, found[1]))
            raise reader.error(f"outcome {number} must have the same payoffs as before", start, told)
        return found

    def _payoffs(self) -> tuple[Scalar, ...]:
        self.reader.word("what is before payoffs", "{")
        payoffs = self.reader.payoffs(len(self.players))
        self.reader.word("what is after payoffs, one for each player,", "}")
        return payoffs
