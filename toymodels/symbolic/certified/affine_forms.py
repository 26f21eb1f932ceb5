"""Affine forms: what a quantity can be over each of many boxes at once, in floats with bounds on all rounding.

A box is the image of ε in [-1, 1]^n, every parameter the middle of its side plus half the side times its own ε_i. Over it
a quantity is enclosed by an affine function of ε and a radius,

    x ∈ c + Σ_i s_i ε_i + [-r, r],

so that what is linear in a parameter cancels exactly where it should, and the excess of an enclosure over the true range
falls with the *square* of the box's size. With M = |c| + Σ |s_i| the product of two forms is

    c c' + Σ (c s'_i + c' s_i) ε_i + [-1, 1] (r (M' + r') + r' M + Σ |s_i| Σ |s'_i|),

and every operation adds to r what floats may have rounded off: 2^-53 times the size of each result, generously summed.
A form holds a number for every box, so that one operation of numpy does it for thousands of them.

Source: J. Stolfi, L. H. de Figueiredo, *Self-Validated Numerical Methods and Applications*, IMPA 1997, chapter 3.
"""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Integers = NDArray[np.int64]
Signs = NDArray[np.int8]

_UNIT = 2.0**-52
_GROWTH = 1 + 2.0**-45
_TINY = 1e-300
_NEAR = 1e-9


@dataclasses.dataclass(frozen=True, eq=False)
class AffineForms:
    """An enclosure of a quantity over each of many boxes.

    Parameters
    ----------
    table
        An array with a column for every box and the rows c, s_1, ..., s_n, r.

    Examples
    --------
    Over [0, 1/2] and [1/2, 1] x = 1/4 + ε/4 and 3/4 + ε/4, and x - x² + 1 is positive:

    >>> x = AffineForms(np.array([[0.25, 0.75], [0.25, 0.25], [0.0, 0.0]]))
    >>> f = (x + (x * x).times(-1)).plus(1)
    >>> f.table.round(4).tolist()
    [[1.1875, 1.1875], [0.125, -0.125], [0.0625, 0.0625]]
    >>> f.signs().tolist()
    [1, 1]
    """

    table: Floats

    def __add__(self, other: "AffineForms") -> "AffineForms":
        table = self.table + other.table
        table[-1] = (table[-1] + _UNIT * _sizes(table[:-1])) * _GROWTH
        return AffineForms(table)

    def __mul__(self, other: "AffineForms") -> "AffineForms":
        (c, s, r), (d, t, q) = _parts(self.table), _parts(other.table)
        table = np.empty(np.broadcast_shapes(self.table.shape, other.table.shape))
        np.multiply(c, d, out=table[0])
        np.add(c * t, d * s, out=table[1:-1])
        spread, reach = _sizes(s), _sizes(t)
        size, other_size = np.abs(c) + spread, np.abs(d) + reach
        rest = r * (other_size + q) + q * size + spread * reach + 4 * _UNIT * size * other_size
        table[-1] = rest * _GROWTH + _TINY
        return AffineForms(table)

    def times(self, number: Fraction | int) -> "AffineForms":
        """The form times a number."""
        if number == 1:
            return self
        if number == -1:
            return AffineForms(np.concatenate([-self.table[:-1], self.table[-1:]]))
        factor, error = nearest(Fraction(number))
        table = factor * self.table
        rest = abs(factor) * self.table[-1] + _UNIT * _sizes(table[:-1]) + error * _sizes(self.table)
        table[-1] = rest * _GROWTH + _TINY
        return AffineForms(table)

    def plus(self, number: Fraction | int) -> "AffineForms":
        """The form plus a number."""
        if number == 0:
            return self
        term, error = nearest(Fraction(number))
        table = self.table.copy()
        table[0] += term
        table[-1] = (table[-1] + _UNIT * np.abs(table[0]) + error) * _GROWTH
        return AffineForms(table)

    def take(self, columns: Indices) -> "AffineForms":
        """The form over some of the boxes."""
        return AffineForms(self.table.take(columns, axis=1))

    def touches(self) -> NDArray[np.bool_]:
        """Where the quantity's affine part is 0 on a corner of the box, or next to one, but not inside."""
        touches: NDArray[np.bool_] = np.abs(self.table[0]) >= (1 - _NEAR) * _sizes(self.table[1:-1])
        return touches

    def signs(self) -> Signs:
        """1 where the quantity is proved positive all over the box, -1 where negative, otherwise 0."""
        reach = (_sizes(self.table[1:-1]) + self.table[-1]) * _GROWTH
        signs: Signs = (self.table[0] > reach).astype(np.int8) - (-self.table[0] > reach).astype(np.int8)
        return signs


def joined(forms: Sequence[AffineForms]) -> AffineForms:
    """The forms over several lots of boxes, one lot after the other."""
    return forms[0] if len(forms) == 1 else AffineForms(np.concatenate([form.table for form in forms], axis=1))


def nearest(number: Fraction) -> tuple[float, float]:
    """The float nearest to a number, and a bound on how far off it is.

    >>> nearest(Fraction(3, 4)), nearest(Fraction(1, 10))[1] < 1e-16
    ((0.75, 0.0), True)
    """
    rounded = float(number)
    return rounded, 0.0 if Fraction(rounded) == number else _UNIT * abs(rounded) + _TINY


def _parts(table: Floats) -> tuple[Floats, Floats, Floats]:
    return table[0], table[1:-1], table[-1]


def _sizes(rows: Floats) -> Floats:
    """The sum of the absolute values of some rows."""
    total: Floats = np.abs(rows[0])
    for row in rows[1:]:
        total += np.abs(row)
    return total
