"""With a normal error the best of n is truly worth its reliability's share of the proxy: E[G] = s_G²/s m_n.

*Proof.* G and M are jointly normal with Cov(G, M) = s_G² and Var M = s² = s_G² + s_X², so E[G | M = m] = m s_G²/s². The pick
depends on the proxies alone, so E[G] = s_G²/s² E[max M], and max M is s times the maximum of n standard normals. ∎
"""

import numpy as np

from toymodels.claims import Claim
from toymodels.models.best_of_n import NORMAL, BestOfN
from toymodels.theorems.selection_follows_hazard import proxy_of, scope_with, solved

_TOLERANCE = 2e-5


def is_worth(model: BestOfN, share: float) -> bool:
    """Whether the pick is truly worth a share of its expected proxy, both added up by definition, and as the solver says."""
    proxy = proxy_of(model)
    greatest = model.n * np.exp((model.n - 1) * np.log1p(-proxy.above)) * proxy.density * proxy.widths
    true, seen = float((greatest * proxy.given).sum()), float((greatest * proxy.points).sum())
    return abs(true - share * seen) < _TOLERANCE and abs(true - solved(model)) < _TOLERANCE


def reliability(model: BestOfN) -> float:
    """The share s_G²/(s_G² + s_X²)."""
    return float(model.signal) ** 2 / float(model.signal**2 + model.noise**2)


CLAIM = Claim(
    label="best-of-n-regression",
    statement=(
        "The best of n by a proxy with a normal error has the expected true value s_G²/√(s_G² + s_X²) times the expected "
        "maximum of n standard normals, which is the share s_G²/(s_G² + s_X²) of its expected proxy."
    ),
    latex=r"E[G] = \frac{s_G^2}{\sqrt{s_G^2 + s_X^2}}\, m_n",
    reading="any policy; the pick is the greatest proxy",
    scope=scope_with(NORMAL),
    hypotheses={},
    conclusion=lambda model: is_worth(model, reliability(model)),
    refutation="A number of samples whose pick is worth more or less.",
    witness=BestOfN(),
    source="textbook; regression to the mean",
    variant=lambda model: is_worth(model, reliability(model) ** 0.5),
)
