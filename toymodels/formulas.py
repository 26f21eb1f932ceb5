"""Formulas in one variable, read from text by a grammar and never evaluated as code.

::

    formula  = product { ("+" | "-") product }
    product  = signed { ("*" | "/") signed }
    signed   = { "+" | "-" } power
    power    = atom [ ("^" | "**") exponent ]
    exponent = [ "-" ] number | "(" formula ")"          a rational number: its size up to 40, its denominator up to 12
    atom     = number | variable | ("sqrt" | "exp" | "log") "(" formula ")" | "(" formula ")"
    number   = digits [ "." [digits] ] | "." digits      a decimal is exact: 0.1 is one tenth

A formula becomes a tree of tuples, each a kind and its parts: ``("number", 1/2)``, ``("variable",)``, ``("sum", ...)``,
``("product", ...)``, ``("power", base, exponent)``, ``("sqrt", ...)``, ``("exp", ...)``, ``("log", ...)``. What the kinds mean
is said by whoever folds the tree: floats, numbers of many digits, or sums of powers.
"""

import dataclasses
import functools
import itertools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

from toymodels.scalars import bits
from toymodels.tokens import Token, out_of_place, words

Tree: TypeAlias = tuple[Any, ...]
"""A formula: its kind, and its parts, which are formulas or numbers."""

FUNCTIONS = ("sqrt", "exp", "log")
LARGEST_EXPONENT, LARGEST_ROOT, DEEPEST_NESTING, MOST_TERMS, MOST_BITS = 40, 12, 30, 200, 4000
_MARKS = ("**", "+", "-", "*", "/", "^", "(", ")")


@dataclasses.dataclass(frozen=True)
class Formula:
    """A parameter that is a formula in one variable, or a Python function of it, and its meaning in one line.

    Parameters
    ----------
    meaning
        One line for help texts.
    variable
        The name of the variable.
    examples
        Formulas with which claims are tried.

    Examples
    --------
    >>> Formula("cost of x").checked("2*x", "cost")
    '2*x'
    >>> Formula("cost of x").checked("2x", "cost")
    Traceback (most recent call last):
        ...
    ValueError: cost must be a formula in x: multiplication must be written with *, got 'x' at character 2: 2>>>x
    """

    meaning: str
    variable: str = "x"
    examples: tuple[str, ...] = ()
    integer: ClassVar[bool] = False
    metavar: ClassVar[str] = "FORMULA"

    @property
    def domain(self) -> str:
        """The rule that a value must keep, in words."""
        return f"a formula in {self.variable}"

    def checked(self, value: Any, name: str) -> Any:
        """The text of the formula without outer spaces, or the function as it is.

        Raises
        ------
        TypeError
            If it is neither text nor a function.
        ValueError
            If the text is no formula.
        """
        if callable(value):
            return value
        if not isinstance(value, str):
            raise TypeError(f"{name} must be {self.domain} or a function of it, got {value!r:.80}")
        try:
            formula_tree(value.strip(), self.variable)
        except ValueError as error:
            raise ValueError(f"{name} must be {self.domain}: {error}") from None
        return value.strip()


@functools.lru_cache(maxsize=256)
def formula_tree(text: str, variable: str = "x") -> Tree:
    """The tree of a formula.

    Raises
    ------
    ValueError
        If the text is not in the grammar of this module.

    Examples
    --------
    >>> formula_tree("1 + sqrt(x)")
    ('sum', ('number', Fraction(1, 1)), ('sqrt', ('variable',)))
    """
    reader = _Reader(text, variable)
    tree = reader.formula()
    if reader.next.kind != "end":
        raise reader.unexpected("a formula must end here")
    return tree


def folded(tree: Tree, meanings: Mapping[str, Callable[..., Any]]) -> Any:
    """What a formula comes to, with a function for each kind of its parts.

    >>> count = dict.fromkeys(("sum", "product", "power"), lambda *parts: 1 + sum(parts))
    >>> folded(formula_tree("x*x + x"), count | {"variable": lambda: 1, "number": lambda number: 0})
    5
    """
    kind, *parts = tree
    return meanings[kind](*(folded(part, meanings) if isinstance(part, tuple) else part for part in parts))


