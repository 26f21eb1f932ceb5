"""A given policy as a solution: its value, which holds for symbols and arrays too, and what deviating from it would gain."""

from collections.abc import Sequence

from toymodels.policies import Rule, Runs, policy_of
from toymodels.policy_value import policy_value
from toymodels.scalars import is_exact, is_symbolic
from toymodels.solution import Solution
from toymodels.training import Action, Problem, stated


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
    return Solution(
        game=game,
        value=policy_value(game, whole),
        policy=whole,
        choices=Runs.joined((count, {point: (action,) for point, action in rule.items()}) for count, rule in whole.pieces),
        method="policy evaluation",
        exact=all(is_exact(entry) or is_symbolic(entry) for entry in game.numbers()),
    )
