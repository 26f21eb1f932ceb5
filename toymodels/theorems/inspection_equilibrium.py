"""In the general-sum inspection game V = C(n-1, m)/s(n, m) and I = -C(n-1, m)/t(n, m), where t is s at -a instead of b.

*Proof.* In full in ``toymodels.solvers.inspection_payoffs``. In a stage with 0 < m < n each side makes the other indifferent:
the inspector with the equation of the zero-sum game for v, and the inspectee with the same equation for -I, in which -a stands
for b. So V = v(n, m, 1), and -I is the formula for v at -a. That both probabilities lie between 0 and 1 follows from t being
positive and strictly log-concave in m up to n.
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.scalars import Scalar
from toymodels.theorems.inspection_sums import general_sum_stages, weighted_sum


def has_payoffs(model: InspectionGame, inspectee: Fraction, inspector: Fraction) -> bool:
    """Whether the equilibrium, stage by stage, has these payoffs."""
    found = general_sum_stages(model.stages, model.inspections, model.penalty, model.loss)
    return found[:2] == (inspectee, inspector)


def payoff(model: InspectionGame, caught: Scalar) -> Fraction:
    """C(n-1, m)/s(n, m), where what is caught is worth minus a number."""
    return comb(model.stages - 1, model.inspections) / weighted_sum(model.stages, model.inspections, caught)


CLAIM = Claim(
    label="inspection-equilibrium",
    statement=(
        "In the general-sum inspection game with one intended violation, a penalty b >= 0, a loss 0 <= a < 1 and m < n, the "
        "payoffs in equilibrium are C(n-1, m)/s(n, m) to the inspectee and -C(n-1, m)/t(n, m) to the inspector, where t(n, m) "
        "is the sum of C(n, i) (-a)^(m-i) over i <= m."
    ),
    latex=r"V = \binom{n-1}{m} \Big/ \sum_{i=0}^{m} \binom{n}{i} b^{m-i}, \quad "
    r"I = -\binom{n-1}{m} \Big/ \sum_{i=0}^{m} \binom{n}{i} (-a)^{m-i}",
    reading="subgame-perfect; where b = 0 or m = 0 the equilibrium that is the limit of those without ties",
    scope=scope_of(
        InspectionGame,
        stages=range(1, 7),
        inspections=range(6),
        violations=(1,),
        penalty=(1, 0, "1/2"),
        loss=(0, "1/2", "1/3", "9/10"),
    ),
    hypotheses={
        "a penalty of at least 0": lambda model: model.penalty >= 0,
        "a loss below 1": lambda model: model.loss < 1,
        "fewer inspections than stages": lambda model: model.inspections < model.stages,
    },
    conclusion=lambda model: has_payoffs(model, payoff(model, model.penalty), payoff(model, -model.loss) * -1),
    refutation="An inspection game with other payoffs in equilibrium.",
    witness=InspectionGame(),
    source="von Stengel, Recursive Inspection Games (2016), arXiv:1412.0129",
    uses=("inspection-value",),
    variant=lambda model: has_payoffs(model, payoff(model, model.penalty), payoff(model, model.penalty) * -1),
)
