r"""Tokens of the Gambit file formats, read and written: texts in quotes, numbers, braces, commas and words.

In a text ``\"`` is a quote and ``\\`` a backslash. A number is an integer, a quotient of two, or a decimal with or without
an exponent; all of them are rationals, and read as such::

    number = [sign] digits "/" digits | [sign] decimal [("e" | "E") [sign] digits]
"""

import decimal
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from toymodels.scalars import Scalar, number

LARGEST_SHORT = 2**31 - 1
"""What numerators and denominators may be for readers that hold them in 32 bits, of which OpenSpiel's is one."""

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<number>[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))"
    r"|(?P<symbol>[{},])|(?P<word>[A-Za-z]+)|(?P<end>\Z)|(?P<other>.))",
    re.DOTALL | re.ASCII,
)
_ESCAPED = re.compile(r'\\([\\"])')
_UNPLAIN = re.compile(r'[^ -~]|["\\]')
_LONGEST_SHOWN = 40
_LONGEST_NUMBER = 4000
_LARGEST_EXPONENT = 400
_PLACES = 15


class Reader:
    """A text of which one token after the other is taken, and which knows where it stands."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._tokens = _TOKEN.finditer(source)
        self._advance()

    def quoted(self, what: str) -> str:
        """The next token, which must be a text in quotes; ``what`` names it in errors."""
        if self.kind != "text":
            raise self.error(f"{what} must be a text in quotes")
        return _ESCAPED.sub(r"\1", self._taken()[1:-1])

    def number(self, what: str) -> Scalar:
        """The next token, which must be a number, as an exact rational."""
        if self.kind != "number":
            raise self.error(f"{what} must be a number such as 1/3 or 0.35")
        exponent = re.split("[eE]", self.lexeme)[1:] or ["0"]
        if len(self.lexeme) > _LONGEST_NUMBER or len(exponent[0]) > 5 or abs(int(exponent[0])) > _LARGEST_EXPONENT:
            raise self.error(
                f"{what} must have at most {_LONGEST_NUMBER} digits and an exponent of at most {_LARGEST_EXPONENT}"
            )
        if not self.lexeme.partition("/")[2].strip("0") and "/" in self.lexeme:
            raise self.error(f"{what} must not divide by zero")
        return number(Fraction(self._taken()))

    def count(self, what: str, low: int = 0) -> int:
        """The next token, which must be an integer of at least a bound."""
        if self.kind != "number" or not self.lexeme.isdecimal() or len(self.lexeme) > _LONGEST_SHOWN or int(self.lexeme) < low:
            raise self.error(f"{what} must be an integer >= {low}")
        return int(self._taken())

    def word(self, what: str, *known: str) -> str:
        """The next token, which must be one of the known words or symbols."""
        if self.lexeme not in known:
            raise self.error(f"{what} must be {' or '.join(known)}")
        return self._taken()

    def names(self, what: str) -> list[str]:
        """Texts in braces, at least one."""
        self.word(f"what is before {what}", "{")
        found = [self.quoted(what)]
        while self.kind == "text":
            found.append(self.quoted(what))
        self.word(f"what is after {what}", "}")
        return found

    def payoffs(self, players: int) -> tuple[Scalar, ...]:
        """A number for each player, with or without a comma after it."""
        found = []
        for _ in range(players):
            found.append(self.number("a payoff"))
            if self.lexeme == ",":
                self._taken()
        return tuple(found)

    def error(self, rule: str, start: int | None = None, got: str = "") -> ValueError:
        """The error for what starts somewhere, the next token if that is not said: where it is, its rule, and what it is."""
        place = self.start if start is None else start
        line = self.source.count("\n", 0, place) + 1
        column = place - self.source.rfind("\n", 0, place)
        value = got or (
            "the end of the text" if self.kind == "end" else self.lexeme if self.kind == "text" else repr(self.lexeme)
        )
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}..."
        return ValueError(f"line {line}, column {column}: {rule}, got {shown}")

    def version(self, version: int) -> None:
        """Take the version of the format and the kind of numbers, of which there are two words for the same."""
        start, found = self.start, self.count("the version of the format")
        if found != version:
            raise self.error(f"the version of the format must be {version}", start, str(found))
        self.word("the kind of numbers", "R", "D")

    def _taken(self) -> str:
        token = self.lexeme
        self._advance()
        return token

    def _advance(self) -> None:
        match = next(self._tokens)
        self.kind = str(match.lastgroup)
        self.lexeme, self.start = match[self.kind], match.start(self.kind)


def quoted(text: str) -> str:
    r"""A text in quotes.

    >>> print(quoted('the "good" one'))
    "the \"good\" one"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def braced(items: Iterable[str], separator: str = " ") -> str:
    """Items in braces, with spaces around each.

    >>> braced(["1", "-1"], ", ")
    '{ 1, -1 }'
    """
    return f"{{ {separator.join(items)} }}"


