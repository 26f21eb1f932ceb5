"""The posterior of a proxy against the intended objective, in closed form."""

import dataclasses
import math
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, is_exact, number
from toymodels.solvers.plain_numbers import plain_numbers

INTENDED, EVEN, PROXY = "intended", "even", "proxy"
REGIMES = (INTENDED, EVEN, PROXY)


@dataclasses.dataclass(frozen=True)
class SpuriousFeatureSolution:
    """What becomes of the proxy in training.

    Parameters
    ----------
    value
        The expected posterior probability of the proxy: its prior times its survival.
    regime
        One of ``REGIMES``, the hypothesis that the odds after training favour on average.
    survival
        The probability that no sample tells the two apart.
    prior_odds, prior
        The odds of the proxy against the intended objective before training, and its probability.
    odds
        Their expectation after training, the prior odds times the survival.
    posterior_of_many
        The posterior of many independent proxies that have these prior odds together.
    bits_per_sample
        How many bits of simplicity a sample outweighs, as a float; None if it is infinitely many.
    samples_to_even
        The least number of samples after which the odds favour the proxy no more; None if there is none.
    half_life
        The least number of samples that the proxy survives with probability 1/2 at most; None if there is none.
    """

    value: Scalar
    regime: str
    survival: Scalar
    prior_odds: Scalar
    prior: Scalar
    odds: Scalar
    posterior_of_many: Scalar
    bits_per_sample: float | None
    samples_to_even: int | None
    half_life: int | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def spurious_feature(model: SpuriousFeature) -> SpuriousFeatureSolution:
    """The posterior of the proxy, and how many samples it takes to rule it out.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact probability of survival is too long to write down.

    Examples
    --------
    >>> solution = spurious_feature(SpuriousFeature(samples=10, disagreement="1/50", extra_bits=-4))
    >>> solution.regime, solution.samples_to_even, solution.half_life
    ('proxy', 138, 35)
    """
    exact = plain_numbers(model).exact
    n, e, extra = model.samples, model.disagreement, model.extra_bits
    if not exact:
        e, extra = float(e), float(extra)
    elif n * bits(1 - e) > LONGEST_NUMBER:
        raise ValueError(f"the exact survival of {n} samples is too long to write down: make disagreement a float, not {e}")
    survival, odds = (1 - e) ** n, power_of_two(-extra)
    side = _side(survival, extra)
    return SpuriousFeatureSolution(
        value=number(odds / (1 + odds) * survival),
        regime=REGIMES[side + 1],
        survival=number(survival),
        prior_odds=number(odds),
        prior=number(odds / (1 + odds)),
        odds=number(odds * survival),
        posterior_of_many=number(odds * survival / (1 + odds * survival)),
        bits_per_sample=None if e == 1 else _surprise(e),
        samples_to_even=samples_until(-extra, model.disagreement),
        half_life=samples_until(1, model.disagreement),
    )


def samples_until(weight: Scalar, disagreement: Scalar) -> int | None:
    """The least number of samples that outweigh so many bits: the least n with (1 - ε)^n <= 2^(-weight).

    >>> samples_until(1, Fraction(1, 2)), samples_until(2, Fraction(1, 4)), samples_until(-1, 0), samples_until(1, 0)
    (1, 5, 0, None)
    """
    if weight <= 0:
        return 0
    if disagreement == 0:
        return None
    if disagreement == 1:
        return 1
    import sympy

    lost, weight = 1 / (1 - Fraction(disagreement)), Fraction(weight)
    in_bits = sympy.log(sympy.Rational(lost.numerator, lost.denominator), 2)
    return int(sympy.ceiling(sympy.Rational(weight.numerator, weight.denominator) / in_bits))


def power_of_two(exponent: Scalar) -> Scalar:
    """A power of two as an exact number, a sympy root where the exponent is a fraction, or a float.

    >>> power_of_two(-2), power_of_two(0.5)
    (Fraction(1, 4), 1.4142135623730951)
    """
    if isinstance(exponent, float):
        return 2.0**exponent
    if isinstance(exponent, int):
        return Fraction(2) ** exponent
    import sympy

    return sympy.Integer(2) ** sympy.Rational(exponent.numerator, exponent.denominator)


def _side(survival: Scalar, extra: Scalar) -> int:
    """The sign of survival 2^(-extra) - 1, decided without roots: survival^q against 2^p for extra = p/q."""
    p, q = extra.as_integer_ratio() if is_exact(extra) else (extra, 1)
    power, limit = survival**q, 2.0**p if isinstance(p, float) else Fraction(2) ** p
    return int(power > limit) - int(power < limit)


def _surprise(chance: Scalar) -> float:
    """-log2(1 - chance), which is at least 0."""
    return abs(math.log1p(-float(chance)) / math.log(2))
