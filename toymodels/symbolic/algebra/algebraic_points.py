"""The exact sign of a polynomial at a point whose coordinates are real algebraic numbers.

An enclosure of the value that leaves 0 out tells the sign. That the value is 0 is told by one that is small enough: for a
polynomial f with integer coefficients, of degree k_i in its i-th variable, and algebraic numbers x_i that are roots of
irreducible polynomials a_i with integer coefficients, of degree d_i, with N = d_1 d_2 ...,

    f(x_1, x_2, ...) = 0  or  |f(x_1, x_2, ...)| >= |f|^(1 - N) |a_1|^(-k_1 N / d_1) |a_2|^(-k_2 N / d_2) ...

where |.| is the sum of the sizes of the coefficients of a polynomial (Liouville's inequality).

Source: M. Waldschmidt, *Diophantine approximation on linear algebraic groups*, Springer 2000, section 3.5.
"""

import dataclasses
import functools
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.balls import ball, range_of, sign_of
from toymodels.symbolic.algebra.polynomials import Polynomial, sign_at
from toymodels.symbolic.algebra.real_roots import Root, real_roots

_DIGITS = 64


@dataclasses.dataclass(frozen=True)
class Coordinate:
    """A real algebraic number.

    Parameters
    ----------
    equation
        The coefficients, from the lowest power on, of an irreducible polynomial of which it is a root, as integers.
    root
        Rationals on either side of it and of no other root, equal if they are it.
    """

    equation: tuple[int, ...]
    root: Root

    def ball(self, digits: int) -> Any:
        """A ball that holds the number, the smaller the more binary digits are calculated with."""
        low, high = self.root
        around = ball(low, high)
        near = [root for root in _real_parts(self.equation, digits) if root.overlaps(around)] if low < high else []
        return near[0] if len(near) == 1 else around


def coordinates(polynomial: Any, low: Fraction, high: Fraction, width: Fraction) -> list[Coordinate]:
    """The roots of a polynomial with integer coefficients in an interval, with enclosures of some width at most.

    >>> [golden] = coordinates(flint.fmpz_poly([-1, 0, 2, 1]), Fraction(0), Fraction(1), Fraction(1, 8))
    >>> golden.equation, golden.root
    ((-1, 1, 1), (Fraction(1, 2), Fraction(5, 8)))
    """
    return [
        Coordinate(tuple(map(int, factor.coeffs())), root)
        for factor, _ in polynomial.factor()[1]
        for root in real_roots(factor, low, high, width)
    ]


def sign_there(polynomial: Polynomial, point: Sequence[Coordinate]) -> int:
    """The sign of a polynomial with integer coefficients at a point, exactly.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring = PolynomialRing((x, y))
    >>> (root,) = coordinates(flint.fmpz_poly([-2, 0, 1]), Fraction(1), Fraction(2), Fraction(1, 8))
    >>> [sign_there(ring.of(f), (root, root)) for f in (x * y - 2, x**3 - 2 * y, 10**20 * (x - y) + 1)]
    [0, 0, 1]
    """
    if all(low == high for low, high in (coordinate.root for coordinate in point)):
        return sign_at(polynomial, [coordinate.root[0] for coordinate in point])
    sign = sign_of(range_of(polynomial, [ball(*coordinate.root) for coordinate in point]))
    least, digits = _least_size(polynomial, point), _DIGITS
    while not sign:
        digits *= 2
        with flint.ctx.workprec(digits):
            enclosure = range_of(polynomial, [coordinate.ball(digits) for coordinate in point])
            if abs(enclosure) < flint.arb(2) ** -least:
                return 0
            sign = sign_of(enclosure)
    return sign


def _least_size(polynomial: Polynomial, point: Sequence[Coordinate]) -> int:
    """An e for which the value at the point is 0 or at least 2^-e in size."""
    degrees = [len(coordinate.equation) - 1 for coordinate in point]
    conjugates = math.prod(degrees)
    least = (conjugates - 1) * _digits_of(map(int, polynomial.coeffs()))
    for coordinate, own, power in zip(point, degrees, polynomial.degrees(), strict=True):
        least += power * (conjugates // own) * _digits_of(coordinate.equation)
    return least


def _digits_of(coefficients: Iterable[int]) -> int:
    return sum(map(abs, coefficients)).bit_length()


@functools.lru_cache(maxsize=256)
def _real_parts(equation: tuple[int, ...], digits: int) -> list[Any]:
    """Balls that hold the real roots of a polynomial, one each."""
    with flint.ctx.workprec(digits):
        found: list[Any] = flint.fmpz_poly(list(equation)).complex_roots()
        return [root.real for root, _ in found if root.imag == 0]
