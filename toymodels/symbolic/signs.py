"""What is known of the signs of polynomials on a box, and what follows from it.

Within a box a factor may have one sign everywhere (``toymodels.symbolic.algebra.sign_on_box``). Where the box is cut along a
factor h, so that s h >= 0 with s = 1 or -1, the sign of another factor f may follow by division:

    f = q h + r  with  s q >= 0 and r >= 0  gives  f >= 0   (or <= 0 with both signs reversed),
    h = q f + r  with  q >= 0 and s r <= 0  gives  s f >= 0 where q > 0   (s f <= 0 with q <= 0),

the signs of q and r being those on all of the box. In a training game the comparisons of consecutive episodes are tied
to each other in just this way: what deters from A now, or fails to, does so in the episodes before or after.
"""

import dataclasses
from typing import Any

from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.polynomials import Factor, Polynomial, factors_of
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.symbolic.suffixes import Comparison, Undecided


@dataclasses.dataclass(frozen=True, eq=False)
class BoxSigns:
    """The signs of factors on a whole box.

    Parameters
    ----------
    box
        The box.
    decided
        What is known already: the sign of a factor, or None where it was found to be undecided.
    """

    box: Box
    decided: dict[Factor, int | None] = dataclasses.field(default_factory=dict)
    _comparisons: dict[int, Any] = dataclasses.field(default_factory=dict, repr=False)

    def inside(self, box: Box) -> "BoxSigns":
        """The signs on a part of the box."""
        kept: dict[Factor, int | None] = {factor: sign for factor, sign in self.decided.items() if sign is not None}
        return BoxSigns(box, kept, {key: entry for key, entry in self._comparisons.items() if entry[1] is not None})

    def of_factor(self, factor: Factor) -> int | None:
        """The sign of a factor all over the box."""
        if factor not in self.decided:
            self.decided[factor] = sign_on_box(factor.polynomial, self.box)
        return self.decided[factor]

    def of_polynomial(self, polynomial: Polynomial) -> int | None:
        """The sign of a polynomial all over the box, by its factors if need be."""
        sign = sign_on_box(polynomial, self.box)
        if sign is not None:
            return sign
        factors = factors_of(polynomial)
        product = factors.sign
        for factor in factors.odd:
            own = self.of_factor(factor)
            if own is None:
                return None
            product *= own
        return product

    def of_comparison(self, comparison: Comparison) -> int | None:
        """The sign of a comparison all over the box, before it is factored."""
        key = id(comparison)
        if key not in self._comparisons:
            self._comparisons[key] = (comparison, sign_on_box(comparison.polynomial, self.box))
        return self._comparisons[key][1]  # type: ignore[no-any-return]


@dataclasses.dataclass(frozen=True, eq=False)
class Branch:
    """A part of a box on which some factors have a given sign.

    Parameters
    ----------
    signs
        What is known on the whole box.
    assumed
        The factors by which this part is cut out of it, with their signs.
    known
        The signs of further factors that follow.
    """

    signs: BoxSigns
    assumed: dict[Factor, int] = dataclasses.field(default_factory=dict)
    known: dict[Factor, int] = dataclasses.field(default_factory=dict)

    def cut(self, factor: Factor, sign: int) -> "Branch":
        """The part of this one in which a factor has a sign."""
        return Branch(self.signs, {**self.assumed, factor: sign}, {**self.known, factor: sign})

    def sign(self, comparison: Comparison) -> int | Undecided:
        """The sign of a comparison, or a factor that it hangs on."""
        whole = self.signs.of_comparison(comparison)
        if whole is not None:
            return whole
        product = comparison.factors.sign
        for factor in comparison.factors.odd:
            own = self.of_factor(factor)
            if own is None:
                return factor
            product *= own
        return product

    def of_factor(self, factor: Factor) -> int | None:
        """The sign of a factor in this part of the box."""
        if factor in self.known:
            return self.known[factor]
        sign = self.signs.of_factor(factor)
        if sign is None:
            sign = implied_sign(factor, self.known, self.signs)
            if sign is not None:
                self.known[factor] = sign
        return sign


def implied_sign(factor: Factor, known: dict[Factor, int], signs: BoxSigns) -> int | None:
    """The sign of a factor that follows from one known sign, as the module explains.

    Examples
    --------
    >>> from sympy.abc import g, p
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring = PolynomialRing((p, g))
    >>> first, second = (Factor.of(ring.of(p * g**j * (1 + g) - 1)) for j in (1, 2))
    >>> signs = BoxSigns(((0, 1), (0, 1)))
    >>> implied_sign(first, {second: 1}, signs), implied_sign(second, {first: -1}, signs)
    (1, -1)
    >>> implied_sign(second, {first: 1}, signs) is None
    True
    """
    for other, sign in reversed(known.items()):
        quotient, rest = divmod(factor.polynomial, other.polynomial)
        if not quotient.is_zero():
            left = signs.of_polynomial(rest)
            if left is not None:
                right = signs.of_polynomial(quotient)
                if right is not None and left in (0, sign * right):
                    return sign * right
        quotient, rest = divmod(other.polynomial, factor.polynomial)
        if not quotient.is_zero():
            left = signs.of_polynomial(rest)
            if left is not None and left != sign:
                right = signs.of_polynomial(quotient)
                if right is not None:
                    return sign * right
    return None
