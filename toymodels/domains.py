"""What values a parameter may take, said once beside the field of a model that holds it.

A model is a frozen dataclass whose fields are annotated with a ``Parameter``: a domain and one line of meaning. What is no
number is annotated with another ``Domain``: a ``Choice`` of words, or what ``toymodels.vectors`` has.
Validation, the command line's options, the axes of phase diagrams and random test instances are read off it.
"""

import dataclasses
import functools
from collections.abc import Hashable
from typing import Annotated, Any, ClassVar, Protocol, TypeVar, get_args, get_origin, get_type_hints, runtime_checkable

import numpy as np

from toymodels.errors import unknown_name
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic, number


@runtime_checkable
class Domain(Protocol):
    """What the annotation of a parameter says: which values it may have, and what it means.

    ``Parameter`` is the domain of one number, which an axis of a diagram can run through; others, such as ``Choice``, have
    ``examples``, the values with which claims are tried.
    """

    @property
    def meaning(self) -> str:
        """One line for help texts."""

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""

    @property
    def metavar(self) -> str:
        """What stands for a value in help texts."""

    @property
    def integer(self) -> bool:
        """Whether only integers belong to it."""

    def checked(self, value: object, name: str) -> Any:
        """The value as one of the domain; a TypeError or ValueError that names rule and value if it isn't."""


@dataclasses.dataclass(frozen=True)
class Parameter:
    """A parameter's domain, an interval of numbers or of integers, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.
    low, high
        The ends of the interval, both in it; None where it has no end.
    integer
        Whether only integers belong to it.
    optional
        Whether it may be left out, which is to be None.

    Examples
    --------
    >>> Parameter("chance", 0, 1).domain, Parameter("horizon", 0, integer=True).domain
    ('in [0, 1]', 'an integer >= 0')
    """

    meaning: str
    low: int | None = None
    high: int | None = None
    integer: bool = False
    optional: bool = False

    @property
    def metavar(self) -> str:
        """What stands for a value in help texts."""
        return "INTEGER" if self.integer else "NUMBER"

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""
        if self.low is not None and self.high is not None:
            return f"{'an integer ' if self.integer else ''}in [{self.low}, {self.high}]"
        kind = "an integer" if self.integer else "a finite number"
        return kind if self.low is None else f"{kind} >= {self.low}"

    def checked(self, value: object, name: str) -> Scalar:
        """The value as a scalar of the domain.

        Raises
        ------
        TypeError
            If it is no number, or a float where an integer is due.
        ValueError
            If it is outside the domain; the message names rule and value.

        Examples
        --------
        >>> Parameter("chance", 0, 1).checked("3/2", "modification")
        Traceback (most recent call last):
            ...
        ValueError: modification must be in [0, 1], got 3/2
        """
        if value is None and self.optional:
            return None
        if type(value) is int and (self.low is None or self.low <= value) and (self.high is None or value <= self.high):
            return value
        scalar = number(value, name)
        if is_array(scalar):
            self._check_array(scalar, name)
        elif not is_symbolic(scalar) or scalar.is_number:
            self._check(scalar, name)
        return scalar

    def _check(self, scalar: Scalar, name: str) -> None:
        if self.integer and isinstance(scalar, float):
            raise TypeError(f"{name} must be {self.domain}, got the float {scalar}")
        below = self.low is not None and scalar < self.low
        above = self.high is not None and scalar > self.high
        if below or above or (self.integer and not isinstance(scalar, int)):
            raise ValueError(f"{name} must be {self.domain}, got {scalar}")

    def _check_array(self, array: np.ndarray, name: str) -> None:
        if self.integer and not is_exact(array):
            raise TypeError(f"{name} must be {self.domain}, got an array of {array.dtype}")
        if array.size == 0:
            raise ValueError(f"{name} must not be an empty array")
        extremes = (array.flat[0],) if array.dtype == object else (array.min(), array.max())
        for element in array.flat if array.dtype == object else extremes:
            self._check(number(element), name)


@dataclasses.dataclass(frozen=True)
class Choice:
    """A parameter that is one of several words, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.
    words
        The words it may be, two or more different ones, the most usual first.

    Examples
    --------
    >>> Choice("colour", ("red", "green")).domain
    'one of red, green'
    """

    meaning: str
    words: tuple[str, ...]
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "WORD"

    @property
    def examples(self) -> tuple[str, ...]:
        """The values with which claims are tried: all words."""
        return self.words

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""
        return f"one of {', '.join(self.words)}"

    def checked(self, value: object, name: str) -> str:
        """The value, if it is one of the words.

        Raises
        ------
        TypeError
            If it is no text.
        ValueError
            If it is another word; the nearest right one is suggested.

        Examples
        --------
        >>> Choice("colour", ("red", "green")).checked("gren", "lamp")
        Traceback (most recent call last):
            ...
        ValueError: unknown lamp 'gren': did you mean 'green'? known: red, green
        """
        if not isinstance(value, str):
            raise TypeError(f"{name} must be {self.domain}, got {value!r}")
        if value not in self.words:
            raise unknown_name(name, value, self.words)
        return value


@dataclasses.dataclass(frozen=True)
class Flag:
    """A parameter that is true or false, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.

    Examples
    --------
    >>> Flag("whether audits are observed").checked("no", "observed")
    False
    """

    meaning: str
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "yes|no"
    domain: ClassVar[str] = "yes or no"
    examples: ClassVar[tuple[bool, ...]] = (False, True)

    def checked(self, value: object, name: str) -> bool:
        """The value, if it is true or false: a bool, 1 or 0, or one of the words yes, no, true, false.

        Raises
        ------
        ValueError
            If it is anything else.
        """
        words = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
        word = str(value).lower() if isinstance(value, str | int) else ""
        if word not in words:
            raise ValueError(f"{name} must be {self.domain}, got {value!r}")
        return words[word]


Model = TypeVar("Model")


def with_fields(model: Model, **values: object) -> Model:
    """A copy of a model with some of its parameters changed.

    Raises
    ------
    ValueError
        If a name is not a parameter of the model; the nearest right name is suggested.
    """
    for name in values:
        if name not in parameters(type(model)):
            raise unknown_name("parameter", name, parameters(type(model)))
    return dataclasses.replace(model, **values)  # type: ignore[type-var]


def parameters(model: type) -> dict[str, Any]:
    """The parameters of a model class by name, in the order of its fields: each a ``Parameter``, or another ``Domain``."""
    return _parameters(model)


@functools.cache
def _parameters(model: Hashable) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    fields = {field.name: _parameter(hints[field.name]) for field in dataclasses.fields(model)}  # type: ignore[arg-type]
    return {name: parameter for name, parameter in fields.items() if parameter is not None}


def check_fields(model: Any) -> None:
    """Replace every parameter of a model under construction by its checked scalar."""
    for name, parameter in parameters(type(model)).items():
        object.__setattr__(model, name, parameter.checked(getattr(model, name), name))


def _parameter(hint: object) -> Domain | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((note for note in get_args(hint) if isinstance(note, Domain)), None)
