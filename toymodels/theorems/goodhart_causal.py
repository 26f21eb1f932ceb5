"""Causal Goodhart: setting the measure pays iff the causal share of the relation is above h/ρ, at any pressure.

*Proof.* When nobody sets it M = Z, and G = κ ρ M + (1 - κ) ρ Z has the slope ρ in M. Setting M = m leaves Z as it is, with
mean 0: so E[G] = κ ρ m, less the cost h m. That is positive iff κ > h/ρ. ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.goodhart import CAUSAL, Goodhart
from toymodels.scalars import Scalar
from toymodels.solvers.goodhart import goodhart
from toymodels.theorems.goodhart_extremal import reliability


def wanted(model: Goodhart, measure: Scalar, cause: Scalar) -> Scalar:
    """What is wanted, made by the measure and by the common cause."""
    strength = reliability(model)
    return model.causal_share * strength * measure + (1 - model.causal_share) * strength * cause


def agrees(model: Goodhart, share: Scalar) -> bool:
    """Whether setting the measure is worth what the solver says and pays iff the causal share is above some share.

    The common cause is 1 or -1. Looking, one finds the slope ρ.
    """
    looked = sum(cause * wanted(model, cause, cause) for cause in (1, -1)) / Fraction(2)
    pressure = model.pressure
    set_to = sum(wanted(model, pressure, cause) - model.harm * pressure for cause in (1, -1)) / Fraction(2)
    return bool(
        looked == reliability(model) and goodhart(model).value == set_to and (set_to > 0) == (model.causal_share > share)
    )


CLAIM = Claim(
    label="goodhart-causal",
    statement=(
        "If a share κ of the relation ρ between measure and true value is the measure acting, and setting it costs h a unit, "
        "setting it pays iff κ > h/ρ."
    ),
    latex=r"E[G \mid \mathrm{do}(M = m)] = (\kappa \rho - h)\, m > 0 \iff \kappa > \frac{h}{\rho}",
    reading="any policy; the measure is set",
    scope=scope_of(
        Goodhart,
        "causal_share",
        pressure=(1, 3, "1/2"),
        harm=("1/5", 0, "1/2", 1),
        noise=(1, 0, 2),
        signal=(1,),
        kind=(CAUSAL,),
    ),
    hypotheses={
        "there is a relation": lambda model: model.signal > 0,
        "there is pressure": lambda model: model.pressure > 0,
    },
    conclusion=lambda model: agrees(model, model.harm / reliability(model)),
    refutation="A measure that pays to set at another causal share.",
    witness=Goodhart(CAUSAL),
    source="this library; the kind is from Manheim and Garrabrant, arXiv:1803.04585",
    variant=lambda model: agrees(model, Fraction(model.harm)),
)
