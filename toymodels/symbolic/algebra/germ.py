"""Rational functions of one variable that know where they are looked at: they are compared by their values there.

What is computed with such numbers by +, -, *, / and comparisons is a formula, valid as long as no comparison turns out another
way: that is, between the nearest roots of the differences that were compared.
"""

from fractions import Fraction
from typing import Any

import flint
from sympy import QQ
from sympy.polys.fields import field

from toymodels.symbolic.algebra.real_roots import real_roots


class Germ:
    """A rational function near a point.

    Parameters
    ----------
    function
        An element of sympy's field of rational functions of one variable.
    at
        The point, no pole of what is computed.
    compared
        Collects the numerators of all differences that were compared.

    Examples
    --------
    >>> x = variable("x", Fraction(1, 3))
    >>> x < 1 - x, str((1 - x * x) / (1 + x)), validity(x, Fraction(0), Fraction(1))
    (True, '1 - x', (Fraction(0, 1), Fraction(1, 2)))
    """

    __slots__ = ("at", "compared", "function")

    def __init__(self, function: Any, at: Fraction, compared: set[Any]) -> None:
        self.function = function
        self.at = at
        self.compared = compared

    def __add__(self, other: "Germ | int | Fraction") -> "Germ":
        return self._like(self.function + self._function_of(other))

    def __sub__(self, other: "Germ | int | Fraction") -> "Germ":
        return self._like(self.function - self._function_of(other))

    def __rsub__(self, other: "int | Fraction") -> "Germ":
        return self._like(self._function_of(other) - self.function)

    def __mul__(self, other: "Germ | int | Fraction") -> "Germ":
        return self._like(self.function * self._function_of(other))

    def __truediv__(self, other: "Germ | int | Fraction") -> "Germ":
        return self._like(self.function / self._function_of(other))

    def __rtruediv__(self, other: "int | Fraction") -> "Germ":
        return self._like(self._function_of(other) / self.function)

    def __pow__(self, exponent: int) -> "Germ":
        return self._like(self.function**exponent) if exponent else self._like(self.function.field.one)

    def __neg__(self) -> "Germ":
        return self._like(-self.function)

    __radd__ = __add__
    __rmul__ = __mul__

    def __lt__(self, other: "Germ | int | Fraction") -> bool:
        difference = self.function - self._function_of(other)
        self.compared.add(difference.numer)
        return _value(difference.numer, self.at) * _value(difference.denom, self.at) < 0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Germ | int | Fraction):
            return NotImplemented
        return bool(self.function == self._function_of(other))

    def __hash__(self) -> int:
        return hash(self.function)

    def __str__(self) -> str:
        return str(self.function.as_expr())

    def _like(self, function: Any) -> "Germ":
        return Germ(function, self.at, self.compared)

    def _function_of(self, other: "Germ | int | Fraction") -> Any:
        if isinstance(other, Germ):
            return other.function
        return self.function.field(QQ(Fraction(other).numerator, Fraction(other).denominator))


def variable(name: str, at: Fraction) -> Germ:
    """The variable itself, looked at where it has some value."""
    return Germ(field(name, QQ)[1], at, set())


def validity(germ: Germ, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """The stretch of [low, high] around the point on which every comparison so far comes out the same way.

    Its ends are exact where they are rational of a linear factor's, else within 10^-12, on the side of the point.
    """
    for numerator in germ.compared:
        polynomial = _integral(numerator)
        if polynomial.degree() > 0:
            for left, right in real_roots(polynomial, low, high, _NARROW):
                low = max(low, right) if right <= germ.at else low
                high = min(high, left) if left >= germ.at else high
    return low, high


_NARROW = Fraction(1, 10**12)


def _integral(numerator: Any) -> Any:
    """A polynomial of sympy's ring in one variable as one with integer coefficients."""
    coefficients = [Fraction(0)] * (numerator.degree() + 1 if numerator else 1)
    for (power,), c in numerator.terms():
        coefficients[power] = Fraction(int(c.numerator), int(c.denominator))
    return flint.fmpq_poly([flint.fmpq(c.numerator, c.denominator) for c in coefficients]).numer()


def _value(polynomial: Any, at: Fraction) -> Fraction:
    found = polynomial.evaluate(0, QQ(at.numerator, at.denominator))
    return Fraction(int(found.numerator), int(found.denominator))
