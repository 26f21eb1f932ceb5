"""The numbers that a model may be written in.

A parameter is an exact rational (``int``, ``Fraction``, or text such as ``"1/3"`` and ``"0.35"``), a ``float``, a numpy
array of either, or a sympy expression. Everything computed from it stays of that kind: exact in, exact out. Text is
read by the grammar below and never evaluated::

    number   = [sign] digits "/" digits | [sign] decimal [exponent]
    decimal  = digits ["." [digits]] | "." digits
    exponent = ("e" | "E") [sign] digits, at most 400 in size
"""

import math
import re
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

Scalar: TypeAlias = Any
"""A number of any kind that this module names (the kinds have no common static type)."""

LONGEST_NUMBER = 1 << 20
"""The number of bits up to which an exact number is written down."""

_NUMBER = re.compile(r"[+-]?(\d+/\d+|(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?)", re.ASCII)
_LONGEST_TEXT = 200
_LARGEST_EXPONENT = 400
_LONGEST_BITS = 100
_FLOAT_EXPONENTS = (-1000, 1000)


def number(value: object, name: str = "value") -> Scalar:
    """The scalar that a caller meant by a value, exact where it was written exactly.

    Parameters
    ----------
    value
        An ``int``, ``Fraction``, ``Decimal``, finite ``float``, text in the grammar of this module, numpy scalar or
        array, or sympy expression.
    name
        What the value is called in an error message.

    Raises
    ------
    TypeError
        For anything else, booleans among it.
    ValueError
        For NaN, infinities and text that is not a number.

    Examples
    --------
    >>> number("0.35"), number("1/3"), number(2), number(0.5)
    (Fraction(7, 20), Fraction(1, 3), 2, 0.5)
    >>> number("2+2", "overlap")
    Traceback (most recent call last):
        ...
    ValueError: overlap must be a number such as 1/3 or 0.35, got '2+2'
    """
    if isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be a number, got {value}")
    if isinstance(value, str):
        return _parsed(value, name)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, Fraction):
        return _whole(value)
    if isinstance(value, float | np.floating | Decimal):
        if not math.isfinite(value):
            raise ValueError(f"{name} must be finite, got {value}")
        return _whole(Fraction(value)) if isinstance(value, Decimal) else float(value)
    if isinstance(value, np.ndarray):
        return _array(value, name)
    if is_symbolic(value):
        return _expression(value, name)
    raise TypeError(f"{name} must be a number, got {value!r} of type {type(value).__name__}")


def is_array(value: object) -> bool:
    """Whether a scalar stands for a whole array of numbers."""
    return isinstance(value, np.ndarray)


def is_symbolic(value: object) -> bool:
    """Whether a scalar is a sympy expression; asking does not import sympy."""
    sympy = sys.modules.get("sympy")
    return sympy is not None and isinstance(value, sympy.Expr)


def is_exact(value: object) -> bool:
    """Whether a scalar is a rational number held without rounding (an array: whether all its elements are).

    >>> is_exact(Fraction(1, 3)), is_exact(1), is_exact(1 / 3)
    (True, True, False)
    """
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "iu" or (value.dtype == object and all(map(is_exact, value.flat)))
    return isinstance(value, int | Fraction)


def exactly(value: Scalar) -> Scalar:
    """The rational number that a float is, unrounded; exact and symbolic values stay as they are.

    >>> exactly(0.375)
    Fraction(3, 8)
    """
    return _whole(Fraction(value)) if isinstance(value, float) else value


def ratio(numerator: int, denominator: int) -> int | Fraction:
    """The quotient of two integers, an ``int`` where it is whole."""
    return _whole(Fraction(numerator, denominator))


def quotient(numerator: Scalar, denominator: Scalar) -> Scalar:
    """The quotient of two numbers, exact where both are.

    >>> quotient(1, 3), quotient(6, 3), quotient(1, 4.0)
    (Fraction(1, 3), 2, 0.25)
    """
    exact = is_exact(numerator) and is_exact(denominator)
    return number(Fraction(numerator) / denominator) if exact else numerator / denominator


def bits(value: int | Fraction) -> int:
    """How many bits each factor of a power of a rational number adds (none for 0 and 1).

    >>> bits(Fraction(3, 8)), bits(1)
    (4, 0)
    """
    if value in (0, 1):
        return 0
    return int(max(value.numerator.bit_length(), value.denominator.bit_length()))


def written(value: Scalar) -> str:
    """A number for reading: exact with its decimals, or decimals alone where the exact digits would fill the line.

    >>> written(3), written(Fraction(1, 3)), written(Fraction(1, 3**100)), written(0.5)
    ('3', '1/3 (0.333333)', '1.94033e-48', '0.5')
    """
    if isinstance(value, int | Fraction):
        long = max(value.numerator.bit_length(), value.denominator.bit_length()) > _LONGEST_BITS
        if long or isinstance(value, Fraction):
            return _decimals(value) if long else f"{value} ({_decimals(value)})"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def float_array(value: Scalar) -> np.ndarray:
    """The nearest floats to a number or to each element of an array, as an array of floats."""
    return np.asarray(value, dtype=float)


def _decimals(value: int | Fraction) -> str:
    """Six digits of a rational, whatever its size."""
    if value.numerator.bit_length() - value.denominator.bit_length() in range(*_FLOAT_EXPONENTS):
        return f"{float(value):.6g}"
    with localcontext(prec=20):
        return f"{Decimal(value.numerator) / Decimal(value.denominator):.6g}"


def _whole(value: Fraction) -> int | Fraction:
    return value.numerator if value.denominator == 1 else value


def _parsed(text: str, name: str) -> int | Fraction:
    stripped = text.strip()
    match = _NUMBER.fullmatch(stripped) if len(stripped) <= _LONGEST_TEXT else None
    exponent = int(match[3][1:]) if match and match[3] else 0
    if match is None or abs(exponent) > _LARGEST_EXPONENT:
        raise ValueError(f"{name} must be a number such as 1/3 or 0.35, got {text[:_LONGEST_TEXT]!r}")
    if stripped.partition("/")[2].strip("0") == "" and "/" in stripped:
        raise ValueError(f"{name} must not divide by zero, got {text!r}")
    return _whole(Fraction(stripped))


def _array(value: np.ndarray, name: str) -> np.ndarray:
    if value.dtype == object:
        entries = np.empty(value.shape, dtype=object)
        entries.reshape(-1)[:] = [number(entry, name) for entry in value.flat]
        if not is_exact(entries):
            raise TypeError(f"{name} must be an array of floats or of exact numbers, got a mixture")
        return entries
    if value.dtype.kind in "iu":
        if value.size and value.max() > np.iinfo(np.int64).max:
            raise ValueError(f"{name} must be an array of integers below 2^63, got {value.max()}")
        return value.astype(np.int64)
    if value.dtype.kind != "f":
        raise TypeError(f"{name} must be an array of numbers, got dtype {value.dtype}")
    if not np.isfinite(value).all():
        raise ValueError(f"{name} must be finite, got {value[~np.isfinite(value)][0]}")
    return value.astype(float)


def _expression(value: Any, name: str) -> Scalar:
    if value.is_Rational:
        return _whole(Fraction(int(value.p), int(value.q)))
    if value.is_Float:
        return number(float(value), name)
    if value.is_number and not (value.is_finite and value.is_real):
        raise ValueError(f"{name} must be finite and real, got {value}")
    return value
