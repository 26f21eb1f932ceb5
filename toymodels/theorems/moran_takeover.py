"""In the Moran process those without faults end with (1 - (1 - q + q ρ)^N)/(1 - ρ^N), for others with fitness ρ = 1 - s f.

*Proof.* Let k of N individuals have fitness 1 and the others ρ < 1. The number k goes up in an event in proportion to
k (N - k) and down to (N - k) ρ k, so that ρ^k stays as it is on average: up with weight 1 it becomes ρ^(k+1), down with weight
ρ it becomes ρ^(k-1), and 1 ρ^(k+1) + ρ ρ^(k-1) = (1 + ρ) ρ^k. In the end k is N or 0: with h the probability of N,
ρ^k = h ρ^N + (1 - h), so h = (1 - ρ^k)/(1 - ρ^N). If each of the N is drawn with probability q to be without faults,
E ρ^k = (1 - q + q ρ)^N by the binomial theorem. (For ρ = 0 the others have no offspring: those without
faults take over if there are any, as the formula says with 0^0 = 1.)
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.selection import Selection
from toymodels.scalars import Scalar
from toymodels.solvers.selection import selection


def without_faults_in_the_end(model: Selection, population: int) -> Scalar:
    """(1 - (1 - q + q ρ)^N)/(1 - ρ^N)."""
    rho = Fraction(1 - model.strength * model.disagreement)
    q = Fraction(model.aligned + model.corrigible + model.deceptive) / sum(model.start().values())
    return (1 - (1 - q + q * rho) ** population) / (1 - rho**population)


def ends_so(model: Selection, shift: int = 0) -> bool:
    """Whether the linear equations give the same, for so many individuals more."""
    limit = selection(model).limit
    found = limit["aligned"] + limit["corrigible"] + limit["deceptive"] if limit else None
    return bool(found == without_faults_in_the_end(model, model.population + shift))


CLAIM = Claim(
    label="moran-takeover",
    statement=(
        "In a Moran process of N candidates, drawn with probability q without faults and else with fitness ρ = 1 - s f < 1, "
        "those without faults end with the share (1 - (1 - q + q ρ)^N)/(1 - ρ^N)."
    ),
    latex=r"\frac{1 - (1 - q + q \rho)^N}{1 - \rho^N}, \quad \rho = 1 - s f",
    reading="any policy",
    scope=scope_of(
        Selection,
        "disagreement",
        training=(0,),
        aligned=(0, 1),
        deceptive=(0, 1, 2),
        open=(0,),
        mistake=(0,),
        slip=(0,),
        strength=("1/2", 1),
        population=(1, 2, 3, 5),
        dynamic=("moran",),
    ),
    hypotheses={
        "somebody is there": lambda model: any(model.start().values()),
        "others have faults": lambda model: model.strength * model.disagreement > 0,
        "nobody without faults slips": lambda model: model.mistake == model.slip == 0,
        "nobody is openly misaligned": lambda model: model.open == 0,
    },
    conclusion=ends_so,
    refutation="A population of two levels of fitness that ends otherwise.",
    witness=Selection(open=0, dynamic="moran", population=4, training=0),
    source="this library, from P. A. P. Moran (1958)",
    variant=lambda model: ends_so(model, 1),
)