def number_text(value: Scalar, *, short: bool = False) -> str:
    """A number as the formats have it: an exact one exactly, a float in the fewest digits that give it back.

    Gambit wants no plus sign in exponents.

    Parameters
    ----------
    value
        An exact number or a float.
    short
        Whether a quotient of more than 31 bits is rounded to 17 digits.

    Examples
    --------
    >>> number_text(Fraction(1, 3)), number_text(0.1), number_text(Fraction(1, 10**10 + 1), short=True)
    ('1/3', '0.1', '9.9999999990000000e-11')
    """
    if short and _is_long(value):
        with decimal.localcontext(prec=17):
            rounded = decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator)
        return str(rounded).lower().replace("e+", "e")
    return str(value).replace("e+", "e")


def chance_texts(chances: Sequence[Scalar], *, short: bool = False) -> list[str]:
    """Probabilities as the formats have them, which sum to 1 exactly.

    Floats seldom do: then the largest is written as what the others leave. The same is done where quotients of more than 31
    bits are rounded, to 15 places.

    >>> chance_texts([Fraction(1, 3), Fraction(2, 3)]), chance_texts([0.1, 0.2, 0.7]), chance_texts([1 / 3, 2 / 3])
    (['1/3', '2/3'], ['0.1', '0.2', '0.7'], ['0.3333333333333333', '0.6666666666666667'])
    """
    exact = [Fraction(str(chance)) for chance in chances]
    long = short and any(map(_is_long, exact))
    if not long and not any(isinstance(chance, float) for chance in chances):
        return [str(chance) for chance in chances]
    parts = [Fraction(round(chance, _PLACES)) for chance in exact] if long else exact
    largest = parts.index(max(parts))
    parts[largest] = Fraction(1 - sum(parts[:largest]) - sum(parts[largest + 1 :]))
    return list(map(_decimal_text, parts))


def distinct(names: Iterable[str], fallbacks: Iterable[str]) -> list[str]:
    """The names where they are not empty, else the fallbacks, with a prime for every name before that is the same.

    >>> distinct(["left", "", "left"], ["1", "2", "3"])
    ['left', '2', "left'"]
    """
    found: dict[str, None] = {}
    for name, fallback in zip(names, fallbacks, strict=True):
        free = name or fallback
        while free in found:
            free += "'"
        found[free] = None
    return list(found)


def plain_name(name: str) -> str:
    r"""A name in printable characters, single spaces, and without quotes and backslashes.

    >>> plain_name('Zoë "the\t\\ fox" ')
    'Zo_ _the _ fox_'
    """
    return _UNPLAIN.sub("_", " ".join(name.split()))


def _is_long(value: Scalar) -> bool:
    """Whether a number is a quotient of more than 31 bits."""
    return (
        isinstance(value, Fraction) and value.denominator > 1 and max(abs(value.numerator), value.denominator) > LARGEST_SHORT
    )


def _decimal_text(value: Fraction) -> str:
    """All digits of a number that has finitely many."""
    with decimal.localcontext(prec=2 * _LARGEST_EXPONENT):
        return f"{decimal.Decimal(value.numerator) / decimal.Decimal(value.denominator):f}"
