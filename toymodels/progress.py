"""A progress bar for what takes long."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 1.0


def tracked(items: Sequence[T], description: str, show: bool | None = None) -> Iterator[T]:
    """The items one by one, with a progress bar on standard error once they have taken over a second.

    Parameters
    ----------
    items
        What is worked through.
    description
        What the bar is called.
    show
        Whether to show the bar at all; None shows it where standard error is a terminal.

    Examples
    --------
    >>> list(tracked([1, 2, 3], "counting"))
    [1, 2, 3]
    """
    if not (sys.stderr.isatty() if show is None else show):
        yield from items
        return
    start = time.monotonic()
    for done, item in enumerate(items):
        if time.monotonic() - start > _PATIENCE:
            yield from _with_bar(items, done, description)
            return
        yield item


def _with_bar(items: Sequence[T], done: int, description: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(description, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)
