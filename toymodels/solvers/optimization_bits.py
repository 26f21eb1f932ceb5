"""Bits of optimization, as an integer where they are one and as a logarithm otherwise, beside those of random tries."""

import dataclasses
import math
from fractions import Fraction

import numpy as np

from toymodels.facts import facts_html, facts_text
from toymodels.models.optimization_bits import OptimizationBits
from toymodels.scalars import Scalar, number, ratio

_MOST_EXACT = 100
_EXACT_BITS = 10_000


@dataclasses.dataclass(frozen=True)
class OptimizationBitsSolution:
    """How much optimization an outcome is evidence of.

    Parameters
    ----------
    bits
        log2(outcomes/better): an integer if the quotient is a power of 2, else a number of sympy's.
    share
        The share of outcomes that are at least as good, the chance to do as well in one random try.
    mean_tries
        The mean number of random tries until one is as good.
    sampled_bits
        The mean bits of the best of n random tries where outcomes are many, H_n/ln 2; exact up to 100 tries.
    sampled_chance
        The chance that one of n random tries is as good; exact where it takes no more than 10,000 binary digits.
    """

    bits: Scalar
    share: Scalar
    mean_tries: Scalar
    sampled_bits: Scalar
    sampled_chance: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def optimization_bits(model: OptimizationBits) -> OptimizationBitsSolution:
    """The optimization power that an outcome is evidence of, in bits.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = optimization_bits(OptimizationBits(better=3, outcomes=12, samples=2))
    >>> solution.bits, solution.share, solution.mean_tries, solution.sampled_chance, solution.sampled_bits
    (2, Fraction(1, 4), 4, Fraction(7, 16), 3/(2*log(2)))
    >>> optimization_bits(OptimizationBits(better=1, outcomes=26**3)).bits
    log(17576)/log(2)
    """
    for name, value in vars(model).items():
        if not isinstance(value, int):
            raise TypeError(f"{name} must be one integer, got {value}")
    share = Fraction(model.better, model.outcomes)
    return OptimizationBitsSolution(
        bits=binary_logarithm(1 / share),
        share=number(share),
        mean_tries=number(1 / share),
        sampled_bits=_mean_bits(model.samples),
        sampled_chance=_chance(share, model.samples),
    )


def binary_logarithm(quotient: Fraction) -> Scalar:
    """log2 of a positive rational number: an integer if it is one, else as sympy's quotient of logarithms.

    >>> binary_logarithm(Fraction(1, 8)), binary_logarithm(Fraction(3))
    (-3, log(3)/log(2))
    """
    size = quotient.numerator.bit_length() - quotient.denominator.bit_length()
    if quotient == Fraction(2) ** size:
        return size
    import sympy

    return sympy.log(sympy.Rational(*quotient.as_integer_ratio())) / sympy.log(2)


def _mean_bits(samples: int) -> Scalar:
    """H_n / ln 2."""
    if samples > _MOST_EXACT:
        return float(np.sum(1 / np.arange(1, samples + 1))) / math.log(2)
    import sympy

    return sympy.harmonic(samples) / sympy.log(2)


def _chance(share: Fraction, samples: int) -> Scalar:
    """1 - (1 - share)^n."""
    if samples * share.denominator.bit_length() <= _EXACT_BITS:
        missed = share.denominator - share.numerator
        return ratio(share.denominator**samples - missed**samples, share.denominator**samples)
    return -math.expm1(samples * math.log1p(-float(share)))
