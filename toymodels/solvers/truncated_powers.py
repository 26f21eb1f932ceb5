"""Distribution functions on [0, 1] that are polynomials in pieces, written as sums of truncated powers.

With x_+ = max(x, 0), every such function is F(x) = Σ c (x - b)_+^m on [0, 1], with finitely many breaks b < 1 and powers
m >= 1. This form is closed under all that is needed, with no interval to be told apart from another: for b <= d

    (x - b)_+^m (x - d)_+^j = Σ_i C(m, i) (d - b)^(m-i) (x - d)_+^(i+j),

and the convolution of (x - b)_+^m with (x - d)_+^j is m! j!/(m + j + 1)! (x - b - d)_+^(m+j+1). Breaks and coefficients are
numbers of any one kind that has +, -, *, / and an order.
"""

from collections.abc import Iterable
from math import comb, factorial

from toymodels.scalars import Scalar

TruncatedPowers = dict[tuple[Scalar, int], Scalar]
"""The coefficient of (x - b)_+^m by (b, m)."""


def power_law(exponent: int, one: Scalar) -> TruncatedPowers:
    """The distribution function x^k on [0, 1]; ``one`` is the number 1 of the kind that is wanted.

    >>> power_law(2, 1)
    {(0, 2): 1}
    """
    return {(one - one, exponent): one}


def scaled(function: TruncatedPowers, factor: Scalar) -> TruncatedPowers:
    """The distribution function of a multiple of a variable by a factor in (0, 1): beyond the factor it is 1.

    >>> from fractions import Fraction
    >>> scaled({(0, 1): 1}, Fraction(1, 2)) == {(0, 1): 2, (Fraction(1, 2), 1): -2}
    True
    """
    terms = dict(function)
    for (b, m), c in function.items():
        for i in range(1, m + 1):
            _add(terms, (b - b + 1, i), -c * comb(m, i) * (1 - b) ** (m - i))
    return {(factor * b, m): c / factor**m for (b, m), c in terms.items()}


def product(functions: Iterable[TruncatedPowers], one: Scalar) -> TruncatedPowers:
    """The product: the distribution function of the greatest of independent variables."""
    found: TruncatedPowers = {(one - one, 0): one}
    for function in functions:
        terms: TruncatedPowers = {}
        for (b, m), c in found.items():
            for (d, j), e in function.items():
                (low, p), (high, q) = ((b, m), (d, j)) if b < d else ((d, j), (b, m))
                for i in range(p + 1) if low != high else (p,):
                    _add(terms, (high, i + q), c * e * comb(p, i) * (high - low) ** (p - i))
        found = terms
    return found


def sum_with_reward(function: TruncatedPowers, factor: Scalar, exponent: int) -> TruncatedPowers:
    """The distribution function of a variable plus a factor > 0 times an independent reward with the function x^k on [0, 1].

    The reward's density k x^(k-1)/f^k on [0, f] is that power truncated at 0, less what it would be beyond f.
    """
    k = exponent
    density = {(0 * factor, k - 1): k / factor**k}
    density |= {(factor, i): -k * comb(k - 1, i) * factor ** (k - 1 - i) / factor**k for i in range(k)}
    terms: TruncatedPowers = {}
    for (b, m), c in function.items():
        for (d, j), e in density.items():
            _add(terms, (b + d, m + j + 1), c * e * factorial(m) * factorial(j) / factorial(m + j + 1))
    return {(b, m): c for (b, m), c in terms.items() if b != 1}


def mean(function: TruncatedPowers, one: Scalar) -> Scalar:
    """The mean of a variable in [0, 1]: 1 - ∫ F.

    >>> from fractions import Fraction
    >>> mean(power_law(2, Fraction(1)), Fraction(1))
    Fraction(2, 3)
    """
    return one - _integral(function, one)


def chance_of_being_greatest(function: TruncatedPowers, others: Iterable[TruncatedPowers], one: Scalar) -> Scalar:
    """The probability ∫ Π G dF that a variable exceeds independent others, all in [0, 1]."""
    density = {(b, m - 1): m * c for (b, m), c in function.items()}
    return _integral(product((*others, density), one), one)


def _integral(function: TruncatedPowers, one: Scalar) -> Scalar:
    """The integral from 0 to 1 of a function with breaks in [0, 1]."""
    return sum(((one - b) ** (m + 1) * c / (m + 1) for (b, m), c in function.items()), 0 * one)


def _add(terms: TruncatedPowers, key: tuple[Scalar, int], amount: Scalar) -> None:
    """Add to a coefficient, and forget it where it vanishes."""
    total = terms[key] + amount if key in terms else amount
    if total == 0:
        terms.pop(key, None)
    else:
        terms[key] = total
