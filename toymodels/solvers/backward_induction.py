"""Backward induction for training games: the last episode first, each self foreseeing the later ones.

With W_t(φ, s) and Q_t(s, c, a) as in ``toymodels.training``, one step from t + 1 to t finds for every state and context
the set of actions that maximize Q_t for the objective in charge, lets a tie rule choose one of them, and averages what
that choice means to every objective over contexts. Exact games run in integers over a common denominator
(``toymodels.stages``). Where two floats are closer than rounding can tell apart, the game is solved again in the
rational numbers that its floats are, so that the optimal actions are right in any case.

Source: backward induction among selves that differ in taste is the *sophisticated* solution of R. A. Pollak,
*Consistent planning*, Review of Economic Studies 35 (1968).
"""

import dataclasses
import itertools
from collections.abc import Sequence

from toymodels.policies import Choices, Point, Rule, Runs
from toymodels.scalars import Scalar, exactly, ratio
from toymodels.solution import Solution
from toymodels.solvers.tie_rules import TieRule, fewest_switches
from toymodels.stages import Branch, Stage, is_exact_game, is_numeric_game, judged_states, payoff_scale, rounding_bounds, stages
from toymodels.training import Action, Objective, Problem, State, TrainingGame, stated, with_numbers

Worth = dict[tuple[Objective, State], Scalar]
Rivals = dict[Point, tuple[tuple[Branch, ...], ...]]


def backward_induction(problem: Problem, ties: TieRule = fewest_switches, kept: Sequence[Rule] | None = None) -> Solution:
    """The solution of a training game in which every self plays best against all later ones.

    Parameters
    ----------
    problem
        A training game or a model that states one, in exact numbers or floats.
    ties
        The tie rule (``toymodels.solvers.tie_rules``): by default, that action which makes a state's behaviour change
        least often within a phase, and otherwise the one listed first.
    kept
        Choices that are taken as they are, optimal or not: a rule for every episode, over any points.

    Raises
    ------
    TypeError
        If there are symbols or arrays in the game.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> solution = backward_induction(EpisodeGame(training=2, deployment=3, modification="1/3"))
    >>> solution.plan, solution.value, sorted(solution.optimal_actions(0))
    ('BBAAA', 3, ['A', 'B'])
    """
    game = stated(problem)
    if not is_numeric_game(game):
        raise TypeError(
            "backward_induction compares numbers: for arrays use grid_induction, for symbols evaluate a given plan with "
            "policy_evaluation or ask for deception_threshold"
        )
    solution, sure = _solved(game, ties, kept)
    if not sure:
        source = problem if dataclasses.is_dataclass(problem) else game
        rational, _ = _solved(stated(with_numbers(source, exactly)), ties, kept)
        solution = dataclasses.replace(rational, game=game, value=float(rational.value), exact=False)
    return solution


def _solved(game: TrainingGame, ties: TieRule, kept: Sequence[Rule] | None) -> tuple[Solution, bool]:
    """The solution, and whether no comparison was too close for its floats."""
    exact = is_exact_game(game)
    worth: Worth = {(phi, s): 0 for phi, states in judged_states(game).items() for s in states}
    unit, sure = 1, True
    bounds = itertools.repeat(0.0) if exact else rounding_bounds(game)
    policy: list[tuple[int, Rule]] = []
    choices: list[tuple[int, Choices]] = []
    for stage in reversed(stages(game)):
        later: Rule = {}
        rivals = {point: stage.classes(point) for point in stage.branches}
        for _ in range(stage.phase.episodes):
            unit *= stage.scale
            sets, close = _optimal_sets(game, rivals, worth, unit, next(bounds))
            later = {point: ties(actions, later.get(point)) for point, actions in sets.items()}
            if kept is not None:
                later |= kept[game.episodes - 1 - len(policy)]
            worth = _averaged(stage, later, worth, unit)
            unit *= stage.unit_growth // stage.scale
            sure &= not close
            policy.append((1, later))
            choices.append((1, sets))
    value = worth[game.states[game.start], game.start]
    solution = Solution(
        game=game,
        value=ratio(value, unit * payoff_scale(game)) if exact else float(value),
        policy=Runs.joined(reversed(policy)),
        choices=Runs.joined(reversed(choices)),
        method="backward induction",
        exact=exact,
    )
    return solution, sure


def _optimal_sets(
    game: TrainingGame, rivals: Rivals, worth: Worth, unit: int, bound: float
) -> tuple[dict[Point, tuple[Action, ...]], bool]:
    """The optimal actions of every point, and whether a choice among them was within the rounding bound."""
    sets, close = {}, False
    for point, classes in rivals.items():
        if len(classes) == 1:
            sets[point] = game.actions[point[0]]
            continue
        objective = game.states[point[0]]
        quality = [_quality(alike[0], objective, worth, unit) for alike in classes]
        best = max(quality)
        close |= bound > 0 and sum(best - other <= bound for other in quality) > 1
        optimal = {b.action for alike, q in zip(classes, quality, strict=True) if q == best for b in alike}
        sets[point] = tuple(action for action in game.actions[point[0]] if action in optimal)
    return sets, close


def _averaged(stage: Stage, rule: Rule, worth: Worth, unit: int) -> Worth:
    """What every objective thinks of every state one episode earlier."""
    taken = {point: stage.branches[point][action] for point, action in rule.items()}
    return {(phi, s): sum(mu * _quality(taken[s, c], phi, worth, unit) for c, mu in stage.weights.items()) for phi, s in worth}


def _quality(branch: Branch, objective: Objective, worth: Worth, unit: int) -> Scalar:
    return branch.payoffs[objective] * unit + sum(k * worth[objective, s] for s, k in branch.links)
