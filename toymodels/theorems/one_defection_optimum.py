"""If one defection is a catastrophe, it has after training the probability m / (n + m), at the deceiver's optimum.

*Proof.* With q = 1 - x the deceiver wins with probability q^n (1 - q^m), whose derivative in q is q^(n-1) (n - (n + m) q^m): it
rises up to q^m = n / (n + m) and then falls. There 1 - q^m = m / (n + m), and q^n = (n / (n + m))^(n/m). ∎

So it is at most ε iff n >= m (1 - ε) / ε, whatever else the deceiver knows but the time.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.defection_probability import DefectionProbability
from toymodels.scalars import Scalar
from toymodels.solvers.defection_probability import defection_probability, enough_defections, optimal_defections


def has_chance(model: DefectionProbability, chance: Scalar) -> bool:
    """Whether the roots of the derivative, which know of no closed form, make a catastrophe after training so probable."""
    from toymodels.symbolic.algebra.stationary_points import Point, rational, sign_at

    enough = enough_defections(model.deployment, 1)
    places = optimal_defections(enough, model.training)
    return len(places) == 1 and sign_at(Point(enough - rational(chance), places[0])) == 0


def is_by_formula(model: DefectionProbability) -> bool:
    """Whether the chance after training is m / (n + m), and the chance to pass is (n / (n + m))^(n/m)."""
    n, m = model.training, model.deployment
    solution = defection_probability(model)
    passed = abs(float(solution.passed) ** m - float(Fraction(n, n + m) ** n)) < 1e-12
    return has_chance(model, Fraction(m, n + m)) and solution.catastrophe_if_passed == Fraction(m, n + m) and passed


CLAIM = Claim(
    label="one-defection-optimum",
    statement=(
        "If one defection in deployment is a catastrophe, its probability after n episodes of training is m / (n + m) at the "
        "deceiver's optimum, which passes training with probability (n / (n + m))^(n/m)."
    ),
    latex=(
        r"P(\text{catastrophe} \mid \text{passed}) = \frac{m}{n + m}, \quad "
        r"P(\text{passed}) = \left(\frac{n}{n + m}\right)^{n/m}"
    ),
    reading="ex ante; one probability for all episodes",
    scope=scope_of(
        DefectionProbability, training=range(8), deployment=range(1, 8), defections=(1,), in_a_row=(0,), epsilon=("1/100",)
    ),
    hypotheses={"some deployment": lambda model: model.deployment > 0},
    conclusion=is_by_formula,
    refutation="A model with another probability at its optimum.",
    witness=DefectionProbability(training=2, deployment=1),
    source="this library; the game is known from informal analyses",
    variant=lambda model: has_chance(model, Fraction(model.deployment, model.training + 2 * model.deployment)),
)
