"""The best linear pay for measured tasks is α = (I + r C Σ)^{-1} B.

*Proof.* Paid α, the agent maximizes α·t - t'Ct/2, so that C t = α. With it the shared worth is the quadratic
S(α) = B'C^{-1}α - α'C^{-1}α/2 - r α'Σα/2, concave as C^{-1} is positive definite and Σ has no negative entry. Its derivative
C^{-1} B - C^{-1} α - r Σ α is 0 iff (I + r C Σ) α = B, and concavity makes that point the only maximum. ∎
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.multitask import Multitask
from toymodels.scalars import Scalar
from toymodels.solvers.multitask import best_incentives

_UNIT = Fraction(1, 7)


def shared_by_two(model: Multitask, pay: Sequence[Scalar]) -> Scalar:
    """What principal and agent share with two tasks: the agent's efforts by Cramer's rule, a task without pay at no risk."""
    (a, b), (_, d) = model.cost_matrix
    x, y = pay
    determinant = Fraction(a * d - b * b)
    t = (d * x - b * y) / determinant, (a * y - b * x) / determinant
    effort = (a * t[0] * t[0] + 2 * b * t[0] * t[1] + d * t[1] * t[1]) / 2
    risk = sum(rate * rate * variance for rate, variance in zip(pay, model.noise, strict=True) if rate)
    return model.benefits[0] * t[0] + model.benefits[1] * t[1] - effort - Fraction(model.risk_aversion) * risk / 2


def is_top(model: Multitask, pay: Sequence[Scalar]) -> bool:
    """Whether a step from a pay is worth the same up as down, and less than no step, for each measured task.

    For a concave quadratic that is the top.
    """
    top = shared_by_two(model, pay)
    for i, variance in enumerate(model.noise):
        if variance < math.inf:
            up, down = (
                shared_by_two(model, [rate + step * (i == j) for j, rate in enumerate(pay)]) for step in (_UNIT, -_UNIT)
            )
            if not up == down < top:
                return False
    return True


CLAIM = Claim(
    label="multitask-incentives",
    statement=(
        "In the multitask model with finite noise the best linear pay is (I + r C Σ)^{-1} B, the only pay from which no change "
        "is worth anything."
    ),
    latex=r"\alpha = (I + r C \Sigma)^{-1} B'",
    reading="any policy; the agent answers every pay by the efforts that are best for it",
    scope=scope_of(Multitask, "benefits", "cost_matrix", "noise", risk_aversion=(1, 0, 2, "1/2")),
    hypotheses={"every task can be measured": lambda model: math.inf not in model.noise},
    conclusion=lambda model: is_top(
        model, best_incentives(model.benefits, model.cost_matrix, model.risk_aversion, model.noise)
    ),
    refutation="A pay that is worth more.",
    witness=Multitask(noise=(1, 2)),
    source="Holmström and Milgrom 1991",
    variant=lambda model: is_top(model, model.benefits),
)
