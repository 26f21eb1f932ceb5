"""The probabilities of internalized, corrigible and deceptive in closed form, for any number of steps.

*Proof.* Let a = δ μ, b = (1 - a) λ, c = (1 - a) ω and mistakes not fade. Of the episodes in which something happens before
knowledge is complete, each is a step of knowledge with probability q = b/(a + b), independently of the others. So the K-th
step of knowledge comes after just m steps of modification with probability C(K - 1 + m, m) q^K (1 - q)^m, and for m >= M the
base objective was internalized before. Then each episode in which something happens is a further step of modification with
probability i = a (1 - ρ)/(a + c), deceptive with c/(a + c), corrigible with a ρ/(a + c). M - m steps in a row have i^(M - m);
else the first other one decides, which is deceptive with probability c/(c + a ρ).
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.scalars import Scalar
from toymodels.solvers.alignment_paths import CORRIGIBLE, DECEPTIVE, INTERNALIZED, arrivals


def rates(model: AlignmentPaths) -> tuple[Scalar, Scalar, Scalar]:
    """The rates a, b, c of modification, of knowledge and of insight."""
    a = model.data * model.modification
    return a, (1 - a) * model.learning, (1 - a) * model.awareness


def in_closed_form(model: AlignmentPaths) -> tuple[Scalar, Scalar]:
    """The probabilities of corrigible and deceptive, for rates with a + b > 0 and c + a ρ > 0."""
    a, b, c = rates(model)
    q, i = Fraction(b) / (a + b), Fraction(a * (1 - model.pointing)) / (a + c)
    k, n = model.knowledge, model.distance
    known = sum(comb(k - 1 + m, m) * q**k * (1 - q) ** m * (1 - i ** (n - m)) for m in range(n))
    pointed = a * model.pointing
    return known * pointed / (c + pointed), known * c / (c + pointed)


def is_right(model: AlignmentPaths) -> bool:
    """Whether the chain has these probabilities, and the rest is internalized."""
    ends, (corrigible, deceptive) = arrivals(model), in_closed_form(model)
    found = tuple(ends[end].chance for end in (INTERNALIZED, CORRIGIBLE, DECEPTIVE))
    return found == (1 - corrigible - deceptive, corrigible, deceptive)


CLAIM = Claim(
    label="ways-in",
    statement=(
        "In the race of modification, learning and insight without fading, deceptive has probability "
        "c/(c + a rho) sum over m < M of C(K - 1 + m, m) q^K (1 - q)^m (1 - i^(M - m)), with q = b/(a + b) and "
        "i = a (1 - rho)/(a + c); corrigible has a rho in the place of the first c."
    ),
    latex=r"P(\text{deceptive}) = \frac{c}{c + a \rho} \sum_{m < M} \binom{K - 1 + m}{m} q^K (1 - q)^m (1 - i^{M - m})",
    reading="any policy",
    scope=scope_of(
        AlignmentPaths,
        learning=(0, "1/4", "1/2", 1),
        data=(0, "1/5", 1),
        modification=("1/2", 1),
        awareness=(0, "1/10", 1),
        pointing=(0, "1/2", 1),
        knowledge=(1, 2, 4),
        distance=(1, 2, 3),
        fading=(False,),
    ),
    hypotheses={
        "something happens before all is known": lambda model: rates(model)[0] + rates(model)[1] > 0,
        "something ends it afterwards": lambda model: rates(model)[2] + rates(model)[0] * model.pointing > 0,
    },
    conclusion=is_right,
    refutation="A race with other probabilities.",
    witness=AlignmentPaths(),
    source="this library",
    variant=lambda model: arrivals(model)[DECEPTIVE].chance * (rates(model)[0] + rates(model)[1]) == rates(model)[1],
)
