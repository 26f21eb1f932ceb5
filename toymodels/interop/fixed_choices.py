"""What the selves choose that are not left to decide, where another program knows one decision maker only."""

import dataclasses
from collections.abc import Sequence

from toymodels.policies import Rule, Runs, policy_of
from toymodels.solution import Solution
from toymodels.solving import solve
from toymodels.stages import is_numeric_game
from toymodels.training import Action, Problem, State, TrainingGame, stated

Fixing = str | Sequence[Action] | Runs[Rule] | Solution


def fixed_choices(problem: Problem, policy: Fixing | None, *, decides: bool) -> Runs[Rule]:
    """The actions at the points (state, context) that are not left open, as runs over the episodes.

    Parameters
    ----------
    problem
        A training game or a model that states one.
    policy
        A solution, a policy or a plan. If it is None, a game of numbers is solved; in one with symbols every self does what
        pays it most in the episode at hand.
    decides
        Whether all choices of the starting state's objective are left open, or none.

    Raises
    ------
    ValueError
        If the policy does not fit the game, or if one must be given: in a game with symbols, where the starting self's
        choices are not left open, or where the actions of another decide which state follows.
    """
    game = stated(problem)
    own = game.states[game.start]
    fixed = {state for state, objective in game.states.items() if not (decides and objective == own)}
    if policy is not None:
        whole = policy_of(game, policy.policy if isinstance(policy, Solution) else policy)
    elif not fixed:
        whole = Runs(((game.episodes, {}),))
    elif is_numeric_game(game):
        whole = solve(problem).policy
    else:
        whole = _without_foresight(game, fixed)
    return Runs.joined(
        (count, {point: action for point, action in rule.items() if point[0] in fixed}) for count, rule in whole.pieces
    )


def _without_foresight(game: TrainingGame, states: set[State]) -> Runs[Rule]:
    for state in game.states:
        if state in states and (state == game.start or _decides_what_follows(game, state)):
            raise ValueError(f"policy must be given in a game with symbols, to say what is chosen in {state!r}")
    if not game.episodes:
        return Runs(())
    shortest = dataclasses.replace(game, phases=tuple(dataclasses.replace(phase, episodes=1) for phase in game.phases))
    rule = policy_of(shortest, [game.actions[game.start][0]] * shortest.episodes)[0]
    return Runs(((game.episodes, rule),))


def _decides_what_follows(game: TrainingGame, state: State) -> bool:
    """Whether the action in a state makes a difference to the distribution of the next state, anywhere."""
    rows = (
        [{s: k for s, k in phase.successors((state, context, action)).items() if k != 0} for action in game.actions[state]]
        for phase in game.phases
        for context in phase.contexts
    )
    return any(row != others[0] for others in rows for row in others)
