"""Why a plan is optimal: what an A in the last episode of training gains now, against what it loses in expectation.

Serving the base objective in that episode is optimal iff the margin, loss minus gain, is not negative. In the episode game
the gain is 1 - w and the loss p g u_0 (1 - w), in the symbols of ``toymodels.models.episode_game``.
"""

import dataclasses
import math

from toymodels.policies import by_phase, plan_point
from toymodels.solution import Solution
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.grid_induction import grid_induction
from toymodels.training import Action, Statement


@dataclasses.dataclass(frozen=True)
class Temptation:
    """The choice of the starting self in the last episode of training, between one action that serves base and another.

    Parameters
    ----------
    serving, defecting
        The two actions.
    gain, loss
        What the other action gains at once, and what it loses in expectation in the episodes to follow.
    optimal
        The optimal ones of the two.
    before
        The plan in the training episodes before, as runs of actions, latest first.
    """

    serving: Action
    defecting: Action
    gain: float
    loss: float
    optimal: frozenset[Action]
    before: tuple[tuple[int, Action], ...]

    def __str__(self) -> str:
        """The reason in a sentence."""
        now, later = f"{self.gain:.6g}", f"{self.loss:.6g}"
        cost = "would gain nothing now" if self.gain <= 0 else f"would gain {now} now and lose {later} in expectation"
        verdict = "both are optimal" if len(self.optimal) == 2 else f"{min(self.optimal)} is better"
        return (
            f"in the last episode of training {self.defecting} {cost} compared with {self.serving}, "
            f"so {verdict} there{self._before()}."
        )

    def _before(self) -> str:
        if len(self.before) > 2:
            return ""
        places = ("before it", "before that")
        return "".join(
            f", and the plan is {action} in the {f'{count} episodes' if count > 1 else 'episode'} {place}"
            for (count, action), place in zip(self.before, places, strict=False)
        )


def temptation(model: Statement, solution: Solution) -> Temptation | None:
    """The choice in the last episode of training; None if there is none between two actions.

    Examples
    --------
    >>> import toymodels as tm
    >>> game = tm.EpisodeGame(training=2, deployment=3)
    >>> choice = temptation(game, tm.solve(game))
    >>> choice.gain, choice.loss, sorted(choice.optimal)
    (1.0, 3.0, ['B'])
    """
    game, episode = solution.game, -1
    plan: list[tuple[int, Action]] = []
    last, first = None, 0
    for phase, count, action in by_phase(game, solution.plan_runs):
        first += count
        if phase.training:
            last, episode = phase, first - 1
            plan.append((count, action))
    if last is None:
        return None
    state, context = plan_point(game, last)
    serving = [action for action in game.actions[state] if game.serves_base(state, context, action)]
    others = [action for action in game.actions[state] if action not in serving]
    if len(serving) != 1 or len(others) != 1:
        return None
    solver = closed_form_grid if solution.method == "closed form" else grid_induction
    margin = solver(model, margin=True).margin
    pays = {action: game.payoffs[game.states[state], state, context, action] for action in game.actions[state]}
    gain = float(pays[others[0]] - pays[serving[0]])
    return Temptation(serving[0], others[0], gain, gain + float(margin), solution.optimal_actions(episode), plan)
