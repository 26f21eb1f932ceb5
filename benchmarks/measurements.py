"""What a benchmark has measured: processor times taken in turn with a peer's, their medians and ratios, and a report.

Times are those of ``time.process_time``, all threads together, or of finished child processes: what else the machine does
in the meantime is not counted. A peer is timed just before every round of ours, so that both meet the same machine.
"""

import dataclasses
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path


@dataclasses.dataclass(frozen=True)
class Times:
    """Processor times in seconds, each of one round, for so many pieces of work."""

    rounds: tuple[float, ...]
    pieces: int = 1

    @property
    def median(self) -> float:
        """The median time of one piece of work."""
        return statistics.median(self.rounds) / self.pieces

    def __str__(self) -> str:
        low, middle, high = min(self.rounds) / self.pieces, self.median, max(self.rounds) / self.pieces
        return f"{in_words(middle)} ({in_words(low)} to {in_words(high)})"


@dataclasses.dataclass(frozen=True)
class Figure:
    """One row of the report: what was measured, what came out, and what is required of it."""

    subject: str
    ours: str
    other: str = "–"
    result: str = "–"
    required: str = "–"
    kept: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        kept = {True: "yes", False: "NO", None: "–"}[self.kept]
        return self.subject, self.ours, self.other, self.result, self.required, kept


HEADS = ("what", "ours", "compared with", "result", "required", "kept")
_PACKAGES = ("numpy", "scipy", "numba", "quantecon", "python-flint", "stormpy", "hypothesis", "z3-solver", "cvc5")
START, END = "<!-- measured: start -->", "<!-- measured: end -->"


class Stopwatch:
    """Processor time of the rounds of a function, such as a peer that is timed between rounds of ours."""

    def __init__(self, function: Callable[[], object], clock: Callable[[], float] = time.process_time) -> None:
        self.function, self.clock = function, clock
        self.rounds: list[float] = []

    def __call__(self) -> None:
        """Time one round."""
        start = self.clock()
        self.function()
        self.rounds.append(self.clock() - start)

    def times(self, rounds: int, pieces: int = 1) -> Times:
        """The last so many rounds: the ones before were for warming up."""
        return Times(tuple(self.rounds[-rounds:]), pieces)


def children_time() -> float:
    """The processor time of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def in_words(seconds: float) -> str:
    """A duration to three digits, in the unit that suits it.

    Examples
    --------
    >>> in_words(0.0123), in_words(1.234e-8)
    ('12.3 ms', '12.3 ns')
    """
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def machine() -> str:
    """The machine and what ran on it, in general terms."""
    packages = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return f"{_cores()} cores, {_processor()}, {platform.system()}, Python {platform.python_version()}, {packages}"


def markdown(figures: Iterable[Figure]) -> str:
    """The report as a Markdown table."""
    lines = [HEADS, ("---",) * len(HEADS), *(figure.cells for figure in figures)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def rewritten(page: str, figures: Iterable[Figure]) -> str:
    """A page with the part between its two marks replaced by the report."""
    before, rest = page.split(START)
    return f"{before}{START}\n{machine()}\n\n{markdown(figures)}\n{END}{rest.split(END)[1]}"


def _version(package: str) -> str:
    try:
        return version(package)
    except ModuleNotFoundError:
        return "not installed"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _processor() -> str:
    """The processor's family, as the operating system has it."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
