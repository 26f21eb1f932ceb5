"""Backward induction over whole arrays of parameters at once, for any training game.

The recursion is that of ``toymodels.solvers.backward_induction`` with the comparison made in every cell of a grid; what is
kept between episodes is the worth of each state to each objective, so that memory does not grow with the horizon. An
action value is right to a bound that grows with the number of episodes to follow; cells in which two action values are
closer than twice that are solved again, one by one, in the rational numbers that their floats are.
"""

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toymodels.grid_solution import GridSolution, cell
from toymodels.policies import Point, plan_point
from toymodels.regimes import REGIMES
from toymodels.scalars import Scalar, exactly, float_array, is_array, is_symbolic
from toymodels.solvers.backward_induction import backward_induction
from toymodels.stages import Branch, Stage, judged_states, rounding_bounds, stages
from toymodels.training import Objective, Phase, Problem, State, TrainingGame, stated, with_numbers

Worth = dict[tuple[Objective, State], Scalar]
Rivals = dict[Point, tuple[tuple[Branch, ...], ...]]
Qualities = dict[Point, list[Scalar]]


def grid_induction(problem: Problem, margin: bool = False) -> GridSolution:
    """The solutions of a training game whose numbers are arrays.

    Parameters
    ----------
    problem
        A training game or a model that states one; its arrays must broadcast together, and its horizons are integers.
        Exact arrays are decided exactly as they are.
    margin
        Whether to compute the margin too.

    Raises
    ------
    TypeError
        If there are symbols in the game.

    Examples
    --------
    >>> import numpy as np
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> solution = grid_induction(EpisodeGame(modification=np.array([0.25, 0.5, 1.0])))
    >>> solution.value.tolist(), solution.regime.tolist(), solution.deceptive_episodes.tolist()
    ([3.4375, 3.0, 3.0], [0, 2, 2], [0, 2, 2])
    """
    game = stated(problem)
    if any(is_symbolic(number) for number in game.numbers()):
        raise TypeError("grid_induction computes with floats, and the game has symbols in it")
    game = with_numbers(game, lambda x: float_array(x) if is_array(x) else float(x))
    shape = np.broadcast_shapes(*(np.shape(number) for number in game.numbers()))
    training = sum(phase.episodes for phase in game.phases if phase.training)
    result = GridSolution.empty(shape, training, margin=margin)
    behaviour = _Behaviour(game, result)
    worth: Worth = {(phi, s): 0.0 for phi, states in judged_states(game).items() for s in states}
    bounds = rounding_bounds(game)
    for stage in reversed(stages(game)):
        rivals = {point: stage.classes(point) for point in stage.branches}
        for _ in range(stage.phase.episodes):
            worth, quality = _earlier(game, stage, rivals, worth, next(bounds), result.decided_exactly)
            behaviour.record(stage.phase, rivals, quality)
    result.value[...] = worth[game.states[game.start], game.start]
    behaviour.write()
    _decide_exactly(problem, result)
    return result


def _earlier(
    game: TrainingGame, stage: Stage, rivals: Rivals, worth: Worth, bound: float, close: NDArray[np.bool_]
) -> tuple[Worth, Qualities]:
    """What every state is worth one episode earlier, and the action values that decided it; marks close decisions."""
    qualities: Qualities = {}
    taken: dict[tuple[Objective, Point], Scalar] = {}
    for (state, context), classes in rivals.items():
        if context not in stage.weights and (state, context) != plan_point(game, stage.phase):
            continue
        own = game.states[state]
        quality = [_quality(alike[0], own, worth) for alike in classes]
        best = functools.reduce(np.maximum, quality)
        if len(quality) > 1:
            close |= sum((best - other <= bound).astype(np.int8) for other in map(float_array, quality)) > 1
        qualities[state, context] = quality
        for phi, judged in worth:
            if judged == state:
                others = quality if phi == own else [_quality(alike[0], phi, worth) for alike in classes]
                taken[phi, (state, context)] = best if phi == own else _selected(quality, best, others)
    averaged = {(phi, s): sum(mu * taken[phi, (s, context)] for context, mu in stage.weights.items()) for phi, s in worth}
    return averaged, qualities


