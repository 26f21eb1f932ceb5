"""The closed form of the episode game: policy and value in O(1), whatever the horizons.

In the symbols of ``toymodels.models.episode_game``, with S_n(x) = 1 + x + ... + x^(n-1) and m the number of j < T with
p g^(j+1) u_0 >= 1, the optimal policy is A^(T-m) B^m A^D. B in every conflict would be worth

    β = (τ + (1 - τ) w) S_T(g) + g^T (α + (1 - α) w) S_D(g),

and being unmodified multiplies: u_{n+1} = g u_n over the m episodes of B gives g^m u_0, and
u_{n+1} = (1 - τ) + ρ u_n with ρ = g c, c = 1 - p (1 - τ), over the k = T - m episodes of A gives

    u_T = g^T c^k u_0 + (1 - τ) S_k(g c),   value = β + (1 - w) u_T    (w <= 1; for w >= 1 it is β).

*Ties.* The conflict with j training episodes to follow is a tie iff p g^(j+1) u_0 = 1: at most one j for g < 1, all of
training for g = 1. Where p = g = 1, τ = 0 and u_0 < 1, one A is all that can be had in training: all its episodes but the
last are ties. Likewise in deployment where q = g = 1 and α = 0. For w = 1 everything is a tie. There are no others, as
1 - p g u_{n+1} = (1 - g) + ρ (1 - p g u_n) is 0 after an A only where g = 1 and ρ = 0.
"""

import math
from collections.abc import Iterable
from fractions import Fraction

from toymodels.policies import Choices, Point, Rule, Runs
from toymodels.scalars import LONGEST_NUMBER, bits, is_array, is_exact, is_symbolic, ratio
from toymodels.solution import Solution
from toymodels.solvers.closed_form_grid import float_value
from toymodels.solvers.switching import EpisodeParameters, Switch, switch
from toymodels.training import Action, Statement


def closed_form(model: Statement) -> Solution:
    """The solution of the episode game by formula.

    Parameters
    ----------
    model
        The episode game, in exact numbers or floats; horizons of any size. Optimal actions are exact either way.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact value is too long to write down.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> solution = closed_form(EpisodeGame(training=10, deployment=10, modification="1/4", discount="9/10"))
    >>> solution.plan, float(solution.value)
    ('AAAAAABBBBAAAAAAAAAA', 3.190084447354431)
    >>> closed_form(EpisodeGame(training=10**18, deployment=10**18)).value
    1000000000000000000
    """
    given = EpisodeParameters.of(model)
    if any(is_symbolic(value) or is_array(value) for value in given):
        raise TypeError(
            "closed_form compares numbers: for arrays use closed_form_grid, for symbols evaluate a given plan with "
            "policy_evaluation or ask for deception_threshold"
        )
    exact = all(map(is_exact, given))
    game = given.exactly()
    turn = switch(game)
    return Solution(
        game=model.training_game(),
        value=_exact_value(game, turn) if exact else float_value(given, game.training - turn.length),
        policy=_policy(game, turn),
        choices=_choices(game, turn),
        method="closed form",
        exact=exact,
    )


def _exact_value(game: EpisodeParameters, turn: Switch) -> int | Fraction:
    """The value over one denominator: b^T d^k l^(D-1) for g = a/b, c = s/d, r = e/f and l = lcm(b, f)."""
    training, deployment, p, w, g, tau, alpha, q = map(Fraction, game)
    T, D, k = int(training), int(deployment), game.training - turn.length
    kept, lasting = 1 - p * (1 - tau), g * (1 - q * (1 - alpha))
    length = T * bits(g) + D * max(bits(g), bits(lasting)) + k * (bits(kept) + bits(g))
    if length > LONGEST_NUMBER:
        raise ValueError(
            f"the exact value has about {length * math.log10(2):.0e} digits: "
            f"give floats, such as discount={float(g)}, for a rounded one"
        )
    (a, b), (s, d) = g.as_integer_ratio(), kept.as_integer_ratio()
    common = math.lcm(b, lasting.denominator)
    deployed, defected, trained = common ** max(D - 1, 0), d**k, a**T
    selfish = max(1 - w, Fraction(0))
    terms = [
        (tau + (1 - tau) * w, _scaled_sum(a, b, T) * b * (defected * deployed)),
        (alpha + (1 - alpha) * w, trained * _scaled_sum(int(g * common), common, D) * defected),
        (selfish * (1 - alpha), trained * _scaled_sum(int(lasting * common), common, D) * s**k),
        (selfish * (1 - tau), _scaled_sum(a * s, b * d, k) * d * b ** (T - k + 1) * deployed),
    ]
    scale = math.lcm(*(weight.denominator for weight, _ in terms))
    return ratio(sum(int(weight * scale) * term for weight, term in terms), b**T * (defected * deployed) * scale)


def _scaled_sum(numerator: int, denominator: int, terms: int) -> int:
    """What S_n(x) comes to, times the denominator's power n - 1."""
    if numerator == denominator:
        return terms * int(denominator ** max(terms - 1, 0))
    return int(denominator**terms - numerator**terms) // (denominator - numerator)


def _policy(game: EpisodeParameters, turn: Switch) -> Runs[Rule]:
    deployed = "A" if game.overlap < 1 else "B"
    plan = ((game.training - turn.length, "A"), (turn.length, "B"), (game.deployment, deployed))
    return Runs.joined((count, {point: optimal[0] for point, optimal in _sets(action).items()}) for count, action in plan)


def _choices(game: EpisodeParameters, turn: Switch) -> Runs[Choices]:
    pieces = [*_training_conflicts(game, turn), *_deployment_conflicts(game)]
    return Runs.joined((count, _sets(optimal)) for count, optimal in pieces)


def _training_conflicts(game: EpisodeParameters, turn: Switch) -> Iterable[tuple[int, str]]:
    """The optimal actions of conflicts in training, as runs."""
    lone_defection = game.modification == game.discount == 1 and game.training_agreement == 0
    if turn.length == 0 and lone_defection and game.training:
        return [(game.training - 1, "BA"), (1, "A")]
    first = turn.length if game.discount == 1 or game.overlap == 1 else min(turn.length, 1)
    return [
        (game.training - turn.length, "A"),
        (first, "BA" if turn.tied else "B"),
        (turn.length - first, "B"),
    ]


def _deployment_conflicts(game: EpisodeParameters) -> Iterable[tuple[int, str]]:
    """The optimal actions of conflicts in deployment, as runs."""
    if game.overlap >= 1:
        return [(game.deployment, "BA" if game.overlap == 1 else "B")]
    if game.monitoring == game.discount == 1 and game.deployment_agreement == 0 and game.deployment:
        return [(game.deployment - 1, "BA"), (1, "A")]
    return [(game.deployment, "A")]


def _sets(conflict: str) -> dict[Point, tuple[Action, ...]]:
    """The optimal actions everywhere, given those of the mesa-optimizer in a conflict."""
    return {
        ("mesa", "conflict"): tuple(conflict),
        ("mesa", "agreement"): ("B", "A"),
        ("base", "conflict"): ("B",),
        ("base", "agreement"): ("B", "A"),
    }
