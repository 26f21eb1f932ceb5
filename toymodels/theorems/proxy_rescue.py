"""After the change there are (1 - m)(R b)^t + m (R (1 - c))^t: the mean offspring of each generation, multiplied up.

*Proof.* Both types breed true and independently, so that numbers are (1 - m)(R b)^t and m (R (1 - c))^t. Their sum grows by the
mean number of offspring over the shares of that time, which the replicator moves. The odds are m/(1 - m) ((1 - c)/b)^t. And
a sum of two powers is convex in t: the first t with N(t + 1) >= N(t) is where it is least.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.pleasure_proxy import PleasureProxy
from toymodels.populations.replicator import replicator
from toymodels.scalars import Scalar
from toymodels.solvers.pleasure_proxy import pleasure_proxy

FAR = 12


def numbers_by_generation(model: PleasureProxy, mutants: Scalar, last: int) -> tuple[list[Scalar], list[Scalar]]:
    """The population and the share of fitness-seekers in each generation, by the replicator and the mean offspring."""
    offspring = {"pleasure": model.growth * model.later_agreement, "itself": model.growth * (1 - model.cost)}
    run = replicator(offspring, {"pleasure": 1 - mutants, "itself": mutants}, last)
    numbers: list[Scalar] = [1]
    for pleasure, itself in run.shares[:-1].tolist():
        numbers.append(numbers[-1] * (pleasure * offspring["pleasure"] + itself * offspring["itself"]))
    return numbers, run.of("itself").tolist()


def is_rescued_so(model: PleasureProxy, ahead: int = 0) -> bool:
    """Whether population, overtaking and trough are those of the replicator, for as long as it is followed."""
    found = pleasure_proxy(model)
    mutants = model.mutants if found.past_pleasure > found.fitness_itself else 1
    numbers, shares = numbers_by_generation(model, mutants, max(FAR, model.generations + ahead))
    overtaken = next((t for t, share in enumerate(shares) if 2 * share > 1), None)
    trough = next((t for t in range(FAR) if numbers[t + 1] >= numbers[t]), None)
    agrees = [
        found.value == numbers[model.generations + ahead],
        found.overtaken_after == overtaken or (overtaken is None and (found.overtaken_after or 0) > FAR),
        found.trough == trough or (trough is None and (found.trough or 0) >= FAR),
    ]
    return all(agrees)


def nobody_is_barren(model: PleasureProxy) -> bool:
    """Whether both types have offspring after the change."""
    return bool(model.growth * model.later_agreement > 0 and model.growth * (1 - model.cost) > 0)


CLAIM = Claim(
    label="proxy-rescue",
    statement=(
        "After the change the population is (1 - m)(R b)^t + m (R (1 - c))^t for each creature that there was: it has one "
        "trough, and fitness-seekers overtake after ln((1 - m)/m)/ln((1 - c)/b) generations."
    ),
    latex=r"N(t) = (1 - m)(R b)^t + m (R (1 - c))^t",
    reading="any policy",
    scope=scope_of(
        PleasureProxy,
        later_agreement=("1/5", "1/2", "3/5", 1),
        cost=(0, "1/10", "1/3"),
        growth=(1, "1/2", "3/2", 3),
        mutants=(0, 1, "1/2", "1/10", "1/500"),
        generations=(0, 1, 7),
    ),
    hypotheses={"both types have offspring": nobody_is_barren},
    conclusion=is_rescued_so,
    refutation="A population that is another after so many generations, or overtakes or turns in another one.",
    witness=PleasureProxy(),
    source="this library",
    uses=("proxy-is-selected",),
    variant=lambda model: is_rescued_so(model, 1),
)
