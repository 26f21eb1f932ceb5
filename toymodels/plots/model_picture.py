"""The picture of a model: one of its own, its optimal plan, or what its solver reports over two of its parameters.

A picture of its own is the function ``<module>_figure`` in the module of ``toymodels.plots.models`` that has the name of the
model's module: it is found by that name.
"""

import importlib
import importlib.util
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toymodels.axes import parsed_axis
from toymodels.domains import Parameter, parameters
from toymodels.phases import phase_diagram
from toymodels.solving import own_solver, solve

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_POINTS = 41
_LONGEST = 12


def model_figure(model: Any) -> "Figure":
    """The picture of a model.

    Raises
    ------
    ValueError
        If it has none of its own and no two parameters, or one, to draw a diagram over.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> figure = model_figure(EpisodeGame(training=2, deployment=3))
    """
    name = type(model).__module__.rpartition(".")[2]
    home = f"toymodels.plots.models.{name}"
    if importlib.util.find_spec(home) is not None:
        own: Figure = getattr(importlib.import_module(home), f"{name}_figure")(model)
        return own
    if own_solver(type(model)) is None:
        from toymodels.plots.strip import strip_figure

        return strip_figure(solve(model))
    from toymodels.plots.facts import facts_figure

    known = parameters(type(model))
    axes: dict[str, Any] = dict(parsed_axis(text, known) for text in usual_axes(type(model)) if text)
    if not axes:
        raise ValueError(f"{type(model).__name__} has no parameter for an axis, one that has a least and a greatest value")
    return facts_figure(phase_diagram(model, **axes))


def usual_axes(model: type, given: Mapping[str, object] | None = None) -> tuple[str | None, str | None]:
    """The axes of a model's diagram if nobody says which: up to two, of parameters that were given no value.

    They are those that the model class lists as ``usual_axes``; else its first probabilities, and then its first counts.

    Examples
    --------
    >>> from toymodels.models.honeypots import Honeypots
    >>> usual_axes(Honeypots, {"fidelity": 1})
    ('rate=0:1:41', 'modification=0:1:41')
    """
    free = {name: item for name, item in parameters(model).items() if name not in (given or {})}
    known = {name: item for name, item in free.items() if isinstance(item, Parameter)}
    listed = [text for text in getattr(model, "usual_axes", ()) if text.partition("=")[0] in known]
    bounded = [f"{name}={item.low}:{item.high}:{_POINTS}" for name, item in known.items() if (item.low, item.high) == (0, 1)]
    counted = [
        f"{name}={item.low}:{item.low + _LONGEST}" for name, item in known.items() if item.integer and item.low is not None
    ]
    x, y, *_ = [*(listed or [*bounded, *counted]), None, None]
    return x, y
