"""Evolution makes pleasure-seekers iff pleasure agrees with fitness more often than 1 minus the cost of working it out.

*Proof.* In the past environment a pleasure-seeker has R a offspring and a fitness-seeker R (1 - c). By the replicator the odds
of the first are multiplied by a/(1 - c) a generation: they grow iff a > 1 - c. After the change the same with b for a: pleasure
is still the better guide iff b >= 1 - c, and its seekers decline in number iff R b < 1.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.pleasure_proxy import PleasureProxy
from toymodels.populations.replicator import replicator
from toymodels.scalars import Scalar
from toymodels.solvers.pleasure_proxy import pleasure_proxy

HALF = Fraction(1, 2)


def share_of_pleasure(model: PleasureProxy, agreement: Scalar) -> Scalar:
    """The share of pleasure-seekers one generation after they were a half."""
    offspring = {"pleasure": model.growth * agreement, "itself": model.growth * (1 - model.cost)}
    return replicator(offspring, {"pleasure": 1, "itself": 1}, 1).final["pleasure"]


def regime_by_shares(model: PleasureProxy) -> str:
    """The regime by what one generation does to the shares and to the numbers."""
    if share_of_pleasure(model, model.agreement) <= HALF:
        return "fitness itself"
    if model.growth * model.later_agreement < 1:
        return "declines"
    return "still agrees" if share_of_pleasure(model, model.later_agreement) >= HALF else "wrong goal"


CLAIM = Claim(
    label="proxy-is-selected",
    statement=(
        "Evolution makes seekers of the proxy iff it agrees with fitness more often than 1 - c; after the environment has "
        "changed they are still the fitter ones iff it agrees at least that often, and decline iff it agrees less often than "
        "1/R."
    ),
    latex=r"a > 1 - c",
    reading="any policy; at a tie fitness itself",
    scope=scope_of(
        PleasureProxy, "agreement", later_agreement=(0, "1/2", "3/5", 1), cost=(0, "1/10", "1/3"), growth=(1, "3/2", 3)
    ),
    hypotheses={
        "there is offspring": lambda model: (
            model.growth > 0 and (model.cost < 1 or (model.agreement > 0 and model.later_agreement > 0))
        )
    },
    conclusion=lambda model: pleasure_proxy(model).regime == regime_by_shares(model),
    refutation="A world in which the other type spreads.",
    witness=PleasureProxy(),
    source="this library; arXiv:1906.01820, section 1, for the comparison",
    variant=lambda model: (pleasure_proxy(model).regime == "fitness itself") == (model.agreement < 1 - model.cost),
)
