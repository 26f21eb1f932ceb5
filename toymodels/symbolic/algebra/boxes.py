"""Boxes: an interval for every parameter, with exact ends or none."""

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from toymodels.scalars import Scalar, number

Interval: TypeAlias = tuple[Scalar, Scalar]
"""The two ends, None where it has none."""

Box: TypeAlias = tuple[Interval, ...]
"""An interval for every variable."""


def volume(box: Box) -> Fraction | None:
    """The product of the lengths of a box's sides, None where one has no end.

    >>> volume(((0, 1), (Fraction(1, 2), 1))), volume(((0, None),))
    (Fraction(1, 2), None)
    """
    if any(low is None or high is None for low, high in box):
        return None
    return math.prod((Fraction(high - low) for low, high in box), start=Fraction(1))


def bounded_apart(box: Box) -> list[Box]:
    """The box, cut at 0 along every axis on which it is the whole line.

    >>> bounded_apart(((None, None), (0, 1)))
    [((None, 0), (0, 1)), ((0, None), (0, 1))]
    """
    whole = next((k for k, interval in enumerate(box) if interval == (None, None)), None)
    if whole is None:
        return [box]
    cut = [(*box[:whole], half, *box[whole + 1 :]) for half in ((None, 0), (0, None))]
    return [piece for part in cut for piece in bounded_apart(part)]


def halves(box: Box, axis: int) -> tuple[Box, Box]:
    """The two parts of a box on either side of its middle along an axis.

    >>> halves(((0, 1), (2, None)), 0)
    (((0, Fraction(1, 2)), (2, None)), ((Fraction(1, 2), 1), (2, None)))
    """
    low, high = box[axis]
    middle = interior(box[axis])
    return (*box[:axis], (low, middle), *box[axis + 1 :]), (*box[:axis], (middle, high), *box[axis + 1 :])


def midpoint(box: Box) -> tuple[Scalar, ...]:
    """The middle of a box; on a half-line, a number twice as far out as its end, and at least one away."""
    return tuple(map(interior, box))


def interior(interval: Interval) -> Scalar:
    """A number inside an interval.

    >>> interior((0, 1)), interior((3, None)), interior((None, -1))
    (Fraction(1, 2), 6, -2)
    """
    low, high = interval
    if low is not None and high is not None:
        return number(Fraction(low + high) / 2)
    if low is not None:
        return low + max(1, abs(low))
    return high - max(1, abs(high)) if high is not None else 0


def corners(box: Box) -> Iterator[tuple[Scalar, ...]]:
    """The corners of a box, with a number inside in place of an end where a side has none.

    >>> list(corners(((0, 1), (2, None))))
    [(0, 2), (0, 4), (1, 2), (1, 4)]
    """
    return itertools.product(*(tuple(interior(side) if end is None else end for end in side) for side in box))


def interval_in_words(name: str, low: Scalar, high: Scalar) -> str:
    """The range of a parameter.

    >>> interval_in_words("p", 0, 1), interval_in_words("w", None, 1), interval_in_words("w", None, None)
    ('p in [0, 1]', 'w <= 1', 'any w')
    """
    if low is not None and high is not None:
        return f"{name} in [{low}, {high}]"
    return f"{name} >= {low}" if low is not None else f"{name} <= {high}" if high is not None else f"any {name}"
