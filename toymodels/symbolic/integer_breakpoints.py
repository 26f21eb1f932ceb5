"""The numbers of episodes at which what is optimal changes its kind.

A plan is as long as the game, so what changes with a horizon is what the plan amounts to: the regime, and where training is
partly deceptive the number of deceptive episodes. Every integer of the range is solved, exactly; in the episode game a
search by halves does, because there the number of deceptive episodes m grows with deployment and min(T, m) and T - m grow
with training (``toymodels.models.episode_game``), so that what is equal at two horizons is so between them.
"""

import contextlib
import itertools
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from toymodels.domains import parameters, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.progress import advancing, tracked
from toymodels.scalars import is_array, is_symbolic
from toymodels.solution import Solution
from toymodels.solving import solve
from toymodels.symbolic.algebra.boxes import Interval
from toymodels.symbolic.stretches import Breakpoint, Breakpoints, Stretch, TieRun
from toymodels.training import Problem

Label: TypeAlias = Callable[[int], str]
Found: TypeAlias = tuple[list[int], int]


def integer_breakpoints(
    problem: Problem, parameter: str, low: object, high: object, *, progress: bool | None = None
) -> Breakpoints:
    """The numbers of episodes in a range from which on the regime, or the number of deceptive episodes, is another.

    Parameters
    ----------
    problem
        A model in rational numbers or floats; the parameter itself may be a symbol in it.
    parameter
        The name of one of its numbers of episodes.
    low, high
        The range, two integers; by default ``low`` is the least of the domain.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal. Interrupted from the
        keyboard, it returns what is found by then, and what is left as open intervals.

    Raises
    ------
    TypeError
        If there is no upper end, an end is no integer, or the model holds an array.
    ValueError
        If the range is empty or leaves the domain, or a symbol is left besides the parameter.

    Examples
    --------
    >>> game = EpisodeGame(training=3, discount="9/10", modification="1/2")
    >>> print(integer_breakpoints(game, "deployment", 0, 10))
    defects
      from 3: partly deceptive, 2 episodes
      from 4: deceptive
    deployment in [0, 10]; 2 breakpoints, complete
    """
    _check_numbers(problem, parameter)
    domain = parameters(type(problem))[parameter]
    if high is None:
        raise TypeError(f"the range of {parameter} must have an upper end, such as 100: its domain has none")
    first, last = (domain.checked(end, f"range of {parameter}") for end in (domain.low if low is None else low, high))
    if first >= last:
        raise ValueError(f"the range of {parameter} must have its low end below its high end, got [{first}, {last}]")
    solved: dict[int, Solution] = {}

    def label(n: int) -> str:
        if n not in solved:
            solved[n] = solve(with_fields(problem, **{parameter: n}))
        return _label(solved[n])

    search = _by_halves if isinstance(problem, EpisodeGame) else _one_by_one
    starts, settled = search(label, first, last, progress)
    unknown = _unsolved(settled, last, solved) if settled < last else ()
    stretches = _stretches(first, last, starts, unknown, solved)
    points = tuple(_point(before, after, solved) for before, after in itertools.pairwise(stretches))
    return Breakpoints(parameter, first, last, points, stretches, unknown, integers=True)


def _check_numbers(problem: Problem, parameter: str) -> None:
    """Refuse symbols and arrays besides the parameter."""
    for name in parameters(type(problem)):
        value = getattr(problem, name)
        if name != parameter and is_symbolic(value):
            raise ValueError(f"the game must have numbers besides {parameter}, got {name} = {value}: give it a value")
        if is_array(value):
            raise TypeError(f"breakpoints are of one game, and {name} is an array: use phase_diagram")


def _one_by_one(label: Label, first: int, last: int, progress: bool | None) -> Found:
    """The integers above the first one that have another label than the one before, and up to where they are all found."""
    starts: list[int] = []
    settled = first
    with contextlib.suppress(KeyboardInterrupt):
        for n in tracked(range(first + 1, last + 1), "breakpoints", progress):
            starts += [n] if label(n) != label(n - 1) else []
            settled = n
    return starts, settled


def _by_halves(label: Label, first: int, last: int, progress: bool | None) -> Found:
    """The same, if equal labels enclose no others."""
    starts: list[int] = []
    waiting = [(first, last)]
    with contextlib.suppress(KeyboardInterrupt), advancing("breakpoints", progress) as done:
        while waiting:
            low, high = waiting[-1]
            middle, parts = (low + high) // 2, []
            if label(low) != label(high):
                parts = [(middle, high), (low, middle)] if high - low > 1 else []
                starts += [] if parts else [high]
            waiting[-1:] = parts
            done((waiting[-1][0] if waiting else last) / last)
    settled = waiting[-1][0] if waiting else last
    return [n for n in starts if n <= settled], settled


def _unsolved(settled: int, last: int, solved: Mapping[int, Solution]) -> tuple[Interval, ...]:
    """The integers that an interrupted search leaves without a solution, as a range."""
    start, stop = settled + (settled in solved), last - (last in solved)
    return ((start, stop),) if start <= stop else ()


def _stretches(
    first: int, last: int, starts: Sequence[int], unknown: Sequence[Interval], solved: Mapping[int, Solution]
) -> tuple[Stretch, ...]:
    """The stretches in their order."""
    lost = [int(start) for start, _ in unknown]
    resumed = [int(stop) + 1 for _, stop in unknown if stop < last]
    found = [first, *starts] if first not in lost else starts
    known = [Stretch(_label(solved[n]), solved[n].policy, n) for n in sorted({*found, *resumed})]
    return tuple(sorted([*known, *map(Stretch.unknown, lost)], key=lambda stretch: stretch.sample))


def _point(before: Stretch, after: Stretch, solved: Mapping[int, Solution]) -> Breakpoint:
    """The breakpoint between two stretches."""
    n = int(after.sample)
    ties = _ties(solved[n]) if before.known and after.known else ()
    return Breakpoint(Fraction(n), Fraction(n), (-n, 1), before.label, after.label, ties)


def _label(solution: Solution) -> str:
    """What a plan amounts to."""
    partly = solution.regime == "partly deceptive"
    return f"{solution.regime}, {solution.deceptive_episodes} episodes" if partly else solution.regime


def _ties(solution: Solution) -> tuple[TieRun, ...]:
    """Where different actions are optimal."""
    return tuple((first, count, point, solution.optimal_actions(first, *point)) for first, count, point in solution.ties)
