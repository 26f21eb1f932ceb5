"""The inspection game is worth [C(n, m+1) - C(n-k, m+1)] / s(n, m), with s(n, m) = Σ_{i<=m} C(n, i) b^(m-i).

*Proof.* By induction on n; in full in ``toymodels.models.inspection_game``. For m = 0 the formula is min(n, k), and for m = n
it is 0. Otherwise let the inspector inspect with probability s(n-1, m-1)/s(n, m). By Pascal's rule, for s and for the
numerator, legal is worth the formula; and by s(n-1, m) = b s(n-1, m-1) + C(n-1, m) so is a violation. As the inspectee can make
the inspector indifferent as well, no strategy of the inspector's does better.
"""

from fractions import Fraction
from math import comb

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.inspection_game import InspectionGame
from toymodels.scalars import Scalar
from toymodels.solvers.inspection_recursion import inspection_recursion
from toymodels.theorems.inspection_sums import weighted_sum


def value_by_stages(model: InspectionGame) -> Scalar:
    """The value by the recursion over stages."""
    found = inspection_recursion(model.stages, model.inspections, model.violations, model.penalty)
    return found[model.stages, model.inspections, model.violations].value if found else 0


def formula(model: InspectionGame, penalty: Scalar) -> Fraction:
    """The claimed value at a penalty; more inspections than stages are as good as one for every stage."""
    n, m, k = model.stages, min(model.inspections, model.stages), min(model.violations, model.stages)
    return (comb(n, m + 1) - comb(n - k, m + 1)) / weighted_sum(n, m, penalty)


CLAIM = Claim(
    label="inspection-value",
    statement=(
        "The inspection game with a penalty b >= 0 is worth [C(n, m+1) - C(n-k, m+1)] / s(n, m) to the inspectee, where "
        "s(n, m) is the sum of C(n, i) b^(m-i) over i <= m; m > n is like m = n, and k > n like k = n."
    ),
    latex=r"v(n, m, k) = \left[\binom{n}{m+1} - \binom{n-k}{m+1}\right] \Big/ \sum_{i=0}^{m} \binom{n}{i} b^{m-i}",
    reading="any policy; the value of the zero-sum game, which has no ties",
    scope=scope_of(
        InspectionGame,
        "stages",
        inspections=range(6),
        violations=range(5),
        penalty=(1, 0, 2, "1/2"),
    ),
    hypotheses={"a penalty of at least 0": lambda model: model.penalty >= 0},
    conclusion=lambda model: value_by_stages(model) == formula(model, model.penalty),
    refutation="An inspection game with another value.",
    witness=InspectionGame(),
    source="von Stengel, Recursive Inspection Games (2016), arXiv:1412.0129",
    variant=lambda model: value_by_stages(model) == formula(model, 1),
)
