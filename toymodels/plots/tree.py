"""The picture of a game in extensive form: its tree from left to right, and what every end pays in a table beside it.

A decision is a disc with the number and colour of its player, a chance move a diamond. A move's name stands above its line,
that of an information set below the lines to its positions; dashed curves join positions that can't be told apart. With a
profile, lines that are played are thick, moves that are not are pale, and the chance of each end is told.
"""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, InformationSet, Profile, Terminal
from toymodels.games.profiles import Behaviour, behaviour, expected_payoffs, reach
from toymodels.plots.captions import short_number
from toymodels.plots.palette import PLAYER_COLOURS
from toymodels.plots.tree_layout import TreeLayout, tree_layout
from toymodels.scalars import Scalar

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW = 0.4
_FAN = 0.5
_LANE = 0.13
_GAP = 0.14
_MARGIN = 0.3
_LEAST_WIDTH = 4.2
_SIZE = 8
_LONGEST = 34
_PALE = "0.62"
_DARK = "black"


def tree_figure(game: ExtensiveGame, profile: Profile | None = None) -> "Figure":
    """The picture of a game, and of how it is played.

    Parameters
    ----------
    game
        The game.
    profile
        Behaviour strategies; without them no move is emphasised.

    Raises
    ------
    ValueError
        If the game has more than 120 ends or 30 moves in a row, or it is no profile of the game.

    Examples
    --------
    >>> second = lambda win: Decision("second", "hidden", {"heads": Terminal((win, -win)), "tails": Terminal((-win, win))})
    >>> game = ExtensiveGame(("first", "second"), Decision("first", "start", {"heads": second(1), "tails": second(-1)}))
    >>> axes = tree_figure(game).axes[0]
    >>> [text.get_text() for text in axes.texts if text.get_gid() == "information set"]
    ['start', 'hidden', 'hidden']
    """
    from matplotlib.figure import Figure

    layout = tree_layout(game)
    played = None if profile is None else _Played.of(game, behaviour(game, profile))
    places = _places(game, layout, played)
    table = list(_table(game, played))
    title = _title(game, profile)
    right = max(places.xs) + 2 * _GAP
    width = max(right + sum(column.width for column in table) + _MARGIN, _LEAST_WIDTH, _width(title) + 2 * _MARGIN)
    notes = _notes(game, played)
    top, bottom = -1.5 - 0.5 * (title.count("\n") + bool(title)), layout.ends - 0.2 + 0.45 * len(notes)
    figure = Figure(figsize=(width, _ROW * (bottom - top)), dpi=150)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(_ROW * bottom, _ROW * top))
    axes.set_axis_off()
    _draw_moves(axes, game, places, played)
    _draw_sets(axes, game, places, layout.lanes)
    _draw_positions(axes, game, places)
    _draw_table(axes, places, table, right)
    axes.text(width / 2, _ROW * (top + 0.2), title, fontsize=10, ha="center", va="top", gid="title", parse_math=False)
    for line, note in enumerate(notes):
        place = _ROW * (bottom - 0.45 * (len(notes) - line))
        axes.text(_MARGIN, place, note, fontsize=_SIZE, color="0.3", va="center", gid="note", parse_math=False)
    return figure


@dataclasses.dataclass(frozen=True)
class _Places:
    """Where the positions stand, in inches from the left and downwards from the first row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    bends: tuple[float, ...]


@dataclasses.dataclass(frozen=True)
class _Played:
    """The probability of each position, and of the last move before it."""

    reach: tuple[Scalar, ...]
    steps: tuple[Scalar, ...]

    @classmethod
    def of(cls, game: ExtensiveGame, strategies: Behaviour) -> "_Played":
        steps: list[Scalar] = [1]
        for position in game.positions[1:]:
            before = game.positions[position.parent].node
            own = before.probabilities if isinstance(before, Chance) else strategies[before.information_set]  # type: ignore[union-attr]
            steps.append(own[position.move])
        return cls(tuple(reach(game, strategies)), tuple(steps))


@dataclasses.dataclass(frozen=True)
class _Column:
    """A column of the table: its heading, a player's number if it is of one, and the cell of each end by position."""

    heading: str
    player: int | None
    cells: dict[int, str]

    @property
    def width(self) -> float:
        mark = 0.26 if self.player is not None else 0.0
        return max(map(_width, [self.heading, *self.cells.values()])) + mark + 3 * _GAP


