"""Phase diagrams: what is optimal, and what it is worth, over one, two or more parameters of a model.

A diagram is a labelled array (``xarray.Dataset``) with a dimension for every axis. Every label in it is right: cells whose
comparisons are too close for floats are decided in rational arithmetic, by the solvers.
"""

import itertools
import math
import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

import toymodels
from toymodels.axes import check_axis
from toymodels.domains import Parameter, parameters, with_fields
from toymodels.errors import unknown_name
from toymodels.fact_diagrams import coordinate, fact_diagram
from toymodels.grid_solution import GridSolution
from toymodels.models.episode_game import EpisodeGame
from toymodels.progress import tracked
from toymodels.regimes import REGIMES
from toymodels.scalars import exactly, is_array, is_symbolic
from toymodels.solvers.closed_form_grid import closed_form_grid
from toymodels.solvers.grid_induction import grid_induction
from toymodels.solving import own_solver
from toymodels.training import Statement

if TYPE_CHECKING:
    import xarray as xr

Axis: TypeAlias = NDArray[Any]
Window: TypeAlias = tuple[slice, ...]
GridSolver: TypeAlias = Callable[[Statement, bool], GridSolution]

_CHUNKS: dict[Any, int] = {closed_form_grid: 1 << 22}
_CHUNK = 1 << 14
_BYTES_PER_CELL = 24
_ASSUMED_MEMORY = 8 << 30
_LARGEST_INT64 = 2**63 - 1


def phase_diagram(
    game: Statement,
    *,
    solver: GridSolver | None = None,
    margin: bool = False,
    progress: bool | None = None,
    **axes: Iterable[object],
) -> "xr.Dataset":
    """The phase diagram of a model over some of its parameters.

    Parameters
    ----------
    game
        A model; the parameters that are no axes stay as they are in it.
    solver
        A solver for arrays: by default ``closed_form_grid`` for the episode game and ``grid_induction`` for other models.
    margin
        Whether to include the margin.
    progress
        Whether to show a progress bar for what takes over a second; None shows it in a terminal.
    **axes
        The values of each axis by the name of its parameter, in increasing order: floats, or exact numbers (integers,
        Fractions, text such as "1/3"), with which labels are decided exactly as they are.

    Returns
    -------
    A dataset with the axes as dimensions, in the order given, and in every cell

    * ``value``: what the mesa-optimizer expects, by its own objective;
    * ``deceptive_episodes``: the number of training episodes in which serving the base objective is optimal;
    * ``regime``: a code, with the meanings in the attributes ``flag_values`` and ``flag_meanings``;
    * ``tie``: whether different actions are equally good somewhere;
    * ``margin``, if asked for: what serving the base objective in the last training episode gains over not doing so.

    Its attribute ``decided_exactly`` counts the cells that were decided in rational arithmetic. Of a model with a solver of
    its own the dataset holds that solver's numbers and regimes instead (``toymodels.fact_diagrams``).

    Raises
    ------
    TypeError
        If an axis or the model holds something else than numbers.
    ValueError
        If an axis is unknown, empty, not increasing or outside the parameter's domain, or the grid too large for memory.

    Examples
    --------
    >>> import toymodels as tm
    >>> diagram = tm.phase_diagram(tm.EpisodeGame(), modification=["1/4", "1/3", "1/2"], deployment=[1, 2, 3])
    >>> diagram.regime.values.tolist()
    [[0, 0, 0], [0, 0, 2], [0, 2, 2]]
    >>> diagram.tie.values.tolist()
    [[False, False, False], [False, False, True], [False, True, False]]
    """
    import xarray as xr

    checked = _checked_axes(game, axes)
    if own_solver(type(game)) is not None:
        return fact_diagram(game, checked, progress)
    if solver is None:
        solver = closed_form_grid if isinstance(game, EpisodeGame) else grid_induction
    shape = tuple(axis.size for axis in checked.values())
    _check_memory(shape)
    solution = _solved(game, solver, checked, margin, progress)
    arrays = {
        "value": (solution.value, {"long_name": "value to the mesa-objective", "units": "1"}),
        "deceptive_episodes": (
            solution.deceptive_episodes,
            {"long_name": "training episodes in which serving the base objective is optimal", "units": "episodes"},
        ),
        "regime": (solution.regime, _flags() | {"long_name": "regime"}),
        "tie": (solution.tie, {"long_name": "whether different actions are equally good somewhere"}),
    }
    if solution.margin is not None:
        arrays["margin"] = (
            solution.margin,
            {"long_name": "gain of serving the base objective in the last training episode", "units": "1"},
        )
    return xr.Dataset(
        {name: (tuple(checked), array, attrs) for name, (array, attrs) in arrays.items()},
        coords={name: coordinate(name, axis, parameters(type(game))[name]) for name, axis in checked.items()},
        attrs=_attributes(game, checked, int(np.count_nonzero(solution.decided_exactly))),
    )


def _checked_axes(game: Statement, axes: dict[str, Iterable[object]]) -> dict[str, Axis]:
    """The axes as one-dimensional arrays: of integers, of floats, or of exact numbers."""
    if not axes:
        raise ValueError(f"a phase diagram needs at least one axis, one of {', '.join(parameters(type(game)))}")
    known = parameters(type(game))
    for name in axes:
        if name not in known:
            raise unknown_name("parameter", name, known)
        check_axis(known[name], name)
    for name in known:
        if name not in axes and is_array(getattr(game, name)):
            raise TypeError(f"{name} must be one number or an axis, got an array")
        if name not in axes and is_symbolic(getattr(game, name)):
            raise TypeError(f"{name} must be a number for a phase diagram, got {getattr(game, name)}")
    return {name: _checked_axis(known[name], name, values) for name, values in axes.items()}


