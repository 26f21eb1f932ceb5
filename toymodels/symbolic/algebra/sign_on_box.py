"""The sign of a polynomial on a whole box, by its coefficients in the Bernstein basis.

On an interval [a, b] put x = (a + b y) / (1 + y), which runs through it as y runs from 0 to infinity; times (1 + y)^d the
polynomial, of degree d in x, is one in y. If all its coefficients are >= 0 and not all 0, the polynomial is >= 0 on the
interval and > 0 inside. These coefficients are those of the Bernstein basis, times binomials; with a + y and b - y in
place of x the same holds on half-lines. In several variables each is replaced in turn.

Source: S. Bernstein; G. T. Cargo and O. Shisha, *The Bernstein form of a polynomial*, J. Res. Nat. Bur. Standards 70B (1966).
"""

import functools
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.boxes import Box, Interval, bounded_apart
from toymodels.symbolic.algebra.polynomials import Polynomial, integer_terms


def sign_on_box(polynomial: Polynomial, box: Box) -> int | None:
    """The sign of a polynomial everywhere inside a box, if its Bernstein coefficients show it.

    Parameters
    ----------
    polynomial
        A polynomial in as many variables as the box has intervals.
    box
        The box.

    Returns
    -------
    1 if the polynomial is >= 0 on the box and > 0 inside (but perhaps where a coordinate that takes all numbers is 0), -1 if
    it is <= 0 and < 0 inside, 0 if it is the polynomial 0, None if the coefficients do not tell, which does not mean that
    it has both signs.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring = PolynomialRing((p, g))
    >>> square = ((0, 1), (0, 1))
    >>> [sign_on_box(ring.of(f), square) for f in (1 - p * g, p * (g - 1), 2 * p * g - 1)]
    [1, -1, None]
    >>> sign_on_box(ring.of(p - g), ((1, None), (0, 1)))
    1
    """
    if polynomial.is_zero():
        return 0
    above = below = False
    for piece in bounded_apart(box):
        coefficients = bernstein_coefficients(polynomial, piece)
        above |= any(c > 0 for c in coefficients)
        below |= any(c < 0 for c in coefficients)
    return None if above and below else 1 if above else -1


def bernstein_coefficients(polynomial: Polynomial, box: Box, degrees: Sequence[int] | None = None) -> list[Any]:
    """The coefficients of a polynomial, not zero, on a box in the Bernstein basis, each times a positive number, as integers.

    They come in the order of the multi-indices, the last variable fastest. No interval may be the whole line. The basis is
    that of the polynomial's own degrees, or of higher ones; for polynomials with integer coefficients the positive numbers
    hang on box and degrees only, so that sums of them have the sums of their coefficients.
    """
    degrees = polynomial.degrees() if degrees is None else degrees
    size = 1
    strides = [0] * len(degrees)
    for k in reversed(range(len(degrees))):
        strides[k], size = size, size * (degrees[k] + 1)
    entries: list[Any] = [0] * size
    for monomial, coefficient in integer_terms(polynomial):
        entries[sum(stride * exponent for stride, exponent in zip(strides, monomial, strict=True))] = coefficient
    for degree, interval in zip(degrees, box, strict=True):
        slices = flint.fmpz_mat(degree + 1, size // (degree + 1), entries)
        entries = (_substitution(degree, interval) * slices).transpose().entries()
    return entries


@functools.lru_cache(maxsize=1 << 14)
def _substitution(degree: int, interval: Interval) -> Any:
    """The matrix that makes coefficients in y of those in x, for each of the three kinds of interval."""
    low, high = interval
    if low is not None and high is not None:
        scale = math.lcm(Fraction(low).denominator, Fraction(high).denominator)
        above, below = [int(low * scale), int(high * scale)], [scale, scale]
    elif low is not None:
        above, below = [Fraction(low).numerator, Fraction(low).denominator], [Fraction(low).denominator]
    elif high is not None:
        above, below = [Fraction(high).numerator, -Fraction(high).denominator], [Fraction(high).denominator]
    else:
        raise ValueError("a box must not hold a whole line: use bounded_apart")
    numerator, denominator = flint.fmpz_poly(above), flint.fmpz_poly(below)
    columns = _powers(numerator, denominator, degree)
    return flint.fmpz_mat(degree + 1, degree + 1, [column[row] for row in range(degree + 1) for column in columns])


def _powers(numerator: Any, denominator: Any, degree: int) -> Sequence[Any]:
    """numerator^i denominator^(degree - i) for i = 0, 1, ..., degree."""
    rising, falling = [flint.fmpz_poly([1])], [flint.fmpz_poly([1])]
    for _ in range(degree):
        rising.append(rising[-1] * numerator)
        falling.append(falling[-1] * denominator)
    return [up * down for up, down in zip(rising, reversed(falling), strict=True)]
