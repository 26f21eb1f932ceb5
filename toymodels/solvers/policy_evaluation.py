"""The value of a given policy, by + and * alone.

    W_t(φ, s) = Σ_c μ_t(c) [ r_φ(s, c, a_t(s,c)) + γ Σ_s' K_t(s' | s, c, a_t(s,c)) W_{t+1}(φ, s') ]

involves no comparison once the actions a_t(s, c) are given, so it holds for symbols and arrays as well as for numbers.
"""

from collections.abc import Sequence

from toymodels.policies import Rule, Runs, by_phase, policy_of
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic, ratio
from toymodels.solution import Solution
from toymodels.stages import is_exact_game, payoff_scale, stages
from toymodels.training import Action, Problem, TrainingGame, stated


def policy_evaluation(problem: Problem, policy: str | Sequence[Action] | Runs[Rule]) -> Solution:
    """What a policy is worth to the starting self, optimal or not.

    Parameters
    ----------
    problem
        A training game or a model that states one, in numbers of any kind.
    policy
        A plan such as ``"BBAAA"``, which the other selves answer as ``toymodels.policies.policy_of`` says, or a whole
        policy.

    Returns
    -------
    A ``Solution`` whose choices are the policy's own; its certificate says what deviating from it would gain.

    Raises
    ------
    ValueError
        If the policy does not fit the game.

    Examples
    --------
    >>> from sympy import Symbol, expand
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> policy_evaluation(EpisodeGame(), "AAAAA").value
    1
    >>> expand(policy_evaluation(EpisodeGame(training=1, deployment=2, modification=Symbol("p")), "AAA").value)
    3 - 2*p
    """
    game = stated(problem)
    whole = policy_of(game, policy)
    value = _value(game, whole)
    return Solution(
        game=game,
        value=value,
        policy=whole,
        choices=Runs.joined((count, {point: (action,) for point, action in rule.items()}) for count, rule in whole.pieces),
        method="policy evaluation",
        exact=all(is_exact(entry) or is_symbolic(entry) for entry in game.numbers()),
    )


def _value(game: TrainingGame, policy: Runs[Rule]) -> Scalar:
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
