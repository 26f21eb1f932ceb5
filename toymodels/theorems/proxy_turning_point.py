"""Optimizing the proxy raises the true utility until the mentioned attributes have J/L of the free budget, and then lowers it.

*Proof.* With the share q of the free budget F = 1 - L b in the hands of the mentioned attributes each of them has x = b + q
F/J and each other one y = b + (1 - q) F/(L - J), so that L log U = J log x + (L - J) log y has the derivative F (1/x - 1/y):
positive iff x < y, which is q/J < (1 - q)/(L - J), which is q < J/L; and negative iff q > J/L. The proxy x rises in q all the
way. ∎
"""

from fractions import Fraction
from itertools import pairwise

from toymodels.claims import Claim, Scope
from toymodels.models.resource_proxy import ResourceProxy
from toymodels.scalars import Scalar
from toymodels.theorems.proxy_optimum_starves import random_models, small_models

_STEPS = 5


def utility(model: ResourceProxy, share: Fraction) -> Scalar:
    """The true utility to the power L, with a share of the free budget for the mentioned attributes."""
    L, J, b = model.attributes, model.mentioned, Fraction(model.floor)
    x, y = b + share * (1 - L * b) / J, b + (1 - share) * (1 - L * b) / (L - J)
    return (x**J) * (y ** (L - J))


def peaks_at(model: ResourceProxy, share: Fraction) -> bool:
    """Whether the true utility rises up to a share, and falls from there."""
    rising = [utility(model, share * k / _STEPS) for k in range(_STEPS + 1)]
    falling = [utility(model, share + (1 - share) * k / _STEPS) for k in range(_STEPS + 1)]
    return all(a < b for a, b in pairwise(rising)) and all(a > b for a, b in pairwise(falling))


CLAIM = Claim(
    label="proxy-turning-point",
    statement=(
        "In the resource model with attributes that the proxy doesn't mention, and a budget above the floors, optimizing the "
        "proxy raises the true utility as long as the mentioned attributes have less than J/L of the free budget, and lowers "
        "it from there on."
    ),
    latex=r"\frac{dU}{dq} > 0 \iff q < \frac{J}{L}",
    reading="any policy; an optimizer of the proxy that treats mentioned attributes alike, and unmentioned ones",
    scope=Scope(small_models, random_models, "attributes 1..4; mentioned 1..attributes; six floors; a grid of shares"),
    hypotheses={
        "some are unmentioned": lambda model: model.mentioned < model.attributes,
        "there is something to move": lambda model: model.attributes * model.floor < 1,
    },
    conclusion=lambda model: peaks_at(model, Fraction(model.mentioned, model.attributes)),
    refutation="A budget whose true utility turns elsewhere.",
    witness=ResourceProxy(),
    source="this library",
    variant=lambda model: peaks_at(model, Fraction(1, 2)),
)
