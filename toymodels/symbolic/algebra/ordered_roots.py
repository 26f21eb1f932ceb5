"""The real roots of several polynomials, in their order."""

import dataclasses
import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.real_roots import real_roots, refined, square_free, value

_WIDTH = Fraction(1, 1 << 40)


@dataclasses.dataclass(frozen=True, order=True)
class OrderedRoot:
    """A real root, by rationals around it, equal if they are it, and a polynomial that has no other root between them."""

    low: Fraction
    high: Fraction
    polynomial: Any = dataclasses.field(compare=False)

    def is_root_of(self, polynomial: Any) -> bool:
        """Whether it is a root of another polynomial too, which is not zero."""
        common = self.polynomial.gcd(polynomial)
        if common.degree() < 1:
            return False
        return bool(real_roots(common, self.low, self.high)) if self.low < self.high else not value(common, self.low)


def ordered_roots(polynomials: Iterable[Any], low: Fraction | None, high: Fraction | None) -> list[OrderedRoot]:
    """The different real roots of some polynomials inside an interval, in increasing order, in disjoint enclosures.

    Parameters
    ----------
    polynomials
        Polynomials with integer coefficients (``fmpz_poly``), not constant.
    low, high
        The interval; None where it has no end.

    Examples
    --------
    >>> import flint
    >>> square, line = flint.fmpz_poly([-2, 0, 1]), flint.fmpz_poly([-7, 5])
    >>> [float(root.low) for root in ordered_roots([square, line], Fraction(0), None)]
    [1.4, 1.4142135623724243]
    """
    found: list[OrderedRoot] = []
    for polynomial in {tuple(map(int, p.coeffs())): p for p in polynomials}.values():
        simple = square_free(polynomial)
        bound = 1 + sum((Fraction(abs(int(c)), abs(int(simple.leading_coefficient()))) for c in simple.coeffs()), Fraction(0))
        start, stop = (-bound if low is None else low), (bound if high is None else high)
        if start < stop:
            roots = real_roots(simple, start, stop, _WIDTH)
            inner = (root for root in roots if root[0] < root[1] or root[0] not in (low, high))
            found += (_inside(OrderedRoot(*root, simple), low, high) for root in inner)
    return _apart(sorted(found))


def _apart(found: list[OrderedRoot]) -> list[OrderedRoot]:
    """The roots without repetitions, refined until their enclosures are disjoint."""
    kept, i = list(found), 0
    while i + 1 < len(kept):
        one, other = kept[i : i + 2]
        if one.high < other.low:
            i += 1
        elif _same(one, other):
            del kept[i + 1]
        else:
            width = min(root.high - root.low for root in (one, other) if root.high > root.low) / 4
            kept[i : i + 2] = _narrowed(one, width), _narrowed(other, width)
            kept.sort()
            i = max(i - 1, 0)
    return kept


def _same(one: OrderedRoot, other: OrderedRoot) -> bool:
    """Whether two roots whose enclosures overlap are the same number."""
    if one.low == one.high == other.low == other.high:
        return True
    common = one.polynomial.gcd(other.polynomial)
    low, high = max(one.low, other.low), min(one.high, other.high)
    if common.degree() < 1:
        return False
    return bool(real_roots(common, low, high)) if low < high else not value(common, low)


def _narrowed(root: OrderedRoot, width: Fraction) -> OrderedRoot:
    return OrderedRoot(*refined(root.polynomial, (root.low, root.high), width), root.polynomial)


def _inside(root: OrderedRoot, low: Fraction | None, high: Fraction | None) -> OrderedRoot:
    """The root itself if it is rational, otherwise in an enclosure off the ends of the interval."""
    leading = abs(int(root.polynomial.leading_coefficient()))
    narrow = _narrowed(root, Fraction(1, 2 * leading))
    nearest = Fraction(math.ceil(narrow.low * leading), leading)
    if nearest <= narrow.high and not value(root.polynomial, nearest):
        return OrderedRoot(nearest, nearest, flint.fmpz_poly([-nearest.numerator, nearest.denominator]))
    while root.low == low or root.high == high:
        root = _narrowed(root, (root.high - root.low) / 2)
    return root
