"""Distortion: pay for a measure that rewards other deeds than the objective does, and the best that such pay can do.

A manager can do several things, a_1, a_2, ..., that matter to the firm by weights f. What the firm can pay for is a measure
that counts them by other weights g. The manager does what raises the measure. How much of the firm's worth can such pay win?

The objective is f·a, the measure g·a, and deeds cost the manager |a|²/2. Paid b for a unit of the measure, it maximizes
b g·a - |a|²/2, so that a = b g, and what the two share is

    S(b) = b f·g - b² |g|²/2,

a parabola with its top at b* = f·g/|g|², where S = (f·g)²/(2 |g|²). With contractible objective a = f and S = |f|²/2, so the
share that is won is (f·g)²/(|f|² |g|²) = cos² θ, θ the angle between objective and measure: it is the direction of the measure
that counts, whatever its scale, and no noise is needed to lose. From S(b) = S(2 b* - b), pay beyond 2 b* is worse than none.
With f = (1, 1) and g = (1, 0), b* = 1 and half of it is won.

Source: G. Baker, *Distortion and risk in optimal incentive contracts*, Journal of Human Resources 37 (2002).
"""

import dataclasses
from fractions import Fraction
from typing import Annotated

from toymodels.domains import check_fields
from toymodels.scalars import Scalar
from toymodels.vectors import Vector

_EXAMPLES = ((1, 1), (1, 0), (0, -1), (2, 1), (-1, Fraction(1, 2)), (Fraction(1, 3), Fraction(2, 3)))


@dataclasses.dataclass(frozen=True)
class Distortion:
    """Pay for a measure that weighs deeds otherwise than the objective does.

    Parameters
    ----------
    objective
        f, what a unit of each deed is worth to the firm; any finite numbers, not all 0.
    measure
        g, what a unit of each deed adds to what is paid for; as many numbers, not all 0.

    Raises
    ------
    TypeError, ValueError
        If a value is no list of numbers, the lists differ in length, or one of them is all 0.

    Examples
    --------
    >>> from toymodels.solvers.distortion import distortion
    >>> solution = distortion(Distortion((1, 1), (1, 0)))
    >>> solution.pay, solution.efficiency, solution.regime
    (1, Fraction(1, 2), 'distorted')
    """

    objective: Annotated[tuple[Scalar, ...], Vector("what a unit of each deed is worth", examples=_EXAMPLES)] = (1, 1)
    measure: Annotated[tuple[Scalar, ...], Vector("what a unit of each deed adds to the measure", examples=_EXAMPLES)] = (1, 0)

    def __post_init__(self) -> None:
        check_fields(self)
        if len(self.measure) != len(self.objective):
            raise ValueError(f"measure must have a number for each of {len(self.objective)} deeds, got {len(self.measure)}")
        for name in ("objective", "measure"):
            if not any(getattr(self, name)):
                raise ValueError(f"{name} must have a number that is not 0, got {getattr(self, name)}")
