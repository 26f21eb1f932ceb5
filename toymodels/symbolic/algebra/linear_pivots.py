"""Linear programs by exact pivoting, which needs no feasible point to start from: the criss-cross method.

With slacks w_i = b_i - a_i x the program is a *dictionary*: some variables (at first the slacks) and the objective written as
sums over the others, which are 0. Exchanging two variables keeps it true. Free variables are first exchanged for slacks, and
slacks of equations for anything else; then they stay. After that the variable with the least number is repaired that is
negative, or that would raise the objective if it rose from 0; it is exchanged for the variable with the least number that
repairs it. This ends, in an optimum or in a row or column that proves that there is none.

Source: Terlaky, T. (1985), A convergent criss-cross method; Fukuda, K. and Terlaky, T. (1997), Criss-cross methods: a fresh
view on pivot algorithms.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import flint

from toymodels.scalars import Scalar, ratio
from toymodels.symbolic.algebra.linear_program import LinearProgram, LinearSolution

METHOD = "exact pivoting"


def pivoted(program: LinearProgram) -> LinearSolution:
    """The solution of a linear program in exact numbers, by pivoting from the slacks.

    Examples
    --------
    >>> pivoted(LinearProgram((1, 1), [(1, 2), (3, 1)], (4, 6)))
    LinearSolution(status='optimal', point=(Fraction(8, 5), Fraction(6, 5)), multipliers=(Fraction(2, 5), Fraction(1, 5)),
    ray=(), method='exact pivoting')
    >>> pivoted(LinearProgram((1, 0), [(1, -1)], (2,))).ray
    (1, 1)
    >>> pivoted(LinearProgram((1,), [(1,), (-1,)], (2, -3))).multipliers
    (1, 1)
    """
    return _Dictionary(program).solution()


class _Dictionary:
    """The program between two exchanges.

    Each row says: its variable = the last entry - the others times the variables of their columns. The last row says the
    same of minus the objective. Variable j is x_j, variable n + i the slack of row i.
    """

    def __init__(self, program: LinearProgram) -> None:
        self.columns, self.program = len(program.objective), program
        self.rows = [
            [_fmpq(row.get(j, 0)) for j in range(self.columns)] + [_fmpq(limit)]
            for row, limit in zip(program.rows, program.limits, strict=True)
        ]
        self.rows.append([*map(_fmpq, program.objective), flint.fmpq(0)])
        self.across = list(range(self.columns))
        self.down = [self.columns + i for i in range(len(program.rows))]
        self.equations = {self.columns + i for i in program.equations}
        self.settled = self.equations | program.free

    def solution(self) -> LinearSolution:
        stuck = self._without_equations()
        if stuck is not None:
            return self._infeasible(stuck)
        end = self._without_free_columns()
        end = end or self._exchanged()
        if end and end[0] == "row":
            return self._infeasible(end[1])
        if not end:
            return LinearSolution("optimal", self._point(), self._multipliers(self.rows[-1], -1), method=METHOD)
        return self._unbounded(end[1])

    def _without_equations(self) -> int | None:
        """Exchange the slacks of equations, free variables first; the number of a row that can't hold, if there is one."""
        for i, label in enumerate(self.down):
            if label in self.equations:
                there = [j for j in range(self.columns) if self.rows[i][j] and self.across[j] not in self.equations]
                if there:
                    self._exchange(i, max(there, key=lambda j: self.across[j] in self.program.free))
                elif self.rows[i][-1]:
                    return i
        return None

    def _without_free_columns(self) -> tuple[str, int] | None:
        """Exchange the free variables; the column of one that moves the objective without limit, if there is one."""
        end = None
        for j, label in enumerate(self.across):
            if label in self.program.free:
                i = next((i for i, other in enumerate(self.down) if other not in self.settled and self.rows[i][j]), None)
                if i is not None:
                    self._exchange(i, j)
                elif self.rows[-1][j]:
                    end = "column", j
        return end

    def _exchanged(self) -> tuple[str, int] | None:
        """Exchange until nothing is to be repaired; the row or column that can't be, if there is one."""
        while True:
            low = [(label, "row", i) for i, label in enumerate(self.down) if self._counts(label) and self.rows[i][-1] < 0]
            high = [(label, "column", j) for j, label in enumerate(self.across) if self._counts(label) and self.rows[-1][j] > 0]
            if not low and not high:
                return None
            _, kind, at = min(low + high)
            if kind == "row":
                partners = [j for j, label in enumerate(self.across) if self._counts(label) and self.rows[at][j] < 0]
            else:
                partners = [i for i, label in enumerate(self.down) if self._counts(label) and self.rows[i][at] > 0]
            if not partners:
                return kind, at
            partner = min(partners, key=(self.across if kind == "row" else self.down).__getitem__)
            self._exchange(*((at, partner) if kind == "row" else (partner, at)))

    def _counts(self, label: int) -> bool:
        return label not in self.settled

    def _exchange(self, i: int, j: int) -> None:
        exchange(self.rows, i, j)
        self.across[j], self.down[i] = self.down[i], self.across[j]

    def _infeasible(self, i: int) -> LinearSolution:
        """The proof in a row whose variable can't be what it must."""
        sign = -1 if self.rows[i][-1] > 0 else 1
        return LinearSolution("infeasible", multipliers=self._multipliers(self.rows[i], sign, self.down[i]), method=METHOD)

    def _unbounded(self, j: int) -> LinearSolution:
        """The proof in a column that can rise for ever, unless there is no point at all."""
        sign = -1 if self.rows[-1][j] < 0 else 1
        ray = {label: -row[j] * sign for label, row in zip(self.down, self.rows, strict=False)} | {self.across[j]: sign}
        self.rows[-1] = [flint.fmpq(0)] * (self.columns + 1)
        end = self._exchanged()
        if end:
            return self._infeasible(end[1])
        return LinearSolution("unbounded", self._point(), ray=self._numbers(ray, range(self.columns)), method=METHOD)

    def _point(self) -> tuple[Scalar, ...]:
        return self._numbers({label: row[-1] for label, row in zip(self.down, self.rows, strict=False)}, range(self.columns))

    def _multipliers(self, row: list[Any], sign: int, own: int = -1) -> tuple[Scalar, ...]:
        """How often each row of the program is in a row of the dictionary."""
        entries = {label: c * sign for label, c in zip(self.across, row, strict=False)} | {own: sign}
        return self._numbers(entries, range(self.columns, self.columns + len(self.down)))

    def _numbers(self, entries: dict[int, Any], labels: Iterable[int]) -> tuple[Scalar, ...]:
        return tuple(rational(entries.get(label, 0)) for label in labels)


def _fmpq(value: Scalar) -> Any:
    return flint.fmpq(*Fraction(value).as_integer_ratio())


def rational(value: Any) -> Scalar:
    """A number of flint as one of Python.

    >>> rational(flint.fmpq(2, 3)), rational(flint.fmpq(4, 2))
    (Fraction(2, 3), 2)
    """
    exact = flint.fmpq(value)
    return ratio(int(exact.p), int(exact.q))


def exchange(rows: list[list[Any]], i: int, j: int) -> None:
    """Solve the equation of row i of a tableau for the variable of column j, and put that into the other rows."""
    pivot = rows[i]
    scale = 1 / pivot[j]
    pivot[:] = [c * scale for c in pivot]
    pivot[j] = scale
    for row in rows:
        if row is not pivot and row[j]:
            share, row[j] = row[j], flint.fmpq(0)
            row[:] = [c - share * p for c, p in zip(row, pivot, strict=True)]
