"""Solving a model or a training game with the solver that fits it.

A model that is more, or other, than one training game has a solver of its own, a function of the model in the module of
``toymodels.solvers`` with the name of the model's module: it is found by that name.
"""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form


def solve(problem: Any) -> Any:
    """The solution of a model or a training game.

    Parameters
    ----------
    problem
        A model of ``toymodels.models``, a training game, or anything that states one.

    Returns
    -------
    What the model's own solver returns, if it has one; else a ``Solution``: by the closed form for the episode game, by
    backward induction for other training games.

    Raises
    ------
    TypeError
        If it has symbols or arrays in it, or is no problem.
    ValueError
        If the exact value is too long to write down.

    Examples
    --------
    >>> solve(EpisodeGame(training=2, deployment=3)).plan
    'BBAAA'
    """
    if isinstance(problem, EpisodeGame):
        return closed_form(problem)
    own = own_solver(type(problem))
    return backward_induction(problem) if own is None else own(problem)


def own_solver(model: type) -> Callable[[Any], Any] | None:
    """The solver that a model class has to itself; None if its training game is all there is to solve.

    >>> own_solver(EpisodeGame) is None
    True
    """
    package, _, name = model.__module__.rpartition(".")
    home = f"toymodels.solvers.{name}"
    if package != "toymodels.models" or importlib.util.find_spec(home) is None:
        return None
    found: Callable[[Any], Any] = getattr(importlib.import_module(home), name)
    return found
