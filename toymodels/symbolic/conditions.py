"""The conditions under which a policy is optimal, without those that follow from the others.

A policy is optimal where each of its choices gains nothing less than any other action would: where polynomials, its
*comparisons*, are >= 0. Each is reduced to the irreducible factors that have both signs in the parameter space; a condition
goes if another one implies it (``toymodels.symbolic.signs``), or all others together do
(``toymodels.symbolic.algebra.implications``), beginning with those of the earliest episodes.
"""

import dataclasses
import math
from collections.abc import Iterable, Mapping
from fractions import Fraction

import sympy

from toymodels.symbolic.algebra.boxes import Box, corners, halves, midpoint
from toymodels.symbolic.algebra.implications import follows
from toymodels.symbolic.algebra.polynomials import Factor, Polynomial, sign_at
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.signs import BoxSigns, implied_sign
from toymodels.symbolic.suffixes import Comparison

_DEPTH = 8


@dataclasses.dataclass(frozen=True)
class Condition:
    """A product of irreducible factors that must have a sign: sign * product >= 0.

    Parameters
    ----------
    sign
        1 or -1.
    factors
        One or more different factors.
    """

    sign: int
    factors: tuple[Factor, ...]

    @property
    def polynomial(self) -> Polynomial:
        """The polynomial that must be >= 0."""
        return math.prod((factor.polynomial for factor in self.factors[1:]), start=self.sign * self.factors[0].polynomial)

    def holds(self, point: tuple[Fraction | int, ...]) -> bool:
        """Whether the condition is met at a rational point."""
        return self.sign_at(point) >= 0

    def sign_at(self, point: tuple[Fraction | int, ...]) -> int:
        """1 where it is met strictly, 0 on its boundary, -1 where it is not met."""
        sign = self.sign
        for factor in self.factors:
            sign *= sign_at(factor.polynomial, point)
        return sign

    def relation(self, space: ParameterSpace) -> sympy.Basic:
        """The condition as an inequality between expressions without minus signs in front, such as ``g*p*(g + 1) >= 1``."""
        if len(self.factors) > 1:
            product = sympy.Mul(*(space.ring.expression(factor.polynomial) for factor in self.factors))
            return sympy.Ge(product, 0) if self.sign > 0 else sympy.Le(product, 0)
        terms = space.ring.expression(self.factors[0].polynomial).as_ordered_terms()
        left = sympy.factor_terms(sympy.Add(*(term for term in terms if not term.could_extract_minus_sign())))
        right = sympy.factor_terms(sympy.Add(*(-term for term in terms if term.could_extract_minus_sign())))
        return sympy.Ge(left, right, evaluate=False) if self.sign > 0 else sympy.Le(left, right, evaluate=False)


def conditions(space: ParameterSpace, comparisons: Iterable[Comparison]) -> tuple[Condition, ...]:
    """The conditions that some comparisons are >= 0, on the parameter space.

    Parameters
    ----------
    space
        The parameters and their ranges.
    comparisons
        The comparisons, those of the earliest episodes first.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.parameter_space import parameter_space
    >>> space = parameter_space(EpisodeGame(), ["modification", "discount"])
    >>> p, g = space.symbols
    >>> gains = [Comparison(space.ring.of(f)) for f in (p * g**2 * (1 + g) - 1, p * g * (1 + g) - 1, 1 - p * g)]
    >>> [condition.relation(space) for condition in conditions(space, gains)]
    [discount**2*modification*(discount + 1) >= 1]
    """
    found = list(dict.fromkeys(reduced(space, comparisons)))
    found = _divided(found)
    signs = BoxSigns(space.box)
    kept = list(found)
    for condition in found:
        rest = {other.factors[0]: other.sign for other in kept if other is not condition and len(other.factors) == 1}
        if len(condition.factors) == 1 and implied_sign(condition.factors[0], rest, signs) == condition.sign:
            kept.remove(condition)
    return tuple(_irredundant(kept, space.box))


def _irredundant(found: list[Condition], box: Box) -> list[Condition]:
    """The conditions that are not found to follow from the others."""
    kept = list(found)
    for condition in found:
        others = [other.polynomial for other in kept if other is not condition]
        if others and follows(condition.polynomial, others, box):
            kept.remove(condition)
    return kept


def reduced(space: ParameterSpace, comparisons: Iterable[Comparison]) -> Iterable[Condition]:
    """The conditions that comparisons are >= 0, without the factors that have one sign in the whole space."""
    known: dict[Factor, int | None] = {}
    for comparison in comparisons:
        sign = comparison.factors.sign
        left: list[Factor] = []
        for factor in comparison.factors.odd:
            if factor not in known:
                known[factor] = _sign_in(space, factor)
            own = known[factor]
            sign, left = (sign, [*left, factor]) if own is None else (sign * own, left)
        if left:
            yield Condition(sign, tuple(left))


def _sign_in(space: ParameterSpace, factor: Factor) -> int | None:
    """The sign of a factor in the whole space, halving it a few times to find it unless points of it show both."""
    seen = {sign_at(factor.polynomial, point) for point in (*corners(space.box), midpoint(space.box))}
    if {1, -1} <= seen:
        return None
    waiting = [(space.box, 0)]
    found: set[int] = set()
    while waiting:
        box, depth = waiting.pop()
        sign = BoxSigns(box).of_factor(factor)
        if sign is not None:
            found.add(sign)
        elif depth < _DEPTH:
            waiting += [(half, depth + 1) for half in halves(box, depth % len(box))]
        if len(found) > 1 or (sign is None and depth == _DEPTH):
            return None
    return found.pop()


def _divided(found: list[Condition]) -> list[Condition]:
    """The conditions without factors whose sign another condition prescribes."""
    while True:
        alone = {condition.factors[0]: condition.sign for condition in found if len(condition.factors) == 1}
        shorter = list(dict.fromkeys(_without(condition, alone) for condition in found))
        if shorter == found:
            return found
        found = shorter


def _without(condition: Condition, alone: Mapping[Factor, int]) -> Condition:
    if len(condition.factors) == 1:
        return condition
    sign = condition.sign
    for factor in condition.factors:
        sign *= alone.get(factor, 1)
    left = tuple(factor for factor in condition.factors if factor not in alone)
    return Condition(sign, left) if left else Condition(alone[condition.factors[0]], condition.factors[:1])
