"""Numbers as the command line prints them, for people and for machines."""

import decimal
import math
from fractions import Fraction

from toymodels.scalars import Scalar, is_exact

_LONGEST_LINE = 40
_LONGEST_BITS = 13_000


def exact_text(value: Scalar, longest: int | None = None) -> str | None:
    """The digits of an exact number, or None for a float, and where there would be more than so many or than thousands.

    >>> exact_text(Fraction(1, 3)), exact_text(0.5), exact_text(10**50, longest=40)
    ('1/3', None, None)
    """
    if not is_exact(value) or max(value.numerator.bit_length(), value.denominator.bit_length()) > _LONGEST_BITS:
        return None
    text = str(value)
    return text if longest is None or len(text) <= longest else None


def decimals(value: int | Fraction | float, digits: int) -> str:
    """A number rounded to so many significant digits; fewer where it ends sooner.

    >>> decimals(Fraction(1, 3), 20), decimals(Fraction(1, 4), 20), decimals(Fraction(2, 10**9), 3), decimals(10, 3)
    ('0.33333333333333333333', '0.25', '2E-9', '10')
    """
    numerator, denominator = value.as_integer_ratio()
    with decimal.localcontext(prec=digits) as context:
        quotient = context.divide(decimal.Decimal(numerator), decimal.Decimal(denominator))
    return f"{quotient:f}" if -5 <= quotient.adjusted() < max(digits, 21) else f"{quotient:E}"


def exact_and_decimal(value: Scalar) -> str:
    """A number for reading: the exact one, where it is short, and its decimals.

    >>> exact_and_decimal(Fraction(1, 3)), exact_and_decimal(3), exact_and_decimal(0.1), exact_and_decimal(10**50)
    ('1/3 = 0.333333333333', '3', '0.1', 'about 1.00000000000E+50')
    """
    exact = exact_text(value, _LONGEST_LINE)
    if isinstance(value, float):
        return f"{value:.12g}"
    if exact is None:
        return f"about {decimals(value, 12)}"
    return exact if isinstance(value, int) else f"{exact} = {decimals(value, 12)}"


def number_record(value: Scalar) -> dict[str, str | float | None]:
    """A number for machines: its exact digits as text, and the nearest float.

    The text is None for a float and for thousands of digits, the float is None beyond the range of floats; infinity is
    ``inf`` and None.

    >>> number_record(Fraction(1, 4))
    {'exact': '1/4', 'float': 0.25}
    """
    nearest: float | None
    if isinstance(value, float) and math.isinf(value):
        return {"exact": "inf" if value > 0 else "-inf", "float": None}
    try:
        nearest = float(value)
    except OverflowError:
        nearest = None
    return {"exact": exact_text(value), "float": nearest}
