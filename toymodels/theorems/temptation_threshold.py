"""A new act tears the objectives apart iff the temptation is at least M/m.

*Proof.* Let all that the optimizer may choose in deployment without the new act be best by the base objective, with M >= 0 for
the mesa-objective (doing nothing is always possible), and let the new act be worse by the base objective and serve the
mesa-objective by t m, m > 0. It may be chosen iff t m >= M; and as long as t m < M all that is chosen is as good as before.
"""

from fractions import Fraction

from toymodels.causal_worlds import DEPLOYMENT
from toymodels.claims import Claim, Scope
from toymodels.domains import with_fields
from toymodels.models.pseudo_alignment import PseudoAlignment
from toymodels.solvers.alignment_predicates import comings_apart
from toymodels.solvers.pseudo_alignment import pseudo_alignment
from toymodels.testing import instances
from toymodels.theorems.approximate_loss import two_acts

TEMPTATIONS = (0, Fraction(1, 2), 1, 2)


def effects(model: PseudoAlignment) -> tuple[tuple[Fraction, Fraction], ...]:
    """What the old act and the new one do in deployment for the base objective and the mesa-objective."""
    world = model.world
    return tuple((world.effect(act, world.base, DEPLOYMENT), world.effect(act, world.mesa, DEPLOYMENT)) for act in acts(model))


def acts(model: PseudoAlignment) -> tuple[str, ...]:
    """The acts of the first situation of deployment, those that training offers too before the new ones."""
    return tuple(sorted(model.world.deployment[0], key=lambda act: is_new(model, act)))


def is_new(model: PseudoAlignment, act: str) -> bool:
    """Whether training doesn't offer an act."""
    return all(act not in situation for situation in model.world.training)


def tempts(model: PseudoAlignment) -> bool:
    """Whether there is one old act, chosen iff it is best, and one new act that is worse and serves the mesa-objective."""
    if len(model.world.deployment) != 1 or [is_new(model, act) for act in acts(model)] != [False, True]:
        return False
    (base, mesa), (new_base, new_mesa) = effects(model)
    agrees = base == 0 or base * mesa > 0
    return bool(agrees and new_mesa > 0 and new_base < (base if base > 0 else 0))


def is_level(model: PseudoAlignment) -> bool:
    """Whether it comes apart iff the temptation is at least M/m, and the solver says that this is the threshold."""
    (_, mesa), (_, new_mesa) = effects(model)
    level = Fraction(mesa if mesa > 0 else 0) / new_mesa
    apart = bool(comings_apart(model.world, DEPLOYMENT, model.temptation))
    return bool(apart == (model.temptation >= level) and pseudo_alignment(model).threshold == level)


CLAIM = Claim(
    label="temptation-threshold",
    statement=(
        "If what the optimizer chooses in deployment without a new act is best by the base objective, and the new act worse, "
        "then it comes apart iff the temptation is at least M/m, with M and m what the chosen and the new act do for the "
        "mesa-objective."
    ),
    latex=r"t \geq \frac{M}{m}",
    reading="any policy; a tie counts as coming apart",
    scope=Scope(
        lambda: tuple(with_fields(model, temptation=t) for model in two_acts() for t in TEMPTATIONS),
        lambda: instances(PseudoAlignment),
        "all worlds of an old and a new act with effects -1..2; temptation 0, 1/2, 1, 2",
    ),
    hypotheses={"a new act tempts": tempts},
    conclusion=is_level,
    refutation="A world that comes apart at a lesser temptation, or not at that.",
    witness=PseudoAlignment("sweeping"),
    source="this library",
    variant=lambda model: bool(comings_apart(model.world, DEPLOYMENT, model.temptation)) == (model.temptation >= 1),
)
