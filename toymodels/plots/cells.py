"""Where the cells of a diagram lie: the edges between them and the limits of what is drawn."""

import numpy as np
from numpy.typing import NDArray

from toymodels.scalars import Scalar, float_array

Floats = NDArray[np.float64]


def cell_edges(coordinates: Scalar) -> Floats:
    """The edges of cells around increasing coordinates: midpoints, and outermost cells that are symmetric.

    Parameters
    ----------
    coordinates
        n >= 1 numbers. A lone one gets a cell of width 1.

    Returns
    -------
    n + 1 floats.

    Examples
    --------
    >>> cell_edges([1, 2, 3]).tolist(), cell_edges([0.0, 0.5, 0.75]).tolist(), cell_edges([4]).tolist()
    ([0.5, 1.5, 2.5, 3.5], [-0.25, 0.25, 0.625, 0.875], [3.5, 4.5])
    """
    centres = float_array(coordinates)
    if centres.size == 1:
        return np.array([centres[0] - 0.5, centres[0] + 0.5])
    middles = centres[:-1] + np.diff(centres) / 2
    first, last = 2 * centres[0] - middles[0], 2 * centres[-1] - middles[-1]
    return np.concatenate([[first], middles, [last]])


def drawn_limits(coordinates: Scalar, integer: bool) -> tuple[float, float]:
    """The ends of an axis: whole cells where it is made of integers, else what lies between its ends.

    Examples
    --------
    >>> drawn_limits([1, 2, 3], True), drawn_limits([0.0, 0.5, 1.0], False), drawn_limits([0.5], False)
    ((0.5, 3.5), (0.0, 1.0), (0.0, 1.0))
    """
    ends = cell_edges(coordinates) if integer or len(coordinates) == 1 else float_array(coordinates)
    return float(ends[0]), float(ends[-1])
