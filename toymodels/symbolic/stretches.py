"""A range of one parameter, cut into stretches in which one policy is optimal."""

import dataclasses
import html
import itertools
from fractions import Fraction
from typing import TypeAlias

import flint
import sympy

from toymodels.domains import Parameter
from toymodels.policies import Point, Rule, Runs
from toymodels.scalars import Scalar, number, written
from toymodels.symbolic.algebra.boxes import Interval, interval_in_words
from toymodels.symbolic.algebra.real_root import real_root
from toymodels.symbolic.algebra.real_roots import refined, value
from toymodels.symbolic.counted import counted
from toymodels.symbolic.ranges import rational
from toymodels.training import Action

Tie: TypeAlias = tuple[int, Point, frozenset[Action]]
"""An episode counted from 0, a point (state, context), and the actions that are optimal there."""

TieRun: TypeAlias = tuple[int, int, Point, frozenset[Action]]
"""The same of several episodes: the first of them, and how many there are."""

_DIGITS = 12
_PRECISION = Fraction(1, 1 << 60)
_NUMBER_OF_DIGITS = Parameter("number of digits", 0, integer=True)
_UNKNOWN = "?"


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

    @classmethod
    def unknown(cls, sample: Fraction | int) -> "Stretch":
        """A stretch of which nothing is proved: its label is ``"?"``, its policy empty."""
        return cls(_UNKNOWN, Runs(()), sample)

    @property
    def known(self) -> bool:
        """Whether it is proved what is optimal in it."""
        return self.label != _UNKNOWN


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
    tie_runs
        Where different actions are optimal at the breakpoint, but for ties at all values: the first episode counted from 0,
        for how many episodes, the point, the actions.
    """

    low: Fraction
    high: Fraction
    polynomial: tuple[int, ...]
    before: str
    after: str
    tie_runs: tuple[TieRun, ...]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The ties, one for each episode."""
        return tuple(
            (episode, point, actions)
            for first, count, point, actions in self.tie_runs
            for episode in range(first, first + count)
        )

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
        TypeError, ValueError
            If the number of digits is no integer >= 0.
        """
        width = Fraction(1, 10 ** _NUMBER_OF_DIGITS.checked(digits, "digits"))
        return refined(flint.fmpz_poly(list(self.polynomial)), (self.low, self.high), width)

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
        The breakpoints in increasing order; where intervals are open, their ends among them.
    stretches
        The policies, one more than there are breakpoints; those of open intervals are not known.
    open_intervals
        Where it is not proved that no breakpoint is missing: none if the breakpoints are complete.
    integers
        Whether the parameter is a number of episodes, and a breakpoint the first integer of its stretch.
    """

    parameter: str
    low: Scalar
    high: Scalar
    points: tuple[Breakpoint, ...]
    stretches: tuple[Stretch, ...]
    open_intervals: tuple[Interval, ...] = ()
    integers: bool = False

    @property
    def complete(self) -> bool:
        """Whether it is proved that no breakpoint is missing."""
        return not self.open_intervals

    def at(self, value: object) -> Stretch:
        """The stretch that a value of the parameter lies in, the one before it if it is a breakpoint of a real parameter.

        Raises
        ------
        TypeError
            If the value is no rational number or float.
        ValueError
            If it is outside the range, or no integer where it must be one.
        LookupError
            If it is in an open interval of incomplete breakpoints.
        """
        x = Fraction(rational(value, self.parameter))
        if (self.low is not None and x < self.low) or (self.high is not None and x > self.high):
            raise ValueError(f"{interval_in_words(self.parameter, self.low, self.high)} is the range, got {x}")
        if self.integers and x.denominator > 1:
            raise ValueError(f"{self.parameter} must be an integer, got {x}")
        place = x + Fraction(1, 2) if self.integers else x
        stretch = self.stretches[sum(point.is_below(place) for point in self.points)]
        if not stretch.known:
            raise LookupError(f"these breakpoints are incomplete, and nothing is proved at {self.parameter} = {x}")
        return stretch

    def __str__(self) -> str:
        rows = [self.stretches[0].label]
        rows += [f"{point}: {stretch.label}" for point, stretch in zip(self.points, self.stretches[1:], strict=True)]
        text = "\n".join([rows[0], *(f"  from {row}" for row in rows[1:])])
        return f"{text}\n{self._proved()}"

    def _repr_html_(self) -> str:
        cells = [("", self.stretches[0].label)]
        cells += [(str(point), stretch.label) for point, stretch in zip(self.points, self.stretches[1:], strict=True)]
        rows = "".join(f"<tr><td>{html.escape(start)}</td><td>{html.escape(label)}</td></tr>" for start, label in cells)
        note = f"<p>{html.escape(self._proved())}</p>"
        return f"<table><tr><th>from {html.escape(self.parameter)}</th><th>policy</th></tr>{rows}</table>{note}"

    def _proved(self) -> str:
        sides = itertools.pairwise(self.stretches)
        found = counted(sum(before.known and after.known for before, after in sides), "breakpoint")
        left = " and ".join(interval_in_words("", *ends).strip() for ends in self.open_intervals)
        proof = f"INCOMPLETE: nothing is proved {left}" if left else "complete"
        return f"{interval_in_words(self.parameter, self.low, self.high)}; {found}, {proof}"