def _quality(branch: Branch, objective: Objective, worth: Worth) -> Scalar:
    return branch.payoffs[objective] + sum(k * worth[objective, s] for s, k in branch.links)


def _selected(quality: list[Scalar], best: Scalar, others: list[Scalar]) -> Scalar:
    """What another objective gets from the best action: its own value of the first class that attains the best."""
    selected = others[-1]
    for own, other in zip(quality[-2::-1], others[-2::-1], strict=True):
        selected = np.where(own == best, other, selected)
    return selected


class _Behaviour:
    """What the plan does, cell by cell, told from the last episode to the first."""

    def __init__(self, game: TrainingGame, result: GridSolution) -> None:
        shape = result.value.shape
        self.game, self.result = game, result
        self.margin_is_due = result.margin is not None
        self.trains = any(phase.training and phase.episodes for phase in game.phases)
        self.deploys = any(phase.episodes and not phase.training for phase in game.phases)
        self.all_in = {(training, serves): np.ones(shape, bool) for training in (True, False) for serves in (True, False)}
        self.switches_once = np.ones(shape, bool)

    def record(self, phase: Phase, rivals: Rivals, qualities: Qualities) -> None:
        """Take an episode's decision at the plan's point into account."""
        point = plan_point(self.game, phase)
        gain = _gain(qualities[point], [self.game.serves_base(*point, alike[0].action) for alike in rivals[point]])
        serves = np.broadcast_to(gain >= 0, self.switches_once.shape)
        if phase.training:
            if self.margin_is_due and self.result.margin is not None:
                self.result.margin[...] = np.where(np.isinf(gain), np.nan, gain)
                self.margin_is_due = False
            self.result.deceptive_episodes[...] += serves
            self.switches_once &= ~serves | self.all_in[True, True]
        self.all_in[phase.training, True] &= serves
        self.all_in[phase.training, False] &= ~serves

    def write(self) -> None:
        """Set the regimes."""
        if self.margin_is_due and self.result.margin is not None:
            self.result.margin[...] = np.nan
        everything = self.all_in[True, True] & self.all_in[False, True]
        verdicts = {
            "deterred": everything & (self.trains or self.deploys),
            "defects": self.all_in[True, False] & (self.trains or self.deploys),
            "partly deceptive": self.switches_once & ~self.all_in[True, True],
            "deceptive": self.all_in[True, True] & self.all_in[False, False] & (self.trains and self.deploys),
        }
        codes = [REGIMES.index(word) for word in verdicts]
        self.result.regime[...] = np.select(list(verdicts.values()), codes, default=REGIMES.index("other"))


def _gain(quality: list[Scalar], serving: list[bool]) -> Scalar:
    """By how much the best action that serves the base objective beats the best other one."""
    best = {
        side: functools.reduce(np.maximum, [q for q, serves in zip(quality, serving, strict=True) if serves == side], -np.inf)
        for side in (True, False)
    }
    return float_array(best[True] - best[False])


def _decide_exactly(problem: Problem, result: GridSolution) -> None:
    """Solve the cells whose comparisons were too close in rational numbers, and correct their labels and values."""
    shape = result.value.shape
    for index in map(tuple, np.argwhere(result.decided_exactly).tolist()):
        solution = backward_induction(with_numbers(problem, functools.partial(_exact_cell, shape=shape, index=index)))
        result.value[index] = float(solution.value)
        result.deceptive_episodes[index] = solution.deceptive_episodes
        result.regime[index] = REGIMES.index(solution.regime)
        result.tie[index] = bool(solution.ties)


def _exact_cell(value: Scalar, shape: tuple[int, ...], index: tuple[Any, ...]) -> Scalar:
    return exactly(cell(value, shape, index))
