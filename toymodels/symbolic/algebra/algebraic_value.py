"""Values of polynomials at real algebraic numbers of a high degree, as sympy objects that evaluate to any precision."""

from fractions import Fraction
from typing import Any

import flint
import sympy

from toymodels.symbolic.algebra.balls import ball
from toymodels.symbolic.algebra.real_roots import refined

_GUARD_BITS = 64
_DIGITS_PER_BIT = 0.302


class AlgebraicValue(sympy.Expr):  # type: ignore[misc]
    """The value of a polynomial at the only root of another between two rationals: by balls, however much cancels.

    Parameters
    ----------
    polynomial
        A polynomial in one symbol with rational coefficients, of a lower degree than the equation.
    equation
        An irreducible polynomial in the same symbol with integer coefficients.
    low, high
        Rationals on either side of one root of it.

    Examples
    --------
    >>> from sympy.abc import x
    >>> AlgebraicValue(x**2 + 1, x**9 - 2, sympy.Integer(1), sympy.Integer(2)).evalf(20)
    2.1665290395761165809
    """

    is_commutative = True
    is_algebraic = True
    is_real = True
    is_number = True

    def __new__(cls, polynomial: Any, equation: Any, low: Any, high: Any) -> "AlgebraicValue":
        """The value of a polynomial at a root."""
        return sympy.Expr.__new__(cls, polynomial, equation, low, high)  # type: ignore[no-any-return]

    @property
    def free_symbols(self) -> set[Any]:
        """No symbols: the one in the polynomials is bound."""
        return set()

    def _eval_subs(self, old: Any, new: Any) -> "AlgebraicValue":
        return self

    def _eval_evalf(self, prec: int) -> Any:
        polynomial, equation = (flint.fmpq_poly(_coefficients(expression)) for expression in self.args[:2])
        low, high = (Fraction(int(end.p), int(end.q)) for end in self.args[2:])
        root, digits = (low, high), prec
        accuracy, value = 0, None
        while accuracy < prec:
            digits = 2 * digits + _GUARD_BITS
            root = refined(equation.numer(), root, Fraction(1, 1 << digits))
            with flint.ctx.workprec(2 * digits):
                value = flint.arb_poly(polynomial)(ball(*root))
                accuracy = value.rel_accuracy_bits()
                text = value.mid().str(int(prec * _DIGITS_PER_BIT) + 20, radius=False)
        return sympy.Float(text, precision=prec)


def _coefficients(expression: Any) -> list[Any]:
    """The coefficients of a polynomial in one symbol, the lowest power first, as FLINT's."""
    (symbol,) = expression.free_symbols
    return [flint.fmpq(int(c.p), int(c.q)) for c in reversed(sympy.Poly(expression, symbol).all_coeffs())]
