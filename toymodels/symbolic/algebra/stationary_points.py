"""The stationary points of a polynomial on the unit interval and its greatest values there, with exact comparisons.

The derivative's real roots are isolated; what kind of point a root is tells the first higher derivative that is not zero
there, whose sign is decided exactly; and so is which of two values is the greater, if need be at two algebraic points.
"""

import dataclasses
import functools
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint
import sympy

from toymodels.scalars import Scalar, ratio
from toymodels.symbolic.algebra.algebraic_points import Coordinate, coordinates, sign_there
from toymodels.symbolic.algebra.algebraic_value import AlgebraicValue
from toymodels.symbolic.algebra.real_root import real_root

MAXIMUM, MINIMUM, INFLECTION = "maximum", "minimum", "inflection"
_WIDTH = Fraction(1, 1 << 80)
_HIGHEST_DEGREE = 8


@dataclasses.dataclass(frozen=True)
class Point:
    """A polynomial (``fmpq_poly``) at a real algebraic number."""

    polynomial: Any
    place: Coordinate

    @classmethod
    def rational(cls, polynomial: Any, place: Fraction | int) -> "Point":
        """A polynomial at a rational number."""
        x = Fraction(place)
        return cls(polynomial, Coordinate((-x.numerator, x.denominator), (x, x)))


def polynomial_of(coefficients: Sequence[Fraction | int]) -> Any:
    """The polynomial with rational coefficients, the lowest power first.

    >>> polynomial_of([0, Fraction(1, 2)])
    1/2*x
    """
    return flint.fmpq_poly([rational(c) for c in coefficients])


def rational(x: Fraction | int) -> Any:
    """A rational number as FLINT's."""
    return flint.fmpq(*Fraction(x).as_integer_ratio())


def coefficients_of(polynomial: Any) -> tuple[Fraction | int, ...]:
    """The coefficients of a polynomial, the lowest power first."""
    return tuple(ratio(int(c.p), int(c.q)) for c in polynomial.coeffs())


def roots_inside(polynomial: Any) -> list[Coordinate]:
    """The roots of a polynomial in the open unit interval, in increasing order; none of a constant.

    >>> [root.equation for root in roots_inside(polynomial_of([-1, 0, 2]))]
    [(-1, 0, 2)]
    """
    if polynomial.degree() < 1:
        return []
    found = coordinates(polynomial.numer(), Fraction(0), Fraction(1), _WIDTH)
    line = polynomial_of([0, 1])
    inner = [Point(line, root) for root in found if root.root[0] != root.root[1] or 0 < root.root[0] < 1]
    return [point.place for point in sorted(inner, key=functools.cmp_to_key(comparison))]


def sign_at(point: Point) -> int:
    """The sign of a polynomial at an algebraic number: 1, 0 or -1.

    >>> sign_at(Point(polynomial_of([-1, 0, 2]), roots_inside(polynomial_of([-1, 0, 2]))[0]))
    0
    """
    if point.polynomial.gcd(flint.fmpq_poly(list(point.place.equation))).degree() > 0 or not point.polynomial:
        return 0
    ring = flint.fmpq_mpoly_ctx.get(["x"])
    return sign_there(_in_ring(ring, 0, point.polynomial.numer()), [point.place])


def comparison(one: Point, other: Point) -> int:
    """The sign of the difference of two values of polynomials at algebraic numbers.

    >>> square, line = polynomial_of([0, 0, 1]), polynomial_of([0, 1])
    >>> (half,) = roots_inside(polynomial_of([-1, 0, 2]))
    >>> comparison(Point(square, half), Point.rational(line, Fraction(1, 2))), comparison(
    ...     Point(line, half), Point(square, half))
    (0, 1)
    """
    ring = flint.fmpq_mpoly_ctx.get(["x", "y"])
    scale = one.polynomial.denom() * other.polynomial.denom()
    terms = [(one.polynomial * scale).numer(), (other.polynomial * scale).numer()]
    difference = _in_ring(ring, 0, terms[0]) - _in_ring(ring, 1, terms[1])
    return sign_there(difference, [one.place, other.place])


def kind_of(point: Point) -> str:
    """What kind of stationary point a root of the derivative is: a maximum, a minimum or an inflection.

    >>> [kind_of(Point.rational(polynomial_of(f), 0)) for f in ([0, 0, 1], [0, 0, -1], [0, 0, 0, 1])]
    ['minimum', 'maximum', 'inflection']
    """
    order, higher = 1, point.polynomial.derivative()
    while not (sign := sign_at(Point(higher, point.place))):
        order, higher = order + 1, higher.derivative()
    if order % 2:
        return INFLECTION
    return MINIMUM if sign > 0 else MAXIMUM


def greatest(points: Sequence[Point]) -> list[int]:
    """The places in a list of those that have the greatest value, all of them."""
    best: list[int] = []
    for i, point in enumerate(points):
        sign = comparison(point, points[best[0]]) if best else 1
        best = [i] if sign > 0 else [*best, i] if sign == 0 else best
    return best


def value_of(point: Point) -> Scalar:
    """The value at a point: a rational number, or a sympy number made of the root.

    >>> (half,) = roots_inside(polynomial_of([-1, 0, 2]))
    >>> value_of(Point(polynomial_of([1, 1]), half)), value_of(Point(polynomial_of([0, 0, 1]), half))
    (sqrt(2)/2 + 1, Fraction(1, 2))
    """
    low, high = point.place.root
    reduced = point.polynomial % flint.fmpq_poly(list(point.place.equation))
    if low == high or reduced.degree() < 1:
        value = point.polynomial(rational(low)) if low == high else reduced[0]
        return ratio(int(value.p), int(value.q))
    x = sympy.Symbol("x")
    equation = sympy.Add(*(c * x**i for i, c in enumerate(point.place.equation)))
    expression = sympy.Add(*(sympy.Rational(*c.as_integer_ratio()) * x**i for i, c in enumerate(coefficients_of(reduced))))
    if len(point.place.equation) - 1 > _HIGHEST_DEGREE:
        return AlgebraicValue(expression, equation, *(sympy.Rational(*end.as_integer_ratio()) for end in (low, high)))
    return sympy.expand(expression.subs(x, real_root(equation, low, high)))


def float_of(point: Point) -> float:
    """The value at a point in floating point, to a few units of the 60th binary digit before rounding."""
    low, high = point.place.root
    value = point.polynomial(rational((low + high) / 2))
    return float(Fraction(int(value.p), int(value.q)))


def _in_ring(ring: Any, axis: int, polynomial: Any) -> Any:
    """A polynomial of integers in one of the variables of a ring."""
    size = ring.nvars()
    return ring.from_dict(
        {tuple(power if i == axis else 0 for i in range(size)): c for power, c in enumerate(polynomial.coeffs()) if c}
    )
