"""Linear programs, and what proves that one is solved.

A program asks for numbers x_j, each at least 0 or *free*, that

    maximize c x  subject to  a_i x <= b_i  for every row i, or a_i x = b_i where the row is an equation.

Its dual asks for multipliers y_i of the rows, at least 0, or of either sign for an equation, that minimize b y subject to
sum_i y_i a_ij >= c_j for every column j, or = c_j where x_j is free. Then c x <= b y, so that a pair with c x = b y is
optimal. Multipliers with sums >= 0 (0 for free columns) and b y < 0 prove that no x keeps to the rows (Farkas); a point
together with a *ray* r, along which no row rises and c r > 0, proves that c x has no bound.

Source: Schrijver, A. (1986), Theory of linear and integer programming, chapter 7.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from toymodels.domains import Parameter
from toymodels.scalars import Scalar, is_array, is_exact, is_symbolic

TOLERANCE = 1e-7
"""How far off rows may be in floats, for numbers of size 1."""

_ENTRY = Parameter("entry")


@dataclasses.dataclass(frozen=True)
class LinearProgram:
    """A linear program: maximize ``objective`` x while no row exceeds its limit.

    Parameters
    ----------
    objective
        The number c_j of every column.
    rows
        The numbers a_ij of every row i: one for each column, or a mapping from columns to those that are not 0.
    limits
        The right side b_i of every row.
    equations
        The numbers of the rows that must be equal to their limits.
    free
        The numbers of the columns whose x_j may be negative.

    Raises
    ------
    TypeError, ValueError
        If an entry is no finite number, lengths don't match, or a row or column is named that isn't there.

    Examples
    --------
    >>> LinearProgram((1, 1), [(1, 2), {0: 3}], (4, "3/2")).rows
    ({0: 1, 1: 2}, {0: 3})
    """

    objective: Sequence[Scalar]
    rows: Sequence[Any]
    limits: Sequence[Scalar]
    equations: frozenset[int] = frozenset()
    free: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len(self.rows) != len(self.limits):
            raise ValueError(f"a linear program must have a limit for every row, got {len(self.rows)} and {len(self.limits)}")
        columns = len(self.objective)
        object.__setattr__(self, "objective", tuple(_entry(c, "objective") for c in self.objective))
        object.__setattr__(self, "limits", tuple(_entry(b, "limit") for b in self.limits))
        object.__setattr__(self, "rows", tuple(_row(row, columns) for row in self.rows))
        object.__setattr__(self, "equations", _numbers(self.equations, len(self.rows), "equations"))
        object.__setattr__(self, "free", _numbers(self.free, columns, "free"))

    @cached_property
    def is_exact(self) -> bool:
        """Whether every entry is an exact rational."""
        return all(map(is_exact, (*self.objective, *self.limits, *(a for row in self.rows for a in row.values()))))

    @cached_property
    def dual(self) -> "LinearProgram":
        """The dual, as a maximum: of -b y, over rows that say -(sum_i y_i a_ij) <= -c_j."""
        columns: list[dict[int, Scalar]] = [{} for _ in self.objective]
        for i, row in enumerate(self.rows):
            for j, entry in row.items():
                columns[j][i] = -entry
        return _unchecked(tuple(-b for b in self.limits), columns, tuple(-c for c in self.objective), self.free, self.equations)


@dataclasses.dataclass(frozen=True)
class LinearSolution:
    """What is known of a linear program, with its proof.

    Parameters
    ----------
    status
        "optimal", "infeasible" or "unbounded".
    point
        The numbers x_j; empty if infeasible.
    multipliers
        The numbers y_i, optimal or proving infeasibility; empty if unbounded.
    ray
        The numbers r_j if unbounded, and else empty.
    method
        How it was found.
    """

    status: str
    point: tuple[Scalar, ...] = ()
    multipliers: tuple[Scalar, ...] = ()
    ray: tuple[Scalar, ...] = ()
    method: str = ""


def is_proof(program: LinearProgram, solution: LinearSolution) -> bool:
    """Whether a solution proves what it says, exactly; in floats, up to ``TOLERANCE`` times the greatest number involved.

    Examples
    --------
    >>> program = LinearProgram((1, 1), [(1, 2), (3, 1)], (4, 6))
    >>> is_proof(program, LinearSolution("optimal", ("8/5", "6/5"), ("2/5", "1/5")))
    True
    >>> is_proof(program, LinearSolution("optimal", (2, 0), ("2/5", "1/5")))
    False
    """
    point, multipliers, ray = (
        tuple(_entry(z, "solution") for z in each) for each in (solution.point, solution.multipliers, solution.ray)
    )
    if solution.status == "optimal":
        if not (_keeps(program, point) and _keeps(program.dual, multipliers)):
            return False
        gap = product(program.limits, multipliers) - product(program.objective, point)
        return bool(gap <= _slip(program, (*point, *multipliers)))
    if solution.status == "infeasible":
        return _keeps(_through_zero(program.dual), multipliers) and bool(product(program.limits, multipliers) < 0)
    along = _keeps(_through_zero(program), ray) and product(program.objective, ray) > 0
    return solution.status == "unbounded" and along and _keeps(program, point)


def product(row: Mapping[int, Scalar] | Sequence[Scalar], point: Sequence[Scalar]) -> Scalar:
    """The sum of the products of the entries of a row with those of a point.

    >>> product({1: 2}, (3, 4)), product((1, 2), (3, 4))
    (8, 11)
    """
    entries: Iterable[tuple[int, Scalar]] = row.items() if isinstance(row, Mapping) else enumerate(row)
    return sum(entry * point[j] for j, entry in entries if point[j])


def _keeps(program: LinearProgram, point: Sequence[Scalar]) -> bool:
    """Whether a point keeps to all rows and signs."""
    if len(point) != len(program.objective):
        return False
    slip = _slip(program, point)
    if any(z < -slip for j, z in enumerate(point) if j not in program.free):
        return False
    excess = [product(row, point) - limit for row, limit in zip(program.rows, program.limits, strict=True)]
    return all(over <= slip and (i not in program.equations or over >= -slip) for i, over in enumerate(excess))


def _slip(program: LinearProgram, numbers: Sequence[Scalar]) -> Scalar:
    """How much too large a row may be."""
    if program.is_exact and all(map(is_exact, numbers)):
        return 0
    return TOLERANCE * max(1, *map(abs, numbers), *map(abs, program.limits), *map(abs, program.objective))


def _through_zero(program: LinearProgram) -> LinearProgram:
    """The program with all limits 0."""
    return _unchecked(program.objective, program.rows, (0,) * len(program.rows), program.equations, program.free)


def _unchecked(
    objective: Sequence[Scalar],
    rows: Sequence[Mapping[int, Scalar]],
    limits: Sequence[Scalar],
    equations: frozenset[int],
    free: frozenset[int],
) -> LinearProgram:
    """A program made of entries that another has checked."""
    program: LinearProgram = object.__new__(LinearProgram)
    named = {"objective": objective, "rows": tuple(rows), "limits": limits, "equations": equations, "free": free}
    for name, value in named.items():
        object.__setattr__(program, name, value)
    return program


def _entry(value: object, name: str) -> Scalar:
    scalar = _ENTRY.checked(value, name)
    if is_array(scalar) or is_symbolic(scalar):
        raise TypeError(f"{name} must be one number, got {scalar} of type {type(scalar).__name__}")
    return scalar


def _row(row: Any, columns: int) -> dict[int, Scalar]:
    """The entries of a row that are not 0."""
    if not isinstance(row, Mapping):
        if len(row) != columns:
            raise ValueError(f"a row must have an entry for each of {columns} columns, got {len(row)}")
        row = dict(enumerate(row))
    _numbers(row, columns, "columns")
    entries = ((j, _entry(a, "entry of a row")) for j, a in row.items())
    return {j: a for j, a in entries if a}


def _numbers(numbers: Iterable[int], count: int, name: str) -> frozenset[int]:
    """Numbers of rows or columns, which must be there."""
    for each in numbers:
        if each not in range(count):
            raise ValueError(f"{name} must be numbers in [0, {count - 1}], got {each!r}")
    return frozenset(numbers)
