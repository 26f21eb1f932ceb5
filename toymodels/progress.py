"""A progress bar for what takes long."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

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


@contextlib.contextmanager
def advancing(description: str, show: bool | None = None) -> Iterator[Callable[[float], None]]:
    """A function that is told which share of the work is done, for work whose steps cannot be counted beforehand.

    Parameters
    ----------
    description
        What the bar is called; it appears on standard error once the work has taken over a second.
    show
        Whether to show the bar at all; None shows it where standard error is a terminal.

    Examples
    --------
    >>> with advancing("searching") as done:
    ...     done(0.5)
    """
    if not (sys.stderr.isatty() if show is None else show):
        yield lambda share: None
        return
    start = time.monotonic()
    with contextlib.ExitStack() as stack:
        bars: list[Any] = []

        def done(share: float) -> None:
            if not bars and time.monotonic() - start > _PATIENCE:
                bars.append(stack.enter_context(_bar()))
                bars[0].add_task(description, total=1.0)
            for bar in bars:
                bar.update(bar.task_ids[0], completed=share)

        yield done


def _with_bar(items: Sequence[T], done: int, description: str) -> Iterator[T]:
    with _bar() as progress:
        task = progress.add_task(description, total=len(items), completed=done)
        for item in items[done:]:
            yield item
            progress.advance(task)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
