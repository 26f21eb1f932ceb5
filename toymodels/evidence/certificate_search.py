"""The search for a positivity certificate: a linear program, solved in floats and then again in rational numbers.

The unknowns are the coefficients of products of up to so many inequalities (the conclusion's negation among them), each of
them at least 0, of squares of sums of two variables, and of equations times monomials, of either sign. They must make the
sum vanish, coefficient by coefficient, while a weighted sum of the strict products' coefficients is 1
(short products weigh more, or else long ones would look cheap). A basic solution has
linearly independent columns, so a float solution that is one tells which coefficients are not 0, and linear equations over
the rationals then determine them exactly. What comes out is checked by ``certificate_checker``, so nothing here is trusted.
"""

import dataclasses
import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from toymodels.evidence.certificate_checker import Polynomial, plus, product
from toymodels.evidence.exact_polynomials import coefficients, variables
from toymodels.obligations import Obligation

MOST_COLUMNS = 6000
_SMALLEST = 1e-9


@dataclasses.dataclass(frozen=True)
class Column:
    """A polynomial that may be part of a certificate's sum.

    Parameters
    ----------
    value
        The polynomial, multiplied out.
    factors
        The numbers of the hypotheses whose product it is; the negated conclusion's is the number of hypotheses.
    squares
        The polynomials whose squares are factors too.
    multiplier
        The polynomial by which an equation (the one factor) is multiplied; None where all factors are inequalities.
    strict
        Whether it is positive wherever the hypotheses hold and the conclusion doesn't.
    """

    value: Polynomial
    factors: tuple[int, ...]
    squares: tuple[Polynomial, ...] = ()
    multiplier: Polynomial | None = None
    strict: bool = False


def combination(obligation: Obligation, degree: int) -> list[tuple[Column, Fraction]]:
    """Polynomials whose sum, with these multiples, is a certificate of an inequality; empty if none was found.

    Parameters
    ----------
    obligation
        A statement whose conclusion is no equation.
    degree
        The largest number of factors in a product.

    Examples
    --------
    >>> from sympy.abc import p
    >>> from toymodels.obligations import Relation
    >>> for column, multiple in combination(Obligation("", (Relation("", p - 1),), Relation("", p, ">")), 1):
    ...     print(multiple, column.factors)
    1 ()
    1 (0,)
    1 (1,)
    """
    columns = list(itertools.islice(_columns(obligation, degree), MOST_COLUMNS + 1))
    if len(columns) > MOST_COLUMNS:
        return []
    rows = sorted({monomial for column in columns for monomial in column.value})
    support = _support(columns, rows)
    multiples = _exact([columns[i] for i in support], rows) if support else []
    if any(multiple < 0 and columns[i].multiplier is None for i, multiple in zip(support, multiples, strict=False)):
        return []
    return [(columns[i], multiple) for i, multiple in zip(support, multiples, strict=False) if multiple]


def _columns(obligation: Obligation, degree: int) -> Iterator[Column]:
    symbols = variables(obligation)
    known = [(relation.sign, coefficients(relation.polynomial, symbols)) for relation in obligation.hypotheses]
    conclusion = coefficients(obligation.conclusion.polynomial, symbols)
    known.append((">" if obligation.conclusion.sign == ">=" else ">=", plus({}, conclusion, Fraction(-1))))
    yield from _products(known, degree, len(symbols))
    one = {(0,) * len(symbols): Fraction(1)}
    units = [{tuple(int(i == k) for i in range(len(symbols))): Fraction(1)} for k in range(len(symbols))]
    roots = [*units, *(plus(a, b, Fraction(sign)) for a, b in itertools.combinations([one, *units], 2) for sign in (1, -1))]
    yield from (Column(product(root, root), (), (root,)) for root in roots)
    for index, (sign, polynomial) in enumerate(known):
        if sign == "=":
            for size in range(degree + 1):
                for factors in itertools.combinations_with_replacement(units, size):
                    multiplier = _multiplied(one, factors)
                    yield Column(product(multiplier, polynomial), (index,), multiplier=multiplier)


def _products(known: Sequence[tuple[str, Polynomial]], degree: int, width: int) -> Iterator[Column]:
    """The products of up to so many inequalities, each made of one that has a factor fewer."""
    layer = [Column({(0,) * width: Fraction(1)}, (), strict=True)]
    for _ in range(degree + 1):
        yield from layer
        layer = [
            Column(product(column.value, polynomial), (*column.factors, index), strict=column.strict and sign == ">")
            for column in layer
            for index, (sign, polynomial) in enumerate(known)
            if sign != "=" and index >= (column.factors or (0,))[-1]
        ]


def _weight(column: Column) -> Fraction:
    return Fraction(1, 4 ** len(column.factors))


def _multiplied(start: Polynomial, factors: Sequence[Polynomial]) -> Polynomial:
    for factor in factors:
        start = product(start, factor)
    return start


def _support(columns: Sequence[Column], rows: Sequence[Any]) -> list[int]:
    """The columns of a basic solution of the linear program in floats, none if it has no solution."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    place = {monomial: i for i, monomial in enumerate(rows)}
    entries = [(place[m], j, float(c)) for j, column in enumerate(columns) for m, c in column.value.items()]
    entries += [(len(rows), j, float(_weight(column))) for j, column in enumerate(columns) if column.strict]
    i, j, numbers = zip(*entries, strict=True)
    matrix: Any = coo_array((numbers, (i, j)), shape=(len(rows) + 1, len(columns))).tocsr()
    right = np.zeros(len(rows) + 1)
    right[-1] = 1
    free = [column.multiplier is not None for column in columns]
    cost = [0 if each else 1 + len(column.factors) for each, column in zip(free, columns, strict=True)]
    bounds = [(None if each else 0, None) for each in free]
    result: Any = linprog(cost, A_eq=matrix, b_eq=right, bounds=bounds, method="highs-ds")
    return [] if result.status != 0 else [k for k, number in enumerate(result.x) if abs(number) > _SMALLEST]


def _exact(columns: Sequence[Column], rows: Sequence[Any]) -> list[Fraction]:
    """The multiples of the columns that make the sum vanish, in the smallest integers; none if there are none."""
    import flint

    system = [[column.value.get(row, Fraction(0)) for column in columns] + [Fraction(0)] for row in rows]
    system.append([_weight(column) * column.strict for column in columns] + [Fraction(1)])
    matrix = flint.fmpq_mat([[flint.fmpq(*number.as_integer_ratio()) for number in row] for row in system])
    reduced, rank = matrix.rref()
    multiples = [Fraction(0)] * len(columns)
    for k in range(rank):
        pivot = next(j for j in range(len(columns) + 1) if reduced[k, j] != 0)
        if pivot == len(columns):
            return []
        last = reduced[k, len(columns)]
        multiples[pivot] = Fraction(int(last.p), int(last.q))
    scale = Fraction(math.lcm(*(number.denominator for number in multiples)), math.gcd(*(n.numerator for n in multiples)))
    return [number * scale for number in multiples]
