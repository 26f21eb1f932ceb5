"""One more period of probation raises the chance of finding a private motive out iff 0 < p < 1 and p g^(T+1) u_0 < 1.

*Proof.* A candidate with a private motive reaches tenure with probability (1 - p)^(T - m(T)), and m(T) = min(T, n), where n is
the number of all j >= 1 with p g^j u_0 >= 1: these are the first ones, as the left side doesn't grow with j (*single-switch*).
If n > T, which is p g^(T+1) u_0 >= 1, both exponents are 0. Otherwise the exponent rises from T - n to T + 1 - n, and the
probability falls if 0 < p < 1. (If p = 1 it falls from 1 to 0 where T = n, and is 0 after that.) ∎
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.executive import Executive
from toymodels.theorems.executive_losses import best_acts


def survival(model: Executive) -> Fraction:
    """The chance that a candidate with a private motive reaches tenure, along the plan that is best for it."""
    return Fraction(1 - model.detection) ** best_acts(model)[: model.probation].count("A")


def exposes_more(model: Executive) -> bool:
    """Whether the chance falls with one more period of probation."""
    return survival(dataclasses.replace(model, probation=model.probation + 1)) < survival(model)


def falls_short(model: Executive, exponent: int) -> bool:
    """Whether p g^e u_0 < 1, with u_0 added up term by term."""
    worth = sum((Fraction(model.discount) * (1 - model.monitoring)) ** i for i in range(model.tenure))
    return bool(model.detection * Fraction(model.discount) ** exponent * worth < 1)


CLAIM = Claim(
    label="probation-exposes",
    statement=(
        "In the executive model with detection strictly between 0 and 1 one more period of probation raises the chance of "
        "finding a private motive out iff p g^(T+1) u_0 < 1: probation shorter than the candidate's patience shows nothing."
    ),
    latex=r"P(\text{found out})_{T+1} > P(\text{found out})_T \iff p\, g^{T+1} u_0 < 1",
    reading="subgame-perfect; at a tie the candidate behaves",
    scope=scope_of(
        Executive,
        "probation",
        "tenure",
        "detection",
        discount=("9/10", 1, "1/2", "2/3"),
        monitoring=(0, "1/4"),
        objective=((1, 1),),
        measure=((1, 0),),
        harm=(1,),
        suspicion=("1/5",),
    ),
    hypotheses={"detection strictly between 0 and 1": lambda model: 0 < model.detection < 1},
    conclusion=lambda model: exposes_more(model) == falls_short(model, model.probation + 1),
    refutation="A probation within the candidate's patience that shows something, or a longer one that shows nothing more.",
    witness=Executive(),
    source="this library",
    uses=("single-switch",),
    variant=lambda model: exposes_more(model) == falls_short(model, model.probation),
)
