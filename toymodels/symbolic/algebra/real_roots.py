"""The real roots of a polynomial in an interval, each enclosed between rationals that hold no other.

The Vincent-Collins-Akritas method: on (0, 1) the number of sign changes in the coefficients of (1 + y)^d f(1 / (1 + y)) is the
number of roots or exceeds it by an even number (Descartes), so 0 and 1 are certain; otherwise the interval is halved.

Source: G. E. Collins and A. G. Akritas, *Polynomial real root isolation using Descartes' rule of signs*, SYMSAC 1976.
"""

import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint

Root = tuple[Fraction, Fraction]
"""Rationals on either side of a root, between which the polynomial changes its sign; equal if they are the root."""


def real_roots(polynomial: Any, low: Fraction, high: Fraction, width: Fraction | None = None) -> list[Root]:
    """Enclosures of the roots of a polynomial in [low, high], in increasing order.

    Parameters
    ----------
    polynomial
        A polynomial with integer coefficients (``fmpz_poly``), not zero.
    low, high
        Rationals, low < high.
    width
        How wide an enclosure may be; None for any width.

    Examples
    --------
    >>> real_roots(flint.fmpz_poly([-1, 0, 2]), Fraction(-1), Fraction(1), Fraction(1, 4))
    [(Fraction(-3, 4), Fraction(-1, 2)), (Fraction(1, 2), Fraction(3, 4))]
    >>> real_roots(flint.fmpz_poly([-1, 4]), Fraction(0), Fraction(1))
    [(Fraction(1, 4), Fraction(1, 4))]
    """
    simple = square_free(polynomial)
    if simple.degree() == 1:
        root = Fraction(-int(simple[0]), int(simple[1]))
        return [(root, root)] if low <= root <= high else []
    found = [(end, end) for end in (low, high) if not value(simple, end)]
    unit = _without_root(_without_root(on_unit_interval(simple, low, high), 0, 1), 1, 1)
    for left, right in _isolated(unit):
        ends = _off_other_roots(simple, unit, low, high - low, (left, right))
        found.append(ends if width is None else refined(simple, ends, width))
    return sorted(found)


def refined(polynomial: Any, root: Root, width: Fraction) -> Root:
    """A narrower enclosure of a root, by bisection.

    Examples
    --------
    >>> refined(flint.fmpz_poly([-2, 0, 1]), (Fraction(1), Fraction(2)), Fraction(1, 4))
    (Fraction(5, 4), Fraction(3, 2))
    """
    low, high = root
    above = value(polynomial, high) > 0
    while high - low > width:
        middle = (low + high) / 2
        at = value(polynomial, middle)
        if at == 0:
            return middle, middle
        low, high = (low, middle) if (at > 0) == above else (middle, high)
    return low, high


def value(polynomial: Any, x: Fraction) -> Any:
    """The value of a polynomial at a rational point, as FLINT's rational."""
    return polynomial(flint.fmpq(x.numerator, x.denominator))


def on_unit_interval(polynomial: Any, low: Fraction, high: Fraction) -> Any:
    """The polynomial in a variable that runs from 0 to 1 on an interval, times a positive number, in integers."""
    step = high - low
    ends = [flint.fmpq(x.numerator, x.denominator) for x in (low, step)]
    moved = flint.fmpq_poly(polynomial)(flint.fmpq_poly(ends)).numer()
    return moved // moved.content()


def sign_changes(unit: Any) -> int:
    """How often the coefficients in the Bernstein basis of (0, 1) change their sign: the number of roots there, plus 2k.

    >>> sign_changes(flint.fmpz_poly([-1, 0, 2])), sign_changes(flint.fmpz_poly([1, -5, 6]))
    (1, 2)
    """
    mirrored = flint.fmpz_poly(unit.coeffs()[::-1])(flint.fmpz_poly([1, 1]))
    signs = [c > 0 for c in mirrored.coeffs() if c]
    return sum(one != other for one, other in itertools.pairwise(signs))


def _isolated(unit: Any) -> Iterator[Root]:
    """Enclosures of the roots in (0, 1) of a polynomial without multiple roots that is not 0 at the ends."""
    waiting = [(unit, Fraction(0), Fraction(1))]
    while waiting:
        own, low, high = waiting.pop()
        changes = sign_changes(own)
        if changes == 1:
            yield low, high
        if changes > 1:
            middle = (low + high) / 2
            if not value(own, Fraction(1, 2)):
                yield middle, middle
                own = _without_root(own, 1, 2)
            half = on_unit_interval(own, Fraction(0), Fraction(1, 2))
            waiting += [(half, low, middle), (half(flint.fmpz_poly([1, 1])), middle, high)]


def _off_other_roots(polynomial: Any, unit: Any, low: Fraction, step: Fraction, root: Root) -> Root:
    """The enclosure of a root in (0, 1) on the interval itself, narrow enough to have no other root for an end."""
    for end in root if root[0] < root[1] else ():
        unit = _without_root(unit, *end.as_integer_ratio())
    while True:
        left, right = low + step * root[0], low + step * root[1]
        if left == right or (value(polynomial, left) and value(polynomial, right)):
            return left, right
        root = refined(unit, root, (root[1] - root[0]) / 2)


def square_free(polynomial: Any) -> Any:
    """The polynomial with each of its roots once."""
    common = polynomial.gcd(polynomial.derivative())
    return polynomial // common if common.degree() > 0 else polynomial


def _without_root(polynomial: Any, numerator: int, denominator: int) -> Any:
    """The polynomial divided by its root's factor, if it has that root."""
    if polynomial.degree() < 1 or value(polynomial, Fraction(numerator, denominator)):
        return polynomial
    return polynomial // flint.fmpz_poly([-numerator, denominator])
