"""Conjectures about polynomials, read from text by a grammar and never evaluated.

::

    conjecture = [[relations] "=>"] relations
    relations  = chain { ("," | "and") chain }
    chain      = sum compared sum { compared sum }          compared = "<" | "<=" | ">" | ">=" | "=" | "=="
    sum        = product { ("+" | "-") product }
    product    = signed { ("*" | "/") signed }              division by numbers other than 0 only
    signed     = { "+" | "-" } power
    power      = atom [ ("^" | "**") digits ]               exponents up to 20
    atom       = number | name | "(" sum ")"
    number     = digits [ "." [digits] ] | "." digits       a decimal is exact: 0.1 is one tenth
    name       = a letter or "_", then letters, digits, "_"; not "and", "or", "not"

Multiplication is always written out. Text, nesting and the expanded polynomials have bounded sizes.
"""

import dataclasses
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from toymodels.evidence.certificate_checker import Polynomial, plus, product
from toymodels.evidence.polynomial_tokens import COMPARED, RESERVED, misplaced, tokens
from toymodels.obligations import Obligation, Relation
from toymodels.tokens import Token

DEEPEST_NESTING, LARGEST_EXPONENT, LARGEST_DEGREE, MOST_TERMS, MOST_BITS = 40, 20, 40, 500, 2000
_MOST_WORK = 50_000


@dataclasses.dataclass(frozen=True)
class _Sum:
    """A polynomial as it was written, in sympy, and its expansion, which bounds its size."""

    written: Any
    expanded: Polynomial


def conjecture(text: str, hypotheses: Mapping[str, str] | None = None) -> Obligation:
    """The obligation that a text states, with one relation as its conclusion.

    Parameters
    ----------
    text
        A conclusion, with hypotheses before ``=>`` if there are any.
    hypotheses
        Texts of further hypotheses by name; they come first.

    Raises
    ------
    TypeError
        If something is no text.
    ValueError
        If the text is not in the grammar of this module, or its conclusion has several relations.

    Examples
    --------
    >>> print(conjecture("p*g*u < 1 => p*g*(1 + (1 - p)*g*u) < 1", {"a chance": "0 <= p <= 1"}))
    p >= 0, 1 - p >= 0, -g*p*u + 1 > 0 => -g*p*(g*u*(1 - p) + 1) + 1 > 0
    >>> conjecture("p*g < 1 => 2p < 1")
    Traceback (most recent call last):
        ...
    ValueError: multiplication must be written with *, got 'p' at character 13: p*g < 1 => 2>>>p < 1
    """
    obligations = conjectures(text, hypotheses)
    if len(obligations) > 1:
        raise ValueError(f"a conjecture must have one relation as its conclusion, got {len(obligations)}")
    return obligations[0]


def conjectures(text: str, hypotheses: Mapping[str, str] | None = None) -> tuple[Obligation, ...]:
    """An obligation for each relation of a text's conclusion, named for it; parameters and errors as for ``conjecture``.

    >>> [str(each.conclusion) for each in conjectures("0 <= p and p < 1 => 0 <= p^2 < 1")]
    ['p**2 >= 0', '1 - p**2 > 0']
    """
    named: list[Relation] = []
    for name, source in (hypotheses or {}).items():
        part = relations(source)
        names = [name] if len(part) == 1 else [f"{name}: {relation.name}" for relation in part]
        named += [dataclasses.replace(relation, name=name) for relation, name in zip(part, names, strict=True)]
    reader = _Reader(text)
    stated = [] if reader.next.text == "=>" else reader.relations()
    if reader.taken("=>"):
        named, stated = named + stated, reader.relations()
    reader.expect("end")
    return tuple(Obligation(conclusion.name, tuple(named), conclusion) for conclusion in stated)


def relations(text: str) -> tuple[Relation, ...]:
    """The relations of a text without an implication, each named by its own words; errors as for ``conjecture``.

    >>> [(each.name, str(each)) for each in relations("0 <= p <= 1, 2*p = 0.1")]
    [('0 <= p', 'p >= 0'), ('p <= 1', '1 - p >= 0'), ('2*p = 0.1', '2*p - 1/10 = 0')]
    """
    reader = _Reader(text)
    found = reader.relations()
    reader.expect("end")
    return tuple(found)


