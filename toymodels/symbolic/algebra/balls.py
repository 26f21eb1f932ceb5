"""Polynomials on small boxes, in FLINT's ball arithmetic: every result encloses the truth."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.boxes import Interval
from toymodels.symbolic.algebra.polynomials import Polynomial


def ball(low: Fraction | int, high: Fraction | int) -> Any:
    """A ball that holds an interval.

    >>> bool(ball(0, Fraction(1, 2)).contains(ball(Fraction(1, 3), Fraction(1, 3))))
    True
    """
    one, other = (flint.arb(flint.fmpq(*Fraction(end).as_integer_ratio())) for end in (low, high))
    return one.union(other)


def balls(box: Sequence[Interval]) -> list[Any]:
    """A ball for each side of a bounded box."""
    return [ball(low, high) for low, high in box]


def range_of(polynomial: Polynomial, sides: Sequence[Any]) -> Any:
    """A ball that holds all values of a polynomial for variables in balls (which FLINT's own powers refuse around 0)."""
    total = flint.arb(0)
    for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
        term = flint.arb(coefficient)
        for side, power in zip(sides, monomial, strict=True):
            term = term * math.prod([side] * int(power), start=flint.arb(1))
        total += term
    return total


def sign_of(enclosure: Any) -> int:
    """The sign of all numbers in a ball, 0 if they have none in common.

    >>> sign_of(flint.arb(2)), sign_of(ball(-1, 1))
    (1, 0)
    """
    return 1 if enclosure > 0 else -1 if enclosure < 0 else 0
