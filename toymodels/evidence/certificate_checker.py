"""A checker of positivity certificates that needs Python's standard library and nothing else.

A certificate proves that, wherever its hypotheses h_i > 0, h_i >= 0 or h_i = 0 hold for real numbers, its conclusion c > 0
or c >= 0 does. Let n be the conclusion's negation, -c >= 0 or -c > 0, and let it stand last in the list of hypotheses. The
certificate consists of rational numbers a_k >= 0, of products f_k of some h_i and n that are no equations, times squares of
polynomials, and of polynomials m_j for equations h_j = 0, such that, multiplied out,

    sum_k a_k f_k + sum_j m_j h_j = 0.

At a point that violates the statement every factor is at least 0, so every a_k f_k is too, and the equations contribute
nothing. If moreover some a_k > 0 has a product of strict inequalities only (or of nothing: the number 1), then the sum is
positive there. But it is 0: so there is no such point. The checker multiplies out, in exact rational numbers, and believes
nothing else; finding a certificate may take any means.

A file holds a list of certificates in JSON, a polynomial being a list of pairs of a coefficient (text) and exponents::

    {"name": ..., "variables": [...], "hypotheses": [{"name": ..., "sign": ">=", "polynomial": [["-1/2", [0, 1]], ...]}],
     "conclusion": {"name": ..., "sign": ">", "polynomial": ...},
     "terms": [{"coefficient": "1/2", "factors": [0, 0, 3], "squares": [polynomial, ...]}],
     "equalities": [{"index": 2, "multiplier": polynomial}]}

Factors are numbers of hypotheses, from 0; the negated conclusion's is the number of hypotheses. Run it on files::

    python certificate_checker.py FILE...
"""

import json
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

Polynomial: TypeAlias = dict[tuple[int, ...], Fraction]
"""The coefficients, none of them 0, by exponents of the variables."""

KEYS = {"name", "variables", "hypotheses", "conclusion", "terms", "equalities"}
_NUMBER = re.compile(r"-?[0-9]{1,400}(/[0-9]{1,400})?")
_LARGEST_EXPONENT, _MOST_TERMS, _MOST_FACTORS, _LARGEST_FILE = 100, 20_000, 20, 10_000_000


def flaw(certificate: object) -> str:
    """What is wrong with a certificate, as read from JSON; nothing if it proves its conclusion.

    >>> square = {"name": "x", "sign": ">=", "polynomial": [["1", [2]]]}
    >>> print(flaw({"name": "a square", "variables": ["x"], "hypotheses": [], "conclusion": square, "equalities": [],
    ...             "terms": [{"coefficient": "1", "factors": [], "squares": []}]}))
    the sum is not 0 but has 1 as the coefficient of exponents [0]
    >>> flaw({"name": "a square", "variables": ["x"], "hypotheses": [], "conclusion": square, "equalities": [],
    ...       "terms": [{"coefficient": "1", "factors": [0], "squares": []},
    ...                 {"coefficient": "1", "factors": [], "squares": [[["1", [1]]]]}]})
    ''
    """
    try:
        _check(certificate)
    except ValueError as error:
        return str(error)
    return ""


def plus(one: Polynomial, other: Polynomial, times: Fraction = Fraction(1)) -> Polynomial:
    """The sum of a polynomial and a multiple of another."""
    total = dict(one)
    for monomial, coefficient in other.items():
        total[monomial] = total.get(monomial, Fraction(0)) + times * coefficient
    return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}


def product(one: Polynomial, other: Polynomial) -> Polynomial:
    """The product of two polynomials in the same variables.

    Raises
    ------
    ValueError
        If it would take too long.
    """
    _require(len(one) * len(other) <= 50 * _MOST_TERMS, "a product of polynomials has too many terms")
    total: Polynomial = {}
    for monomial, coefficient in one.items():
        for more, times in other.items():
            exponents = tuple(map(sum, zip(monomial, more, strict=True)))
            total[exponents] = total.get(exponents, Fraction(0)) + coefficient * times
    return {monomial: coefficient for monomial, coefficient in total.items() if coefficient}


def _check(data: Any) -> None:
    _require(isinstance(data, dict) and set(data) == KEYS, f"a certificate must have the keys {', '.join(sorted(KEYS))}")
    _require(all(isinstance(data[key], list) for key in KEYS - {"name", "conclusion"}), "a certificate's parts must be lists")
    width = len(data["variables"])
    _require(all(isinstance(name, str) for name in data["variables"]), "variables must be names")
    _require(len(set(data["variables"])) == width, "variables must differ")
    known = [_relation(relation, width) for relation in data["hypotheses"]]
    sign, conclusion = _relation(data["conclusion"], width)
    _require(sign != "=", "a conclusion with = needs two certificates, one for >= and one for its negative")
    known.append((">" if sign == ">=" else ">=", plus({}, conclusion, Fraction(-1))))
    total: Polynomial = {}
    certain = False
    for term in data["terms"]:
        amount, value, strict = _term(term, known, width)
        total, certain = plus(total, value, amount), certain or (strict and amount > 0)
    for equality in data["equalities"]:
        multiplier, value = _equality(equality, known, width)
        total = plus(total, product(multiplier, value))
    rest = next(iter(total.items()), None)
    _require(rest is None, f"the sum is not 0 but has {rest and rest[1]} as the coefficient of exponents {rest and [*rest[0]]}")
    _require(certain, "no term is strictly positive")


