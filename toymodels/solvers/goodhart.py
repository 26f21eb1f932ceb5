"""What is left of what was wanted when its measure is pushed, and how far to push, in closed form for each of four kinds.

All four are lines with at most one bend, ``toymodels.models.goodhart``: a slope up to the bend, and another beyond.
"""

import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.models.goodhart import ADVERSARIAL, CAUSAL, EXTREMAL, Goodhart
from toymodels.scalars import Scalar
from toymodels.solvers.plain_numbers import plain_numbers

HELPS, NOTHING, HURTS, WORTHLESS = "more helps", "more does nothing", "more hurts", "worse than nothing"
REGIMES = (HELPS, NOTHING, HURTS, WORTHLESS)


@dataclasses.dataclass(frozen=True)
class GoodhartSolution:
    """What is left of what was wanted when its measure is pushed; all in the unit of the measure.

    Parameters
    ----------
    value
        The expected true value at this pressure.
    regime
        One of ``REGIMES``: what a little more pressure does, or that the true value is already below that of no pressure, 0.
    measured
        What the measure says, the pressure m.
    predicted
        What somebody expects who trusts the relation of ordinary times.
    disappointment
        Predicted less true value.
    slope
        What the next unit of pressure adds to the true value.
    best_pressure, best_value
        The pressure with the greatest true value, the least such, and that value; None if more always helps.
    worthless_pressure
        The pressure above which the true value is below that of no pressure; None if there is none.
    reliability
        ρ = s_G²/(s_G² + s_X²), the true value's share of the measure in ordinary times.
    causal_threshold
        The causal share above which setting the measure pays, h/ρ; None if no share is enough.
    """

    value: Scalar
    regime: str
    measured: Scalar
    predicted: Scalar
    disappointment: Scalar
    slope: Scalar
    best_pressure: Scalar
    best_value: Scalar
    worthless_pressure: Scalar
    reliability: Scalar
    causal_threshold: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def goodhart(model: Goodhart) -> GoodhartSolution:
    """What is left of what was wanted when its measure is pushed, and how far to push.

    Returns
    -------
    Exact numbers if the model's are, else the floats nearest to the exact ones.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> for kind in ("regressional", "extremal", "causal", "adversarial"):
    ...     solution = goodhart(Goodhart(kind, pressure=3))
    ...     print(kind, solution.value, solution.regime)
    regressional 3/2 more helps
    extremal 1/10 more hurts
    causal -9/40 worse than nothing
    adversarial 3/5 more hurts
    """
    numbers = plain_numbers(model)
    given = numbers.values
    reliability = Fraction(given["signal"]) ** 2 / (given["signal"] ** 2 + given["noise"] ** 2)
    pressure, harm = given["pressure"], given["harm"]
    bend, below, beyond = line(given, reliability)
    slope = below if bend is None or pressure < bend else beyond
    value = below * pressure if bend is None or pressure < bend else below * bend + beyond * (pressure - bend)
    best, worthless = best_pressure(bend, below, beyond), worthless_pressure(bend, below, beyond)
    predicted = pressure * (1 if given["kind"] == ADVERSARIAL else reliability)
    sure = harm / reliability if harm < reliability else None
    told = numbers.told
    return GoodhartSolution(
        value=told(value),
        regime=WORTHLESS if value < 0 else HELPS if slope > 0 else NOTHING if slope == 0 else HURTS,
        measured=told(pressure),
        predicted=told(predicted),
        disappointment=told(predicted - value),
        slope=told(slope),
        best_pressure=told(best),
        best_value=told(None if best is None else below * best),
        worthless_pressure=told(worthless),
        reliability=told(reliability),
        causal_threshold=told(sure),
    )


def line(given: dict[str, Any], reliability: Fraction) -> tuple[Scalar, Scalar, Scalar]:
    """Where the true value bends as the measure is pushed, None if nowhere, and its slopes up to there and beyond."""
    kind, harm, limit = given["kind"], given["harm"], given["limit"]
    if kind == EXTREMAL:
        return limit, reliability, -harm
    if kind == ADVERSARIAL:
        return limit, Fraction(1), -harm
    slope = given["causal_share"] * reliability - harm if kind == CAUSAL else reliability
    return None, slope, slope


def best_pressure(bend: Scalar, below: Scalar, beyond: Scalar) -> Scalar:
    """The least pressure with the greatest true value; None if more always helps.

    >>> best_pressure(2, 1, -1), best_pressure(None, 1, 1), best_pressure(2, 0, -1)
    (2, None, 0)
    """
    if below <= 0:
        return 0
    return bend


def worthless_pressure(bend: Scalar, below: Scalar, beyond: Scalar) -> Scalar:
    """The pressure above which the true value is below 0; None if there is none.

    >>> worthless_pressure(2, 1, Fraction(-1, 2)), worthless_pressure(None, 1, 1), worthless_pressure(None, -1, -1)
    (Fraction(6, 1), None, 0)
    """
    if beyond >= 0:
        return None
    return 0 if bend is None else bend + Fraction(below) * bend / -beyond
