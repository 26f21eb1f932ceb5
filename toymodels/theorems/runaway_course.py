"""The trait after t generations is z_0 + G β_0/2 (1 + λ + ... + λ^(t-1)), and settles at z_0 + G β_0/(2 (1 - λ)) if |λ| < 1.

*Proof.* By ``runaway-condition`` β_t = λ^t β_0; sum the steps G β_t/2. The geometric series converges iff |λ| < 1 (or β_0 = 0),
to 1/(1 - λ). Where it settles β = 0, since β_t goes to 0: a point on the line of equilibria (y - z) c = (z - θ) v.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.irish_elk import IrishElk
from toymodels.solvers.irish_elk import irish_elk
from toymodels.theorems.runaway_condition import STEPS, trait_steps


def keeps_course(model: IrishElk, ahead: int = 0) -> bool:
    """Whether the recursion is at the closed form, and the closed form's end is an equilibrium."""
    factor, pace = model.factor(), Fraction(model.genetic_variance) / 2 * model.gradient()
    course = [pace * sum(factor**i for i in range(t + ahead)) for t in range(STEPS + 1)]
    steps = trait_steps(model)
    on_course = all(sum(steps[:t]) == course[t] for t in range(STEPS + 1))
    end = irish_elk(model).settles_at
    if end is None:
        return on_course
    # the preference has moved B/G times as far
    carried = model.covariance / Fraction(model.genetic_variance) * (end - model.trait)
    pull = (model.preference + carried - end) * model.choosiness - (end - model.optimum) * model.constraint
    return bool(on_course and pull == 0)


CLAIM = Claim(
    label="runaway-course",
    statement=(
        "In Lande's model the trait is z_0 + G β_0/2 (1 + λ + ... + λ^(t-1)) after t generations, and where it settles no "
        "selection is left."
    ),
    latex=r"z_t = z_0 + \tfrac{G \beta_0}{2} \sum_{i<t} \lambda^i, \quad \lambda = 1 + \tfrac{1}{2}(B c - G (c + v))",
    reading="any policy",
    scope=scope_of(
        IrishElk,
        genetic_variance=("1/2", 3),
        covariance=(-1, 0, "1/2", 1, 2),
        choosiness=(0, "1/5", 1),
        constraint=(0, "1/20", 1),
        preference=(4, -1),
        optimum=(0, 1),
        numbers=(10,),
    ),
    hypotheses={"there is variance": lambda model: model.genetic_variance > 0},
    conclusion=keeps_course,
    refutation="A trait that is elsewhere than the closed form.",
    witness=IrishElk(),
    source="this library, from R. Lande, PNAS 78 (1981)",
    uses=("runaway-condition",),
    variant=lambda model: keeps_course(model, 1),
)
