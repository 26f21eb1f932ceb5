"""Geometric sums in symbols, kept closed: what sympy's quotient of powers cannot be, exact where the ratio is 1."""

from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy
from sympy.core.function import ArgumentIndexError

from toymodels.geometric import geometric_sum
from toymodels.scalars import LONGEST_NUMBER, bits

_WRITTEN_OUT = 3
_GUARD_BITS = 30


class GeometricSum(sympy.Function):  # type: ignore[misc]
    """S_n(x) = 1 + x + ... + x^(n-1) as a sympy function of x and n.

    Sums of up to three terms are written out; numbers become a number, exactly if x is rational. ``doit()`` writes a sum
    out, ``rewrite(sympy.Sum)`` and ``rewrite(sympy.Piecewise)`` give it in sympy's own functions. In LaTeX it is S_n(x).

    Parameters
    ----------
    x
        The ratio.
    n
        The number of terms.

    Examples
    --------
    >>> from sympy.abc import g, n
    >>> total = GeometricSum(g, n)
    >>> total.subs(g, 1), total.subs({g: sympy.Rational(1, 2), n: 4}), total.subs(n, 3), total.subs(n, 50)
    (n, 15/8, g**2 + g + 1, GeometricSum(g, 50))
    >>> total.rewrite(sympy.Piecewise)
    Piecewise((n, Eq(g, 1)), ((1 - g**n)/(1 - g), True))
    """

    nargs = 2

    @classmethod
    def eval(cls, x: Any, n: Any) -> Any:
        """The sum, where it can be said more simply."""
        if x == 1:
            return n
        if not n.is_Integer or n.is_negative:
            return None
        if x.is_Rational and (x == 0 or n * bits(Fraction(int(x.p), int(x.q))) <= LONGEST_NUMBER):
            return sympy.Rational(geometric_sum(Fraction(int(x.p), int(x.q)), int(n)))
        if x.is_Float:
            return _rounded(x, int(n), x._prec)
        return sympy.Add(*(x**i for i in range(int(n)))) if n <= _WRITTEN_OUT else None

    def doit(self, **hints: Any) -> Any:
        """The sum written out, if the number of its terms is one."""
        x, n = (arg.doit(**hints) for arg in self.args) if hints.get("deep", True) else self.args
        written_out = n.is_Integer and n.is_nonnegative and not x.is_Number
        return sympy.Add(*(x**i for i in range(int(n)))) if written_out else self.func(x, n)

    def fdiff(self, argindex: int = 1) -> Any:
        """The derivative with respect to x, as a ``sympy.Sum``, which holds at x = 1 too."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        x, n = self.args
        i = sympy.Dummy("i", integer=True)
        return sympy.Sum(i * x ** (i - 1), (i, 1, n - 1))

    def _eval_rewrite(self, rule: Any, args: Any, **hints: Any) -> Any:
        x, n = args
        if rule is sympy.Piecewise:
            return sympy.Piecewise((n, sympy.Eq(x, 1)), ((1 - x**n) / (1 - x), True))
        i = sympy.Dummy("i", integer=True)
        return sympy.Sum(x**i, (i, 0, n - 1)) if rule is sympy.Sum else super()._eval_rewrite(rule, args, **hints)

    def _eval_evalf(self, prec: int) -> Any:
        x, n = self.args
        ratio = x._eval_evalf(prec)
        return _rounded(ratio, int(n), prec) if n.is_Integer and n >= 0 and ratio is not None and ratio.is_Float else None

    def _eval_is_real(self) -> bool | None:
        x, n = self.args
        return True if x.is_real and n.is_integer and n.is_nonnegative else None

    def _eval_is_nonnegative(self) -> bool | None:
        x, n = self.args
        return True if x.is_nonnegative and n.is_integer and n.is_nonnegative else None

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        x, n = map(printer._print, self.args)
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"S_{{{n}}}{power}\left({x}\right)"


def _rounded(x: Any, n: int, precision: int) -> Any:
    """The sum for a float x, to so many bits: those that 1 - x^n loses next to x = 1 are added to them first."""
    with mpmath.workprec(2 * precision + n.bit_length() + _GUARD_BITS):
        ratio = mpmath.mpmathify(x)
        total = mpmath.mpf(n) if ratio == 1 else (1 - ratio**n) / (1 - ratio)
        return sympy.Float(total, precision=precision)
