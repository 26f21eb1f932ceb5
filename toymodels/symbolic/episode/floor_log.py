"""The floor of a logarithm in symbols, exact on rational numbers: how often a base goes into a number."""

from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy

from toymodels.scalars import LONGEST_NUMBER, bits

_SURE_BITS = 64


class FloorLog(sympy.Function):  # type: ignore[misc]
    """⌊log_b c⌋, the largest integer k with b^k <= c, as a sympy function of c and b.

    It becomes a number where c > 0 and b > 1 are rationals or floats (which are the rationals that they are), and is then
    right, even where c is a power of b.

    Parameters
    ----------
    c
        The number.
    b
        The base.

    Examples
    --------
    >>> from sympy.abc import b
    >>> FloorLog(8, 2), FloorLog(sympy.Rational(80, 81), sympy.Rational(3, 2)), FloorLog(9, b)
    (3, -1, FloorLog(9, b))
    >>> FloorLog(9, b).subs(b, sympy.Rational(11, 10))
    23
    """

    nargs = 2
    is_integer = True

    @classmethod
    def eval(cls, c: Any, b: Any) -> Any:
        """The integer, where the arguments are numbers that have one."""
        if not (c.is_Rational or c.is_Float) or not (b.is_Rational or b.is_Float) or not (c > 0 and b > 1):
            return None
        return sympy.Integer(floor_log(*(Fraction(int(x.p), int(x.q)) for x in map(sympy.Rational, (c, b)))))

    def _eval_rewrite_as_floor(self, c: Any, b: Any, **_: Any) -> Any:
        return sympy.floor(sympy.log(c) / sympy.log(b))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        c, b = map(printer._print, self.args)
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\left\lfloor \log_{{{b}}} \left({c}\right) \right\rfloor{power}"


def floor_log(c: Fraction, b: Fraction) -> int:
    """The largest integer k with b^k <= c, for rational c > 0 and b > 1.

    A logarithm decides, unless it is next to an integer: then powers are compared.

    Raises
    ------
    ArithmeticError
        If the two sides are too close to be told apart with numbers of a million bits.

    Examples
    --------
    >>> floor_log(Fraction(1000), Fraction(10)), floor_log(Fraction(999), Fraction(10)), floor_log(Fraction(1), Fraction(7))
    (3, 2, 0)
    """
    with mpmath.workprec(4 * _SURE_BITS + 2 * bits(b) + bits(c).bit_length()):
        quotient = mpmath.log(mpmath.mpf(c.numerator) / c.denominator) / mpmath.log(mpmath.mpf(b.numerator) / b.denominator)
        nearest = int(mpmath.nint(quotient))
        if abs(quotient - nearest) > mpmath.mpf(2) ** -_SURE_BITS:
            return int(mpmath.floor(quotient))
    if abs(nearest) * bits(b) > LONGEST_NUMBER:
        raise ArithmeticError(f"whether ({b})^{nearest} exceeds another number is too close to call")
    return nearest if b**nearest <= c else nearest - 1
