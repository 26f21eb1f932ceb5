"""Polynomials with rational coefficients in the parameters of a game, between sympy and FLINT.

A parameter is a sympy symbol for the user; sums and products of thousands of terms are FLINT's (``fmpq_mpoly``).
"""

import dataclasses
import functools
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

import flint
import sympy

from toymodels.scalars import Scalar, exactly, is_symbolic, ratio

Polynomial: TypeAlias = Any
"""An ``fmpq_mpoly`` of a ring (FLINT's types are not known to type checkers)."""


@dataclasses.dataclass(frozen=True)
class PolynomialRing:
    """The polynomials with rational coefficients in some symbols.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> ring = PolynomialRing((p, g))
    >>> ring.of(1 - p * (g - 1))
    -p*g + p + 1
    >>> ring.expression(ring.of(p * g) - 1)
    g*p - 1
    """

    symbols: tuple[sympy.Symbol, ...]

    @functools.cached_property
    def context(self) -> Any:
        """FLINT's name for the ring."""
        return flint.fmpq_mpoly_ctx.get(
            [f"x{i}" if len(set(map(str, self.symbols))) < len(self.symbols) else str(s) for i, s in enumerate(self.symbols)]
        )

    def of(self, value: Scalar) -> Polynomial:
        """The polynomial that a number or an expression is.

        Raises
        ------
        ValueError
            If an expression is no polynomial in the ring's symbols with rational coefficients.
        """
        value = exactly(value)
        if not is_symbolic(value):
            return self.context.constant(flint.fmpq(*Fraction(value).as_integer_ratio()))
        exact = value.xreplace({number: sympy.Rational(number) for number in value.atoms(sympy.Float)})
        try:
            terms = sympy.Poly(exact, *self.symbols, domain=sympy.QQ).terms()
        except (sympy.PolynomialError, sympy.CoercionFailed):
            names = ", ".join(map(str, self.symbols))
            raise ValueError(
                f"a number of the game must be a polynomial in its parameters ({names}) with rational coefficients, got {value}"
            ) from None
        return self.context.from_dict({monomial: flint.fmpq(int(c.p), int(c.q)) for monomial, c in terms})

    def expression(self, polynomial: Polynomial) -> sympy.Expr:
        """A polynomial as a sympy expression, expanded."""
        terms = {monomial: sympy.Rational(int(c.p), int(c.q)) for monomial, c in polynomial.to_dict().items()}
        return sympy.Poly.from_dict(terms or {(0,) * len(self.symbols): 0}, *self.symbols, domain=sympy.QQ).as_expr()


@dataclasses.dataclass(frozen=True, eq=False)
class Factors:
    """A polynomial that is not zero, as a sign times irreducible factors that divide it an odd number of times.

    The factors have integer coefficients and a positive leading one; what divides it an even number of times has no
    influence on its sign, and is left out.
    """

    sign: int
    odd: tuple["Factor", ...]


@dataclasses.dataclass(frozen=True)
class Factor:
    """An irreducible polynomial with integer coefficients, hashable by its terms."""

    key: tuple[Any, ...]
    polynomial: Polynomial = dataclasses.field(compare=False)

    @classmethod
    def of(cls, polynomial: Polynomial) -> "Factor":
        """A factor with its key."""
        return cls((*polynomial.monoms(), *polynomial.coeffs()), polynomial)

    def __hash__(self) -> int:
        return self._hash

    @functools.cached_property
    def _hash(self) -> int:
        return hash(self.key)


def factors_of(polynomial: Polynomial) -> Factors:
    """What decides the sign of a polynomial.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> factors = factors_of(PolynomialRing((p, g)).of((1 - g) * (p - 2) ** 2))
    >>> factors.sign, [factor.polynomial for factor in factors.odd]
    (-1, [g - 1])
    """
    unit, powers = polynomial.factor()
    sign = 1 if unit > 0 else -1
    return Factors(sign, tuple(Factor.of(factor) for factor, exponent in powers if exponent % 2))


def value_at(polynomial: Polynomial, point: Sequence[Fraction | int]) -> int | Fraction:
    """The value of a polynomial at a rational point.

    >>> from sympy.abc import g, p
    >>> value_at(PolynomialRing((p, g)).of(p * g - 1), (Fraction(1, 2), 3))
    Fraction(1, 2)
    """
    value = polynomial(*(flint.fmpq(*Fraction(x).as_integer_ratio()) for x in point))
    return ratio(int(value.p), int(value.q))


def sign_at(polynomial: Polynomial, point: Sequence[Fraction | int]) -> int:
    """The sign of a polynomial at a rational point: 1, 0 or -1."""
    value = value_at(polynomial, point)
    return (value > 0) - (value < 0)


def integer_terms(polynomial: Polynomial) -> list[tuple[tuple[int, ...], Any]]:
    """The terms of a polynomial times the least integer that makes all its coefficients integers.

    >>> from sympy.abc import p
    >>> integer_terms(PolynomialRing((p,)).of(p / 2 - 1 / sympy.Integer(3)))
    [((1,), 3), ((0,), -2)]
    """
    coefficients = polynomial.coeffs()
    scale = math.lcm(*(int(c.q) for c in coefficients))
    return [(monomial, (c * scale).p) for monomial, c in zip(polynomial.monoms(), coefficients, strict=True)]


def univariate(polynomial: Polynomial, axis: int = 0) -> Any:
    """A polynomial in which at most one variable occurs as an ``fmpz_poly``, times the integer that makes it one.

    >>> from sympy.abc import g, p
    >>> univariate(PolynomialRing((p, g)).of(g**2 / 2 - 1), 1)
    x^2 + (-2)
    """
    coefficients: dict[int, Any] = {int(monomial[axis]): c for monomial, c in polynomial.to_dict().items()}
    dense = [coefficients.get(power, 0) for power in range(max(coefficients, default=0) + 1)]
    return flint.fmpq_poly(dense).numer()
