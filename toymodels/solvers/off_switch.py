"""What the robot in the off-switch game does, decided exactly, and what each act is worth, by a sum with known error.

The act is decided by s² > 2 β |μ| in rational numbers, never by the sign of a computed integral. For the incentive, in
units of the deviation, t = |μ|/s, b = β/s, k = t - 1/(2b), the integral of the model over v = s x is one of positive terms,

    |Δ| = s φ(t) ∫_0^∞ x exp(ν x - x²/2) (1 - exp(-2 |k| x)) / (1 + exp(-x/b)) dx,   ν = -t if k < 0, ν = t - 1/b if k > 0,

so that nothing cancels and no exponent overflows, next to the threshold either. Up to ν = 9 it is summed in ln x, where the
integrand falls off exponentially on either side, is analytic within π/4 of the real axis, and so the trapezoidal rule
of step h errs by a few exp(-π²/(2h)). Above, the Gaussian peak is at ν, far from 0, and with x = ν + z

    |Δ| = s exp(-k/b) ∫ φ(z) (ν + z) (1 - exp(-2 k (ν + z))) / (1 + exp(-(ν + z)/b)) dz

is summed in z. The difference from the sum with twice the step is the error reported, with 10^-12 of the value for rounding.

Source: L. N. Trefethen and J. A. C. Weideman, *The exponentially convergent trapezoidal rule*, SIAM Review 56 (2014).
"""

import dataclasses
import math
import sys
from fractions import Fraction

import numpy as np

from toymodels.facts import facts_html, facts_text
from toymodels.models.off_switch import OffSwitch
from toymodels.scalars import Scalar, number
from toymodels.solvers.plain_numbers import plain_numbers

DEFERS, ACTS, OFF, INDIFFERENT = "defers", "acts", "switches itself off", "indifferent"
REGIMES = (DEFERS, ACTS, OFF, INDIFFERENT)
DEFER, ACT, SWITCH_OFF = "defer", "act", "switch off"
_LARGEST = 1e300
_FAR = 9
_STEP = 1 / 32
_VANISHING = 1500
_SATURATED = 1e150
_ROUNDING = 1e-12


@dataclasses.dataclass(frozen=True)
class OffSwitchSolution:
    """What the robot does, what that is worth, and where it would do something else. All in the unit of the mean.

    Parameters
    ----------
    value
        The worth of the best act to the human.
    regime
        One of ``REGIMES``; *indifferent* if deferring is optimal and something else is too.
    optimal
        All optimal acts, of defer, act, and switch off.
    incentive
        Δ, what deferring is worth above the better of acting and switching off.
    error
        How far the incentive may be off.
    deferring, acting, switching_off
        What each act is worth.
    rational_incentive
        The incentive if the human were rational.
    irrationality_threshold
        The robot defers to a human less irrational than that; None if the mean is 0, where it has reason to defer to any.
    mean_threshold
        It defers for means below that in size; None if the human is rational, where it does for all.
    deviation_threshold
        It defers if its belief has a greater standard deviation.
    variance_threshold
        The square of that.
    """

    value: Scalar
    regime: str
    optimal: tuple[str, ...]
    incentive: Scalar
    error: Scalar
    deferring: Scalar
    acting: Scalar
    switching_off: Scalar
    rational_incentive: Scalar
    irrationality_threshold: Scalar
    mean_threshold: Scalar
    deviation_threshold: Scalar
    variance_threshold: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def off_switch(model: OffSwitch) -> OffSwitchSolution:
    """The robot's optimal acts and their worths, and the threshold in each parameter.

    Parameters
    ----------
    model
        The model in numbers, none larger than 10^300 in size.

    Returns
    -------
    Thresholds in exact numbers (a square root as a sympy number) if the model is, else in floats, None for those that are too
    large; an incentive of 0 exactly, others as floats.

    Raises
    ------
    TypeError
        If the model holds arrays or symbols.
    ValueError
        If a number is larger than 10^300 in size.

    Examples
    --------
    >>> solution = off_switch(OffSwitch(mean="3/4", deviation=1))
    >>> solution.regime, round(solution.incentive, 10), solution.value - solution.incentive
    ('defers', 0.1311669179, 0.75)
    >>> tie = off_switch(OffSwitch(mean=-2, deviation=2, irrationality=1))
    >>> tie.regime, tie.optimal, tie.incentive
    ('indifferent', ('defer', 'switch off'), 0)
    """
    mean, deviation, irrationality, exact = _numbers(model)
    size, side = abs(mean), side_of_threshold(mean, deviation, irrationality)
    gain, error = incentive(mean, deviation, irrationality)
    acting, squared = max(mean, 0), 2 * irrationality * size

    def told(value: Scalar) -> Scalar:
        return value if value is None else number(value) if exact else _float_or_none(value)

    sure = tuple(act for act, holds in ((ACT, mean >= 0), (SWITCH_OFF, mean <= 0)) if holds)
    return OffSwitchSolution(
        value=told(_sum(acting, max(gain, 0))),
        regime=DEFERS if side > 0 else INDIFFERENT if side == 0 else ACTS if mean > 0 else OFF,
        optimal=(DEFER,) if side > 0 else (DEFER, *sure) if side == 0 else sure,
        incentive=told(gain),
        error=error,
        deferring=told(_sum(acting, gain)),
        acting=told(mean),
        switching_off=told(0),
        rational_incentive=told(incentive(mean, deviation, 0)[0]),
        irrationality_threshold=told(deviation**2 / (2 * size)) if size else None,
        mean_threshold=told(deviation**2 / (2 * irrationality)) if irrationality else None,
        deviation_threshold=_root(squared) if exact else math.sqrt(2 * float(irrationality)) * math.sqrt(size),
        variance_threshold=told(squared),
    )


