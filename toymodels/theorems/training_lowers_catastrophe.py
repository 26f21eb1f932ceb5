"""Longer training never makes a catastrophe more probable after it, however many defections it takes.

*Proof.* Let x maximize (1 - x)^n c(x), and let x' > x, both below 1 (x = 1 is optimal for n = 0 only). Then
c(x') (1 - x')^n is at most c(x) (1 - x)^n, and for n' > n a factor ((1 - x') / (1 - x))^(n'-n) < 1 more makes x' worse than x
by itself. So every optimum for n' is at most the least one for n; and c, the chance of enough defections, grows with x. ∎

It is what makes bisection right for the training that is needed.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.defection_probability import DefectionProbability
from toymodels.scalars import Scalar
from toymodels.solvers.defection_probability import defection_probability


def chance(model: DefectionProbability, longer: int = 0) -> Scalar:
    """The probability of a catastrophe after training, to the precision of floats."""
    solution = defection_probability(dataclasses.replace(model, training=model.training + longer, epsilon=0))
    return float(solution.catastrophe_if_passed)


CLAIM = Claim(
    label="training-lowers-catastrophe",
    statement=(
        "In the defection-probability game a catastrophe after training is at most as probable with one more episode of "
        "training, for every number of defections, in all or in a row."
    ),
    latex=r"c(x^*_{n+1}) \le c(x^*_n)",
    reading="ex ante; one probability for all episodes",
    scope=scope_of(
        DefectionProbability,
        training=range(3),
        deployment=range(5),
        defections=(1, 2, 3),
        in_a_row=(0, 1),
        epsilon=("1/100",),
    ),
    hypotheses={},
    conclusion=lambda model: chance(model, 1) <= chance(model) + 1e-15,
    refutation="A model in which one more episode of training makes a catastrophe more probable.",
    witness=DefectionProbability(training=2, deployment=3),
    source="this library",
    variant=lambda model: 2 * chance(model, 1) <= chance(model),
)
