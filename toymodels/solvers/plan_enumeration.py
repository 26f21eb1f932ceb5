"""Brute force over all plans of the starting self, each worth the sum over all histories that it can lead to.

A history from episode t on is a sequence of contexts and states with probability Π μ(c) K(s' | s, c, a) and return
Σ γ^i r(s_i, c_i, a_i); the worth of a plan is Σ probability × return, with no recursion on values. An action is optimal
in episode t if some best plan for the episodes from t on, starting unmodified, begins with it. It takes time exponential
in the number of episodes, shares no code with the other solvers, and is there to check them.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

from toymodels.policies import Choices, Rule, Runs
from toymodels.scalars import Scalar, number
from toymodels.solution import Solution
from toymodels.solvers.tie_rules import fewest_switches
from toymodels.stages import is_exact_game, is_numeric_game
from toymodels.training import Action, Context, Phase, Problem, State, TrainingGame, stated

Intention = Mapping[Context, Action]
"""What the starting state does in one episode."""

_MOST_PLANS = 1 << 16


def plan_enumeration(problem: Problem) -> Solution:
    """The best of all plans, by enumeration.

    Parameters
    ----------
    problem
        A training game or a model that states one, in exact numbers or floats (floats are compared as they are), in which
        only the starting state's actions decide who is in charge next.

    Raises
    ------
    TypeError
        If there are symbols or arrays in the game.
    ValueError
        If another state's actions decide who is in charge next, or if there are more than 65,536 plans.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> plan_enumeration(EpisodeGame(training=2, deployment=3)).plan
    'BBAAA'
    """
    game = stated(problem)
    if not is_numeric_game(game):
        raise TypeError("plan_enumeration compares numbers, and the game has symbols or arrays in it")
    _check_others(game)
    calendar = [phase for phase in game.phases for _ in range(phase.episodes)]
    menus = [_intentions(game, phase) for phase in calendar]
    if math.prod(map(len, menus)) > _MOST_PLANS:
        raise ValueError(f"a game must have at most {_MOST_PLANS} plans to be enumerated, got {math.prod(map(len, menus))}")
    choices = [_choices(game, calendar[t:], menus[t + 1 :]) for t in range(len(calendar))]
    values = plan_values(game)
    return Solution(
        game=game,
        value=number(max(values)) if is_exact_game(game) else float(max(values)),
        policy=Runs.of(_chosen(calendar, choices)),
        choices=Runs.of(choices),
        method="plan enumeration",
        exact=is_exact_game(game),
    )


def plan_values(problem: Problem) -> list[Scalar]:
    """The worth of every plan to the starting self, in the order of the product of each episode's intentions.

    An intention is an action for every context that can occur in the episode, in the order in which the game lists its
    actions; of actions that pay everybody the same and lead to the same states only the first is tried.

    Examples
    --------
    >>> from collections import Counter
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> sorted(Counter(plan_values(EpisodeGame(training=2, deployment=3))).items())
    [(0, 1), (1, 27), (2, 3), (3, 1)]
    """
    game = stated(problem)
    calendar = [phase for phase in game.phases for _ in range(phase.episodes)]
    plans = itertools.product(*(_intentions(game, phase) for phase in calendar))
    return [_worth(game, [(game.start, 1, 0)], calendar, plan) for plan in plans]


def _choices(game: TrainingGame, calendar: Sequence[Phase], menus: Sequence[Sequence[Intention]]) -> Choices:
    """The optimal actions of all states in the first of some episodes."""
    now = calendar[0]
    best = {}
    for context in now.contexts:
        worth = {}
        for action in game.actions[game.start]:
            opening = _extended(game, [(game.start, 1, 0)], 0, now, {context: action}, {context: 1})
            plans = itertools.product(*menus)
            worth[action] = max(_worth(game, opening, calendar[1:], plan, first=1) for plan in plans)
        best[game.start, context] = tuple(action for action in worth if worth[action] == max(worth.values()))
        for state in game.states:
            if state != game.start:
                best[state, context] = _habits(game, state, context)
    return {(s, c): best[s, c] for s in game.states for c in now.contexts}


History = tuple[State, Scalar, Scalar]
"""Where a history has led, its probability, and its return."""


def _worth(
    game: TrainingGame,
    histories: Iterable[History],
    calendar: Sequence[Phase],
    plan: Sequence[Intention],
    first: int = 0,
) -> Scalar:
    """The sum of probability times return over all histories that continue the given ones."""
    for t, (phase, intention) in enumerate(zip(calendar, plan, strict=True), start=first):
        histories = _extended(game, histories, t, phase, intention, phase.contexts)
    return sum(chance * total for _, chance, total in histories)


def _extended(
    game: TrainingGame,
    histories: Iterable[History],
    t: int,
    phase: Phase,
    intention: Intention,
    contexts: Mapping[Context, Scalar],
) -> list[History]:
    objective = game.states[game.start]
    longer = []
    for state, chance, total in histories:
        for context, mu in contexts.items():
            if mu:
                action = intention[context] if state == game.start else _habits(game, state, context)[0]
                earned = total + game.discount**t * game.payoffs[objective, state, context, action]
                row = phase.successors((state, context, action))
                longer += [(after, chance * mu * k, earned) for after, k in row.items() if k]
    return longer


def _intentions(game: TrainingGame, phase: Phase) -> list[Intention]:
    met = [context for context, mu in phase.contexts.items() if mu]
    actions = [_distinct(game, phase, context) for context in met]
    return [dict(zip(met, chosen, strict=True)) for chosen in itertools.product(*actions)]


def _distinct(game: TrainingGame, phase: Phase, context: Context) -> list[Action]:
    """The starting state's actions without those that pay and lead the same as an earlier one."""
    seen: dict[str, Action] = {}
    for action in game.actions[game.start]:
        pays = [game.payoffs[phi, game.start, context, action] for phi in game.objectives]
        leads = _successors(phase, game.start, context, action)
        seen.setdefault(repr((pays, sorted(leads.items(), key=repr))), action)
    return list(seen.values())


def _successors(phase: Phase, state: State, context: Context, action: Action) -> dict[State, Scalar]:
    """The states that can follow, with their probabilities."""
    return {after: chance for after, chance in phase.successors((state, context, action)).items() if chance}


def _habits(game: TrainingGame, state: State, context: Context) -> tuple[Action, ...]:
    """What a self does best whose actions do not decide who comes next."""
    pays = {action: game.payoffs[game.states[state], state, context, action] for action in game.actions[state]}
    return tuple(action for action, pay in pays.items() if pay == max(pays.values()))


def _check_others(game: TrainingGame) -> None:
    for phase in game.phases:
        for state, context, action in game.moves(phase.contexts):
            usual = _successors(phase, state, context, game.actions[state][0])
            if state != game.start and _successors(phase, state, context, action) != usual:
                raise ValueError(
                    f"in an enumerable game only the starting state's actions decide who comes next, and those of {state!r} do"
                )


def _chosen(calendar: Sequence[Phase], choices: Sequence[Choices]) -> list[Rule]:
    """One optimal action everywhere, changing as rarely as possible within a phase."""
    rules: list[Rule] = []
    for t in reversed(range(len(calendar))):
        later = rules[-1] if rules and calendar[t + 1] is calendar[t] else {}
        rules.append({point: fewest_switches(optimal, later.get(point)) for point, optimal in choices[t].items()})
    return rules[::-1]