def side_of_threshold(mean: Scalar, deviation: Scalar, irrationality: Scalar) -> int:
    """The sign of the incentive to defer, by the exact rule s² > 2 β |μ|.

    >>> [side_of_threshold(mean, 1, Fraction(1, 2)) for mean in (Fraction(1, 2), -1, 2)]
    [1, 0, -1]
    """
    margin = deviation**2 - 2 * irrationality * abs(mean)
    return int(margin > 0) - int(margin < 0)


def incentive(mean: Scalar, deviation: Scalar, irrationality: Scalar) -> tuple[Scalar, float]:
    """The incentive Δ to defer and its error, for rational numbers: the integer 0 where it is 0, else a float.

    >>> round(incentive(0, 1, 1)[0], 10), incentive(Fraction(1, 2), 1, 1)
    (0.2066209641, (0, 0.0))
    """
    size, s, beta = (Fraction(abs(x)) for x in (mean, deviation, irrationality))
    side = side_of_threshold(mean, deviation, irrationality)
    if side == 0:
        return 0, 0.0
    if s == 0:
        gain = _of_a_sure_robot(size, beta)
        return gain, _error(gain)
    if beta == 0:
        gain = _with_a_rational_human(size / s, s)
        return gain, _error(gain)
    t, rate = size / s, s / beta
    fine, coarse = (_integral(t, rate, s, step) for step in (_STEP, 2 * _STEP))
    return (side * fine or 0.0), abs(fine - coarse) + _error(fine)


def _error(gain: float) -> float:
    """How far rounding may have put off a number, or its being too small for a float."""
    return abs(gain) * _ROUNDING + sys.float_info.min


def _of_a_sure_robot(size: Fraction, beta: Fraction) -> float:
    """-a / (1 + exp(a/β)), for a and β > 0."""
    lost = math.exp(-_float(size / beta))
    return -float(size) * lost / (1 + lost) or 0.0


def _with_a_rational_human(t: Fraction, s: Fraction) -> float:
    """The integral s (φ(t) - t Φ(-t)), by the scaled complementary error function."""
    from scipy.special import erfcx

    half = t * t / 2
    if half > _VANISHING:
        return 0.0
    shape = 1 - float(t) * math.sqrt(math.pi / 2) * float(erfcx(float(t) / math.sqrt(2)))
    return _damped(float(s) * shape / math.sqrt(2 * math.pi), half)


def _integral(t: Fraction, rate: Fraction, s: Fraction, step: float) -> float:
    """|Δ| by the trapezoidal rule, for s and β > 0 off the threshold; the rate is 1/b."""
    k = t - rate / 2
    peak = t - rate if k > 0 else -t
    exponent = k * rate if peak > _FAR else t * t / 2
    if exponent > _VANISHING:
        return 0.0
    if peak > _FAR:
        z = np.arange(-_FAR, _FAR + step, step)
        # s x, so that nothing overflows where s is small and t is large.
        worth = float(peak * s) + z * float(s)
        terms = worth * np.exp(-z * z / 2) * _share((_float(peak) + z) * _float(2 * k), _float(peak * rate) + z * _float(rate))
        return _damped(float(terms.sum()) * step / math.sqrt(2 * math.pi), exponent)
    nu = float(peak)
    x = np.exp(np.arange(-24, 4, step))
    terms = x * x * np.exp(nu * x - x * x / 2) * _share(x * _float(2 * abs(k)), x * _float(rate))
    return _damped(float(s) * float(terms.sum()) * step / math.sqrt(2 * math.pi), exponent)


def _share(risen: np.ndarray, fallen: np.ndarray) -> np.ndarray:
    """(1 - exp(-risen)) / (1 + exp(-fallen)), in [0, 1]."""
    share: np.ndarray = -np.expm1(-risen) / (1 + np.exp(-fallen))
    return share


def _damped(value: float, exponent: Fraction) -> float:
    """A value times exp(-exponent), in two steps, so that it doesn't underflow before it must."""
    half = math.exp(-_float(exponent) / 2)
    return value * half * half


def _float(value: Scalar) -> float:
    """The nearest float, or one of a size beyond which nothing depends on it."""
    return float(min(max(value, -_SATURATED), _SATURATED))


def _float_or_none(value: Scalar) -> float | None:
    """The nearest float, None if it would be infinite."""
    try:
        return float(value)
    except OverflowError:
        return None


def _sum(one: Scalar, other: Scalar) -> Scalar:
    return float(one) + other if isinstance(other, float) else one + other


def _root(squared: Scalar) -> Scalar:
    """The square root of a rational number, exactly."""
    import sympy

    return number(sympy.sqrt(sympy.Rational(*Fraction(squared).as_integer_ratio())))


def _numbers(model: OffSwitch) -> tuple[Fraction, Fraction, Fraction, bool]:
    """The model's numbers as rationals, and whether they were written as such."""
    numbers = plain_numbers(model)
    for name, value in numbers.values.items():
        if abs(value) > _LARGEST:
            raise ValueError(f"{name} must be at most 10^300 in size, got {getattr(model, name)}")
    mean, deviation, irrationality = map(Fraction, numbers.values.values())
    return mean, deviation, irrationality, numbers.exact
