"""The exact vertex that a solution of a linear program in floats stands for.

First each number is rounded to the nearest fraction with a small denominator. If those don't do, the rows and signs that hold
with equality in floats are taken to do so exactly: a vertex is the one solution of these linear equations. Equations with few
unknowns are solved for one of them, which is replaced in the others; of what remains, independent equations and unknowns are
picked modulo a large prime, and the square system is solved over the rationals. Unknowns that are left open keep the
value of a fraction nearby. Nothing here is trusted: what comes out must be proved.
"""

import heapq
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.scalars import Scalar, ratio
from toymodels.symbolic.algebra.linear_pivots import rational
from toymodels.symbolic.algebra.linear_program import LinearProgram, product

DENOMINATORS = (10**3, 10**6)
_SMALLEST = 1e-9
_PRIME = (1 << 61) - 1
_FEW = 6
_LIMIT = -1

_Row = dict[int, Any]
"""An equation: the coefficients of the unknowns, and the right side at ``_LIMIT``."""


def rational_points(program: LinearProgram, point: Sequence[float]) -> Iterator[tuple[Scalar, ...]]:
    """Rational points close to one in floats, the likeliest to be meant first.

    Examples
    --------
    >>> next(rational_points(LinearProgram((1, 1), [(1, 2), (3, 1)], (4, 6)), (1.5999999999, 1.2)))
    (Fraction(8, 5), Fraction(6, 5))
    """
    for bound in DENOMINATORS:
        yield tuple(_near(number, bound) for number in point)
    yield _vertex(program, point)


def _near(number: float, bound: int) -> Scalar:
    near = Fraction(number).limit_denominator(bound)
    return ratio(near.numerator, near.denominator)


def _vertex(program: LinearProgram, point: Sequence[float]) -> tuple[Scalar, ...]:
    """The solution of the equations that hold at a point in floats."""
    support = {j for j, number in enumerate(point) if j in program.free or number > _SMALLEST}
    rows = [
        {
            j: flint.fmpq(*Fraction(a).as_integer_ratio())
            for j, a in (*row.items(), (_LIMIT, limit))
            if j in support or j == _LIMIT
        }
        for i, (row, limit) in enumerate(zip(program.rows, program.limits, strict=True))
        if i in program.equations or abs(product(row, point) - limit) <= _SMALLEST * max(1, abs(limit))
    ]
    replaced = _replaced(rows)
    found: dict[int, Any] = {j: flint.fmpq(*_near(point[j], DENOMINATORS[-1]).as_integer_ratio()) for j in support}
    found.update(_solved([row for row in rows if len(row) > 1], found))
    for unknown, row in reversed(replaced):
        found[unknown] = (row[_LIMIT] - sum(a * found[k] for k, a in row.items() if k not in (unknown, _LIMIT))) / row[unknown]
    return tuple(rational(found.get(j, 0)) for j in range(len(point)))


def _replaced(rows: list[_Row]) -> list[tuple[int, _Row]]:
    """Unknowns with the equations that they were solved from, in the order in which they were replaced in all other rows."""
    where: dict[int, set[int]] = {}
    for i, row in enumerate(rows):
        for k in row:
            where.setdefault(k, set()).add(i)
    waiting = [(len(row), i) for i, row in enumerate(rows)]
    heapq.heapify(waiting)
    replaced = []
    while waiting and waiting[0][0] <= _FEW + 1:
        size, i = heapq.heappop(waiting)
        row = rows[i]
        if size != len(row) or size < 2:
            continue
        unknown = min((k for k in row if k != _LIMIT), key=lambda k: len(where[k]))
        for k in row:
            where[k].discard(i)
        for other in where.pop(unknown):
            _replace(rows[other], unknown, row, other, where)
            heapq.heappush(waiting, (len(rows[other]), other))
        replaced.append((unknown, row))
        rows[i] = {}
    return replaced


def _replace(row: _Row, unknown: int, by: _Row, number: int, where: dict[int, set[int]]) -> None:
    """Take so much of one equation off another that an unknown falls out."""
    share = row.pop(unknown) / by[unknown]
    for k, a in by.items():
        if k != unknown:
            entry = row.get(k, 0) - share * a
            if entry or k == _LIMIT:
                row[k] = entry
                where[k].add(number)
            else:
                row.pop(k, None)
                where[k].discard(number)


def _solved(rows: Sequence[_Row], near: dict[int, Any]) -> dict[int, Any]:
    """The unknowns of dense equations, as far as these determine them; the others have values nearby."""
    columns = sorted({k for row in rows for k in row if k != _LIMIT})
    if not columns:
        return {}
    whole = [_whole(row) for row in rows]
    matrix = flint.nmod_mat(flint.fmpz_mat([[row.get(k, 0) for k in columns] for row in whole]), _PRIME)
    picked, unknowns = [whole[i] for i in _leading(matrix.transpose())], [columns[j] for j in _leading(matrix)]
    open_ = [k for k in columns if k not in set(unknowns)]
    right = [[row[_LIMIT] - sum(row[k] * near[k] for k in open_ if k in row)] for row in picked]
    square = flint.fmpq_mat(flint.fmpz_mat([[row.get(k, 0) for k in unknowns] for row in picked]))
    return dict(zip(unknowns, square.solve(flint.fmpq_mat(right)).entries(), strict=True))


def _whole(row: _Row) -> _Row:
    """A row times a number that makes it whole."""
    scale = flint.fmpz(1)
    for entry in row.values():
        scale = scale.lcm(entry.q)
    return {k: (entry * scale).p for k, entry in row.items()}


def _leading(matrix: Any) -> list[int]:
    """The columns in which the rows of a reduced matrix begin."""
    reduced, rank = matrix.rref()
    leading, column = [], 0
    for i in range(rank):
        while not int(reduced[i, column]):
            column += 1
        leading.append(column)
    return leading
