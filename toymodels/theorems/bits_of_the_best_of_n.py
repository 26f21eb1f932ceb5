"""The best of n random tries has H_n/ln 2 bits of optimization on average.

*Proof.* The share u of outcomes above the best of n is the least of n uniform numbers, above u with probability (1 - u)^n.
The bits -log2 u are above t with probability 1 - (1 - 2^(-t))^n, whose integral is their mean; by the binomial theorem it
is

    Σ_{k=1..n} C(n, k) (-1)^(k+1) ∫_0^∞ 2^(-kt) dt = (1/ln 2) Σ_{k=1..n} C(n, k) (-1)^(k+1)/k,

and the sum is H_n: its increase from n - 1 to n is Σ_k C(n-1, k-1) (-1)^(k+1)/k = Σ_k C(n, k) (-1)^(k+1)/n = 1/n. ∎
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.optimization_bits import OptimizationBits


def integral(samples: int) -> Fraction:
    """The mean bits of the best of n in units of 1/ln 2, integrated term by term."""
    return sum((Fraction(comb(samples, k) * (-1) ** (k + 1), k) for k in range(1, samples + 1)), Fraction(0))


def harmonic(samples: int) -> Fraction:
    """H_n."""
    return sum((Fraction(1, k) for k in range(1, samples + 1)), Fraction(0))


CLAIM = Claim(
    label="bits-of-the-best-of-n",
    statement="The best of n random tries on a continuous scale has H_n/ln 2 bits of optimization on average.",
    latex=r"E[-\log_2 U_{(1)}] = \frac{1}{\ln 2} \sum_{k=1}^n \frac{1}{k}",
    reading="any policy; there are no ties",
    scope=scope_of(OptimizationBits, better=(1,), outcomes=(1024,), samples=range(1, 33)),
    hypotheses={},
    conclusion=lambda model: integral(model.samples) == harmonic(model.samples),
    refutation="A number of tries whose best has other mean bits.",
    witness=OptimizationBits(samples=2),
    source="this library",
    variant=lambda model: integral(model.samples) == harmonic(model.samples - 1) + 1,
)
