"""With a Student error of 3 degrees of freedom the best of n is worth 3 Γ(7/3) s_G² (3π/(2 n))^(1/3)/s_X, nearly, for large n.

*Proof.* The error's density is 2/(π s_X (1 + x²/s_X²)²), so P(M > m) ~ c/m³ with c = 2 s_X³/(3π): a normal G moves a heavy
tail by nothing that counts far out. So h(m) ~ 3/m, and E[G] ~ 3 s_G² E[1/M_2] (*selection-follows-hazard*). n c/M_2³ tends to
the second point of a Poisson process of rate 1, of density x exp(-x), so that E[1/M_2] ~ (n c)^(-1/3) Γ(2 + 1/3). In
particular E[G] -> 0, and as it is 0 for n = 1 and positive for more it has risen before. ∎
"""

import dataclasses
import math

from toymodels.claims import Claim
from toymodels.models.best_of_n import STUDENT, BestOfN
from toymodels.theorems.selection_follows_hazard import scope_with, solved

_MANY = 10**9


def is_near(model: BestOfN, power: float) -> bool:
    """Whether a thousand million times as many samples are worth what the formula says, with a power of n."""
    n = model.n * _MANY
    scale = (3 * math.pi / 2) ** (1 / 3) * 3 * math.gamma(7 / 3)
    expected = scale * float(model.signal) ** 2 / float(model.noise) * n**power
    return math.isclose(solved(dataclasses.replace(model, n=n)), expected, rel_tol=1e-3)


CLAIM = Claim(
    label="heavy-tail-selection-falls",
    statement=(
        "The best of n by a proxy with a Student error of 3 degrees of freedom has an expected true value that falls like "
        "n^(-1/3) for large n: 3 Γ(7/3) (3π/2)^(1/3) s_G²/s_X n^(-1/3), nearly."
    ),
    latex=r"E[G] \sim 3\, \Gamma(7/3) \left(\tfrac{3 \pi}{2 n}\right)^{1/3} \frac{s_G^2}{s_X}",
    reading="any policy; the pick is the greatest proxy",
    scope=scope_with(STUDENT),
    hypotheses={},
    conclusion=lambda model: is_near(model, -1 / 3),
    refutation="A large number of samples whose pick is worth another amount.",
    witness=BestOfN(tail=STUDENT),
    source="this library",
    uses=("selection-follows-hazard",),
    variant=lambda model: is_near(model, -1 / 2),
)
