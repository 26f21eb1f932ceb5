"""Where each further unit of mesa-optimization costs no more than the one before, all power goes into it or none.

*Proof.* N x - f(x) is convex in x if f is concave, so that on [0, M] it is nowhere greater than at the better end. If x
strictly in between is as good, the function is constant: a convex function that is greatest inside an interval is. Hence
the regime is none, budget-bound or indifferent; both thresholds are (f(M) - f(0))/M, where the two ends are worth the same.
∎
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.mesa_condition import MesaCondition
from toymodels.solvers.mesa_condition import BOUND, INDIFFERENT, NONE, mesa_condition


def is_all_or_nothing(model: MesaCondition, tied: str = INDIFFERENT) -> bool:
    """Whether the regime is none below the one threshold, tied on it, and budget-bound above."""
    solution = mesa_condition(model)
    if solution.threshold is None:
        return solution.regime == NONE
    above = model.instances > solution.threshold
    expected = BOUND if above else tied if model.instances == solution.threshold else NONE
    return bool(solution.threshold == solution.saturation and solution.regime == expected)


CLAIM = Claim(
    label="concave-cost-is-all-or-nothing",
    statement=(
        "If the cost of a mesa-optimizer is concave in its power, the best one is none below N = (f(M) - f(0))/M and the "
        "greatest affordable one, M, above, and both are optimal on it."
    ),
    latex=r"f'' \leq 0 \implies X^* \subseteq \{0, M\} \text{ for } N \neq \frac{f(M) - f(0)}{M}",
    reading="any policy; on the threshold there are several",
    scope=scope_of(
        MesaCondition, power=(0, 1, 2, 3, 6, 9), cost=("x", "3*x", "3*sqrt(x)", "2*x+sqrt(x)"), instances=(1, 2, 3, 4)
    ),
    hypotheses={"the cost is concave": lambda model: model.cost in {"x", "3*x", "3*sqrt(x)", "2*x+sqrt(x)"}},
    conclusion=is_all_or_nothing,
    refutation="A concave cost for which the best mesa-optimizer takes some of the power and not all.",
    witness=MesaCondition(cost="3*sqrt(x)"),
    source="this library; the model is from arXiv:1906.01820",
    variant=lambda model: is_all_or_nothing(model, tied=NONE),
)
