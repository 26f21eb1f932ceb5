"""Polynomials in a game's parameters, enclosed over many boxes at once."""

import dataclasses
import functools
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from toymodels.symbolic.algebra.polynomials import Polynomial
from toymodels.symbolic.certified.affine_forms import AffineForms


@dataclasses.dataclass(frozen=True, eq=False)
class EnclosedPolynomials:
    """What polynomials are over some boxes.

    Parameters
    ----------
    coordinates
        Their variables, as forms over the boxes.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> from toymodels.symbolic.certified.tiles import Tiles
    >>> square = EnclosedPolynomials(Tiles.whole(2).coordinates(((0, 1), (0, 1))))
    >>> square.of(PolynomialRing((p, g)).of(p * g + 1)).table.round(9).tolist()
    [[1.25], [0.25], [0.25], [0.25]]
    """

    coordinates: Sequence[AffineForms]

    @functools.cached_property
    def _powers(self) -> list[list[AffineForms]]:
        return [[coordinate] for coordinate in self.coordinates]

    def of(self, polynomial: Polynomial) -> AffineForms:
        """A polynomial as a form over the boxes."""
        total = AffineForms(np.zeros_like(self.coordinates[0].table))
        for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            number = Fraction(int(coefficient.p), int(coefficient.q))
            powers = [self._power(axis, int(exponent)) for axis, exponent in enumerate(monomial) if exponent]
            if powers:
                total += functools.reduce(lambda one, other: one * other, powers).times(number)
            else:
                total = total.plus(number)
        return total

    def _power(self, axis: int, exponent: int) -> AffineForms:
        powers = self._powers[axis]
        while len(powers) < exponent:
            powers.append(powers[-1] * powers[0])
        return powers[exponent - 1]
