"""The solution of a linear program: in floats by HiGHS, then in rationals, and proved.

Small programs are pivoted exactly. Others go to HiGHS; the point and the multipliers that it returns are made
rational (``linear_vertex``) until they prove each other optimal. Where they never do, because the program is infeasible,
unbounded or too delicate for floats, exact pivoting decides, which takes seconds at 80 rows and is hopeless at many hundreds.
Programs with floats in them are answered in floats.
"""

from typing import Any

from toymodels.scalars import exactly
from toymodels.symbolic.algebra.linear_pivots import pivoted
from toymodels.symbolic.algebra.linear_program import LinearProgram, LinearSolution, is_proof
from toymodels.symbolic.algebra.linear_vertex import rational_points

MOST_PIVOTED = 250
"""The number of entries up to which a program is pivoted without a look at floats."""


def linear_solution(program: LinearProgram) -> LinearSolution:
    """An optimal point of a linear program with the multipliers that prove it, or the proof that there is none.

    Parameters
    ----------
    program
        The program: in exact numbers, for an exact solution, or with floats.

    Examples
    --------
    >>> found = linear_solution(LinearProgram((3, 2), [(1, 1), (1, 3)], (4, 6)))
    >>> found.status, found.point, found.multipliers
    ('optimal', (4, 0), (3, 0))
    >>> linear_solution(LinearProgram((1,), [(-1,)], (0,))).status
    'unbounded'
    """
    if not program.is_exact:
        return _floating(program)
    if len(program.objective) * len(program.rows) <= MOST_PIVOTED:
        return pivoted(program)
    near = _in_floats(program)
    return (near and _proved(program, near)) or pivoted(program)


def _proved(program: LinearProgram, near: LinearSolution) -> LinearSolution | None:
    """Rational numbers near a solution in floats that prove each other optimal, if some are found."""
    points = rational_points(program, near.point)
    for point, multipliers in zip(points, rational_points(program.dual, near.multipliers), strict=False):
        found = LinearSolution("optimal", point, multipliers, method="HiGHS, made rational and proved")
        if is_proof(program, found):
            return found
    return None


def _floating(program: LinearProgram) -> LinearSolution:
    """The solution of a program with floats in it; what HiGHS can't prove is pivoted as the rationals that the floats are."""
    near = _in_floats(program)
    if near and is_proof(program, near):
        return near
    found = pivoted(
        LinearProgram(
            [exactly(c) for c in program.objective],
            [{j: exactly(a) for j, a in row.items()} for row in program.rows],
            [exactly(b) for b in program.limits],
            program.equations,
            program.free,
        )
    )
    point, multipliers, ray = (tuple(map(float, part)) for part in (found.point, found.multipliers, found.ray))
    return LinearSolution(found.status, point, multipliers, ray, found.method)


def _in_floats(program: LinearProgram) -> LinearSolution | None:
    """What HiGHS's dual simplex method finds, if it finds an optimum."""
    import numpy as np
    from scipy.optimize import linprog

    some = {True: sorted(program.equations), False: [i for i in range(len(program.rows)) if i not in program.equations]}
    signs = [(None if j in program.free else 0, None) for j in range(len(program.objective))]
    limits = {kind: [float(program.limits[i]) for i in rows] for kind, rows in some.items()}
    result: Any = linprog(
        [-float(c) for c in program.objective],
        A_ub=_matrix(program, some[False]),
        b_ub=limits[False],
        A_eq=_matrix(program, some[True]),
        b_eq=limits[True],
        bounds=signs,
        method="highs-ds",
    )
    if result.status != 0:
        return None
    multipliers = np.zeros(len(program.rows))
    multipliers[some[False]] = -result.ineqlin.marginals
    multipliers[some[True]] = -result.eqlin.marginals
    return LinearSolution("optimal", tuple(result.x.tolist()), tuple(multipliers.tolist()), method="HiGHS")


def _matrix(program: LinearProgram, rows: list[int]) -> Any:
    """Rows of the program as a sparse matrix of floats."""
    from scipy.sparse import coo_array

    entries = [(float(a), k, j) for k, i in enumerate(rows) for j, a in program.rows[i].items()]
    numbers, down, across = zip(*entries, strict=True) if entries else ((), (), ())
    matrix: Any = coo_array((numbers, (down, across)), shape=(len(rows), len(program.objective)), dtype=float)
    return matrix.tocsr()
