"""The value of a given policy, by + and * alone.

    W_t(φ, s) = Σ_c μ_t(c) [ r_φ(s, c, a_t(s,c)) + γ Σ_s' K_t(s' | s, c, a_t(s,c)) W_{t+1}(φ, s') ]

involves no comparison once the actions a_t(s, c) are given, so it holds for symbols and arrays as well as for numbers.
"""

from toymodels.policies import Rule, Runs, by_phase
from toymodels.scalars import Scalar, is_array, is_exact, ratio
from toymodels.stages import is_exact_game, payoff_scale, stages
from toymodels.training import TrainingGame


def policy_value(game: TrainingGame, policy: Runs[Rule]) -> Scalar:
    """What a policy is worth to the starting self of a game.

    Parameters
    ----------
    game
        The game, in numbers of any kind.
    policy
        Runs of rules over its episodes.

    Raises
    ------
    ValueError
        If the policy does not cover the game's episodes.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.policies import policy_of
    >>> game = EpisodeGame(training=2, deployment=3, discount="1/2").training_game()
    >>> policy_value(game, policy_of(game, "BBAAA"))
    Fraction(7, 16)
    """
    prepared = {id(stage.phase): stage for stage in stages(game)}
    objective = game.states[game.start]
    worth: dict[object, Scalar] = dict.fromkeys(game.states, 0)
    unit = 1
    for phase, count, rule in reversed(by_phase(game, policy)):
        stage = prepared[id(phase)]
        taken = {(s, c): stage.branches[s, c][rule[s, c]] for s in game.states for c in stage.weights}
        for _ in range(count):
            unit *= stage.scale
            quality = {
                point: branch.payoffs[objective] * unit + sum(k * worth[s] for s, k in branch.links)
                for point, branch in taken.items()
            }
            worth = {s: sum(mu * quality[s, c] for c, mu in stage.weights.items()) for s in game.states}
            unit *= stage.unit_growth // stage.scale
    value = worth[game.start]
    if is_exact_game(game):
        return ratio(value, unit * payoff_scale(game))
    return value.astype(float) if is_array(value) and not is_exact(value) else value
