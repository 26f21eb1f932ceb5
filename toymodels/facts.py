"""What a solver reports, as names with values: read off the fields of its frozen result, for the eye and for machines."""

import dataclasses
import html
import textwrap
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from toymodels.scalars import is_symbolic, number, written

_WIDTH = 78
_LONGEST = 8
_NAME = 22


def facts(result: Any) -> dict[str, Any]:
    """The fields of a frozen result by name: numbers, text, and tuples and mappings of those.

    A result inside another becomes a mapping; names have spaces for underscores only where they are printed.

    >>> from fractions import Fraction
    >>> @dataclasses.dataclass(frozen=True)
    ... class Coin:
    ...     chance: Fraction
    ...     sides: tuple[str, ...]
    >>> facts(Coin(Fraction(1, 2), ("heads", "tails")))
    {'chance': Fraction(1, 2), 'sides': ('heads', 'tails')}
    """
    return {field.name: _plain(getattr(result, field.name)) for field in dataclasses.fields(result)}


def facts_text(result: Any) -> str:
    """A result for the terminal: a line for every fact, long ones in several, and rows of the same facts as a table.

    >>> from fractions import Fraction
    >>> @dataclasses.dataclass(frozen=True)
    ... class Coin:
    ...     chance_of_heads: Fraction
    ...     fair: bool
    >>> print(facts_text(Coin(Fraction(1, 2), fair=True)))
    chance of heads       1/2 (0.5)
    fair                  yes
    """
    lines = []
    found = facts(result)
    width = max([_NAME, *(len(name) + 2 for name, value in found.items() if not is_table(value))])
    for name, value in found.items():
        title = name.replace("_", " ")
        if is_table(value):
            lines += [title, *(f"  {line}" for line in _table(value))]
        else:
            text = f"{title:<{width - 1}} {fact_in_words(value)}"
            lines.append(textwrap.fill(text, _WIDTH, subsequent_indent=" " * width, break_long_words=False))
    return "\n".join(lines)


def is_table(value: Any) -> bool:
    """Whether a fact is two or more rows with the same columns.

    >>> is_table(({"a": 1}, {"a": 2})), is_table(({"a": 1}, {"b": 2})), is_table(())
    (True, False, False)
    """
    rows = value if isinstance(value, tuple) else ()
    return len(rows) > 1 and all(isinstance(row, Mapping) and list(row) == list(rows[0]) for row in rows)


def facts_html(result: Any) -> str:
    """A result for a notebook: a table of its facts."""
    rows = (f"<tr><th>{html.escape(name)}</th><td>{html.escape(text)}</td></tr>" for name, text in _rows(facts(result)))
    return f"<table>{''.join(rows)}</table>"


def fact_in_words(value: Any) -> str:
    """One fact for reading.

    >>> from fractions import Fraction
    >>> fact_in_words((Fraction(1, 3), None)), fact_in_words({"A": 1}), fact_in_words(tuple(range(20)))
    ('1/3 (0.333333), none', 'A: 1', '0, 1, 2, 3, ..., 16, 17, 18, 19')
    """
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {fact_in_words(item)}" for name, item in value.items()) or "none"
    if isinstance(value, tuple):
        shown = value if len(value) <= 2 * _LONGEST else (*value[: _LONGEST // 2], "...", *value[-(_LONGEST // 2) :])
        separator = "; " if any(isinstance(item, tuple | Mapping) for item in value) else ", "
        return separator.join(map(fact_in_words, shown)) or "none"
    if is_symbolic(value) and value.is_number and not value.is_Rational:
        return f"{value.evalf(12)}..."
    return value if isinstance(value, str) else written(value)


def _table(rows: tuple[Mapping[str, Any], ...]) -> list[str]:
    """Rows with the same columns, one below the other."""
    cells = [[name.replace("_", " ") for name in rows[0]], *([fact_in_words(item) for item in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _rows(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), fact_in_words(value)) for name, value in found.items()]


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return facts(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return number(value) if isinstance(value, Fraction) else value