class _Reader:
    """The state of reading one text. The methods relations to atom read what the grammar calls by their name."""

    def __init__(self, text: str) -> None:
        self.text, self.left, self.nesting, self.work = text, tokens(text)[::-1], 0, 0
        self.names = sorted({token.text for token in self.left if token.kind == "name"} - {*RESERVED})

    @property
    def next(self) -> Token:
        return self.left[-1]

    def taken(self, *marks: str) -> Token | None:
        return self.left.pop() if self.next.text in marks else None

    def relations(self) -> list[Relation]:
        found = self.chain()
        while self.taken(",", "and"):
            found += self.chain()
        return found

    def chain(self) -> list[Relation]:
        found: list[Relation] = []
        start, left = self.next.start, self.sum()
        while mark := self.taken(*COMPARED):
            middle, right = self.next.start, self.sum()
            name = " ".join(self.text[start : self.next.start].split())
            small, large = (left, right) if mark.text in {"<", "<="} else (right, left)
            sign = {"<": ">", "<=": ">=", "==": "="}.get(mark.text, mark.text)
            found.append(Relation(name, self.added(large, small, -1, mark).written, sign))
            start, left = middle, right
        if not found:
            raise self.unexpected("a relation such as < must stand here")
        return found

    def sum(self) -> _Sum:
        total = self.product()
        while mark := self.taken("+", "-"):
            total = self.added(total, self.product(), 1 if mark.text == "+" else -1, mark)
        return total

    def product(self) -> _Sum:
        total = self.signed()
        while mark := self.taken("*", "/"):
            where, factor = self.next, self.signed()
            total = self.multiplied(total, factor if mark.text == "*" else self.inverse(factor, where), mark)
        return total

    def signed(self) -> _Sum:
        sign = 1
        while mark := self.taken("+", "-"):
            sign = -sign if mark.text == "-" else sign
        value = self.power()
        return value if sign == 1 else self.added(self.constant(0), value, -1, self.next)

    def power(self) -> _Sum:
        base = value = self.atom()
        if mark := self.taken("^", "**"):
            token = self.next
            if not re.fullmatch(r"[0-9]{1,9}", token.text) or int(token.text) > LARGEST_EXPONENT:
                raise self.error(f"an exponent must be an integer from 0 to {LARGEST_EXPONENT}", token)
            exponent = int(self.left.pop().text)
            value = self.constant(1)
            for _ in range(exponent):
                value = self.multiplied(value, base, mark)
            value = _Sum(base.written**exponent, value.expanded)
        return value

    def atom(self) -> _Sum:
        token = self.next
        if token.kind == "number":
            return self.checked(self.constant(Fraction(self.left.pop().text)), token)
        if token.text in self.names:
            return self.variable(self.left.pop().text)
        if not self.taken("("):
            raise self.error("a number, a name or ( must stand here", token)
        self.nesting += 1
        if self.nesting > DEEPEST_NESTING:
            raise self.error(f"parentheses must be nested at most {DEEPEST_NESTING} deep", token)
        value = self.sum()
        self.expect("a closing parenthesis")
        self.nesting -= 1
        return value

    def expect(self, what: str) -> None:
        """Go past a closing parenthesis, or be at the end."""
        if what == "end" and self.next.kind != "end":
            raise self.unexpected("a conjecture must end here")
        if what != "end" and not self.taken(")"):
            raise self.unexpected(f"{what} must stand here")

    def constant(self, number: Fraction | int) -> _Sum:
        import sympy

        expanded = {(0,) * len(self.names): Fraction(number)} if number else {}
        return _Sum(sympy.Rational(*Fraction(number).as_integer_ratio()), expanded)

    def variable(self, name: str) -> _Sum:
        import sympy

        return _Sum(sympy.Symbol(name), {tuple(int(name == other) for other in self.names): Fraction(1)})

    def inverse(self, divisor: _Sum, where: Token) -> _Sum:
        if [*divisor.expanded] != [(0,) * len(self.names)]:
            raise self.error("division must be by a number other than 0", where)
        return self.constant(1 / next(iter(divisor.expanded.values())))

    def added(self, one: _Sum, other: _Sum, times: int, where: Token) -> _Sum:
        expanded = plus(one.expanded, other.expanded, Fraction(times))
        return self.checked(_Sum(one.written + times * other.written, expanded), where)

    def multiplied(self, one: _Sum, other: _Sum, where: Token) -> _Sum:
        self.work += len(one.expanded) * len(other.expanded)
        if self.work > _MOST_WORK:
            raise self.error("a conjecture must not be so long when multiplied out", where)
        return self.checked(_Sum(one.written * other.written, product(one.expanded, other.expanded)), where)

    def checked(self, value: _Sum, where: Token) -> _Sum:
        """The value, if it is of bounded size."""
        if max(map(sum, value.expanded), default=0) > LARGEST_DEGREE:
            raise self.error(f"a polynomial must have a degree of at most {LARGEST_DEGREE}", where)
        if len(value.expanded) > MOST_TERMS:
            raise self.error(f"a polynomial must have at most {MOST_TERMS} terms", where)
        sizes = (max(map(abs, number.as_integer_ratio())).bit_length() for number in value.expanded.values())
        if max(sizes, default=0) > MOST_BITS:
            raise self.error(f"a coefficient must have at most {MOST_BITS} bits", where)
        return value

    def unexpected(self, rule: str) -> ValueError:
        """The error at a place where something else is due; a name, a number or ( shows that a * was left out."""
        juxtaposed = self.next.text in self.names or self.next.kind == "number" or self.next.text == "("
        return self.error("multiplication must be written with *" if juxtaposed else rule, self.next)

    def error(self, rule: str, token: Token) -> ValueError:
        return misplaced(rule, self.text, token.start, token.text)