def _checked_axis(parameter: Parameter, name: str, values: Iterable[object]) -> Axis:
    if isinstance(values, str | bytes | dict) or not isinstance(values, Iterable):
        raise TypeError(f"axis {name} must be a sequence of numbers, got {values!r}")
    axis = values if isinstance(values, np.ndarray) else _array([parameter.checked(value, name) for value in values])
    if axis.ndim != 1 or axis.size == 0:
        raise ValueError(f"axis {name} must be a sequence of one or more numbers, got an array of shape {axis.shape}")
    axis = np.asarray(parameter.checked(axis, name))
    if parameter.integer and axis.max() > _LARGEST_INT64:
        raise ValueError(f"{name} must be below 2^63 on an axis, got {axis.max()}")
    if not np.all(axis[1:] > axis[:-1]):
        place = int(np.argmin(axis[1:] > axis[:-1]))
        raise ValueError(f"axis {name} must increase, got {axis[place]} before {axis[place + 1]}")
    return axis


def _array(values: Sequence[Any]) -> Axis:
    """An array of integers or of floats, or of exact numbers if there are fractions."""
    if any(is_symbolic(value) or is_array(value) for value in values):
        raise TypeError(f"an axis must be made of numbers, got {values}")
    if all(isinstance(value, float) or (isinstance(value, int) and value <= _LARGEST_INT64) for value in values):
        return np.array(values, dtype=float if any(isinstance(value, float) for value in values) else np.int64)
    array = np.empty(len(values), dtype=object)
    array[:] = [exactly(value) for value in values]
    return array


def _check_memory(shape: tuple[int, ...]) -> None:
    cells = math.prod(shape)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else _ASSUMED_MEMORY
    if cells * _BYTES_PER_CELL > memory:
        size = " x ".join(map(str, shape))
        raise ValueError(
            f"the grid must fit in memory: {size} cells need {cells * _BYTES_PER_CELL / 2**30:,.1f} GiB, "
            f"and there are {memory / 2**30:,.1f} GiB"
        )


def _solved(
    game: Statement,
    solver: GridSolver,
    axes: dict[str, Axis],
    margin: bool,
    progress: bool | None,
) -> GridSolution:
    """The whole grid, solved window by window, with the modification probability along the innermost axis."""
    inner = sorted(axes, key=lambda name: name == "modification")
    looped = [] if solver is closed_form_grid else [name for name in inner if parameters(type(game))[name].integer]
    shape = tuple(axes[name].size for name in inner)
    windows = _windows([(axes[name].size, name in looped) for name in inner], _CHUNKS.get(solver, _CHUNK))
    parts = []
    for window in tracked(windows, "phase diagram", progress):
        values = {
            name: int(axes[name][piece][0]) if name in looped else _along(axes[name][piece], inner.index(name), len(inner))
            for name, piece in zip(inner, window, strict=True)
        }
        parts.append(solver(with_fields(game, **values), margin))
    back = [inner.index(name) for name in axes]
    return _assembled(parts, windows, shape).rearranged(lambda array: array.transpose(back))


def _assembled(parts: list[GridSolution], windows: list[Window], shape: tuple[int, ...]) -> GridSolution:
    if len(parts) == 1:
        return parts[0].rearranged(lambda array: array if array.shape == shape else np.broadcast_to(array, shape).copy())
    longest = max(int(part.deceptive_episodes.max()) for part in parts)
    whole = GridSolution.empty(shape, longest, margin=parts[0].margin is not None)
    for part, window in zip(parts, windows, strict=True):
        whole.write(window, part)
    return whole


def _windows(axes: Sequence[tuple[int, bool]], chunk: int) -> list[Window]:
    """The grid cut into windows of about so many cells: looped axes value by value, the first other one in stretches."""
    together = math.prod(size for size, looped in axes if not looped)
    cuts = []
    for size, looped in axes:
        length = 1 if looped else size if together <= chunk else max(1, chunk * size // together)
        together = together if looped else chunk
        cuts.append([slice(first, min(first + length, size)) for first in range(0, size, length)])
    return list(itertools.product(*cuts))


def _along(axis: Axis, place: int, dimensions: int) -> Axis:
    shape = [1] * dimensions
    shape[place] = axis.size
    return axis.reshape(shape)


def _flags() -> dict[str, Any]:
    words = " ".join(word.replace(" ", "_") for word in REGIMES)
    return {"flag_values": np.arange(len(REGIMES), dtype=np.int8), "flag_meanings": words}


def _attributes(game: Statement, axes: dict[str, Axis], decided_exactly: int) -> dict[str, Any]:
    model = type(game).__name__
    fixed = ", ".join(f"{name}={getattr(game, name)}" for name in parameters(type(game)) if name not in axes)
    return {
        "title": f"Phase diagram of {model}",
        "model": model,
        "parameters": fixed,
        "version": toymodels.__version__,
        "decided_exactly": decided_exactly,
    }
