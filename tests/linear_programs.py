"""Random linear programs, and what scipy says of them."""

from fractions import Fraction

from hypothesis import strategies as st
from scipy.optimize import linprog

from toymodels.symbolic.algebra.linear_program import LinearProgram

ENTRIES = st.sampled_from([0, 0, 1, -1, 2, -3, Fraction(1, 2)])


@st.composite
def programs(draw):
    m, n = draw(st.integers(0, 5)), draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(ENTRIES, min_size=n, max_size=n), min_size=m, max_size=m))
    limits = draw(st.lists(st.integers(-2, 3), min_size=m, max_size=m))
    objective = draw(st.lists(st.integers(-2, 2), min_size=n, max_size=n))
    return LinearProgram(
        objective,
        rows,
        limits,
        draw(st.frozensets(st.integers(0, m - 1))) if m else (),
        draw(st.frozensets(st.integers(0, n - 1))),
    )


def by_scipy(program):
    """The status and greatest objective that scipy finds in floats."""
    n = len(program.objective)
    dense = [[float(row.get(j, 0)) for j in range(n)] for row in program.rows]
    rows = {kind: [i for i in range(len(dense)) if (i in program.equations) == kind] for kind in (True, False)}
    picked = {
        name: [values[i] for i in rows[kind]] or None
        for name, kind, values in (
            ("A_eq", True, dense),
            ("b_eq", True, program.limits),
            ("A_ub", False, dense),
            ("b_ub", False, program.limits),
        )
    }
    bounds = [(None if j in program.free else 0, None) for j in range(n)]
    found = linprog([-c for c in program.objective], bounds=bounds, **picked)
    return found.status, -found.fun if found.status == 0 else None
