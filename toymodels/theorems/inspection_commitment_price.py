"""The price of not being able to commit is (a + b) times the probability that the inspectee is caught in equilibrium.

*Proof.* In equilibrium the inspectee gets V = P(missed) - b P(caught) and the inspector I = -P(missed) - a P(caught), which
adds up to -(a + b) P(caught). With commitment the inspector gets -V (``inspection-commitment``), so that it gains
-V - I = (a + b) P(caught).
"""

from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.scalars import Scalar
from toymodels.theorems.inspection_equilibrium import payoff
from toymodels.theorems.inspection_sums import general_sum_stages


def price(model: InspectionGame) -> Scalar:
    """-V - I by the formulas."""
    return payoff(model, -model.loss) - payoff(model, model.penalty) if comb(model.stages - 1, model.inspections) else 0


def caught(model: InspectionGame) -> Scalar:
    """The probability of being caught in equilibrium, stage by stage."""
    return general_sum_stages(model.stages, model.inspections, model.penalty, model.loss)[2]


CLAIM = Claim(
    label="inspection-commitment-price",
    statement=(
        "In the general-sum inspection game with one intended violation, b >= 0 and 0 <= a < 1, what the inspector would gain "
        "by being able to commit itself is (a + b) times the probability that the inspectee is caught in equilibrium."
    ),
    latex=r"-V - I = (a + b) \Pr(\mathrm{caught})",
    reading="subgame-perfect; where b = 0 or m = 0 the equilibrium that is the limit of those without ties",
    scope=scope_of(
        InspectionGame,
        stages=range(1, 7),
        inspections=range(7),
        violations=(1,),
        penalty=(1, 0, "1/2"),
        loss=(0, "1/2", "1/3", "9/10"),
    ),
    hypotheses={
        "a penalty of at least 0": lambda model: model.penalty >= 0,
        "a loss below 1": lambda model: model.loss < 1,
        "there is a stage": lambda model: model.stages > 0,
    },
    conclusion=lambda model: price(model) == (model.loss + model.penalty) * caught(model),
    refutation="An inspection game in which commitment is worth more, or less.",
    witness=InspectionGame(),
    source="this library",
    uses=("inspection-commitment", "inspection-equilibrium"),
    variant=lambda model: price(model) == model.penalty * caught(model),
)
