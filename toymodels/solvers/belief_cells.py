"""Beliefs cut into cells on each of which the same plan is best, in whole numbers: an upper envelope of lines.

A plan is worth T x + D y at the weights x of training and y of deployment: a line (T, D). Cells are the lines of the best
plans in the order of the odds y/x at which they are best, with the cuts between them; a cut n/d is the pair (n, d), and
belongs to the cell above it. The cells of what is ahead are those of the next episode, pulled back through the linear
map (x, y) -> (a x, b x + c y) that an act and an observation apply to the weights, and added up over the observations.
"""

import bisect
import dataclasses
import functools
from collections.abc import Sequence
from typing import TypeAlias

Line: TypeAlias = tuple[int, int]
Odds: TypeAlias = tuple[int, int]
Passage: TypeAlias = tuple[int, int, int]
"""a, b, c of the map (x, y) -> (a x, b x + c y)."""


@dataclasses.dataclass(frozen=True)
class Cells:
    """Lines, and the odds of deployment at which one makes way for the next."""

    cuts: tuple[Odds, ...]
    lines: tuple[Line, ...]

    @functools.cached_property
    def guide(self) -> list[float]:
        """The cuts as chances of training, 1 - b, so far as floats tell; they fall, and so are negative here to rise."""
        return [-(d / (n + d)) for n, d in self.cuts]


NOTHING = Cells((), ((0, 0),))


def line_at(cells: Cells, x: int, y: int) -> Line:
    """The line of the cell that holds the weights x and y.

    >>> line_at(Cells(((1, 2),), ((2, 0), (1, 2))), 2, 1)
    (1, 2)
    """
    return cells.lines[cell_at(cells, x, y)]


def cell_at(cells: Cells, x: int, y: int) -> int:
    """The number of the cell that holds the weights x and y: how many cuts are at or below y/x.

    Floats find it, since a quotient of whole numbers is rounded correctly and so in order; where they are equal, whole numbers.
    """
    near = -(x / (x + y)) if x else 0.0
    low, high = bisect.bisect_left(cells.guide, near), bisect.bisect_right(cells.guide, near)
    while low < high:
        middle = (low + high) // 2
        n, d = cells.cuts[middle]
        low, high = (middle + 1, high) if n * x <= d * y else (low, middle)
    return low


def pulled_line(line: Line, passage: Passage) -> Line:
    """What a line is worth one map earlier."""
    a, b, c = passage
    return a * line[0] + b * line[1], c * line[1]


def pulled_cells(cells: Cells, passage: Passage) -> Cells:
    """The cells one map earlier.

    >>> pulled_cells(Cells(((1, 2), (3, 1)), ((2, 0), (1, 2), (0, 3))), (1, 1, 1))
    Cells(cuts=((2, 1),), lines=((3, 2), (3, 3)))
    """
    a, b, c = passage
    if a == 0 or c == 0:
        return Cells((), (pulled_line(cells.lines[-1 if a == 0 else 0], passage),))
    cuts = [(n * a - b * d, c * d) for n, d in cells.cuts]
    passed = sum(n <= 0 for n, _ in cuts)
    return Cells(tuple(cuts[passed:]), tuple(pulled_line(line, passage) for line in cells.lines[passed:]))


def refined(one: Cells, other: Cells) -> tuple[list[Odds], list[tuple[Line, Line]]]:
    """The cuts of both, and in each cell between them the lines of the one and of the other."""
    i, j = 0, 0
    cuts: list[Odds] = []
    pairs = [(one.lines[0], other.lines[0])]
    while i < len(one.cuts) or j < len(other.cuts):
        order = _order(one.cuts[i : i + 1], other.cuts[j : j + 1])
        cuts.append(one.cuts[i] if order <= 0 else other.cuts[j])
        i, j = i + (order <= 0), j + (order >= 0)
        pairs.append((one.lines[i], other.lines[j]))
    return cuts, pairs


def summed_cells(parts: Sequence[Cells]) -> Cells:
    """The cells of a sum of best plans.

    >>> summed_cells([Cells(((1, 2),), ((2, 0), (1, 2))), Cells(((1, 1),), ((1, 1), (0, 2)))])
    Cells(cuts=((1, 2), (1, 1)), lines=((3, 1), (2, 3), (1, 4)))
    """

    def added(one: Cells, other: Cells) -> Cells:
        cuts, pairs = refined(one, other)
        return Cells(tuple(cuts), tuple((T + U, D + E) for (T, D), (U, E) in pairs))

    return functools.reduce(added, parts)


def cells_between(cells: Cells, low: Odds, high: Odds | None) -> Cells:
    """The cells from some odds on, and below others; None stands for no bound."""
    first = cell_at(cells, low[1], low[0])
    last = len(cells.cuts) if high is None else _cell_below(cells, high)
    return Cells(cells.cuts[first:last], cells.lines[first : last + 1])


def joined_cells(parts: Sequence[Cells], cuts: Sequence[Odds]) -> Cells:
    """Stretches of cells one after the other, with the cuts between them."""
    joints = (*((cut,) for cut in cuts), ())
    return Cells(
        tuple(cut for part, joint in zip(parts, joints, strict=True) for cut in (*part.cuts, *joint)),
        tuple(line for part in parts for line in part.lines),
    )


def _cell_below(cells: Cells, odds: Odds) -> int:
    """The number of the cell just below some odds: how many cuts are strictly below."""
    at = cell_at(cells, odds[1], odds[0])
    n, d = cells.cuts[at - 1] if at else (-1, 1)
    return at - (n * odds[1] == odds[0] * d)


def _order(one: Sequence[Odds], other: Sequence[Odds]) -> int:
    """-1, 0 or 1 as the first cut is below, at or above the second; a missing one is above all."""
    if not one or not other:
        return 1 if not one else -1
    difference = one[0][0] * other[0][1] - other[0][0] * one[0][1]
    return (difference > 0) - (difference < 0)
