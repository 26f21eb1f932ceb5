"""Tiles: the boxes that arise when a box is halved again and again, many of them in a few arrays.

Along every axis a tile is the i-th of 2^d equal parts of the whole range. So its ends are exact, its volume is that of the
whole divided by 2^(d_1 + ... + d_n), and halving it is integer arithmetic.
"""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from toymodels.scalars import number
from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.certified.affine_forms import AffineForms, Indices, Integers, nearest

DEEPEST = 50
"""How often an axis can be halved: beyond that, floats no longer tell the tiles apart."""

_BITS = 53


@dataclasses.dataclass(frozen=True, eq=False)
class Tiles:
    """Some of the tiles of a box.

    Parameters
    ----------
    depths, places
        d and i, arrays with a row for every axis and a column for every tile.

    Examples
    --------
    >>> left, right = Tiles.whole(2).halved(np.array([0])).boxes(((0, 1), (2, 4)))
    >>> right
    ((Fraction(1, 2), 1), (2, 4))
    """

    depths: Integers
    places: Integers

    @classmethod
    def whole(cls, axes: int) -> "Tiles":
        """The one tile that is the whole box."""
        return cls(np.zeros((axes, 1), dtype=np.int64), np.zeros((axes, 1), dtype=np.int64))

    @classmethod
    def of(cls, boxes: Sequence[Box], whole: Box) -> "Tiles":
        """Boxes that arose by halving a box, as its tiles."""
        depths, places = [], []
        for axis, (low, high) in enumerate(whole):
            sides = [(Fraction(left - low), Fraction(right - left)) for left, right in (box[axis] for box in boxes)]
            depths.append([((high - low) / length).numerator.bit_length() - 1 for _, length in sides])
            places.append([int(start / length) for start, length in sides])
        return cls(np.array(depths, dtype=np.int64), np.array(places, dtype=np.int64))

    @classmethod
    def joined(cls, lots: "Sequence[Tiles]") -> "Tiles":
        """Several lots of tiles as one."""
        return cls(*(np.concatenate([getattr(lot, name) for lot in lots], axis=1) for name in ("depths", "places")))

    def __len__(self) -> int:
        return int(self.depths.shape[1])

    def __getitem__(self, chosen: NDArray[np.bool_] | Indices | slice) -> "Tiles":
        return Tiles(self.depths[:, chosen], self.places[:, chosen])

    def halved(self, axes: Indices) -> "Tiles":
        """The halves of all tiles, each cut along its own axis: first all lower ones, then all upper ones."""
        columns = np.arange(len(self))
        depths, lower = self.depths.copy(), self.places.copy()
        depths[axes, columns] += 1
        lower[axes, columns] *= 2
        upper = lower.copy()
        upper[axes, columns] += 1
        return Tiles(np.concatenate([depths, depths], axis=1), np.concatenate([lower, upper], axis=1))

    def levels(self) -> Integers:
        """How often each tile has been halved: its volume is that of the whole divided by 2 to this power."""
        total: Integers = self.depths.sum(0)
        return total

    def share(self) -> Fraction:
        """The volume of all tiles together, as a share of the whole."""
        counts = np.bincount(self.levels()).tolist()
        return sum((Fraction(count, 1 << level) for level, count in enumerate(counts)), start=Fraction(0))

    def boxes(self, whole: Box) -> list[Box]:
        """The tiles with their exact ends."""
        sides = []
        for (low, high), depths, places in zip(whole, self.depths.tolist(), self.places.tolist(), strict=True):
            known: dict[tuple[int, int], object] = {}
            sides.append([_side(low, high, depth, place, known) for depth, place in zip(depths, places, strict=True)])
        return list(zip(*sides, strict=True))

    def coordinates(self, whole: Box) -> list[AffineForms]:
        """Every parameter as a form over the tiles."""
        return [self._coordinate(axis, Fraction(low), Fraction(high)) for axis, (low, high) in enumerate(whole)]

    def _coordinate(self, axis: int, low: Fraction, high: Fraction) -> AffineForms:
        depths, places = self.depths[axis], self.places[axis]
        (start, start_error), (length, length_error) = nearest(low), nearest(high - low)
        half = np.ldexp(length, -1 - depths)
        table = np.zeros((len(self.depths) + 2, len(self)))
        table[0] = start + (2 * places + 1) * half
        table[1 + axis] = half
        scale = max(low.denominator, high.denominator)
        exact = not start_error + length_error and scale & (scale - 1) == 0
        bits = (int(max(abs(low), abs(high), high - low) * scale) + 1).bit_length()
        rounded = np.ones(len(self), dtype=bool) if not exact else depths + 1 + bits > _BITS
        table[-1] = np.where(rounded, 2.0**-50 * (abs(start) + length) + 1e-300, 0)
        return AffineForms(table)


def _side(low: Fraction, high: Fraction, depth: int, place: int, known: dict[tuple[int, int], object]) -> tuple[object, object]:
    ends = []
    for end in (place, place + 1):
        key = (depth, end)
        if key not in known:
            known[key] = number(low + (high - low) * Fraction(end, 1 << depth))
        ends.append(known[key])
    return ends[0], ends[1]
