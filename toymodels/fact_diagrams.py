"""Diagrams of what a model's own solver reports, over one, two or more parameters, solved cell by cell.

Every number among the facts of a result becomes an array; ``regime``, where the result has one, becomes a code. Axes of exact
numbers are solved exactly and shown as floats.
"""

import itertools
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

import toymodels
from toymodels.domains import Parameter, parameters, with_fields
from toymodels.facts import fact_in_words, facts
from toymodels.progress import tracked
from toymodels.scalars import is_symbolic
from toymodels.solving import own_solver, solve

if TYPE_CHECKING:
    import xarray as xr

_WORD = "regime"


def fact_diagram(model: Any, axes: Mapping[str, Any], progress: bool | None = None) -> "xr.Dataset":
    """What a model's solver reports over a grid of its parameters.

    Parameters
    ----------
    model
        A model with a solver of its own.
    axes
        The values of each axis by parameter, checked arrays.
    progress
        Whether to show a progress bar; None shows it in a terminal.

    Returns
    -------
    A dataset with the axes as dimensions and a variable for every number that is reported in some cell, NaN where it is not;
    ``regime`` is a code, with its meanings in ``flag_values`` and ``flag_meanings``.
    """
    import xarray as xr

    shape = tuple(len(axis) for axis in axes.values())
    cells = list(itertools.product(*(axis.tolist() for axis in axes.values())))
    rows = [
        facts(solve(with_fields(model, **dict(zip(axes, cell, strict=True))))) for cell in tracked(cells, "diagram", progress)
    ]
    names = dict.fromkeys(name for row in rows for name, value in row.items() if is_number(value) and name not in axes)
    arrays = {name: (tuple(axes), _numbers(rows, name).reshape(shape), {"long_name": name.replace("_", " ")}) for name in names}
    if all(isinstance(row.get(_WORD), str) for row in rows):
        words = list(dict.fromkeys((*regime_words(type(model)), *(row[_WORD] for row in rows))))
        codes = np.array([words.index(row[_WORD]) for row in rows], dtype=np.int8).reshape(shape)
        arrays[_WORD] = (tuple(axes), codes, _flags(words))
    known = parameters(type(model))
    return xr.Dataset(
        arrays, coords={name: coordinate(name, axis, known[name]) for name, axis in axes.items()}, attrs=_about(model, axes)
    )


def regime_words(model: type) -> tuple[str, ...]:
    """The regimes that a model's own solver may report, in order: its module's ``REGIMES``, if it has such a list.

    >>> from toymodels.models.honeypots import Honeypots
    >>> regime_words(Honeypots)[0]
    'deterred'
    """
    solver = own_solver(model)
    return tuple(getattr(sys.modules[solver.__module__], "REGIMES", ())) if solver is not None else ()


def is_number(value: object) -> bool:
    """Whether a fact is one number.

    >>> is_number(1), is_number(True), is_number("1")
    (True, False, False)
    """
    if isinstance(value, bool):
        return False
    if is_symbolic(value):
        return bool(value.is_number)  # type: ignore[attr-defined]
    return hasattr(value, "__float__")


def coordinate(name: str, axis: Any, parameter: Parameter) -> tuple[str, Any, dict[str, str]]:
    """An axis as a coordinate with its meaning: integers as they are, other numbers as floats."""
    values = axis if parameter.integer else axis.astype(float)
    units = "episodes" if parameter.integer and "episodes" in parameter.meaning else "1"
    return name, values, {"long_name": parameter.meaning, "units": units}


def _numbers(rows: list[dict[str, Any]], name: str) -> Any:
    return np.array([float(row[name]) if is_number(row.get(name)) else np.nan for row in rows])


def _flags(words: list[str]) -> dict[str, Any]:
    meanings = " ".join(word.replace(" ", "_") for word in words)
    return {"long_name": "regime", "flag_values": np.arange(len(words), dtype=np.int8), "flag_meanings": meanings}


def _about(model: Any, axes: Mapping[str, Any]) -> dict[str, Any]:
    name = type(model).__name__
    values = {field: getattr(model, field) for field in parameters(type(model)) if field not in axes}
    fixed = ", ".join(
        f"{field}={fact_in_words(value) if isinstance(value, tuple) else value}"
        for field, value in values.items()
        if value is not None
    )
    return {"title": f"Diagram of {name}", "model": name, "parameters": fixed, "version": toymodels.__version__}
