"""What each episode pays, and what is still to come, on the path on which the optimizer is never modified.

Over n episodes with the same rule a, the values W_t(s) of all states by the starting self's objective φ come of an
affine map applied n times,

    W_t = b + M W_{t+1},   b(s) = Σ_c μ(c) r_φ(s, c, a(s, c)),   M(s, s') = γ Σ_c μ(c) K(s' | s, c, a(s, c)),

which is one matrix to the power n, with a further row and column for the constant. So the values at single episodes
cost O(log n), whatever the horizon. For B, B, A, A, A in the worked example the payoffs are 0, 0, 1, 1, 1, and
3, 3, 3, 2, 1 are to come.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.policies import Rule, by_phase
from toymodels.scalars import Scalar, is_array, is_symbolic, number
from toymodels.solution import Solution
from toymodels.stages import is_exact_game
from toymodels.training import Phase, TrainingGame

Matrix = NDArray[Any]

_LONGEST_EXACT = 64


class EpisodeValue(NamedTuple):
    """An episode as an unmodified starting self sees it: its expected payoff, and the value of all from there on."""

    payoff: Scalar
    onwards: Scalar


def episode_values(solution: Solution, episodes: Sequence[int]) -> tuple[EpisodeValue, ...]:
    """What some episodes pay and what is to come from each on, if the starting state still lasts.

    Parameters
    ----------
    solution
        A solution in numbers. The values are exact if it is and has at most 64 episodes, otherwise floats.
    episodes
        Increasing positions of episodes, counted from 0.

    Raises
    ------
    TypeError
        If the game has symbols or arrays in it.

    Examples
    --------
    >>> import toymodels as tm
    >>> values = episode_values(tm.solve(tm.EpisodeGame(training=2, deployment=3)), range(5))
    >>> [value.payoff for value in values], [value.onwards for value in values]
    ([0, 0, 1, 1, 1], [3, 3, 3, 2, 1])
    """
    game = solution.game
    if any(is_symbolic(entry) or is_array(entry) for entry in game.numbers()):
        raise TypeError("the values of episodes are told for numbers only, and the game has symbols or arrays in it")
    exact = is_exact_game(game) and game.episodes <= _LONGEST_EXACT
    start = list(game.states).index(game.start)
    worth: Matrix = np.array([0] * len(game.states) + [1], dtype=object if exact else float)
    last, wanted, found = game.episodes, list(episodes), []
    for phase, count, rule in reversed(by_phase(game, solution.policy)):
        step = _step(game, phase, rule).astype(worth.dtype)
        while wanted and wanted[-1] >= last - count:
            length = last - wanted[-1]
            onwards = (np.linalg.matrix_power(step, length) @ worth)[start]
            found.append(EpisodeValue(number(step[start, -1]), number(onwards)))
            wanted.pop()
        worth = np.linalg.matrix_power(step, count) @ worth
        last -= count
    return tuple(reversed(found))


def _step(game: TrainingGame, phase: Phase, rule: Rule) -> Matrix:
    """The affine map from W_{t+1} to W_t, as a matrix whose last column is b."""
    places = {state: place for place, state in enumerate(game.states)}
    objective = game.states[game.start]
    step = np.zeros((len(places) + 1, len(places) + 1), dtype=object)
    step[-1, -1] = 1
    for state, place in places.items():
        for context, chance in phase.contexts.items():
            action = rule[state, context]
            step[place, -1] += chance * game.payoffs[objective, state, context, action]
            for successor, share in phase.successors((state, context, action)).items():
                step[place, places[successor]] += game.discount * chance * share
    return step
