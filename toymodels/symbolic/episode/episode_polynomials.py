"""The polynomials that the choices of the episode game hang on, in its parameters."""

from collections.abc import Iterator

from toymodels.solvers.switching import EpisodeParameters
from toymodels.symbolic.algebra.polynomials import Polynomial
from toymodels.symbolic.parameter_space import ParameterSpace


def episode_polynomials(space: ParameterSpace) -> Iterator[Polynomial]:
    """What the choices hang on: 1 - w, and p g^j u_0 - 1 for j = 1, ..., T.

    Parameters
    ----------
    space
        An episode game and its parameters.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.parameter_space import parameter_space
    >>> list(episode_polynomials(parameter_space(EpisodeGame(), ["modification"])))
    [1, 3*modification - 1, 3*modification - 1]
    """
    game = EpisodeParameters.of(space.problem)
    p, w, g, alpha, q = map(
        space.ring.of, (game.modification, game.overlap, game.discount, game.deployment_agreement, game.monitoring)
    )
    ratio, worth = g * (1 - q * (1 - alpha)), space.ring.of(0)
    for _ in range(game.deployment):
        worth = 1 - alpha + ratio * worth
    threat = p * worth
    yield 1 - w
    for _ in range(game.training):
        threat *= g
        yield threat - 1
