"""Some mesa-optimizer is optimal iff N >= the least average cost, the greatest one iff N >= the steepest way up.

*Proof.* The total is (P + N x - f(x))/N, and so is greatest where N x - f(x) is. Among powers X, 0 and the greatest
affordable one M among them, some x > 0 is worth as much as 0 iff N x - f(x) >= -f(0), that is N >= (f(x) - f(0))/x; if no x
is, 0 is the only best one, and if some x is, then so is the best of these. And M is worth as much as x < M iff N M - f(M)
>= N x - f(x), that is N >= (f(M) - f(x))/(M - x); it is best iff this holds for all of them. ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.mesa_condition import MesaCondition
from toymodels.theorems.mesa_powers import affordable, best_powers


def agrees(model: MesaCondition, slack: int = 0) -> bool:
    """Whether the thresholds tell if some mesa-optimizer is best, and if the greatest is; or the first one plus a slack."""
    costs = affordable(model)
    instances, most = Fraction(model.instances), max(costs)
    best = best_powers(costs, instances)
    averages = [(cost - costs[Fraction(0)]) / x for x, cost in costs.items() if x > 0]
    slopes = [(costs[most] - cost) / (most - x) for x, cost in costs.items() if x < most]
    is_selected = bool(averages) and instances >= min(averages) + slack
    return (max(best) > 0) == is_selected and (most in best) == all(instances >= slope for slope in slopes)


CLAIM = Claim(
    label="mesa-condition-threshold",
    statement=(
        "Some mesa-optimizer is optimal iff the number of instances is at least its least average cost, (f(x) - f(0))/x, and "
        "the greatest affordable one, M, iff it is at least every (f(M) - f(x))/(M - x)."
    ),
    latex=r"\exists x > 0 \text{ optimal} \iff N \geq \min_{x > 0} \frac{f(x) - f(0)}{x}",
    reading="any policy; at a tie both are optimal",
    scope=scope_of(MesaCondition, "cost", "power", instances=(1, 2, 3, "5/4", "3/2", "7/2", 10)),
    hypotheses={},
    conclusion=agrees,
    refutation="A cost and a number of instances that select a mesa-optimizer below the threshold, or none above.",
    witness=MesaCondition(),
    source="this library; the model is from arXiv:1906.01820",
    variant=lambda model: agrees(model, slack=1),
)
