"""Real algebraic numbers as sympy objects, given by an equation and two rationals that enclose one root of it."""

from fractions import Fraction
from typing import Any

import sympy

_HIGHEST_DEGREE = 30
_DIGITS_PER_BIT = 0.302
_GUARD_DIGITS = 20


class RealRoot(sympy.Expr):  # type: ignore[misc]
    """The only root of an expression in one symbol between two rationals, where ``CRootOf`` would take too long.

    Parameters
    ----------
    expression
        An expression in one symbol that changes its sign between the two rationals, and has one root there.
    low, high
        The rationals.

    Examples
    --------
    >>> from sympy.abc import x
    >>> RealRoot(x**400 + x - 1, sympy.Rational(9, 10), sympy.Integer(1)).evalf(20)
    0.98882720162077990413
    """

    is_commutative = True
    is_algebraic = True
    is_real = True
    is_number = True

    def __new__(cls, expression: Any, low: Any, high: Any) -> "RealRoot":
        """The root of an expression between two rationals."""
        return sympy.Expr.__new__(cls, *map(sympy.sympify, (expression, low, high)))  # type: ignore[no-any-return]

    @property
    def free_symbols(self) -> set[Any]:
        """No symbols: the one in the expression is bound."""
        return set()

    def _eval_subs(self, old: Any, new: Any) -> "RealRoot":
        return self

    def _eval_evalf(self, prec: int) -> Any:
        expression, low, high = self.args
        (symbol,) = expression.free_symbols
        digits = int(prec * _DIGITS_PER_BIT) + _GUARD_DIGITS
        root = sympy.nsolve(expression, symbol, (low, high), solver="bisect", prec=digits, maxsteps=4 * prec, verify=False)
        return sympy.Float(root, precision=prec)


def real_root(expression: Any, low: Fraction, high: Fraction) -> Any:
    """The only root of an expression between two rationals: in radicals or a ``CRootOf`` for polynomials of a moderate degree.

    Parameters
    ----------
    expression
        An expression in one symbol that has one root between the rationals, a simple one. If it is no polynomial, or has
        exponents above 30, the result is a ``RealRoot``.
    low, high
        Rationals on either side of the root.

    Examples
    --------
    >>> from sympy.abc import x
    >>> real_root(x**4 + x**3 + x**2 - 1, Fraction(0), Fraction(1))
    CRootOf(x**3 + x - 1, 0)
    """
    ends = [sympy.Rational(end.numerator, end.denominator) for end in (low, high)]
    (symbol,) = expression.free_symbols
    exponents = [power.exp for power in expression.atoms(sympy.Pow)]
    if not expression.is_polynomial(symbol) or max(exponents, default=1) > _HIGHEST_DEGREE:
        return RealRoot(expression, *ends)
    for factor, _ in sympy.Poly(expression, symbol).factor_list()[1]:
        if factor.eval(ends[0]) * factor.eval(ends[1]) < 0:
            return sympy.rootof(factor, factor.count_roots(None, ends[0]))
    raise ArithmeticError(f"{expression} has no simple root between {low} and {high}")