def float_value(tree: Tree, x: float) -> float:
    """The value of a formula in floating point, infinite where it overflows.

    Raises
    ------
    ValueError
        Where it has no value, such as at ``log(0)``.

    Examples
    --------
    >>> float_value(formula_tree("x**2 / 4 - exp(0)"), 6.0)
    8.0
    """
    meanings: dict[str, Callable[..., float]] = {
        "number": float,
        "variable": lambda: x,
        "sum": lambda *terms: math.fsum(terms),
        "product": lambda *factors: math.prod(factors),
        "power": math.pow,
        **{name: getattr(math, name) for name in FUNCTIONS},
    }
    try:
        value: float = folded(tree, meanings)
    except OverflowError:
        return math.inf
    return value


def long_value(tree: Tree, x: Any) -> Any:
    """The value of a formula at one of mpmath's numbers, with as many digits as mpmath is set to."""
    import mpmath  # type: ignore[import-untyped]

    meanings: dict[str, Callable[..., Any]] = {
        "number": lambda number: mpmath.mpf(number.numerator) / number.denominator,
        "variable": lambda: x,
        "sum": lambda *terms: mpmath.fsum(terms),
        "product": lambda *factors: mpmath.fprod(factors),
        "power": lambda base, exponent: mpmath.power(base, mpmath.mpf(exponent.numerator) / exponent.denominator),
        **{name: getattr(mpmath, name) for name in FUNCTIONS},
    }
    return folded(tree, meanings)


PowerSum: TypeAlias = dict[Fraction, Fraction]
"""A sum of powers of a variable that is >= 0: the coefficient, not 0, of each exponent."""


def power_sum(tree: Tree) -> PowerSum | None:
    """A formula as a sum of powers of its variable with rational coefficients; None if it isn't one, or too long.

    >>> power_sum(formula_tree("(x + 1)^2 / x")) == {1: 1, 0: 2, -1: 1}
    True
    >>> power_sum(formula_tree("exp(x)")) is None
    True
    """
    meanings: dict[str, Callable[..., PowerSum]] = {
        "number": lambda number: {Fraction(0): number} if number else {},
        "variable": lambda: {Fraction(1): Fraction(1)},
        "sum": lambda *terms: functools.reduce(_plus, terms),
        "product": lambda *factors: functools.reduce(_times, factors),
        "power": _power,
        "sqrt": lambda base: _power(base, Fraction(1, 2)),
    }
    try:
        total: PowerSum = folded(tree, meanings | dict.fromkeys(("exp", "log"), _no_power_sum))
    except ArithmeticError:
        return None
    return total


def _plus(one: PowerSum, other: PowerSum) -> PowerSum:
    total = {exponent: one.get(exponent, Fraction(0)) + other.get(exponent, Fraction(0)) for exponent in one | other}
    return {exponent: coefficient for exponent, coefficient in total.items() if coefficient}


def _times(one: PowerSum, other: PowerSum) -> PowerSum:
    if len(one) * len(other) > MOST_TERMS:
        raise ArithmeticError("too many terms")
    total: PowerSum = {}
    for (a, first), (b, second) in itertools.product(one.items(), other.items()):
        total[a + b] = total.get(a + b, Fraction(0)) + first * second
    return {exponent: coefficient for exponent, coefficient in total.items() if coefficient}


