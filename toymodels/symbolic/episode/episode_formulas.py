"""The closed form of the episode game in symbols, geometric sums kept closed.

In the symbols of ``toymodels.models.episode_game``, with c = 1 - p (1 - τ), the plan A^k B^(T-k) A^D is worth

    (τ + (1 - τ) w) S_T(g) + (1 - w) (1 - τ) S_k(g c) + g^T [(α + (1 - α) w) S_D(g) + (1 - w) c^k u_0],

where the bracket is (α + (1 - α) (w + (1 - w) c^k)) S_D(g) without monitoring; B in every conflict is worth

    (τ + (1 - τ) w) S_T(g) + g^T (α + (1 - α) w) S_D(g).
"""

from typing import Any

import sympy

from toymodels.solvers.switching import EpisodeParameters
from toymodels.symbolic.algebra.geometric_sums import GeometricSum


def symbolic_parameters(game: object) -> EpisodeParameters:
    """The parameters of a game as sympy expressions, floats as the rationals that they are."""
    return EpisodeParameters(*map(sympy.sympify, EpisodeParameters.of(game).exactly()))


def continuation_gap(game: EpisodeParameters) -> Any:
    """u_0, what being unmodified is worth at the beginning of deployment, over 1 - w.

    Parameters
    ----------
    game
        Parameters as sympy expressions.

    Examples
    --------
    >>> from sympy.abc import a, g, q
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> continuation_gap(symbolic_parameters(EpisodeGame(deployment=9, discount=g, deployment_agreement=a, monitoring=q)))
    (1 - a)*GeometricSum(g*(-q*(1 - a) + 1), 9)
    """
    conflict = 1 - game.deployment_agreement
    return conflict * GeometricSum(game.discount * (1 - game.monitoring * conflict), game.deployment)


def deterrence(game: EpisodeParameters, episodes: Any) -> Any:
    """x_m = p g^m u_0, which is at least 1 where B is optimal with m episodes from it to deployment."""
    return game.modification * game.discount**episodes * continuation_gap(game)


def deters(game: EpisodeParameters, episodes: Any) -> sympy.Basic:
    """The condition x_m >= 1."""
    return sympy.Ge(*_whole(deterrence(game, episodes)), evaluate=False)


def does_not_deter(game: EpisodeParameters, episodes: Any) -> sympy.Basic:
    """The condition x_m <= 1."""
    return sympy.Le(*_whole(deterrence(game, episodes)), evaluate=False)


def _whole(strength: Any) -> tuple[Any, Any]:
    """The two sides of a comparison with 1, multiplied by the denominator in front."""
    factor, rest = strength.as_coeff_Mul(rational=True)
    return factor.p * rest, sympy.Integer(factor.q)


def value_of_plan(game: EpisodeParameters, defections: Any) -> Any:
    """What A^k B^(T-k) A^D is worth.

    Parameters
    ----------
    game
        Parameters as sympy expressions.
    defections
        k.

    Examples
    --------
    >>> from sympy.abc import g, p, w
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> value_of_plan(symbolic_parameters(EpisodeGame(50, 50, p, w, g)), 0)
    g**50*GeometricSum(g, 50) + w*GeometricSum(g, 50)
    """
    T, D, p, w, g, tau, alpha, q = game
    kept, lasting = 1 - p * (1 - tau), 1 - alpha
    unmodified = kept**defections
    if q == 0:
        share = 1 if unmodified == 1 else alpha + lasting * w + (1 - w) * lasting * unmodified
        deployed = share * GeometricSum(g, D)
    else:
        deployed = (alpha + lasting * w) * GeometricSum(g, D) + (1 - w) * unmodified * continuation_gap(game)
    if kept == 1:
        return GeometricSum(g, T) + g**T * deployed
    selfish = (1 - w) * (1 - tau) * GeometricSum(g * kept, defections)
    return (tau + (1 - tau) * w) * GeometricSum(g, T) + selfish + g**T * deployed


def value_of_service(game: EpisodeParameters) -> Any:
    """What B in every conflict is worth.

    >>> from sympy.abc import g, w
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> value_of_service(symbolic_parameters(EpisodeGame(50, 50, overlap=w, discount=g)))
    w*GeometricSum(g, 100)
    """
    T, D, _, w, g, tau, alpha, _ = game
    trained, deployed = (agreement + (1 - agreement) * w for agreement in (tau, alpha))
    if trained == deployed:
        return trained * GeometricSum(g, T + D)
    return trained * GeometricSum(g, T) + g**T * deployed * GeometricSum(g, D)
