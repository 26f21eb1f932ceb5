"""Which feature a classifier learns to go by, and how accurate it is in deployment.

The mistakes of colour less those of shape are the sum of n independent steps of 1, -1 and 0, with probabilities a, b and
1 - a - b: their distribution is in the coefficients of (a x² + (1 - a - b) x + b)^n, exactly by the powers of a polynomial with
integer coefficients, and in floats by repeated squaring; nothing is ever subtracted.
"""

import dataclasses
import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from toymodels.facts import facts_html, facts_text
from toymodels.models.stop_sign import StopSign
from toymodels.scalars import Scalar
from toymodels.solvers.plain_numbers import plain_numbers

SHAPE, EITHER, COLOUR = "shape", "either", "colour"
REGIMES = (SHAPE, EITHER, COLOUR)
_LARGEST_POWER = 1 << 28


@dataclasses.dataclass(frozen=True)
class StopSignSolution:
    """What the classifier learns, and how often it is right.

    Parameters
    ----------
    value
        The expected accuracy in deployment.
    regime
        One of ``REGIMES``, the feature that errs less often in training, and that is learned in the end.
    learns_colour
        The probability that it learns to go by colour.
    training_accuracy
        The expected accuracy on further pictures like those of training.
    by_shape, by_colour
        The accuracies in deployment of going by either feature.
    shape_weight, colour_weight
        The optimal weights of a logistic regression, as floats; None where infinite.
    """

    value: Scalar
    regime: str
    learns_colour: Scalar
    training_accuracy: Scalar
    by_shape: Scalar
    by_colour: Scalar
    shape_weight: float | None
    colour_weight: float | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def stop_sign(model: StopSign) -> StopSignSolution:
    """The probability that the classifier goes by colour, and its accuracy in training and deployment.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact probability takes too long to work out.

    Examples
    --------
    >>> solution = stop_sign(StopSign(samples=100, disagreement=0.02, misread=0.1))
    >>> round(solution.learns_colour, 4), round(solution.training_accuracy, 4), round(solution.value, 4)
    (0.9968, 0.9797, 0.5013)
    """
    plain = plain_numbers(model)
    n, wrong, misread, later = plain.values.values()
    against, for_it = wrong * (1 - misread), misread * (1 - wrong)
    exact = plain.exact
    colour = no_more_mistakes(n, against, for_it) if exact else no_more_mistakes(n, float(against), float(for_it))
    told = plain.told
    return StopSignSolution(
        value=told(1 - colour * later - (1 - colour) * misread),
        regime=REGIMES[1 + int(wrong < misread) - int(wrong > misread)],
        learns_colour=told(colour),
        training_accuracy=told(1 - colour * wrong - (1 - colour) * misread),
        by_shape=told(1 - misread),
        by_colour=told(1 - later),
        shape_weight=_log_odds(misread),
        colour_weight=_log_odds(wrong),
    )


def no_more_mistakes(samples: int, against: Scalar, for_it: Scalar) -> Scalar:
    """The probability that colour makes no more mistakes than shape, if each sample counts against it or for it.

    >>> no_more_mistakes(2, Fraction(1, 2), Fraction(1, 2))
    Fraction(3, 4)
    """
    if isinstance(against, float):
        steps = np.array([for_it, max(0.0, 1 - against - for_it), against])
        return float(min(1.0, _power(steps, samples)[: samples + 1].sum()))
    unit = math.lcm(Fraction(against).denominator, Fraction(for_it).denominator)
    if samples**2 * unit.bit_length() > _LARGEST_POWER:
        raise ValueError(f"the exact chances after {samples} pictures take too long: make disagreement a float")
    import flint

    weights = [int(for_it * unit), int((1 - against - for_it) * unit), int(against * unit)]
    coefficients = (flint.fmpz_poly(weights) ** samples).coeffs()
    return Fraction(sum(map(int, coefficients[: samples + 1])), unit**samples)


def _power(steps: NDArray[np.float64], exponent: int) -> NDArray[np.float64]:
    """A power of a polynomial with coefficients >= 0, the lowest first, by squaring."""
    if exponent == 0:
        return np.ones(1)
    half = _power(steps, exponent // 2)
    square = np.convolve(half, half)
    return np.convolve(square, steps) if exponent % 2 else square


def _log_odds(error: Scalar) -> float | None:
    return math.log((1 - error) / error) if 0 < error < 1 else None
