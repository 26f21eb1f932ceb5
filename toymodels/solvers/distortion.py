"""The best pay for a distorted measure, and the share of the objective that it wins, in rational numbers.

In the symbols of ``toymodels.models.distortion``: b* = f·g/|g|², a = b* g, and the share won is cos² θ.
"""

import dataclasses
import math
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.models.distortion import Distortion
from toymodels.scalars import Scalar
from toymodels.solvers.plain_numbers import plain_numbers

ALIGNED, DISTORTED, USELESS, REVERSED = "aligned", "distorted", "useless", "pays for less"
REGIMES = (ALIGNED, DISTORTED, USELESS, REVERSED)


@dataclasses.dataclass(frozen=True)
class DistortionSolution:
    """The best pay for a measure and what it brings; worths are in the unit of the objective.

    Parameters
    ----------
    value
        What firm and manager share under the best pay, above what they share without any.
    regime
        One of ``REGIMES``: the measure has the objective's direction; another one; none of it, so that nothing is paid; or
        runs against it, so that the best pay is for less of it.
    pay
        The best pay b* for a unit of the measure.
    deeds
        What the manager then does of each.
    first_best, first_best_deeds
        The same if the objective itself could be paid for.
    efficiency
        The share of the first best that is won, cos² of the angle between objective and measure.
    angle
        That angle in degrees, 0 to 180.
    loss
        What is lost against the first best.
    harmful_pay
        2 b*: stronger pay than that is worse than none.
    unit_pay_value
        What comes of paying 1 for a unit of the measure, which takes it for the objective.
    """

    value: Scalar
    regime: str
    pay: Scalar
    deeds: tuple[Scalar, ...]
    first_best: Scalar
    first_best_deeds: tuple[Scalar, ...]
    efficiency: Scalar
    angle: float
    loss: Scalar
    harmful_pay: Scalar
    unit_pay_value: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def distortion(model: Distortion) -> DistortionSolution:
    """The best pay for a measure and the share of the objective that it wins.

    Returns
    -------
    Exact numbers if the model's are, but for the angle; else the floats nearest to the exact ones.

    Examples
    --------
    >>> solution = distortion(Distortion((1, 1, 0), (1, "1/2", 3)))
    >>> solution.pay, solution.efficiency, solution.unit_pay_value
    (Fraction(6, 41), Fraction(9, 82), Fraction(-29, 8))
    """
    numbers = plain_numbers(model)
    f, g = numbers.values["objective"], numbers.values["measure"]
    overlap, length, reach = product(f, g), product(f, f), product(g, g)
    pay, efficiency = overlap / reach, overlap**2 / (length * reach)
    return DistortionSolution(
        value=numbers.told(efficiency * length / 2),
        regime=USELESS if overlap == 0 else REVERSED if overlap < 0 else ALIGNED if efficiency == 1 else DISTORTED,
        pay=numbers.told(pay),
        deeds=numbers.told_all(pay * weight for weight in g),
        first_best=numbers.told(length / 2),
        first_best_deeds=numbers.told_all(f),
        efficiency=numbers.told(efficiency),
        angle=angle_between(f, g),
        loss=numbers.told((1 - efficiency) * length / 2),
        harmful_pay=numbers.told(2 * pay),
        unit_pay_value=numbers.told(overlap - reach / 2),
    )


def product(left: tuple[Scalar, ...], right: tuple[Scalar, ...]) -> Fraction:
    """The inner product of two lists of rationals.

    >>> product((1, 2), (3, Fraction(1, 2)))
    Fraction(4, 1)
    """
    return sum((Fraction(a) * b for a, b in zip(left, right, strict=True)), Fraction(0))


def angle_between(left: tuple[Scalar, ...], right: tuple[Scalar, ...]) -> float:
    """The angle between two directions in degrees, right next to 0 and 180 too.

    >>> angle_between((1, 1), (1, 0)), angle_between((1, 2), (-1, -2))
    (45.0, 180.0)
    """
    scales = [max(map(abs, vector)) for vector in (left, right)]
    a, b = (tuple(item / Fraction(scale) for item in vector) for vector, scale in zip((left, right), scales, strict=True))
    across = product(a, a) * product(b, b) - product(a, b) ** 2
    return math.degrees(math.atan2(math.sqrt(across), float(product(a, b))))
