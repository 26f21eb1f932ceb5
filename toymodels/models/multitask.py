"""Multitasking: an agent with several tasks, of which some can be measured well, some badly and some not at all.

A school pays its teachers by test scores. Scores rise, and what no test measures suffers: the same hours can't be spent twice.
How strongly should one pay for what is measured, if what isn't measured matters too?

The agent chooses efforts t, counted from what it would do unpaid. They are worth B·t to the principal and cost the agent
t'Ct/2, with C symmetric and positive definite; a positive C_ij means that the tasks are in each other's way. Task i is seen
with a noise of variance σ_i², and pay is linear in what is seen, α·(t + noise) + a fixed sum. An agent of constant risk
aversion r charges r α'Σα/2 for the risk, Σ = diag(σ_1², ...). So it chooses t = C^{-1} α, and what the two share is

    S(α) = B·t - t'Ct/2 - r α'Σα/2,  t = C^{-1} α.

*The best pay.* S is concave, and its derivative is C^{-1} B - C^{-1} α - r Σ α, so that

    α = (I + r C Σ)^{-1} B.

For one task of B = C = 1, r = 2, σ² = 1/2 that is α = 1/2. A task that can't be measured, σ_i² = inf, has α_i = 0. Let M be the
measured tasks, U the others, and Q = C_MM - C_MU C_UU^{-1} C_UM. As Q^{-1} is the block of C^{-1}, stationarity in α_M is

    (Q^{-1} + r Σ_M) α_M = Q^{-1} (B_M - C_MU C_UU^{-1} B_U),  so  α_M = (I + r Q Σ_M)^{-1} (B_M - C_MU C_UU^{-1} B_U),

and for two tasks, the second unmeasured, α_1 = (B_1 - B_2 C_12/C_22)/(1 + r σ_1² (C_11 - C_12²/C_22)).
With B = (1, 1), r = 1, σ_1 = 1, C_11 = C_22 = 1 and C_12 = 9/10 that is 10/119. It pays not to pay at all where
B_1 = B_2 C_12/C_22: what a unit of the measured effort brings, it takes away elsewhere.

Source: B. Holmström and P. Milgrom, *Multitask principal-agent analyses*, Journal of Law, Economics and Organization 7 (1991).
"""

import dataclasses
import itertools
from fractions import Fraction
from typing import Annotated

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar, exactly
from toymodels.vectors import Matrix, Vector

_BENEFITS = ((1, 1), (1, 2), (2, -1), (Fraction(9, 10), 1), (0, 1))
_COSTS = (
    ((1, Fraction(9, 10)), (Fraction(9, 10), 1)),
    ((1, 0), (0, 1)),
    ((2, Fraction(-1, 2)), (Fraction(-1, 2), 1)),
    ((1, 1), (1, 3)),
)
_NOISES = ((1, float("inf")), (1, 2), (0, 1), (Fraction(1, 2), 0), (float("inf"), float("inf")))


@dataclasses.dataclass(frozen=True)
class Multitask:
    """Pay for several tasks that are measured more or less well.

    Parameters
    ----------
    benefits
        B, what a unit of effort in each task is worth to the principal; any finite numbers.
    cost_matrix
        C, a symmetric positive definite matrix of as many rows: efforts t cost the agent t'Ct/2.
    risk_aversion
        The agent's constant absolute risk aversion r >= 0, per unit of worth.
    noise
        The variance σ_i² >= 0 with which each task is seen, ``inf`` for one that can't be measured.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain, lengths differ, or the cost matrix isn't symmetric and positive
        definite, which is checked exactly.

    Examples
    --------
    >>> from toymodels.solvers.multitask import multitask
    >>> solution = multitask(Multitask())
    >>> solution.incentives, solution.regime
    ((Fraction(10, 119), 0), 'crowds out a task')
    >>> multitask(Multitask((1,), ((1,),), 2, ("1/2",))).incentives
    (Fraction(1, 2),)
    """

    benefits: Annotated[tuple[Scalar, ...], Vector("what a unit of effort in each task is worth", examples=_BENEFITS)] = (
        _BENEFITS[0]
    )
    cost_matrix: Annotated[
        tuple[tuple[Scalar, ...], ...],
        Matrix("what efforts t cost is t'Ct/2: C, symmetric, positive definite", examples=_COSTS),
    ] = _COSTS[0]
    risk_aversion: Annotated[Scalar, Parameter("the agent's constant risk aversion", 0)] = 1
    noise: Annotated[
        tuple[Scalar, ...],
        Vector("variance with which each task is seen, inf where it can't be measured", 0, infinite=True, examples=_NOISES),
    ] = _NOISES[0]

    def __post_init__(self) -> None:
        check_fields(self)
        tasks = len(self.benefits)
        if (len(self.cost_matrix), len(self.cost_matrix[0])) != (tasks, tasks):
            shape = f"{len(self.cost_matrix)} x {len(self.cost_matrix[0])}"
            raise ValueError(f"cost_matrix must have a row and a column for each of {tasks} benefits, got {shape}")
        if len(self.noise) != tasks:
            raise ValueError(f"noise must have a variance for each of {tasks} benefits, got {len(self.noise)}")
        _check_positive_definite([[Fraction(exactly(item)) for item in row] for row in self.cost_matrix])


def _check_positive_definite(rows: list[list[Fraction]]) -> None:
    """A ValueError if a square matrix isn't symmetric, or elimination meets a pivot that isn't above 0."""
    for i, j in itertools.combinations(range(len(rows)), 2):
        if rows[i][j] != rows[j][i]:
            raise ValueError(f"cost_matrix must be symmetric, got {rows[i][j]} and {rows[j][i]} for tasks {i + 1} and {j + 1}")
    for k, pivot in enumerate(rows):
        if pivot[k] <= 0:
            raise ValueError(f"cost_matrix must be positive definite, got {pivot[k]} for pivot {k + 1} of its elimination")
        for row in rows[k + 1 :]:
            factor = row[k] / pivot[k]
            row[:] = [item - factor * above for item, above in zip(row, pivot, strict=True)]
