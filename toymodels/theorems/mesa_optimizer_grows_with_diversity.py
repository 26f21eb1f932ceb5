"""The best mesa-optimizer is never weaker in a more diverse task, whatever its cost.

*Proof.* Let x be optimal for N instances and y for N' > N. Both can be afforded either time, so that N x - f(x) >= N y -
f(y) and N' y - f(y) >= N' x - f(x). The sum of the two is (N' - N)(y - x) >= 0, so y >= x. Nothing was said of f. ∎
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.mesa_condition import MesaCondition
from toymodels.obligations import Obligation, Relation
from toymodels.theorems.mesa_powers import affordable, best_powers
from toymodels.theorems.steps import quantities

_MORE = (Fraction(1, 100), Fraction(1, 2), Fraction(3), Fraction(40))


def least_growth(model: MesaCondition) -> Fraction:
    """By how much the best power grows at least with the instances, from the greatest of the best to the least of them."""
    costs, instances = affordable(model), Fraction(model.instances)
    now = max(best_powers(costs, instances))
    return min(min(best_powers(costs, instances + more)) - now for more in _MORE)


def obligations() -> tuple[Obligation, ...]:
    """The one step: x is best for N, y for N', a and b are what they cost."""
    n, more, x, y, a, b = quantities("N", "M", "x", "y", "a", "b")
    hypotheses = (
        Relation("x is best for N", n * x - a - (n * y - b)),
        Relation("y is best for N'", more * y - b - (more * x - a)),
        Relation("N' > N", more - n, ">"),
    )
    return (Obligation("no weaker in a more diverse task", hypotheses, Relation("y >= x", y - x)),)


CLAIM = Claim(
    label="mesa-optimizer-grows-with-diversity",
    statement=(
        "Every mesa-optimizer that is optimal for N instances is at most as powerful as every one that is optimal for more "
        "instances, whatever the cost f."
    ),
    latex=r"N < N',\ x \in X^*(N),\ y \in X^*(N') \implies x \leq y",
    reading="any policy; all optimal powers are meant",
    scope=scope_of(MesaCondition, "cost", "power", instances=(1, 2, 3, "5/4", "7/2")),
    hypotheses={},
    conclusion=lambda model: least_growth(model) >= 0,
    refutation="A cost for which the best mesa-optimizer is weaker for more instances.",
    witness=MesaCondition(),
    source="this library; the model is from arXiv:1906.01820",
    variant=lambda model: least_growth(model) > 0,
    obligations=obligations,
    induction="None is needed: the one obligation is the claim, for the two optimal powers and their costs.",
)
