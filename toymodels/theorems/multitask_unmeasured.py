"""With a second task that can't be measured, α_1 = (B_1 - B_2 C_12/C_22)/(1 + r σ_1² (C_11 - C_12²/C_22)).

*Proof.* With α_2 = 0 the agent's efforts are t_1 = α_1 C_22/Δ and t_2 = -α_1 C_12/Δ with Δ = C_11 C_22 - C_12²; they cost it
α_1 t_1/2 = α_1² C_22/(2 Δ). So the shared worth is α_1 (B_1 C_22 - B_2 C_12)/Δ - α_1² (C_22/Δ + r σ_1²)/2, and its top is where
α_1 (C_22/Δ + r σ_1²) = (B_1 C_22 - B_2 C_12)/Δ. Multiply by Δ/C_22. ∎
"""

import math
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.multitask import Multitask
from toymodels.scalars import Scalar
from toymodels.theorems.multitask_incentives import is_top


def formula(model: Multitask) -> tuple[Scalar, Scalar]:
    """The pay for the measured task by the formula, and none for the other."""
    (own, cross), (_, other) = model.cost_matrix
    displaced = model.benefits[1] * Fraction(cross) / other
    stiffness = own - Fraction(cross * cross) / other
    return (model.benefits[0] - displaced) / Fraction(1 + model.risk_aversion * model.noise[0] * stiffness), 0


def alone(model: Multitask) -> tuple[Scalar, Scalar]:
    """The pay for the measured task if the other one didn't exist."""
    return Fraction(model.benefits[0]) / (1 + model.risk_aversion * model.noise[0] * model.cost_matrix[0][0]), 0


CLAIM = Claim(
    label="multitask-unmeasured",
    statement=(
        "In the multitask model of two tasks of which the second can't be measured the best pay for the first is "
        "(B_1 - B_2 C_12/C_22)/(1 + r σ_1² (C_11 - C_12²/C_22)), so that it is best not to pay iff B_1 = B_2 C_12/C_22."
    ),
    latex=r"\alpha_1 = \frac{B_1 - B_2 C_{12}/C_{22}}{1 + r \sigma_1^2 (C_{11} - C_{12}^2/C_{22})}",
    reading="any policy; the agent answers every pay by the efforts that are best for it",
    scope=scope_of(
        Multitask, "benefits", "cost_matrix", risk_aversion=(1, 0, 2, "1/2"), noise=((1, "inf"), ("1/2", "inf"), (0, "inf"))
    ),
    hypotheses={"only the second can't be measured": lambda model: model.noise[0] < math.inf == model.noise[1]},
    conclusion=lambda model: is_top(model, formula(model)),
    refutation="A pay for the measured task that is worth more.",
    witness=Multitask(),
    source="Holmström and Milgrom 1991, section 3",
    uses=("multitask-incentives",),
    variant=lambda model: is_top(model, alone(model)),
)
