"""Why a plan is optimal: what an A in the last episode of training gains now, against what it loses in expectation.

Serving the base objective in that episode is optimal iff the margin, loss minus gain, is not negative. In the episode
game the gain is 1 - w and the loss p g u_0 (1 - w), in the symbols of ``toymodels.models.episode_game``.
"""

import dataclasses

from toymodels.policies import Runs, by_phase, plan_point
from toymodels.scalars import float_array
from toymodels.solution import Solution
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.grid_induction import grid_induction
from toymodels.training import Action, Phase, Statement


@dataclasses.dataclass(frozen=True)
class Temptation:
    """The choice of the starting self in the last episode of training, between serving the base objective and not.

    Parameters
    ----------
    serving, defecting
        The two actions.
    gain, loss
        What defecting gains at once, and what it loses in expectation in the episodes to follow.
    optimal
        Those of the two that are optimal.
    training
        The plan in training.
    """

    serving: Action
    defecting: Action
    gain: float
    loss: float
    optimal: frozenset[Action]
    training: Runs[Action]

    def __str__(self) -> str:
        """The reason in a sentence."""
        cost = f"gain {self.gain:.6g} now and lose {self.loss:.6g} in expectation" if self.gain > 0 else "gain nothing"
        instead = f"In the last episode of training, {self.defecting} instead of {self.serving} would {cost}"
        if len(self.optimal) > 1:
            return f"{instead}: both are optimal there, and the plan takes {self.training.pieces[-1][1]}."
        return f"{instead}: {min(self.optimal)} is optimal there{self._before()}."

    def _before(self) -> str:
        *earlier, (count, _) = self.training.pieces
        same = f" and in the {_counted(count - 1)} before" if count > 1 else ""
        return same + "".join(f"; in the first {_counted(n)}, {action} is" for n, action in earlier[: len(earlier) == 1])


def temptation(model: Statement, solution: Solution) -> Temptation | None:
    """The choice in the last episode of training; None if there is none between two actions.

    Examples
    --------
    >>> import toymodels as tm
    >>> game = tm.EpisodeGame(training=2, deployment=3)
    >>> print(temptation(game, tm.solve(game)))
    In the last episode of training, A instead of B would gain 1 now and lose 3 in expectation: B is optimal there
    and in the one before.
    """
    game = solution.game
    phase, episode, training = _last_training(solution)
    if phase is None:
        return None
    state, context = plan_point(game, phase)
    pays = {action: game.payoffs[game.states[state], state, context, action] for action in game.actions[state]}
    serving = [action for action in pays if game.serves_base(state, context, action)]
    others = [action for action in pays if action not in serving]
    if len(serving) != 1 or len(others) != 1:
        return None
    serving_one, other = serving[0], others[0]
    solver = closed_form_grid if solution.method == "closed form" else grid_induction
    gain, margin = float(pays[other] - pays[serving_one]), float_array(solver(model, margin=True).margin).item()
    return Temptation(serving_one, other, gain, gain + margin, solution.optimal_actions(episode), training)


def _last_training(solution: Solution) -> tuple[Phase | None, int, Runs[Action]]:
    """The last phase of training, its last episode, and the plan in all training."""
    last, episode, episodes, plan = None, -1, 0, []
    for phase, count, action in by_phase(solution.game, solution.plan_runs):
        episodes += count
        if phase.training:
            last, episode = phase, episodes - 1
            plan.append((count, action))
    return last, episode, Runs.joined(plan)


def _counted(count: int) -> str:
    return str(count) if count > 1 else "one"
