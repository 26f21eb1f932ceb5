"""The inspection game in closed form: any state for itself, without the states that follow.

With the integers S(n, m) of ``toymodels.solvers.inspection_sums`` and b = β/δ, for b >= 0 and m <= n,

    v(n, m, k) = δ^m [C(n, m+1) - C(n-k, m+1)] / S(n, m),   p(n, m) = δ S(n-1, m-1) / S(n, m),

and the inspectee violates with the q that makes the inspector indifferent, q/(1-q) = gain/(1 + b + v(n-1, m, k-1)), where
gain = v(n-1, m-1, k) - v(n-1, m, k) is what it is worth to it that an inspection is spent. For k = 1 this is

    1 - q = s(n-1, m) s(n-1, m-1) / [s(n, m) s(n-2, m-1)]   (1 <= m < n).

*Proof.* With v(n, m, 1) = C(n-1, m)/s(n, m) = 1 - (1+b) p(n, m), q/(1-q) = p(n-1, m) - p(n-1, m-1). So 1/(1-q) is

    [s(n-1, m) s(n-1, m-1) + s(n-2, m-1) s(n-1, m-1) - s(n-2, m-2) s(n-1, m)] / [s(n-1, m) s(n-1, m-1)],

where s(n-1, m-1) - s(n-2, m-2) = s(n-2, m-1) and s(n-1, m) + s(n-1, m-1) = s(n, m) by Pascal's rule: the numerator is
s(n-2, m-1) s(n, m).

For b < 0 (and k = 1) p is that of b = 0, m/n, down to b = -1, and 0 from there; v = 1 - max(1 + b, 0) m/n.
"""

import functools
from collections.abc import Callable
from fractions import Fraction
from itertools import starmap
from math import comb

from toymodels.scalars import Scalar, number
from toymodels.solvers.inspection_recursion import InspectionState, check_inspector_need_not_be_told, reached_states
from toymodels.solvers.inspection_sums import inspected, inspection_sums


def inspection_closed_form(stages: int, inspections: int, violations: int = 1, penalty: int | Fraction = 1) -> InspectionState:
    """One state of the inspection game: its value, and what both sides do in its first stage.

    Where several probabilities are optimal it gives the same ones as the recursion.

    Parameters
    ----------
    stages, inspections, violations
        The numbers n, m and k.
    penalty
        What the inspectee loses if caught, b, exact.

    Raises
    ------
    ValueError
        If the penalty is negative and more than one violation is intended.

    Examples
    --------
    >>> found = inspection_closed_form(4, 2)
    >>> found.value, found.inspection_probability, found.violation_probability
    (Fraction(3, 11), Fraction(4, 11), Fraction(5, 33))
    """
    check_inspector_need_not_be_told(violations, penalty)
    return _formula(min(inspections, stages), penalty)(stages, inspections, violations)


def inspection_states(
    stages: int, inspections: int, violations: int = 1, penalty: int | Fraction = 1
) -> tuple[InspectionState, ...]:
    """All states that can be reached with a stage and a violation left, from the first one on, in closed form.

    Parameters and errors are those of ``inspection_closed_form``.

    Examples
    --------
    >>> [(state.stages, state.inspections, state.value) for state in inspection_states(2, 1)]
    [(2, 1, Fraction(1, 3)), (1, 1, 0), (1, 0, 1)]
    """
    check_inspector_need_not_be_told(violations, penalty)
    state = _formula(min(inspections, stages), penalty)
    return tuple(starmap(state, reached_states(stages, inspections, violations)))


def inspection_table(stages: int, penalty: int | Fraction = 1) -> tuple[tuple[InspectionState, ...], ...]:
    """The inspection games with one intended violation for all n up to a number and all m <= n, as ``table[n][m]``.

    Parameters
    ----------
    stages
        The last n.
    penalty
        What the inspectee loses if caught, b, exact.

    Examples
    --------
    >>> [str(state.value) for state in inspection_table(4)[4]]
    ['1', '3/5', '3/11', '1/15', '0']
    """
    state = _formula(stages, penalty)
    return tuple(tuple(state(n, m, 1) for m in range(n + 1)) for n in range(stages + 1))


def _formula(inspections: int, penalty: int | Fraction) -> Callable[[int, int, int], InspectionState]:
    """The function that gives any state with so many inspections at most."""
    punished = max(penalty, 0)
    sums, bottom = inspection_sums(punished, inspections), punished.denominator

    @functools.cache
    def worth(n: int, m: int, k: int) -> int | Fraction:
        m, k = min(m, n), min(k, n)
        if penalty < 0 and k:
            return 1 - max(1 + penalty, 0) * Fraction(m, n)
        return Fraction(bottom**m * (comb(n, m + 1) - comb(n - k, m + 1)), sums(n)[m])

    def inspection(n: int, m: int, k: int) -> Scalar:
        return inspected(sums, bottom, n, min(m, n)) if m and n and k and penalty > -1 else 0

    def violation(n: int, m: int, k: int) -> Scalar:
        if not (m and n and k) or (penalty < 0 and n == 1):
            return int(n > 0 and k > 0)
        gain = worth(n - 1, m - 1, k) - worth(n - 1, m, k)
        return gain / (gain + 1 + penalty + worth(n - 1, m, k - 1)) if gain else 0

    def state(n: int, m: int, k: int) -> InspectionState:
        return InspectionState(n, m, k, *(number(of(n, m, k)) for of in (worth, inspection, violation)))

    return state
