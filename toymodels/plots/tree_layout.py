"""Where the positions of a game tree stand in a picture: every end has a row to itself, every move leads to a later column.

A position with moves stands half-way between the rows of its first and its last child. So subtrees don't overlap, and two
positions of a column are at least a row apart. The column is the next one after the parent's, or a later one where another
position of the information set stands: those of a set stand in one column, unless that would push some of them on for ever
(as where a player forgets that it has been there).

The curves that join the positions of a set run beside its column, in lanes: where two of them pass the same row, they have
different ones.
"""

import dataclasses
import itertools

from toymodels.games.extensive_game import ExtensiveGame

MOST_ENDS = 120
MOST_MOVES = 30


@dataclasses.dataclass(frozen=True)
class TreeLayout:
    """The places of the positions of a game, by number.

    Parameters
    ----------
    rows
        The row of each position, counted downwards from 0; half-way between rows where there are several below it.
    columns
        The column of each position, from 0 for the root.
    ends
        How many ends there are, which is the number of rows.
    lanes
        The lane, from 0, of each information set with several positions, by name.
    """

    rows: tuple[float, ...]
    columns: tuple[int, ...]
    ends: int
    lanes: dict[str, int]


def tree_layout(game: ExtensiveGame) -> TreeLayout:
    """The places of the positions of a game.

    Raises
    ------
    ValueError
        If the game has more than 120 ends, or more than 30 moves one after the other: nobody could read the picture.

    Examples
    --------
    >>> from toymodels.games.extensive_game import Decision, Terminal
    >>> later = Decision("I", "later", {"left": Terminal((1,)), "right": Terminal((2,))})
    >>> tree_layout(ExtensiveGame(("I",), Decision("I", "first", {"stop": Terminal((0,)), "go": later})))
    TreeLayout(rows=(0.75, 0.0, 1.5, 1.0, 2.0), columns=(0, 1, 1, 2, 2), ends=3, lanes={})
    """
    columns = _pushed(game, [0] * len(game.positions))
    ends = sum(not position.children for position in game.positions)
    if ends > MOST_ENDS or max(columns) > MOST_MOVES:
        raise ValueError(
            f"a tree that is drawn must have at most {MOST_ENDS} ends and {MOST_MOVES} moves in a row, "
            f"got {ends} and {max(columns)}: draw a shorter game, or save this one as .efg"
        )
    columns = _aligned(game, columns)
    rows = [0.0] * len(game.positions)
    free = ends
    for number in reversed(range(len(game.positions))):
        children = game.positions[number].children
        free -= not children
        rows[number] = (rows[children[0]] + rows[children[-1]]) / 2 if children else float(free)
    return TreeLayout(tuple(rows), tuple(columns), ends, _lanes(game, rows, columns))


def _pushed(game: ExtensiveGame, columns: list[int]) -> list[int]:
    """Every position at least one column after its parent."""
    found = list(columns)
    for number, position in enumerate(game.positions):
        if number:
            found[number] = max(found[number], found[position.parent] + 1)
    return found


def _aligned(game: ExtensiveGame, columns: list[int]) -> list[int]:
    """The columns once each information set stands in one; as they were if that never ends."""
    sets = list(game.information_sets.values())
    found = columns
    for _ in itertools.repeat(None, len(sets) + 1):
        before, found = found, list(found)
        for each in sets:
            for number in each.positions:
                found[number] = max(before[other] for other in each.positions)
        found = _pushed(game, found)
        if found == before:
            return found
    return columns


def _lanes(game: ExtensiveGame, rows: list[float], columns: list[int]) -> dict[str, int]:
    """A lane for each information set with several positions: the first that is free from its first row on."""
    spans = {
        found.name: (min(rows[n] for n in found.positions), max(rows[n] for n in found.positions), columns[found.positions[0]])
        for found in game.information_sets.values()
        if len(found.positions) > 1
    }
    lanes: dict[str, int] = {}
    taken: dict[int, list[float]] = {}
    for name, (first, last, column) in sorted(spans.items(), key=lambda item: item[1]):
        ends = taken.setdefault(column, [])
        lanes[name] = next((lane for lane, end in enumerate(ends) if end < first), len(ends))
        ends[lanes[name] :] = [last, *ends[lanes[name] + 1 :]]
    return lanes
