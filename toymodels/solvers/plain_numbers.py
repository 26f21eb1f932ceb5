"""The numbers of a model as rationals, for solvers that compute exactly and round once, at the end.

A float is the rational number that it is. A solver that works on these numbers compares without error, and turns its results
into floats if the caller wrote any: exact in, exact out.
"""

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from toymodels.domains import parameters
from toymodels.scalars import Scalar, is_array, is_symbolic, number


class PlainNumbers(NamedTuple):
    """The parameters of a model in rational numbers, and how its results are to be told.

    ``exact`` says whether no parameter was a float; ``told`` turns a rational result into a number of the caller's kind.
    """

    values: dict[str, Any]
    exact: bool

    def told(self, value: Scalar) -> Scalar:
        """A result as the caller wants it: an exact number where all parameters were, else a float; None stays None."""
        if value is None or isinstance(value, float):
            return value
        return number(value) if self.exact else float(value)

    def told_all(self, values: Any) -> tuple[Scalar, ...]:
        """Several results as the caller wants them."""
        return tuple(map(self.told, values))


def plain_numbers(model: Any) -> PlainNumbers:
    """The parameters of a model in rational numbers; integers, words, yes and no, and infinities stay as they are.

    Raises
    ------
    TypeError
        If a parameter is an array or a symbol.

    Examples
    --------
    >>> from toymodels.models.off_switch import OffSwitch
    >>> plain_numbers(OffSwitch(mean=0.5, deviation=1))
    PlainNumbers(values={'mean': Fraction(1, 2), 'deviation': 1, 'irrationality': 0}, exact=False)
    """
    check_plain(model)
    values = {name: getattr(model, name) for name in parameters(type(model))}
    return PlainNumbers(
        {name: _mapped(_rational, value) for name, value in values.items()}, not any(map(_has_float, values.values()))
    )


def check_plain(model: Any) -> None:
    """Refuse a model of which a parameter is an array or a symbol, for solvers that take the numbers as they are.

    Raises
    ------
    TypeError
        If a parameter is an array or a symbol.

    Examples
    --------
    >>> import sympy
    >>> from toymodels.models.off_switch import OffSwitch
    >>> check_plain(OffSwitch(mean=sympy.Symbol("m")))
    Traceback (most recent call last):
        ...
    TypeError: mean must be one number, got m of type Symbol
    """
    for name in parameters(type(model)):
        value = getattr(model, name)
        if is_array(value) or is_symbolic(value):
            raise TypeError(f"{name} must be one number, got {value} of type {type(value).__name__}")


def _mapped(change: Callable[[Any], Any], value: Any) -> Any:
    """A number changed, or all the numbers of a list or table."""
    return tuple(_mapped(change, item) for item in value) if isinstance(value, tuple) else change(value)


def _rational(value: Any) -> Any:
    return Fraction(value) if _is_rounded(value) else value


def _has_float(value: Any) -> bool:
    return any(map(_has_float, value)) if isinstance(value, tuple) else _is_rounded(value)


def _is_rounded(value: Any) -> bool:
    return isinstance(value, float) and math.isfinite(value)
