"""The optimal inspection probability is s(n-1, m-1) / s(n, m), whatever the number k of intended violations.

*Proof.* With this probability legal and violating are worth the same, as in ``toymodels.models.inspection_game``; k is in
neither sum. For m < n it is the only optimal one: legal is worth more in an inspected stage, and violating in another, so
that any other probability leaves the inspectee a better act. For m = n it is 1/(1 + b), the least of the optimal ones.
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


def has_inspection_probability(model: InspectionGame, claimed: Fraction) -> bool:
    """Whether the recursion inspects with a probability in the first stage."""
    found = inspection_recursion(model.stages, model.inspections, model.violations, model.penalty)
    return bool(found[model.stages, model.inspections, model.violations].inspection_probability == claimed)


def share(model: InspectionGame) -> Fraction:
    """s(n-1, m-1) / s(n, m)."""
    n, m, b = model.stages, model.inspections, model.penalty
    return weighted_sum(n - 1, m - 1, b) / weighted_sum(n, m, b)


CLAIM = Claim(
    label="inspection-probability",
    statement=(
        "In the inspection game with a penalty b >= 0 and 1 <= m <= n, k >= 1, the least optimal probability of an inspection "
        "is s(n-1, m-1) / s(n, m), whatever k is."
    ),
    latex=r"p(n, m) = \frac{s(n-1, m-1)}{s(n, m)}, \quad s(n, m) = \sum_{i=0}^{m} \binom{n}{i} b^{m-i}",
    reading="any policy; of several optimal probabilities the least",
    scope=dataclasses.replace(
        scope_of(
            InspectionGame,
            "stages",
            inspections=range(5),
            violations=range(5),
            penalty=(1, 0, 2, "1/2"),
        ),
        any_of=functools.partial(
            instances,
            InspectionGame,
            stages=range(1, 7),
            inspections=range(1, 7),
            violations=range(1, 5),
            penalty=list(rationals(0, 2)),
        ),
    ),
    hypotheses={
        "a penalty of at least 0": lambda model: model.penalty >= 0,
        "at least one inspection, at most one a stage": lambda model: 1 <= model.inspections <= model.stages,
        "a violation is intended": lambda model: model.violations > 0,
    },
    conclusion=lambda model: has_inspection_probability(model, share(model)),
    refutation="An inspection game in which the inspector had better inspect with another probability.",
    witness=InspectionGame(),
    source="von Stengel, Recursive Inspection Games (2016), arXiv:1412.0129",
    uses=("inspection-value",),
    variant=lambda model: has_inspection_probability(model, Fraction(model.inspections, model.stages)),
)
