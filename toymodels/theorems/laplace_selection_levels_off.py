"""With a Laplace error the true value of the best of n rises towards √2 s_G²/s_X and never reaches it.

*Proof.* The densities of G and of the error are log-concave, so that of M is, and its hazard rate h rises, to the rate λ =
√2/s_X of the error's exponential tail, which it never exceeds. E[G] = s_G² E[h(M_2)] (*selection-follows-hazard*), and M_2
grows with n. ∎
"""

import dataclasses
import math

from toymodels.claims import Claim
from toymodels.models.best_of_n import LAPLACE, BestOfN
from toymodels.theorems.selection_follows_hazard import scope_with, solved

_ROUNDING = 1e-9


def levels_off(model: BestOfN, limit: float) -> bool:
    """Whether twice as many samples are worth more, a million times as many are worth about a limit, and none more than it."""
    now, twice, many = (solved(dataclasses.replace(model, n=model.n * times)) for times in (1, 2, 10**6))
    return now < twice + _ROUNDING and max(now, twice, many) < limit + _ROUNDING and many > 0.999 * limit


CLAIM = Claim(
    label="laplace-selection-levels-off",
    statement=(
        "The best of n by a proxy with a Laplace error has an expected true value that rises with n, and tends to √2 s_G²/s_X "
        "from below."
    ),
    latex=r"E[G] \nearrow \sqrt{2}\, s_G^2/s_X",
    reading="any policy; the pick is the greatest proxy",
    scope=scope_with(LAPLACE),
    hypotheses={},
    conclusion=lambda model: levels_off(model, math.sqrt(2) * float(model.signal) ** 2 / float(model.noise)),
    refutation="A number of samples whose pick is worth more than the limit, or more samples that are worth less.",
    witness=BestOfN(tail=LAPLACE),
    source="this library",
    uses=("selection-follows-hazard",),
    variant=lambda model: levels_off(model, float(model.signal) ** 2 / float(model.noise)),
)
