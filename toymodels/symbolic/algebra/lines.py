"""Sample points of the parts into which polynomials cut a line through a box."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.boxes import Box, interior
from toymodels.symbolic.algebra.polynomials import Factor, integer_terms
from toymodels.symbolic.algebra.real_roots import real_roots

Point = tuple[Fraction | int, ...]

_FINENESS = 1 << 12


def points_on_line(factors: Iterable[Factor], box: Box, base: Point, direction: Sequence[Fraction | int]) -> Iterator[Point]:
    """A rational point of each part into which the zeros of some factors cut a line through a box.

    Roots that lie close together may be taken as one.

    Parameters
    ----------
    factors
        The factors.
    box
        The box; where it has no end, so much of it is looked at as holds all the zeros.
    base, direction
        A point inside the box, and where the line goes from there.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring = PolynomialRing((p, g))
    >>> line = Factor.of(ring.of(2 * p - g))
    >>> list(points_on_line([line], ((0, 1), (0, 1)), (Fraction(1, 2), Fraction(1, 2)), (1, 0)))
    [(Fraction(1, 6), Fraction(1, 2)), (Fraction(1, 2), Fraction(1, 2))]
    """
    polynomials = [along for factor in factors if (along := restricted(factor, base, direction)).degree() > 0]
    low, high = stretch(box, base, direction, polynomials)
    width = (high - low) / _FINENESS
    roots = sorted(root for polynomial in polynomials for root in real_roots(polynomial, low, high, width))
    ends = [(low, low), *roots, (high, high)]
    for (_, left), (right, _) in itertools.pairwise(ends):
        if left < right:
            step = _between(left, right)
            yield tuple(x + step * d for x, d in zip(base, direction, strict=True))


def restricted(factor: Factor, base: Point, direction: Sequence[Fraction | int]) -> Any:
    """A factor along a line, as a polynomial with integer coefficients."""
    moved = [
        flint.fmpq_poly([flint.fmpq(*Fraction(x).as_integer_ratio()), flint.fmpq(*Fraction(d).as_integer_ratio())])
        for x, d in zip(base, direction, strict=True)
    ]
    powers = [[flint.fmpq_poly([1])] for _ in moved]
    total = flint.fmpq_poly([0])
    for monomial, coefficient in integer_terms(factor.polynomial):
        term = flint.fmpq_poly([coefficient])
        for known, power, exponent in zip(powers, moved, monomial, strict=True):
            while len(known) <= exponent:
                known.append(known[-1] * power)
            term *= known[exponent]
        total += term
    return total.numer()


def stretch(
    box: Box, base: Point, direction: Sequence[Fraction | int], polynomials: Sequence[Any]
) -> tuple[Fraction, Fraction]:
    """From where to where the line runs in the box, cut off beyond all roots where the box has no end."""
    lows, highs = [], []
    for (left, right), x, d in zip(box, base, direction, strict=True):
        ends = [None if end is None else Fraction(end - x) / d for end in (left, right)] if d else [None, None]
        first, last = ends if d >= 0 else ends[::-1]
        lows += [] if first is None else [first]
        highs += [] if last is None else [last]
    far = 1 + max((_root_bound(polynomial) for polynomial in polynomials), default=Fraction(1))
    return max(lows, default=-far), min(highs, default=far)


def _root_bound(polynomial: Any) -> Fraction:
    """A number that no root exceeds in size (Cauchy)."""
    *rest, leading = map(int, polynomial.coeffs())
    return 1 + max(Fraction(abs(c), abs(leading)) for c in rest)


def _between(left: Fraction, right: Fraction) -> Fraction:
    """A rational of few digits near the middle of an interval."""
    middle = Fraction(interior((left, right)))
    bound = 4
    while True:
        simple = middle.limit_denominator(bound)
        if abs(simple - middle) * 4 <= right - left:
            return simple
        bound *= 4
