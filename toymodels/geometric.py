"""Geometric sums, the one function that every closed form here needs, for numbers of any kind."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from toymodels.scalars import Scalar, is_exact, is_symbolic

LOWEST_LOG = -1000.0
"""Logarithms below this stand for that of 0: exp of it is 0, and 0 times it is still 0."""

_LONGEST_POLYNOMIAL = 64


def geometric_sum(ratio: Scalar, terms: Scalar) -> Scalar:
    """S_n(x) = 1 + x + ... + x^(n-1).

    Parameters
    ----------
    ratio
        x in [0, 1], rational, float or symbolic.
    terms
        n, an integer >= 0 or a symbol.

    Returns
    -------
    The sum: rational where both are exact; a polynomial in a symbolic ratio if n is a number up to 64, else the quotient
    (1 - x^n)/(1 - x), with the case x = 1 kept apart.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from sympy.abc import x
    >>> geometric_sum(Fraction(1, 2), 3), geometric_sum(1, 10**18), geometric_sum(x, 3)
    (Fraction(7, 4), 1000000000000000000, x**2 + x + 1)
    """
    if is_symbolic(ratio) or is_symbolic(terms):
        return _symbolic_sum(ratio, terms)
    if is_exact(ratio):
        return terms if ratio == 1 else Fraction(1 - ratio**terms) / (1 - ratio)
    return float(float_geometric_sum(np.asarray(ratio), np.asarray(1 - ratio), np.asarray(terms, dtype=float)))


def float_geometric_sum(
    ratio: NDArray[np.float64], gap: NDArray[np.float64], terms: NDArray[np.float64]
) -> NDArray[np.float64]:
    """S_n(x) elementwise, to a few rounding errors even next to x = 1.

    Parameters
    ----------
    ratio
        x in [0, 1].
    gap
        1 - x, which the caller may know more precisely than x.
    terms
        n >= 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.maximum(np.where(ratio < 0.5, np.log(ratio), np.log1p(-gap)), LOWEST_LOG)
        return np.where(gap == 0, terms, -np.expm1(terms * log) / gap)


def _symbolic_sum(ratio: Scalar, terms: Scalar) -> Scalar:
    import sympy

    x, n = sympy.sympify(ratio), sympy.sympify(terms)
    if n.is_Integer and n <= _LONGEST_POLYNOMIAL:
        return sympy.Add(*(x**i for i in range(int(n))))
    if x.is_number:
        return n if x == 1 else (1 - x**n) / (1 - x)
    return sympy.Piecewise((n, sympy.Eq(x, 1)), ((1 - x**n) / (1 - x), True))
