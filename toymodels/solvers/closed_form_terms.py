"""What the closed form of the episode game needs of its parameters, in floats.

Each term is an array no larger than the parameters that it depends on, so that what depends on one axis of a grid is
computed once for it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toymodels.geometric import LOWEST_LOG, float_geometric_sum
from toymodels.scalars import Scalar, float_array
from toymodels.solvers.switching import EpisodeParameters
from toymodels.training import Statement

Floats = NDArray[np.float64]

_EPSILON = float(np.finfo(float).eps)


class Terms(NamedTuple):
    """What the formulas need, each an array no larger than the parameters that it depends on."""

    training: Floats  # T
    log_threat: Floats  # ln p
    log_worth: Floats  # ln (g u_0)
    decay: Floats  # ln (1/g)
    log_kept: Floats  # ln c
    discount: Floats  # g
    discount_gap: Floats  # 1 - g
    hit: Floats  # 1 - c
    faithful: Floats  # β
    selfish: Floats  # 1 - w, 0 for w >= 1
    deployed: Floats  # (1 - w) g^T u_0
    defected: Floats  # (1 - w) (1 - τ)


def terms_of(game: EpisodeParameters) -> Terms:
    """The terms of an episode game with arrays of floats for parameters."""
    training, deployment, p, w, g, tau, alpha, q = game
    gap, conflict, hit = 1 - g, 1 - alpha, p * (1 - tau)
    worth = conflict * float_geometric_sum(g * (1 - q * conflict), gap + g * q * conflict, deployment)
    selfish = np.maximum(1 - w, 0)
    decay = np.minimum(np.abs(np.log(g)), -LOWEST_LOG)
    final = np.exp(-training * decay)
    faithful = (tau + (1 - tau) * w) * float_geometric_sum(g, gap, training)
    return Terms(
        training=training,
        log_threat=np.log(p),
        log_worth=np.log(worth) - decay + 0 * training,
        decay=decay,
        log_kept=np.maximum(np.log1p(-hit), LOWEST_LOG),
        discount=g,
        discount_gap=gap,
        hit=hit,
        faithful=faithful + final * (alpha + conflict * w) * float_geometric_sum(g, gap, deployment),
        selfish=selfish,
        deployed=selfish * final * worth,
        defected=selfish * (1 - tau),
    )


def tolerance_of(whole: EpisodeParameters, terms: Terms, *, inexact: bool) -> float:
    """How far ln (p g^(j+1) u_0) may be off: the terms' rounding errors, and those of exact parameters made floats."""
    gap = terms.discount_gap + terms.discount * whole.monitoring * (1 - whole.deployment_agreement)
    reach = min(float(whole.deployment.max()), float(1 / gap.min())) + (float(whole.training.max()) if inexact else 0)
    logs = [np.abs(log[np.isfinite(log)]).max(initial=0.0) for log in (terms.log_threat, terms.log_worth)]
    return 8 * _EPSILON * (4 + reach + float(sum(logs)))


def critical_modification(model: Statement, exponent: Scalar) -> Floats:
    """The modification probability 1 / (g^e u_0) from which an A that comes e episodes before deployment does not pay.

    Parameters
    ----------
    model
        The episode game, in numbers or arrays; its own modification probability plays no part.
    exponent
        e, an integer >= 1 or an array of them.

    Returns
    -------
    The probability in floats, above 1 or infinite where no probability is enough.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> float(critical_modification(EpisodeGame(deployment=2, discount=np.array(0.5)), 1))
    1.3333333333333333
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        terms = terms_of(EpisodeParameters(*map(float_array, EpisodeParameters.of(model)._replace(modification=1))))
        return np.exp((float_array(exponent) - 1) * terms.decay - terms.log_worth)