def _term(data: Any, known: list[tuple[str, Polynomial]], width: int) -> tuple[Fraction, Polynomial, bool]:
    _require(isinstance(data, dict) and set(data) == {"coefficient", "factors", "squares"}, "a term has other keys")
    factors, squares = data["factors"], data["squares"]
    _require(isinstance(factors, list) and isinstance(squares, list), "factors and squares must be lists")
    _require(len(factors) + len(squares) <= _MOST_FACTORS, "a term has too many factors")
    amount = _number(data["coefficient"])
    _require(amount >= 0, f"coefficients must not be negative, got {amount}")
    value: Polynomial = {(0,) * width: Fraction(1)}
    signs = set()
    for index in factors:
        sign, polynomial = known[_index(index, known)]
        _require(sign != "=", f"a factor must be an inequality, and number {index} is an equation")
        signs.add(sign)
        value = product(value, polynomial)
    for square in squares:
        root = _polynomial(square, width)
        value = product(value, product(root, root))
    return amount, value, ">=" not in signs and not squares


def _equality(data: Any, known: list[tuple[str, Polynomial]], width: int) -> tuple[Polynomial, Polynomial]:
    _require(isinstance(data, dict) and set(data) == {"index", "multiplier"}, "an equality has other keys")
    sign, polynomial = known[_index(data["index"], known)]
    _require(sign == "=", f"only an equation may be multiplied by any polynomial, and number {data['index']} is none")
    return _polynomial(data["multiplier"], width), polynomial


def _relation(data: Any, width: int) -> tuple[str, Polynomial]:
    _require(isinstance(data, dict) and set(data) == {"name", "sign", "polynomial"}, "a relation has other keys")
    _require(data["sign"] in (">", ">=", "="), "a sign must be one of >, >=, =")
    return data["sign"], _polynomial(data["polynomial"], width)


def _polynomial(data: Any, width: int) -> Polynomial:
    _require(isinstance(data, list) and len(data) <= _MOST_TERMS, "a polynomial must be a list that is not too long")
    polynomial: Polynomial = {}
    for pair in data:
        _require(isinstance(pair, list) and len(pair) == 2, "a polynomial must be a list of coefficients with exponents")
        coefficient, exponents = pair
        _require(isinstance(exponents, list) and len(exponents) == width, "there must be an exponent for each variable")
        sizes = all(type(exponent) is int and 0 <= exponent <= _LARGEST_EXPONENT for exponent in exponents)
        _require(sizes, f"exponents must be integers from 0 to {_LARGEST_EXPONENT}")
        _require(tuple(exponents) not in polynomial, f"the exponents {exponents} occur twice")
        polynomial[tuple(exponents)] = _number(coefficient)
    return {monomial: coefficient for monomial, coefficient in polynomial.items() if coefficient}


def _number(text: Any) -> Fraction:
    _require(isinstance(text, str) and _NUMBER.fullmatch(text), "a number must be text such as 3 or -1/2, not too long")
    _require(int((text + "/1").split("/")[1]) != 0, "a denominator must not be 0")
    return Fraction(text)


def _index(index: Any, known: list[tuple[str, Polynomial]]) -> int:
    _require(type(index) is int and 0 <= index < len(known), f"there is no hypothesis with the number {index!r:.20}")
    return int(index)


def _require(condition: object, rule: str) -> None:
    if not condition:
        raise ValueError(rule)


def read(text: str) -> list[Any]:
    """The certificates in a file's text.

    Raises
    ------
    ValueError
        If it is no list in JSON, or some key occurs twice.
    """
    _require(len(text) <= _LARGEST_FILE, "the file is too large")
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_once, parse_int=_short)
    except RecursionError:
        raise ValueError("the file is nested too deeply") from None
    _require(isinstance(data, list), "the file must hold a list")
    return list(data)


def _once(pairs: Any) -> dict[str, Any]:
    _require(not isinstance(pairs, str), f"{pairs} is no number")
    _require(len(dict(pairs)) == len(pairs), "a key occurs twice")
    return dict(pairs)


def _short(digits: str) -> int:
    _require(len(digits) <= 20, "a number is too long")
    return int(digits)


def report(paths: list[str]) -> tuple[int, list[str]]:
    """The number of files with a flaw, and a line about each file."""
    lines, bad = [], 0
    for path in paths:
        try:
            certificates = read(Path(path).read_text(encoding="utf-8"))
            flaws = [f"certificate {i}: {flaw(each)}" for i, each in enumerate(certificates, 1) if flaw(each)]
        except (OSError, ValueError) as error:
            certificates, flaws = [], [str(error)]
        if not certificates and not flaws:
            flaws = ["no certificate"]
        bad += bool(flaws)
        lines.append(f"{path}: {'; '.join(flaws) or f'{len(certificates)} accepted'}")
    return bad, lines


if __name__ == "__main__":
    BAD, LINES = report(sys.argv[1:])
    sys.stdout.write("".join(f"{line}\n" for line in LINES))
    sys.exit(1 if BAD or not LINES else 0)
