"""The models there are, found by looking into the folder of models.

A model is a frozen dataclass with annotated parameters or a ``training_game`` method, defined in a module of
``toymodels.models``. On the command line it goes by the name of its class in lower case with hyphens.
"""

import dataclasses
import importlib
import pkgutil
import re

import toymodels.models
from toymodels.domains import parameters
from toymodels.errors import unknown_name
from toymodels.solving import own_solver

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def models() -> dict[str, type]:
    """Every model by its name on the command line, in the order of the names.

    >>> models()["episode-game"]
    <class 'toymodels.models.episode_game.EpisodeGame'>
    """
    found = {name: model for module in _modules() for name, model in _models_in(module).items()}
    return dict(sorted(found.items()))


def states_a_game(model: type) -> bool:
    """Whether a model is one training game and no more: deception thresholds and exact regions are about such games."""
    return callable(getattr(model, "training_game", None)) and own_solver(model) is None


def model_named(name: str) -> type:
    """The model of a name, looked for first in the module of the same name, so that other models need no import.

    Raises
    ------
    ValueError
        If there is none; the nearest right name is suggested.

    Examples
    --------
    >>> model_named("episode-gmae")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ValueError: unknown model 'episode-gmae': did you mean 'episode-game'? known: ...
    """
    namesake = name.replace("-", "_")
    known = _models_in(namesake) if namesake in _modules() else {}
    if name not in known:
        known = models()
    if name not in known:
        raise unknown_name("model", name, known)
    return known[name]


def command_line_name(model: type) -> str:
    """The name of a model on the command line.

    >>> class LongGame: ...
    >>> command_line_name(LongGame)
    'long-game'
    """
    return _WORD_START.sub("-", model.__name__).lower()


def summary(model: type) -> str:
    """The first line of a model's docstring."""
    return (model.__doc__ or "").strip().partition("\n")[0]


def _modules() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(toymodels.models.__path__)]


def _models_in(module: str) -> dict[str, type]:
    home = importlib.import_module(f"{toymodels.models.__name__}.{module}")
    return {
        command_line_name(item): item
        for item in vars(home).values()
        if isinstance(item, type) and item.__module__ == home.__name__ and _is_model(item)
    }


def _is_model(item: type) -> bool:
    frozen = dataclasses.is_dataclass(item) and item.__dataclass_params__.frozen  # type: ignore[attr-defined]
    return frozen and (bool(parameters(item)) or callable(getattr(item, "training_game", None)))
