"""Sums of some polynomials, each times a number >= 0, that are nowhere positive on a box.

If c_1 f_1 + ... + c_n f_n <= 0 on a box with c_i >= 0, not all of them 0, no point of the box has all f_i > 0; for linear
f_i such numbers exist whenever there is no such point (Farkas, Gordan). In a training game the sums come about by
themselves: what B gains over A and C over B add up to what C gains over A.

The numbers are looked for so that no Bernstein coefficient of the sum is positive: a linear program, of which the tableau
has a row for each coefficient. With M the matrix of the coefficients, each row scaled to entries of at most 1 in size, and
K = 2, maximize

    z_1 + ... + z_n  over  (M + K) z <= 1, z >= 0,

by the simplex method in exact arithmetic, starting from z = 0. A sum of at least 1 / K gives c = z: then M z <= 0.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.boxes import Box, bounded_apart
from toymodels.symbolic.algebra.linear_pivots import exchange
from toymodels.symbolic.algebra.polynomials import Polynomial
from toymodels.symbolic.algebra.sign_on_box import bernstein_coefficients

_MOST_ENTRIES = 200
_LIFT = 2


def nonpositive_combination(polynomials: Sequence[Polynomial], box: Box) -> list[Fraction] | None:
    """Numbers >= 0 that add up to 1, with which the sum of some polynomials is shown to be <= 0 on a box; None if not found.

    Parameters
    ----------
    polynomials
        Polynomials, not zero, with integer coefficients.
    box
        The box.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> lines = [PolynomialRing((x, y)).of(line) for line in (x - 2 * y, 3 * y - 1, 1 - 3 * x)]
    >>> nonpositive_combination(lines, ((0, 1), (0, 1)))
    [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
    """
    if not polynomials:
        return None
    degrees = tuple(map(max, zip(*(f.degrees() for f in polynomials), strict=True)))
    pieces = bounded_apart(box)
    if math.prod((degree + 1 for degree in degrees), start=len(polynomials) * len(pieces)) > _MOST_ENTRIES:
        return None
    columns = ([c for piece in pieces for c in bernstein_coefficients(f, piece, degrees)] for f in polynomials)
    rows = dict.fromkeys(_scaled(row) for row in zip(*columns, strict=True) if any(c > 0 for c in row))
    if any(all(c > 0 for c in row) for row in rows):
        return None
    if not rows:
        return [Fraction(1, len(polynomials))] * len(polynomials)
    return _Tableau(list(rows), len(polynomials)).weights()


def _scaled(row: Sequence[Any]) -> tuple[Any, ...]:
    """A row times a positive number, so that its greatest entry is 1 in size."""
    largest = max(map(abs, row))
    return tuple(flint.fmpq(c, largest) for c in row)


class _Tableau:
    """The linear program, between steps of the simplex method (Bland's rule, which ends).

    Each row says basic variable = its last entry - the others times the variables of their columns; the last row says the
    same of minus the sum to be maximized.
    """

    def __init__(self, rows: Sequence[Sequence[Any]], columns: int) -> None:
        self.rows = [[c + _LIFT for c in row] + [flint.fmpq(1)] for row in rows]
        self.rows.append([flint.fmpq(1)] * columns + [flint.fmpq(0)])
        self.across = list(range(columns))
        self.down = [columns + i for i in range(len(rows))]

    def weights(self) -> list[Fraction] | None:
        """The numbers looked for."""
        columns = len(self.across)
        while -self.rows[-1][-1] * _LIFT < 1:
            rising = [j for j in range(columns) if self.rows[-1][j] > 0]
            if not rising:
                return None
            self._exchange(min(rising, key=self.across.__getitem__))
        found = {label: row[-1] for label, row in zip(self.down, self.rows, strict=False)}
        sizes = [Fraction(int(c.p), int(c.q)) for c in (found.get(k, flint.fmpq(0)) for k in range(columns))]
        return [size / sum(sizes) for size in sizes]

    def _exchange(self, j: int) -> None:
        """Let the variable of a column rise until the first basic one is 0, and exchange the two."""
        tight = [i for i in range(len(self.down)) if self.rows[i][j] > 0]
        i = min(tight, key=lambda i: (self.rows[i][-1] / self.rows[i][j], self.down[i]))
        exchange(self.rows, i, j)
        self.across[j], self.down[i] = self.down[i], self.across[j]
