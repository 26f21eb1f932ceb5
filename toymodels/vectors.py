"""Parameters that are lists and tables of numbers, written ``1, 1/2, 3`` and ``1, 0; 0, 1`` where they are text."""

import dataclasses
import math
from collections.abc import Iterable
from typing import Any, ClassVar

import numpy as np

from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_array, is_symbolic


@dataclasses.dataclass(frozen=True)
class Vector:
    """A parameter that is a list of numbers, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.
    low, high
        The ends of the interval that all of its numbers are in, both in it; None where it has no end.
    infinite
        Whether ``inf`` may stand for a number.
    examples
        Values with which claims are tried.

    Examples
    --------
    >>> Vector("benefits", 0).domain
    'numbers >= 0, with commas between them'
    >>> Vector("benefits", 0).checked("1, 1/2", "benefits")
    (1, Fraction(1, 2))
    """

    meaning: str
    low: int | None = None
    high: int | None = None
    infinite: bool = False
    examples: tuple[Any, ...] = ()
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "LIST"

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""
        rule = Parameter("", self.low, self.high).domain.removeprefix("a finite number").strip()
        infinity = " or inf" if self.infinite else ""
        return f"numbers{' ' if rule else ''}{rule}{infinity}, with commas between them"

    def checked(self, value: Any, name: str) -> tuple[Scalar, ...]:
        """The value as a tuple of scalars of the domain.

        Raises
        ------
        TypeError
            If it is no list of numbers.
        ValueError
            If it is empty, or a number is outside the domain; the message names its place.

        Examples
        --------
        >>> Vector("benefits", 0).checked((1, -1), "benefits")
        Traceback (most recent call last):
            ...
        ValueError: benefits[1] must be a finite number >= 0, got -1
        """
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, Iterable) or isinstance(items, bytes | dict | set) or np.ndim(np.asarray(items, object)) != 1:
            raise TypeError(f"{name} must be {self.domain}, got {value!r}")
        numbers = tuple(self._number(item, f"{name}[{i}]") for i, item in enumerate(items))
        if not numbers:
            raise ValueError(f"{name} must have one or more numbers, got none")
        return numbers

    def _number(self, item: Any, name: str) -> Scalar:
        text = item.strip() if isinstance(item, str) else item
        if self.infinite and (text == "inf" or (isinstance(text, float) and text == math.inf)):
            return math.inf
        scalar = Parameter("", self.low, self.high).checked(text, name)
        if is_array(scalar) or is_symbolic(scalar):
            raise TypeError(f"{name} must be one number, got {scalar} of type {type(scalar).__name__}")
        return scalar


@dataclasses.dataclass(frozen=True)
class Matrix:
    """A parameter that is a table of numbers, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.
    low, high
        The ends of the interval that all of its numbers are in, both in it; None where it has no end.
    examples
        Values with which claims are tried.

    Examples
    --------
    >>> Matrix("costs").checked("1, 1/2; 1/2, 1", "costs")
    ((1, Fraction(1, 2)), (Fraction(1, 2), 1))
    """

    meaning: str
    low: int | None = None
    high: int | None = None
    examples: tuple[Any, ...] = ()
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "ROWS"

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""
        return f"rows of {Vector('', self.low, self.high).domain}, and semicolons between the rows"

    def checked(self, value: Any, name: str) -> tuple[tuple[Scalar, ...], ...]:
        """The value as a tuple of rows of the same length.

        Raises
        ------
        TypeError
            If it is no table of numbers.
        ValueError
            If it is empty, rows differ in length, or a number is outside the domain; the message names its place.

        Examples
        --------
        >>> Matrix("costs").checked([[1, 2], [3]], "costs")
        Traceback (most recent call last):
            ...
        ValueError: costs must have rows of the same length, got lengths 2, 1
        """
        rows = value.split(";") if isinstance(value, str) else value
        if not isinstance(rows, Iterable) or isinstance(rows, bytes | dict | set):
            raise TypeError(f"{name} must be {self.domain}, got {value!r}")
        row_of = Vector("", self.low, self.high)
        table = tuple(row_of.checked(row, f"{name}[{i}]") for i, row in enumerate(rows))
        if not table:
            raise ValueError(f"{name} must have one or more rows, got none")
        if len(set(map(len, table))) > 1:
            raise ValueError(
                f"{name} must have rows of the same length, got lengths {', '.join(str(len(row)) for row in table)}"
            )
        return table
