"""With one intended violation the inspectee acts legally with probability s(n-1, m) s(n-1, m-1) / [s(n, m) s(n-2, m-1)].

*Proof.* The inspectee violates with the q that makes the inspector indifferent. As v(n, m, 1) = 1 - (1+b) s(n-1, m-1)/s(n, m),

    q/(1-q) = [v(n-1, m-1, 1) - v(n-1, m, 1)] / (1 + b) = s(n-2, m-1)/s(n-1, m) - s(n-2, m-2)/s(n-1, m-1).

Adding 1 and using s(n-1, m-1) - s(n-2, m-2) = s(n-2, m-1) and s(n-1, m) + s(n-1, m-1) = s(n, m), Pascal's rule, gives
1/(1-q) = s(n-2, m-1) s(n, m) / [s(n-1, m) s(n-1, m-1)].
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.solvers.inspection_recursion import inspection_recursion
from toymodels.testing import instances, rationals
from toymodels.theorems.inspection_sums import weighted_sum


def legal_by_stages(model: InspectionGame) -> Fraction:
    """The probability that the first stage is legal, by the recursion."""
    state = inspection_recursion(model.stages, model.inspections, 1, model.penalty)[model.stages, model.inspections, 1]
    return 1 - Fraction(state.violation_probability)


def legal(model: InspectionGame) -> Fraction:
    """The claimed probability."""
    n, m, b = model.stages, model.inspections, model.penalty
    ends = weighted_sum(n, m, b) * weighted_sum(n - 2, m - 1, b)
    return weighted_sum(n - 1, m, b) * weighted_sum(n - 1, m - 1, b) / ends


CLAIM = Claim(
    label="inspection-violation",
    statement=(
        "In the inspection game with a penalty b >= 0, one intended violation and 1 <= m < n, the inspectee acts legally in "
        "the first stage with probability s(n-1, m) s(n-1, m-1) / [s(n, m) s(n-2, m-1)]."
    ),
    latex=r"1 - q(n, m) = \frac{s(n-1, m)\, s(n-1, m-1)}{s(n, m)\, s(n-2, m-1)}",
    reading="any policy; the optimal probability, of which there is one",
    scope=dataclasses.replace(
        scope_of(InspectionGame, stages=range(8), inspections=range(1, 7), violations=(1,), penalty=(1, 0, 2, "1/2", "7/3")),
        any_of=functools.partial(
            instances, InspectionGame, stages=range(2, 8), inspections=range(1, 7), violations=1, penalty=list(rationals(0, 2))
        ),
    ),
    hypotheses={
        "a penalty of at least 0": lambda model: model.penalty >= 0,
        "at least one inspection, fewer than stages": lambda model: 1 <= model.inspections < model.stages,
    },
    conclusion=lambda model: legal_by_stages(model) == legal(model),
    refutation="An inspection game in which the inspectee had better violate with another probability.",
    witness=InspectionGame(),
    source="this library",
    uses=("inspection-value",),
    variant=lambda model: legal_by_stages(model) == 1 - Fraction(1, model.stages),
)
