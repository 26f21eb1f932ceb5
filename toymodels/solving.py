"""Solving a problem with the solver that fits it."""

from toymodels.models.episode_game import EpisodeGame
from toymodels.solution import Solution
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.training import Problem


def solve(problem: Problem) -> Solution:
    """The solution of a training game: the closed form for the episode game, backward induction elsewhere.

    Parameters
    ----------
    problem
        A model or a training game, in exact numbers or floats.

    Raises
    ------
    TypeError
        If it has symbols or arrays in it, or is no problem.
    ValueError
        If the exact value is too long to write down.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> solve(EpisodeGame(training=2, deployment=3)).plan
    'BBAAA'
    """
    return closed_form(problem) if isinstance(problem, EpisodeGame) else backward_induction(problem)
