"""A range of one parameter, cut into stretches in which one policy is optimal."""

import dataclasses
import html
from fractions import Fraction
from typing import TypeAlias

import flint
import sympy

from toymodels.policies import Point, Rule, Runs
from toymodels.scalars import Scalar, exactly, number, written
from toymodels.symbolic.algebra.boxes import interval_in_words
from toymodels.symbolic.algebra.real_root import real_root
from toymodels.symbolic.algebra.real_roots import refined, value
from toymodels.training import Action

Tie: TypeAlias = tuple[int, Point, frozenset[Action]]
"""An episode counted from 0, a point (state, context), and the actions that are optimal there."""

_DIGITS = 12
_PRECISION = Fraction(1, 1 << 60)


@dataclasses.dataclass(frozen=True)
class Stretch:
    """A policy that is optimal between two values of a parameter.

    Parameters
    ----------
    label
        The policy in short.
    policy
        The policy.
    sample
        A rational value at which it is optimal, alone but for ties at all values.
    """

    label: str
    policy: Runs[Rule]
    sample: Fraction | int


@dataclasses.dataclass(frozen=True)
class Breakpoint:
    """A value of a parameter at which the optimal policy changes.

    Parameters
    ----------
    low, high
        Rationals around it, equal if it is one.
    polynomial
        Integers, the coefficients from the constant one on, of a polynomial with one root, the breakpoint, between them.
    before, after
        The labels of the policies on both sides.
    ties
        Where different actions are optimal at the breakpoint, but for ties at all values.
    """

    low: Fraction
    high: Fraction
    polynomial: tuple[int, ...]
    before: str
    after: str
    ties: tuple[Tie, ...]

    @property
    def value(self) -> Scalar:
        """The breakpoint itself: an ``int``, a ``Fraction``, or an algebraic number of sympy."""
        if self.low == self.high:
            return number(self.low)
        x = sympy.Symbol("x", positive=True)
        return real_root(sympy.Poly(self.polynomial[::-1], x).as_expr(), self.low, self.high)

    def enclosure(self, digits: int) -> tuple[Fraction, Fraction]:
        """Rationals around the breakpoint, at most 10^-digits apart.

        Raises
        ------
        ValueError
            If the number of digits is negative.
        """
        if digits < 0:
            raise ValueError(f"digits must be an integer >= 0, got {digits}")
        return refined(flint.fmpz_poly(list(self.polynomial)), (self.low, self.high), Fraction(1, 10**digits))

    def is_below(self, x: Fraction) -> bool:
        """Whether the breakpoint is less than a rational number."""
        if self.low == self.high or x <= self.low:
            return self.high < x
        polynomial = flint.fmpz_poly(list(self.polynomial))
        return x >= self.high or bool(value(polynomial, x) * value(polynomial, self.high) > 0)

    def __float__(self) -> float:
        low, high = self.low, self.high
        while high - low > _PRECISION * max(abs(low), abs(high)):
            low, high = refined(flint.fmpz_poly(list(self.polynomial)), (low, high), (high - low) / 2)
        return float((low + high) / 2)

    def __str__(self) -> str:
        return written(number(self.low)) if self.low == self.high else f"{float(self):.{_DIGITS}g}..."


@dataclasses.dataclass(frozen=True)
class Breakpoints:
    """The values of a parameter at which the optimal policy changes, and the policies between them.

    Parameters
    ----------
    parameter
        Its name.
    low, high
        Its range; None where it has no end.
    points
        The breakpoints in increasing order.
    stretches
        The policies, one more than there are breakpoints.
    complete
        Whether it is proved that no breakpoint is missing.
    """

    parameter: str
    low: Scalar
    high: Scalar
    points: tuple[Breakpoint, ...]
    stretches: tuple[Stretch, ...]
    complete: bool

    def at(self, value: object) -> Stretch:
        """The stretch that a value of the parameter lies in, the one before it if it is a breakpoint.

        Raises
        ------
        TypeError
            If the value is no rational number or float.
        ValueError
            If it is outside the range.
        """
        x = Fraction(exactly(number(value, self.parameter)))
        if (self.low is not None and x < self.low) or (self.high is not None and x > self.high):
            raise ValueError(f"{interval_in_words(self.parameter, self.low, self.high)} is the range, got {x}")
        return self.stretches[sum(point.is_below(x) for point in self.points)]

    def __str__(self) -> str:
        rows = [self.stretches[0].label]
        rows += [f"{point}: {stretch.label}" for point, stretch in zip(self.points, self.stretches[1:], strict=True)]
        text = "\n".join([rows[0], *(f"  from {row}" for row in rows[1:])])
        proof = "complete" if self.complete else "INCOMPLETE"
        return f"{text}\n{interval_in_words(self.parameter, self.low, self.high)}; {len(self.points)} breakpoints, {proof}"

    def _repr_html_(self) -> str:
        cells = [("", self.stretches[0].label)]
        cells += [(str(point), stretch.label) for point, stretch in zip(self.points, self.stretches[1:], strict=True)]
        rows = "".join(f"<tr><td>{html.escape(start)}</td><td>{html.escape(label)}</td></tr>" for start, label in cells)
        return f"<table><tr><th>from {html.escape(self.parameter)}</th><th>policy</th></tr>{rows}</table>"
