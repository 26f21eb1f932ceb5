"""Reports of an analysis: its tables, printed as Markdown, and its figures, drawn into a folder."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toymodels.files import written_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown.

    >>> print(markdown_table(("p", "value"), [("1/2", "3")]))
    | p | value |
    | --- | --- |
    | 1/2 | 3 |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def report(
    about: str,
    tables: Mapping[str, Callable[[], str]],
    figures: Mapping[str, Callable[[int], "Figure"]],
    points: tuple[int, int],
    dots_per_inch: int,
    arguments: list[str] | None = None,
) -> int:
    """Print the tables of an analysis and draw its figures, as the command line says: ``--quick``, ``--out FOLDER``.

    Parameters
    ----------
    about
        What the help says first.
    tables
        The tables by name.
    figures
        The figures by file name, each a function of the number of points on an axis.
    points
        That number, coarse for ``--quick`` and fine otherwise.
    dots_per_inch
        The resolution of the figures.
    arguments
        The words of the command line; those of this process if not given.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--quick", action="store_true", help="draw the figures on coarse grids")
    parser.add_argument("--out", type=Path, default=Path(), help="the folder for the figures (default: the current one)")
    options = parser.parse_args(arguments)
    print("\n\n".join(table() for table in tables.values()))  # noqa: T201
    for name, figure in figures.items():
        with written_whole(options.out / name, [".png"]) as draft:
            figure(points[not options.quick]).savefig(draft, dpi=dots_per_inch, metadata={"Software": None})
    return 0
