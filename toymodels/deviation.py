"""The certificate of a solution of a training game: what a self can gain by deviating once."""

import numpy as np

from toymodels.policies import Rule, Runs, by_phase
from toymodels.scalars import Scalar, is_array, is_symbolic, ratio
from toymodels.stages import payoff_scale, stages
from toymodels.training import TrainingGame


def deviation_gain(game: TrainingGame, policy: Runs[Rule]) -> Scalar:
    """The largest one-shot gain of any self, in any state, context and episode, from departing from a policy.

    It is max over t, s, c, a of Q_t(s, c, a) - Q_t(s, c, a_t(s, c)), never negative, and 0 exactly where the policy is
    optimal for every self that can be in charge (up to rounding where the game has floats in it).

    Parameters
    ----------
    game
        The game, of numbers of any kind but symbols.
    policy
        Runs of rules over the game's episodes.

    Raises
    ------
    TypeError
        If the game has symbols in it.
    ValueError
        If the policy does not cover the game's episodes.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.policies import policy_of
    >>> game = EpisodeGame(training=2, deployment=3).training_game()
    >>> deviation_gain(game, policy_of(game, "BBAAA")), deviation_gain(game, policy_of(game, "AAAAA"))
    (0, 2)
    """
    if any(is_symbolic(number) for number in game.numbers()):
        raise TypeError("the gain from deviating can be told for numbers only, and the game has symbols in it")
    prepared = {id(stage.phase): stage for stage in stages(game)}
    rho = payoff_scale(game)
    worth: dict[tuple[object, object], Scalar] = {(phi, s): 0 for phi in game.objectives for s in game.states}
    unit, largest = 1, 0
    for phase, count, rule in reversed(by_phase(game, policy)):
        stage = prepared[id(phase)]
        for _ in range(count):
            unit *= stage.scale
            quality = {
                (phi, point, branch.action): branch.payoffs[phi] * unit + sum(k * worth[phi, s] for s, k in branch.links)
                for point, branches in stage.branches.items()
                for branch in branches.values()
                for phi in game.objectives
            }
            for (phi, point, _), worthwhile in quality.items():
                if phi == game.states[point[0]]:
                    gain = worthwhile - quality[phi, point, rule[point]]
                    largest = _larger(largest, gain, unit * rho)
            worth = {
                (phi, s): sum(mu * quality[phi, (s, c), rule[s, c]] for c, mu in stage.weights.items()) for phi, s in worth
            }
            unit *= stage.unit_growth // stage.scale
    return largest


def _larger(largest: Scalar, gain: Scalar, unit: int) -> Scalar:
    if isinstance(gain, float) or is_array(gain):
        return np.maximum(largest, gain) if is_array(gain) or is_array(largest) else max(largest, gain)
    return max(largest, ratio(gain, unit)) if gain > 0 else largest
