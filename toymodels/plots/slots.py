"""The boxes of a strip of episodes: one an episode, or three a run where that would be too many.

A long run of the same action shows its first and its last episode and says how many there are between. Where even that
leaves too many boxes, those in the middle of the strip become one that says how many episodes it stands for.
"""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from toymodels.policies import by_phase, plan_point
from toymodels.solution import Solution
from toymodels.training import Action, Phase

_MOST_EPISODES = 16
_SHORT_RUN = 4
_MOST_SLOTS = 21


class Slot(NamedTuple):
    """One box of a strip.

    Parameters
    ----------
    first, episodes
        The first episode that it stands for, counted from 0, and how many.
    action
        The plan's action; empty where the box stands for different ones.
    others
        The actions that are as good: a tie.
    serves_base
        Whether the plan's action serves the base objective.
    phase
        The position of the phase among those of the game, -1 where there are several.
    """

    first: int
    episodes: int
    action: Action
    others: tuple[Action, ...]
    serves_base: bool
    phase: int


def strip_slots(solution: Solution) -> tuple[Slot, ...]:
    """The boxes that show a solution's plan, at most 21 of them.

    Examples
    --------
    >>> import toymodels as tm
    >>> slots = strip_slots(tm.solve(tm.EpisodeGame(training=2, deployment=1000)))
    >>> [(slot.action, slot.episodes) for slot in slots]
    [('B', 1), ('B', 1), ('A', 1), ('A', 998), ('A', 1)]
    """
    runs = _runs(solution)
    few = solution.game.episodes <= _MOST_EPISODES
    slots = [slot for run in runs for slot in (_singles(run) if few or run.episodes <= _SHORT_RUN else _ends(run))]
    if len(slots) <= _MOST_SLOTS:
        return tuple(slots)
    half = _MOST_SLOTS // 2
    middle = slots[half:-half]
    phases = {slot.phase for slot in middle}
    one = Slot(
        first=middle[0].first,
        episodes=slots[-half].first - middle[0].first,
        action="",
        others=(),
        serves_base=False,
        phase=phases.pop() if len(phases) == 1 else -1,
    )
    return (*slots[:half], one, *slots[-half:])


def _runs(solution: Solution) -> list[Slot]:
    """The longest runs of episodes of one phase with the same action and the same rivals."""
    game, plan, ties = solution.game, solution.plan_runs, solution.ties
    ends = list(itertools.accumulate(phase.episodes for phase in game.phases))
    starts = sorted({*_starts(by_phase(game, plan)), *_starts(by_phase(game, solution.choices))})
    runs: list[Slot] = []
    for first, end in itertools.pairwise([*starts, game.episodes]):
        phase, action = bisect.bisect_right(ends, first), plan[first]
        point = plan_point(game, game.phases[phase])
        tied = any(start <= first < start + count and where == point for start, count, where in ties)
        others = tuple(other for other in solution.choices[first][point] if tied and other != action)
        run = Slot(first, end - first, action, others, game.serves_base(*point, action), phase)
        if runs and runs[-1][2:] == run[2:]:
            runs[-1] = runs[-1]._replace(episodes=end - runs[-1].first)
        else:
            runs.append(run)
    return runs


def _starts(pieces: Iterable[tuple[Phase, int, Any]]) -> list[int]:
    """The first episodes of pieces that follow one another."""
    counts = [count for _, count, _ in pieces]
    return list(itertools.accumulate(counts, initial=0))[: len(counts)]


def _singles(run: Slot) -> Iterator[Slot]:
    return (run._replace(first=run.first + place, episodes=1) for place in range(run.episodes))


def _ends(run: Slot) -> tuple[Slot, Slot, Slot]:
    last = run.first + run.episodes - 1
    return (
        run._replace(episodes=1),
        run._replace(first=run.first + 1, episodes=run.episodes - 2),
        run._replace(first=last, episodes=1),
    )
