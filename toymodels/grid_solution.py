"""The result of solving a game for whole arrays of parameters at once."""

import dataclasses
import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toymodels.scalars import Scalar

_LARGEST_INT32 = 2**31 - 1


@dataclasses.dataclass(frozen=True)
class GridSolution:
    """What the optimal policy comes to in every cell of a grid, each label right.

    All arrays have one shape, that of the parameters broadcast together.

    Parameters
    ----------
    value
        What the starting self expects, by its own objective; floats.
    deceptive_episodes
        In how many training episodes serving the base objective is optimal; integers.
    regime
        Codes, positions in ``toymodels.regimes.REGIMES``.
    tie
        Whether some self has two different optimal actions somewhere.
    decided_exactly
        In which cells a comparison was too close for floats and was made again in rationals.
    margin
        What serving the base objective in the last training episode gains over not doing so, by the starting self's
        objective; NaN where there is no training, None if not asked for. Its zero is a boundary.
    """

    value: NDArray[np.float64]
    deceptive_episodes: NDArray[np.signedinteger[Any]]
    regime: NDArray[np.int8]
    tie: NDArray[np.bool_]
    decided_exactly: NDArray[np.bool_]
    margin: NDArray[np.float64] | None

    @classmethod
    def empty(cls, shape: tuple[int, ...], training: int, *, margin: bool) -> "GridSolution":
        """A solution to be filled in, all *defects* until then, for up to so many training episodes.

        Its arrays are parts of one block of memory: many small ones cost more to get than to fill.
        """
        counts = np.int32 if training <= _LARGEST_INT32 else np.int64
        kinds: list[Any] = [np.float64, *([np.float64] if margin else []), counts, np.int8, np.bool_, np.bool_]
        cells = math.prod(shape)
        ends = list(itertools.accumulate(cells * np.dtype(kind).itemsize for kind in kinds))
        block = np.empty(ends[-1], np.uint8)
        parts = np.split(block, ends[:-1])
        arrays: list[Any] = [part.view(kind).reshape(shape) for part, kind in zip(parts, kinds, strict=True)]
        value, *margins, deceptive, regime, tie, decided = arrays
        for labels in (deceptive, regime, tie, decided):
            labels.fill(0)
        return cls(value, deceptive, regime, tie, decided, margins[0] if margins else None)

    def rearranged(self, arrange: Callable[[NDArray[Any]], NDArray[Any]]) -> "GridSolution":
        """The same with a function, such as a reshaping, applied to every array."""
        return dataclasses.replace(self, **{name: arrange(array) for name, array in self._arrays().items()})

    def write(self, window: tuple[slice, ...], part: "GridSolution") -> None:
        """Copy the solution of a part of the grid into its place."""
        for name, array in part._arrays().items():
            self._arrays()[name][window] = array

    def _arrays(self) -> dict[str, NDArray[Any]]:
        arrays = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: array for name, array in arrays.items() if array is not None}


def cell(parameter: Scalar, shape: tuple[int, ...], index: tuple[Any, ...]) -> Scalar:
    """A parameter's scalar in one cell of a grid."""
    if not isinstance(parameter, np.ndarray):
        return parameter
    element = np.broadcast_to(parameter, shape)[index]
    return element.item() if isinstance(element, np.generic) else element