def _power(base: PowerSum, exponent: Fraction) -> PowerSum:
    """A power: of a single power of the variable whatever the exponent, of a longer sum if the exponent is a count."""
    if exponent.denominator == 1 and (exponent >= 0 or len(base) == 1):
        if len(base) == 1:
            ((own, coefficient),) = base.items()
            if bits(coefficient) * abs(exponent) > MOST_BITS:
                raise ArithmeticError("too large a coefficient")
            return {own * exponent: coefficient**exponent.numerator}
        return functools.reduce(_times, [base] * int(exponent), {Fraction(0): Fraction(1)})
    if list(base.values()) != [1]:
        raise ArithmeticError("no sum of powers")
    return {next(iter(base)) * exponent: Fraction(1)}


def _no_power_sum(_: PowerSum) -> PowerSum:
    raise ArithmeticError("no sum of powers")


class _Reader:
    """The state of reading one formula. The methods formula to atom read what the grammar calls by their name."""

    def __init__(self, text: str, variable: str) -> None:
        self.text, self.variable, self.nesting = text, variable, 0
        self.left = words(text, _MARKS, "a formula")[::-1]

    @property
    def next(self) -> Token:
        return self.left[-1]

    def taken(self, *marks: str) -> Token | None:
        return self.left.pop() if self.next.text in marks else None

    def formula(self) -> Tree:
        terms = [self.product()]
        while mark := self.taken("+", "-"):
            terms.append(self.product() if mark.text == "+" else _negative(self.product()))
        return ("sum", *terms) if len(terms) > 1 else terms[0]

    def product(self) -> Tree:
        factors = [self.signed()]
        while mark := self.taken("*", "/"):
            factors.append(self.signed() if mark.text == "*" else self.inverse(self.next, self.signed()))
        return ("product", *factors) if len(factors) > 1 else factors[0]

    def signed(self) -> Tree:
        negative = False
        while mark := self.taken("+", "-"):
            negative ^= mark.text == "-"
        return _negative(self.power()) if negative else self.power()

    def power(self) -> Tree:
        base = self.atom()
        if not self.taken("^", "**"):
            return base
        token, negative = self.next, self.taken("-") is not None
        exponent = power_sum(self.atom())
        if exponent is None or set(exponent) - {0}:
            raise self.error("an exponent must be a number, as in x^2 or x^(3/2)", token)
        size = exponent.get(Fraction(0), Fraction(0)) * (-1 if negative else 1)
        if abs(size) > LARGEST_EXPONENT or size.denominator > LARGEST_ROOT:
            limits = f"at most {LARGEST_EXPONENT} in size, with a denominator of at most {LARGEST_ROOT}"
            raise self.error(f"an exponent must be {limits}", token)
        return ("power", base, size)

    def atom(self) -> Tree:
        token = self.next
        if token.kind == "number":
            return ("number", Fraction(self.left.pop().text))
        if token.text == self.variable:
            self.left.pop()
            return ("variable",)
        function = self.taken(*FUNCTIONS)
        if not self.taken("("):
            rule = f"a number, {self.variable}, {', '.join(FUNCTIONS)} or ( must stand here"
            raise self.error("( must stand here" if function else rule, self.next)
        self.nesting += 1
        if self.nesting > DEEPEST_NESTING:
            raise self.error(f"parentheses must be nested at most {DEEPEST_NESTING} deep", token)
        inner = self.formula()
        if not self.taken(")"):
            raise self.unexpected("a closing parenthesis must stand here")
        self.nesting -= 1
        return (function.text, inner) if function else inner

    def inverse(self, where: Token, divisor: Tree) -> Tree:
        if power_sum(divisor) == {}:
            raise self.error("a divisor must not be 0", where)
        return ("power", divisor, Fraction(-1))

    def unexpected(self, rule: str) -> ValueError:
        """The error at a place where something else is due; a name, a number or ( shows that a * was left out."""
        juxtaposed = self.next.kind in {"name", "number"} or self.next.text == "("
        return self.error("multiplication must be written with *" if juxtaposed else rule, self.next)

    def error(self, rule: str, token: Token) -> ValueError:
        return out_of_place(rule, self.text, token.start, token.text)


def _negative(tree: Tree) -> Tree:
    return ("product", ("number", Fraction(-1)), tree)
