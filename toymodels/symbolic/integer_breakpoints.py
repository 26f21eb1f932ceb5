"""The numbers of episodes at which what is optimal changes its kind.

A plan is as long as the game, so what changes with a horizon is what the plan amounts to: the regime, and where training is
partly deceptive the number of deceptive episodes. Every integer of the range is solved, exactly; in the episode game a
search by halves does, because there the number of deceptive episodes m grows with deployment and min(T, m) and T - m grow
with training (``toymodels.models.episode_game``), so that what is equal at two horizons is so between them.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from toymodels.domains import parameters, with_fields
from toymodels.models.episode_game import EpisodeGame
from toymodels.progress import tracked
from toymodels.solution import Solution
from toymodels.solving import solve
from toymodels.symbolic.stretches import Breakpoint, Breakpoints, Stretch, Tie
from toymodels.training import Problem


def integer_breakpoints(
    problem: Problem, parameter: str, low: object, high: object, *, progress: bool | None = None
) -> Breakpoints:
    """The numbers of episodes in a range from which on the regime, or the number of deceptive episodes, is another.

    Parameters
    ----------
    problem
        A model in rational numbers or floats.
    parameter
        The name of one of its numbers of episodes.
    low, high
        The range, two integers; by default ``low`` is the least of the domain.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.

    Raises
    ------
    TypeError
        If there is no upper end, or an end is no integer.
    ValueError
        If the range is empty or leaves the domain.

    Examples
    --------
    >>> game = EpisodeGame(training=3, discount="9/10", modification="1/2")
    >>> print(integer_breakpoints(game, "deployment", 0, 10))
    defects
      from 3: partly deceptive, 2 episodes
      from 4: deceptive
    deployment in [0, 10]; 2 breakpoints, complete
    """
    domain = parameters(type(problem))[parameter]
    if high is None:
        raise TypeError(f"the range of {parameter} must have an upper end, such as breakpoints(game, {parameter!r}, 0, 100)")
    first, last = (domain.checked(end, f"range of {parameter}") for end in (domain.low if low is None else low, high))
    if first >= last:
        raise ValueError(f"the range of {parameter} must have its low end below its high end, got [{first}, {last}]")
    solved: dict[int, Solution] = {}
    complete = True

    def label(n: int) -> str:
        if n not in solved:
            solved[n] = solve(with_fields(problem, **{parameter: n}))
        return _label(solved[n])

    if isinstance(problem, EpisodeGame):
        starts = [first, *_by_halves(label, first, last)]
    else:
        starts = [first]
        try:
            for n in tracked(range(first + 1, last + 1), "breakpoints", progress):
                starts += [n] if label(n) != label(n - 1) else []
        except KeyboardInterrupt:
            label(first)
            complete = False
    points = tuple(Breakpoint(Fraction(n), Fraction(n), (-n, 1), label(n - 1), label(n), _ties(solved[n])) for n in starts[1:])
    stretches = tuple(Stretch(label(n), solved[n].policy, n) for n in starts)
    return Breakpoints(parameter, first, last, points, stretches, complete)


def _by_halves(label: Callable[[int], str], low: int, high: int) -> Iterator[int]:
    """The integers above the first one that have another label than the one before, if equal labels enclose no others."""
    if label(low) == label(high):
        return
    if high - low == 1:
        yield high
        return
    middle = (low + high) // 2
    yield from _by_halves(label, low, middle)
    yield from _by_halves(label, middle, high)


def _label(solution: Solution) -> str:
    """What a plan amounts to."""
    partly = solution.regime == "partly deceptive"
    return f"{solution.regime}, {solution.deceptive_episodes} episodes" if partly else solution.regime


def _ties(solution: Solution) -> tuple[Tie, ...]:
    """Where different actions are optimal."""
    return tuple(
        (episode, point, solution.optimal_actions(episode, *point))
        for first, count, point in solution.ties
        for episode in range(first, first + count)
    )
