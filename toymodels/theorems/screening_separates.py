"""A test separates the aligned from the deceptive in some equilibrium iff the first can afford it and the second cannot.

*Proof.* Let the aligned take the test and the deceptive not. Both messages are sent, so belief is 1 after the test and 0
without it. With G, L > 0 deployment then gains after the test and loses without it, so x = 1 and z = 0, whatever else is
played. Given that, the test gains an aligned candidate 1 - y c and would gain a deceptive one 1 - y f; so both do what is best
iff y c <= 1 <= y f. For c = 1/2 and f = 1 that is Spence's 1 <= y <= 2.

*Ties.* At the ends a type is indifferent, which an equilibrium allows; inside, both strictly prefer what they do.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.screening import Screening
from toymodels.solvers.screening import screening


def separates(model: Screening) -> bool:
    """Whether it is an equilibrium that the aligned take the test and the deceptive do not."""
    return any((1, 0) in found.tested for found in screening(model).equilibria)


CLAIM = Claim(
    label="screening-separates",
    statement=(
        "In the screening game with both types possible and both errors costly, an equilibrium separates the types iff the "
        "test costs the aligned at most what deployment is worth, and the deceptive at least that."
    ),
    latex=r"y c \leq 1 \leq y f",
    reading="any policy; perfect Bayesian equilibrium, ties allowed",
    scope=scope_of(
        Screening,
        level=(1, "1/2", "3/2", 3),
        aligned_cost=(0, "1/3", "1/2", 1, 2),
        faking_cost=("1/3", 1, "2/3", 2),
        prior=("1/3", "1/2", "2/3"),
        loss=(1, 2),
        fee=(0,),
    ),
    hypotheses={
        "both types are possible": lambda model: 0 < model.prior < 1,
        "both errors are costly": lambda model: model.gain > 0 and model.loss > 0,
    },
    conclusion=lambda model: separates(model) == (model.level * model.aligned_cost <= 1 <= model.level * model.faking_cost),
    refutation="A screening game that separates though the condition fails, or does not though it holds.",
    witness=Screening(),
    source="M. Spence, Job market signaling, Quarterly Journal of Economics 87 (1973)",
    variant=lambda model: separates(model) == (model.level * model.aligned_cost < 1 < model.level * model.faking_cost),
)