def _places(game: ExtensiveGame, layout: TreeLayout, played: _Played | None) -> _Places:
    """Columns as wide as what is written on the lines that lead to them."""
    widths = [0.0] * (max(layout.columns) + 1)
    for number, position in enumerate(game.positions):
        node = position.node
        own = _short(node.information_set) if isinstance(node, Decision) else ""
        written = max(_width(_label(game, number, played)), _width(own))
        widths[layout.columns[number]] = max(widths[layout.columns[number]], written)
    fans = [_FAN] * len(widths)
    for name, lane in layout.lanes.items():
        column = layout.columns[game.information_sets[name].positions[0]]
        fans[column] = max(fans[column], _FAN + _LANE * lane)
    xs = [_MARGIN + widths[0] + 2 * _GAP]
    for width, fan in zip(widths[1:], fans, strict=False):
        xs.append(xs[-1] + fan + width + 2 * _GAP)
    before = [layout.columns[position.parent] for position in game.positions]
    return _Places(
        tuple(xs[column] for column in layout.columns),
        tuple(_ROW * row for row in layout.rows),
        tuple(xs[column] + fans[column] for column in before),
    )


def _label(game: ExtensiveGame, number: int, played: _Played | None) -> str:
    """What is written on the line that leads to a position: the move, and its probability where that is known."""
    position = game.positions[number]
    if position.parent < 0:
        return ""
    before = game.positions[position.parent].node
    chance = before.probabilities[position.move] if isinstance(before, Chance) else None
    if played is not None and played.steps[number] != 0:
        chance = played.steps[number]
    return _short(position.move) + ("" if chance is None else f" = {short_number(chance)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _width(text: str) -> float:
    """How wide a text is in inches, at most: in bold letters."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=_SIZE, weight="bold")
    lines = [text_to_path.get_text_width_height_descent(line, font, ismath=False)[0] for line in text.split("\n")]
    return float(max(lines)) / 72


def _title(game: ExtensiveGame, profile: Profile | None) -> str:
    """The game's title, and what the profile pays."""
    lines = [" ".join(game.title.split())]
    if profile is not None:
        payoffs = zip(game.players, expected_payoffs(game, profile), strict=True)
        lines.append(f"worth {', '.join(f'{short_number(payoff)} to {_short(player)}' for player, payoff in payoffs)}")
    return "\n".join(line for line in lines if line)


def _table(game: ExtensiveGame, played: _Played | None) -> Iterator[_Column]:
    """What stands beside the ends."""
    ends = {number: place.node for number, place in enumerate(game.positions) if isinstance(place.node, Terminal)}
    for player, name in enumerate(game.players):
        yield _Column(_short(name), player, {number: short_number(end.payoffs[player]) for number, end in ends.items()})
    if played is not None:
        yield _Column("chance", None, {n: short_number(played.reach[n]) for n in ends if played.reach[n] != 0})
    if any(end.outcome for end in ends.values()):
        yield _Column("outcome", None, {number: _short(end.outcome) for number, end in ends.items()})


def _notes(game: ExtensiveGame, played: _Played | None) -> list[str]:
    """What the signs mean that occur."""
    signs = {
        "diamonds are chance moves": any(isinstance(position.node, Chance) for position in game.positions),
        "dashed curves join what a player can't tell apart": any(len(s.positions) > 1 for s in game.information_sets.values()),
        "thick lines are played, pale ones are not": played is not None,
    }
    return [sign for sign, occurs in signs.items() if occurs]


def _draw_moves(axes: "Axes", game: ExtensiveGame, places: _Places, played: _Played | None) -> None:
    """A line for every move, with its name above it."""
    for number, position in enumerate(game.positions):
        if position.parent < 0:
            continue
        x, y, bend = places.xs[number], places.ys[number], places.bends[number]
        colour, width = _DARK, 0.9
        if played is not None:
            chosen, reached = played.steps[number] != 0, played.reach[number] != 0
            colour, width = (_DARK if chosen else _PALE), (2.2 if reached else 1.1 if chosen else 0.7)
        start = places.xs[position.parent], places.ys[position.parent]
        axes.plot([start[0], bend, x], [start[1], y, y], color=colour, linewidth=width, solid_joinstyle="round", zorder=2)
        weight = "bold" if width > 2 else "normal"
        text = _label(game, number, played)
        style: dict[str, Any] = {"fontsize": _SIZE, "ha": "left", "va": "bottom", "parse_math": False}
        axes.text(bend, y - 0.03, text, color="0.4" if colour == _PALE else _DARK, fontweight=weight, gid="move", **style)


def _draw_sets(axes: "Axes", game: ExtensiveGame, places: _Places, lanes: Mapping[str, int]) -> None:
    """The name of each information set at its positions, and curves between them."""
    style: dict[str, Any] = {"fontsize": _SIZE - 1, "ha": "right", "color": "0.3", "style": "italic", "parse_math": False}
    for found in game.information_sets.values():
        for number in found.positions:
            place = places.xs[number] - 1.3 * _GAP, places.ys[number] + (0.03 if number else 0)
            axes.text(*place, _short(found.name), va="top" if number else "center", gid="information set", **style)
        if len(found.positions) > 1:
            colour = PLAYER_COLOURS[game.players.index(found.player) % len(PLAYER_COLOURS)]
            _draw_curves(axes, found, places, colour, lanes[found.name])


def _draw_curves(axes: "Axes", found: InformationSet, places: _Places, colour: str, lane: int) -> None:
    """Dashed curves from one position of an information set to the next, bent to where no text is."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    order = sorted(found.positions, key=lambda number: (places.ys[number], number))
    for one, other in itertools.pairwise(order):
        (x, y), (u, v) = (places.xs[one], places.ys[one]), (places.xs[other], places.ys[other])
        aside = 2 * (_FAN - 0.28 + _LANE * lane)
        path = Path([(x, y), (max(x, u) + aside, (y + v) / 2), (u, v)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
        axes.add_patch(PathPatch(path, fill=False, edgecolor=colour, linewidth=1.6, linestyle=(0, (3, 2)), zorder=3, gid="set"))


def _draw_positions(axes: "Axes", game: ExtensiveGame, places: _Places) -> None:
    """A sign for every position."""
    for x, y, position in zip(places.xs, places.ys, game.positions, strict=True):
        if isinstance(position.node, Decision):
            _draw_player(axes, x, y, game.players.index(position.node.player))
        elif isinstance(position.node, Chance):
            axes.plot(x, y, marker="D", markersize=8, markerfacecolor="white", markeredgecolor=_DARK, zorder=4, gid="chance")
        else:
            axes.plot(x, y, marker="o", markersize=3, color=_DARK, zorder=4)


def _draw_player(axes: "Axes", x: float, y: float, player: int) -> None:
    """A player's disc, with its number."""
    colour = PLAYER_COLOURS[player % len(PLAYER_COLOURS)]
    axes.plot(x, y, marker="o", markersize=12, markerfacecolor=colour, markeredgecolor=_DARK, markeredgewidth=0.7, zorder=4)
    ink = "white" if colour in (PLAYER_COLOURS[0], PLAYER_COLOURS[2]) else _DARK
    style: dict[str, Any] = {"fontsize": _SIZE, "fontweight": "bold", "ha": "center", "va": "center_baseline", "zorder": 5}
    axes.text(x, y, str(player + 1), color=ink, gid="player", **style)


def _draw_table(axes: "Axes", places: _Places, table: list[_Column], left: float) -> None:
    """The payoffs and what else is told of each end, joined with it by dots."""
    for number in table[0].cells:
        axes.plot([places.xs[number], left], [places.ys[number]] * 2, color=_PALE, linestyle=":", linewidth=0.8, zorder=1)
    for column in table:
        heading = left + column.width - _width(column.heading) - _GAP
        style: dict[str, Any] = {"fontsize": _SIZE, "va": "center", "parse_math": False}
        axes.text(
            left + column.width - _GAP, -0.9 * _ROW, column.heading, ha="right", fontweight="bold", gid="heading", **style
        )
        if column.player is not None:
            _draw_player(axes, heading - 0.16, -0.9 * _ROW, column.player)
        for number, cell in column.cells.items():
            axes.text(left + column.width - _GAP, places.ys[number], cell, ha="right", gid=column.heading, **style)
        left += column.width
