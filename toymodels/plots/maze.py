"""Drawings of mazes: walls, the things that stand in them, and the ways that agents take."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from toymodels.mazes import DOWN, RIGHT, Mazes

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WALL_COLOUR = "#303030"


def draw_maze(axes: "Axes", mazes: Mazes, maze: int) -> None:
    """Draw the walls of one maze: the middle of the cell in row r and column c is at (c, r), and rows go down."""
    from matplotlib.collections import LineCollection

    size, passages = mazes.size, mazes.passages[maze]
    walls = []
    for cell in range(mazes.cells):
        row, column = divmod(cell, size)
        if column < size - 1 and not passages[cell, RIGHT]:
            walls.append([(column + 0.5, row - 0.5), (column + 0.5, row + 0.5)])
        if row < size - 1 and not passages[cell, DOWN]:
            walls.append([(column - 0.5, row + 0.5), (column + 0.5, row + 0.5)])
    low, high = -0.5, size - 0.5
    border = [(low, low), (high, low), (high, high), (low, high), (low, low)]
    axes.add_collection(LineCollection([*walls, border], colors=WALL_COLOUR, linewidths=1.1, capstyle="round", gid="walls"))
    axes.set_xlim(low - 0.3, high + 0.3)
    axes.set_ylim(high + 0.3, low - 0.3)
    axes.set_aspect("equal")
    axes.axis("off")


def draw_way(axes: "Axes", size: int, cells: Iterable[int], colour: str, shift: float, label: str) -> None:
    """Draw a way through the middles of cells, shifted a little so that two ways can be told apart."""
    rows, columns = zip(*(divmod(cell, size) for cell in cells), strict=True)
    x, y = [column + shift for column in columns], [row + shift for row in rows]
    axes.plot(x, y, color=colour, linewidth=2, alpha=0.85, solid_joinstyle="round", label=label, gid="way")


def draw_thing(axes: "Axes", size: int, cell: int, colour: str, word: str, shape: str = "s") -> None:
    """Draw a thing that fills a cell, and beside it what it is: outside the maze if it is at the edge."""
    row, column = divmod(cell, size)
    axes.plot([column], [row], shape, color=colour, markersize=9, markeredgecolor=WALL_COLOUR, zorder=4, gid="thing")
    side = -1 if row == 0 or (size // 2 < row < size - 1) else 1
    note = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
    axes.text(
        column, row + 0.95 * side, word, ha=_aligned(column, size), va="center", fontsize=8, bbox=note, zorder=5, gid="word"
    )


def _aligned(column: int, size: int) -> str:
    sides: Sequence[str] = ("left", "center", "right")
    return sides[min(2, 3 * column // size)]
