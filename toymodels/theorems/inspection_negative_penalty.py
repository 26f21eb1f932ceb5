"""Where being caught pays, the inspection game with one intended violation is worth 1 - max(1 + b, 0) m/n.

*Proof.* Let -1 <= b <= 0 and m <= n. If the inspector inspects with the probability of inspections left over stages left, this
ratio is a martingale, so that whenever the inspectee violates it is caught with probability m/n: it gets 1 - (1+b) m/n, which
is no less than the 0 of not violating. If the inspectee violates in a stage drawn beforehand, all alike, at most m of the n
are inspected, so that it is caught with probability at most m/n and gets at least that. For b <= -1 an inspector that never
inspects holds it to 1, and a violation at once is worth 1 or more.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.theorems.inspection_value import value_by_stages


def caught_at_most(model: InspectionGame) -> Fraction:
    """The share m/n of stages that can be inspected."""
    return Fraction(min(model.inspections, model.stages), model.stages)


CLAIM = Claim(
    label="inspection-negative-penalty",
    statement=(
        "The inspection game with one intended violation, a penalty b <= 0 and n >= 1 is worth 1 - max(1 + b, 0) m/n, where "
        "m > n is like m = n."
    ),
    latex=r"v(n, m, 1) = 1 - \max(1 + b, 0)\, \frac{m}{n} \quad (b \leq 0)",
    reading="any policy; the value of the zero-sum game, which has no ties",
    scope=scope_of(InspectionGame, stages=range(7), inspections=range(8), violations=(1,), penalty=(0, -1, "-1/2", "-1/3", -2)),
    hypotheses={
        "a penalty of at most 0": lambda model: model.penalty <= 0,
        "there is a stage": lambda model: model.stages > 0,
    },
    conclusion=lambda model: value_by_stages(model) == 1 - max(1 + model.penalty, 0) * caught_at_most(model),
    refutation="An inspection game in which being caught pays, and with another value.",
    witness=InspectionGame(penalty="-1/2"),
    source="this library",
    variant=lambda model: value_by_stages(model) == 1 - (1 + model.penalty) * caught_at_most(model),
)
