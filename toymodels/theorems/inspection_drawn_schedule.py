"""Inspections in stages that are drawn beforehand, all sets alike, waste the penalty: 1 - m/n with one intended violation.

*Proof.* With m of n stages left to inspect the next one is inspected with probability m/n. This is the optimal probability at
penalty 0, where it makes legal and violating worth the same. So at penalty 0 to wait until no inspections are left, and to
violate then, k times at most, is worth the value at penalty 0, and no plan more. Waiting is never caught, so that it is worth
the same at any penalty, and at b >= 0 no plan is worth more than at penalty 0. By ``inspection-value`` at
penalty 0 this is [C(n, m+1) - C(n-k, m+1)] / C(n, m), for k = 1 it is 1 - m/n.

What is tried is k = 1.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.solvers.inspection_schedules import drawn_value
from toymodels.theorems.inspection_commitment import answers
from toymodels.theorems.inspection_value import value_by_stages


def drawn_share(stages: int, inspections: int) -> Fraction:
    """The probability that the next stage is among those drawn."""
    return Fraction(min(stages, inspections), stages)


CLAIM = Claim(
    label="inspection-drawn-schedule",
    statement=(
        "If the m stages to inspect are drawn beforehand, all sets alike, and kept secret, the inspection game with one "
        "intended violation, b >= 0 and 1 <= n is worth max(1 - m/n, 0) to the inspectee, whatever the penalty."
    ),
    latex=r"v_{\mathrm{drawn}}(n, m, 1) = \max\left(1 - \frac{m}{n}, 0\right)",
    reading="any policy; the best answer to the schedule",
    scope=scope_of(InspectionGame, stages=range(7), inspections=range(8), violations=(1,), penalty=(1, 0, 2, "1/2")),
    hypotheses={
        "a penalty of at least 0": lambda model: model.penalty >= 0,
        "there is a stage": lambda model: model.stages > 0,
    },
    conclusion=lambda model: (
        answers(model, drawn_share)[1]
        == max(1 - Fraction(model.inspections, model.stages), 0)
        == drawn_value(model.stages, model.inspections, 1, model.penalty)
    ),
    refutation="An inspection game in which the inspectee gets another amount from a drawn schedule.",
    witness=InspectionGame(),
    source="this library",
    uses=("inspection-value", "inspection-commitment"),
    variant=lambda model: answers(model, drawn_share)[1] == value_by_stages(model),
)
