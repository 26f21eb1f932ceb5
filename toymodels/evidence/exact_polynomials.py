"""The polynomials of an obligation as exact coefficients, and its truth at a point of rational numbers."""

import dataclasses
import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from toymodels.evidence.certificate_checker import Polynomial
from toymodels.obligations import Obligation, Relation


def variables(obligation: Obligation) -> tuple[Any, ...]:
    """The symbols of an obligation in the order of their names.

    Raises
    ------
    ValueError
        If two symbols with different assumptions share a name.

    Examples
    --------
    >>> from sympy.abc import p, u
    >>> variables(Obligation("sum", (Relation("chance", 1 - u),), Relation("small", 2 - u - p)))
    (p, u)
    """
    expressions = [relation.polynomial for relation in (*obligation.hypotheses, obligation.conclusion)]
    symbols = {symbol for expression in expressions for symbol in getattr(expression, "free_symbols", ())}
    ordered = sorted(symbols, key=str)
    for one, other in itertools.pairwise(ordered):
        if str(one) == str(other):
            raise ValueError(f"the symbols of {obligation.name!r} must have different names, got {one} twice")
    return tuple(ordered)


def coefficients(expression: Any, symbols: Sequence[Any]) -> Polynomial:
    """The coefficients of a polynomial, by exponents of some symbols.

    Raises
    ------
    ValueError
        If it is no polynomial with rational coefficients in these symbols.

    Examples
    --------
    >>> from sympy.abc import p, u
    >>> coefficients(p * (1 - u / 2), (p, u))
    {(1, 1): Fraction(-1, 2), (1, 0): Fraction(1, 1)}
    """
    import sympy

    try:
        polynomial = sympy.Poly(expression, *(symbols or (sympy.Dummy(),)), domain="QQ")
    except (sympy.PolynomialError, sympy.CoercionFailed):
        raise ValueError(f"a relation must be a polynomial with rational coefficients, got {expression}") from None
    return {
        tuple(map(int, monomial))[: len(symbols)]: Fraction(int(number.p), int(number.q))
        for monomial, number in polynomial.terms()
        if number
    }


def violates(obligation: Obligation, point: Mapping[str, Fraction]) -> bool:
    """Whether all hypotheses hold at a point and the conclusion doesn't, in exact arithmetic.

    >>> from sympy.abc import p
    >>> violates(Obligation("root", (Relation("positive", p, ">"),), Relation("at least 1", p - 1)), {"p": Fraction(1, 2)})
    True
    """
    return violation(obligation)(point)


def violation(obligation: Obligation) -> Callable[[Mapping[str, Fraction]], bool]:
    """The test of points that ``violates`` makes, for many points."""
    symbols = variables(obligation)
    relations = (*obligation.hypotheses, obligation.conclusion)
    read = [(relation.sign, coefficients(relation.polynomial, symbols)) for relation in relations]

    def violated(point: Mapping[str, Fraction]) -> bool:
        numbers = [Fraction(point[str(symbol)]) for symbol in symbols]
        holds = [_holds(sign, polynomial, numbers) for sign, polynomial in read]
        return all(holds[:-1]) and not holds[-1]

    return violated


def one_sided(obligation: Obligation) -> tuple[Obligation, ...]:
    """The obligation itself, or the two inequalities that an equation as conclusion amounts to.

    >>> from sympy.abc import p
    >>> [str(each) for each in one_sided(Obligation("zero", (), Relation("nothing", p, "=")))]
    [' => p >= 0', ' => -p >= 0']
    """
    conclusion = obligation.conclusion
    if conclusion.sign != "=":
        return (obligation,)
    sides = (("at least", conclusion.polynomial), ("at most", -conclusion.polynomial))
    return tuple(
        dataclasses.replace(
            obligation,
            name=f"{obligation.name} ({side})",
            conclusion=Relation(f"{conclusion.name} ({side})", polynomial, ">="),
        )
        for side, polynomial in sides
    )


def _holds(sign: str, polynomial: Polynomial, numbers: Sequence[Fraction]) -> bool:
    values = (coefficient * math.prod(map(pow, numbers, monomial)) for monomial, coefficient in polynomial.items())
    total = sum(values, start=Fraction(0))
    return {">": total > 0, ">=": total >= 0, "=": total == 0}[sign]
