"""A proxy that n samples tell from the intended objective with probability ε each keeps the posterior (1 - ε)^n of its prior.

*Proof.* A sample that tells the two apart is predicted by the intended objective and ruled out by the proxy: the proxy's
posterior is 0 from there on. A sample that doesn't is predicted by both alike, so that Bayes' rule leaves the odds as they are.
So after n samples the posterior is the prior r/(1 + r) with probability (1 - ε)^n, and 0 otherwise; r = 2^(-ΔL).
"""

import dataclasses
import functools
import itertools
import math
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.scalars import Scalar
from toymodels.solvers.spurious_feature import spurious_feature
from toymodels.testing import instances


def expected_posterior(model: SpuriousFeature) -> Scalar:
    """The mean of the posterior by Bayes' rule over all sequences of samples, each telling the two apart or not."""
    total: Scalar = 0
    for sequence in itertools.product((True, False), repeat=model.samples):
        chance = math.prod(model.disagreement if apart else 1 - model.disagreement for apart in sequence)
        odds = Fraction(1, 2) ** model.extra_bits
        for apart in sequence:
            odds *= 0 if apart else 1
        total += chance * odds / (1 + odds)
    return total


CLAIM = Claim(
    label="proxy-posterior",
    statement=(
        "The expected posterior of a proxy whose description is longer by D bits than that of the intended objective is "
        "(1 - e)^n / (1 + 2^D) after n samples, each of which tells the two apart with probability e."
    ),
    latex=r"E[P(\text{proxy} \mid n)] = \frac{(1 - \varepsilon)^n}{1 + 2^{\Delta L}}",
    reading="any policy; there is nothing to tie",
    scope=dataclasses.replace(
        scope_of(SpuriousFeature, "samples", "disagreement", extra_bits=(0, 1, -1, 3, -4)),
        any_of=functools.partial(instances, SpuriousFeature, extra_bits=range(-2, 3)),
    ),
    hypotheses={"extra_bits is an integer": lambda model: model.extra_bits == int(model.extra_bits)},
    conclusion=lambda model: spurious_feature(model).value == expected_posterior(model),
    refutation="Samples, a disagreement and an extra length for which the mean over all sequences of samples is another.",
    witness=SpuriousFeature(samples=2),
    source="this library",
    variant=lambda model: spurious_feature(model).posterior_of_many == expected_posterior(model),
)
