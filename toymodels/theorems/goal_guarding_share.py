"""The share of objectives drawn at random that comply in training only so as not to be modified, in closed form.

*Proof.* X and Y are what compliance loses in an episode of training and of deployment: the greatest of n (m) uniform rewards
less the first. If the first is r, all others are at most r + x with probability min(1, r + x)^(n-1), so that P(X <= x) =
∫ min(1, r + x)^(n-1) dr = x + (1 - x^n)/n on [0, 1], of which 1/n at x = 0. So Y has the density 1 - y^(m-1) on (0, 1], and

    P(0 < X <= c Y) = ∫_0^1 (G(c y) - 1/n) (1 - y^(m-1)) dy,  G(x) - 1/n = x - x^n/n for x <= 1, and 1 - 1/n beyond.

With one antiderivative for c <= 1 and two for c > 1, on either side of y = 1/c, these are the two formulas. That B is optimal
in all of training iff X <= c Y, c = p g^T S_D, is the threshold of the episode game (``all-training-threshold``) with payoffs
in the ratio Y/X.

The evidence integrates the polynomials by a Newton-Cotes rule that is exact for their degree.
"""

import functools
from collections.abc import Callable
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.goal_guarding import GoalGuarding
from toymodels.scalars import Scalar
from toymodels.solvers.goal_guarding import goal_guarding


@functools.cache
def _weights(degree: int) -> tuple[Fraction, ...]:
    """Weights of degree + 1 equidistant points of [0, 1] that integrate polynomials of that degree exactly."""
    points = [Fraction(i, degree) for i in range(degree + 1)]
    found = []
    for i, point in enumerate(points):
        basis = [Fraction(1)]
        for other in points[:i] + points[i + 1 :]:
            scaled = [c / (point - other) for c in basis]
            basis = [a - other * b for a, b in zip([Fraction(0), *scaled], [*scaled, Fraction(0)], strict=True)]
        found.append(sum((c / (power + 1) for power, c in enumerate(basis)), Fraction(0)))
    return tuple(found)


def _integral(function: Callable[[Fraction], Fraction], low: Fraction, high: Fraction, degree: int) -> Fraction:
    width = high - low
    values = (weight * function(low + width * Fraction(i, degree)) for i, weight in enumerate(_weights(degree)))
    return width * sum(values, Fraction(0))


@functools.cache
def integrated(n: int, m: int, stakes: Fraction) -> Fraction:
    """P(0 < X <= c Y) by exact integration of the polynomials on either side of y = 1/c."""
    bend = min(Fraction(1), 1 / stakes) if stakes else Fraction(1)
    low = _integral(lambda y: (stakes * y - (stakes * y) ** n / n) * (1 - y ** (m - 1)), Fraction(0), bend, n + m)
    return low + _integral(lambda y: (1 - Fraction(1, n)) * (1 - y ** (m - 1)), bend, Fraction(1), n + m)


def _stakes(model: GoalGuarding) -> Scalar:
    worth = sum((Fraction(model.discount) ** i for i in range(model.deployment)), Fraction(0))
    return model.modification * Fraction(model.discount) ** model.training * worth


CLAIM = Claim(
    label="goal-guarding-share",
    statement=(
        "Of objectives that pay n outcomes of training and m of deployment independent uniform rewards, the share that "
        "complies in all of training only so as not to be modified is P(0 < X <= c Y) with c = p g^T (1 + ... + g^(D-1)), for "
        "c <= 1 c/2 - c/(m+1) - (c^n/n)(1/(n+1) - 1/(n+m)), and a like formula in 1/c above."
    ),
    latex=r"\frac{c}{2} - \frac{c}{m + 1} - \frac{c^n}{n} \Bigl(\frac{1}{n + 1} - \frac{1}{n + m}\Bigr), \quad c \leq 1",
    reading="subgame-perfect; ties count as compliance",
    scope=scope_of(
        GoalGuarding,
        outcomes=(1, 2, 3, 4),
        options=(1, 2, 3),
        training=(1, 2),
        deployment=(0, 1, 3),
        modification=(1, "1/2"),
        discount=(1, "1/2"),
        same=(False,),
    ),
    hypotheses={"deployment has outcomes of its own": lambda model: not model.same},
    conclusion=lambda model: goal_guarding(model).value == integrated(model.outcomes, model.options, _stakes(model)),
    refutation="A game in which another share of objectives guards its goal.",
    witness=GoalGuarding(),
    source="this library",
    uses=("all-training-threshold",),
    variant=lambda model: goal_guarding(model).value == goal_guarding(model).most,
)
