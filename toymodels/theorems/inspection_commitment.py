"""An inspector that can commit itself gets minus the inspectee's value, with the same inspection probabilities.

*Proof.* Against the probabilities s(n-1, m-1)/s(n, m) of the zero-sum game all answers in it are worth the same v to the
inspectee, so that it is optimal to act legally while inspections are left and to violate afterwards. This is never caught, so
that v is the probability of a violation, and the inspector gets -v. It cannot get more: whatever it announces, some answer is
worth P(missed) - b P(caught) >= v to the inspectee, since v is the value of the zero-sum game; so the inspector gets
-P(missed) - a P(caught) <= -v - (a + b) P(caught).

What is tried is the first half: an inspectee that waits gets v from this inspector, and no answer, stage by stage, gets more.
"""

from collections.abc import Callable
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.scalars import Scalar
from toymodels.theorems.inspection_sums import weighted_sum
from toymodels.theorems.inspection_value import value_by_stages

Chance = Callable[[int, int], Fraction]


def answers(model: InspectionGame, chance: Chance) -> tuple[Scalar, Scalar]:
    """What waiting until no inspections are left, and the best answer, are worth against inspection probabilities."""
    known: dict[tuple[int, int], tuple[Scalar, Scalar]] = {}
    for n in range(model.stages + 1):
        for m in range(model.inspections + 1):
            known[n, m] = (int(m == 0 < n),) * 2
            if n and m:
                p, (waited, best), (waiting, better) = chance(n, m), known[n - 1, m - 1], known[n - 1, m]
                violated = 1 - p - p * model.penalty
                known[n, m] = p * waited + (1 - p) * waiting, max(violated, p * best + (1 - p) * better)
    return known[model.stages, model.inspections]


def optimal_chance(model: InspectionGame) -> Chance:
    """The inspection probabilities of the zero-sum game."""

    def chance(n: int, m: int) -> Fraction:
        m = min(n, m)
        return weighted_sum(n - 1, m - 1, model.penalty) / weighted_sum(n, m, model.penalty)

    return chance


CLAIM = Claim(
    label="inspection-commitment",
    statement=(
        "In the general-sum inspection game with one intended violation and b >= 0, a >= 0, an inspector that can commit "
        "itself inspects with the probabilities of the zero-sum game; the inspectee waits until no inspections are left, is "
        "never caught and gets the value v of the zero-sum game, and the inspector gets -v."
    ),
    latex=r"I_{\mathrm{commit}} = -V = -v(n, m, 1)",
    reading="any policy; the inspectee breaks its ties for the inspector, as it may be made to by arbitrarily little",
    scope=scope_of(InspectionGame, stages=range(7), inspections=range(7), violations=(1,), penalty=(1, 0, 2, "1/2")),
    hypotheses={"a penalty of at least 0": lambda model: model.penalty >= 0},
    conclusion=lambda model: answers(model, optimal_chance(model)) == (value_by_stages(model),) * 2,
    refutation="An inspection game in which the inspectee has a better answer than to wait, or gets something else.",
    witness=InspectionGame(),
    source="Maschler (1966); von Stengel, Recursive Inspection Games (2016), arXiv:1412.0129",
    uses=("inspection-value",),
    variant=lambda model: answers(model, lambda n, m: Fraction(1, 2)) == (value_by_stages(model),) * 2,
)
