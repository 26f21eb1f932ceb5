"""The range of a parameter as a caller gives it."""

from collections.abc import Sequence
from typing import TypeAlias

from toymodels.scalars import Scalar, exactly, is_array, is_symbolic, number
from toymodels.symbolic.algebra.boxes import Interval, interval_in_words

Range: TypeAlias = tuple[object, object] | None
"""The two ends of a range as a caller gives them (None where it has no end), or None for the whole domain."""


def checked_range(name: str, wanted: Range, domain: Interval) -> Interval:
    """The range of a parameter, after a check that it is one and lies in the domain."""
    low, high = domain
    if wanted is not None:
        if isinstance(wanted, str) or not isinstance(wanted, Sequence) or len(wanted) != 2:
            raise TypeError(f"the range of {name} must be a pair (low, high), got {wanted!r}")
        ends = [None if end is None else rational(end, f"range of {name}") for end in wanted]
        for end in ends:
            if end is not None:
                within(end, domain, f"range of {name}")
        low, high = (given if given is not None else known for given, known in zip(ends, domain, strict=True))
    if wanted is None and low is not None and high is not None and low >= high:
        raise ValueError(f"{name} has no two values to vary between: give it a symbol without assumptions that exclude them")
    if low is not None and high is not None and low >= high:
        raise ValueError(f"the range of {name} must have its low end below its high end, got [{low}, {high}]")
    return low, high


def rational(value: object, name: str) -> Scalar:
    """A rational number, or the one that a float is.

    Raises
    ------
    TypeError, ValueError
        If it is no such number; they call it by its name.

    Examples
    --------
    >>> rational("0.35", "p"), rational(0.5, "p")
    (Fraction(7, 20), Fraction(1, 2))
    """
    scalar = number(value, name)
    if is_symbolic(scalar) or is_array(scalar):
        raise TypeError(f"{name} must be one rational number or float, got {value}")
    return exactly(scalar)


def within(value: Scalar, interval: Interval, name: str) -> Scalar:
    """A number, after a check that it is in an interval.

    Raises
    ------
    ValueError
        If it is not; it calls the number by its name.
    """
    low, high = interval
    if (low is not None and value < low) or (high is not None and value > high):
        rule = interval_in_words("be", low, high).removeprefix("be ")
        raise ValueError(f"{name} must be {rule}, got {value}")
    return value
