"""The odds favour a simple proxy no more from the least n with (1 - ε)^n <= 2^(-B) on: a sample weighs -log2(1 - ε) bits.

*Proof.* A proxy that is simpler by B = -ΔL bits has odds of 2^B before training and 2^B (1 - ε)^n on average after n
samples. These are at most 1 iff (1 - ε)^n <= 2^(-B). As (1 - ε)^n falls with n, that holds from one n on: from 0 if B <= 0,
from none if ε = 0 < B, and else from B / -log2(1 - ε), rounded up.

*Ties.* Where (1 - ε)^n = 2^(-B), the odds are even, and n counts as enough.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.solvers.spurious_feature import spurious_feature

_FAR = 100


def first_even(model: SpuriousFeature) -> int | None:
    """The first number of samples with average odds of 1 at most, tried one after the other; None if none up to 100 has."""
    p, q = Fraction(model.extra_bits).as_integer_ratio()
    odds = Fraction(2) ** -p
    for n in range(_FAR):
        if odds <= 1:
            return n
        odds *= Fraction(1 - model.disagreement) ** q
    return None


CLAIM = Claim(
    label="samples-outweigh-simplicity",
    statement=(
        "It takes B / -log2(1 - e) samples, rounded up, until a proxy that is simpler by B bits is on average no more probable "
        "than the intended objective, if each sample tells the two apart with probability e."
    ),
    latex=r"2^{B} (1 - \varepsilon)^n \leq 1 \iff n \geq \frac{B}{-\log_2(1 - \varepsilon)}",
    reading="any policy; even odds count as no more probable",
    scope=scope_of(SpuriousFeature, "disagreement", "extra_bits", samples=(0,)),
    hypotheses={},
    conclusion=lambda model: spurious_feature(model).samples_to_even == first_even(model),
    refutation="A disagreement and a simplicity at which fewer samples are enough, or as many are not.",
    witness=SpuriousFeature(samples=0),
    source="this library",
    variant=lambda model: spurious_feature(model).samples_to_even == (first_even(model) or 1),
)
