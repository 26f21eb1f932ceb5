"""The chance of d defections in a row among m is a sum over blocks.

*Proof.* Write x for the chance of a defection, p = 1 - x. There are d in a row somewhere iff one of these happens: episodes
1, ..., d are all defections (B_1), or for some j > 1 episode j - 1 is none and j, ..., j + d - 1 are all (B_j). Two of them
exclude each other unless their blocks of episodes, of length d for B_1 and d + 1 for the others, are disjoint: episode k - 1
would be a defection by B_j and none by B_k. So in inclusion and exclusion i of them that can happen together are
i disjoint blocks,

    C(m - i d, i) choices without B_1, of chance p^i x^(i d) each,
    C(m - i d, i - 1) choices with B_1, of chance p^(i-1) x^(i d) each,

and P = Σ_{i >= 1} (-1)^(i+1) x^(i d) p^(i-1) [C(m - i d, i - 1) + p C(m - i d, i)]. As
C(N, i) = C(N, i - 1) (N - i + 1) / i, the bracket is (x + (p / i)(m - i d + 1)) C(m - i d, i - 1), and i runs to ⌊m/d⌋. ∎
"""

import math
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.defection_probability import DefectionProbability
from toymodels.solvers.defection_probability import enough_defections


def chance_of_a_run(deployment: int, defections: int) -> Any:
    """P by the formula, a polynomial of FLINT's in x.

    >>> chance_of_a_run(3, 2)
    (-1)*x^3 + 2*x^2
    """
    from toymodels.symbolic.algebra.stationary_points import polynomial_of, rational

    x, m, d = polynomial_of([0, 1]), deployment, defections
    found = polynomial_of([])
    for i in range(1, m // d + 1):
        weight = x + (1 - x) * rational(Fraction(m - i * d + 1, i))
        found += (-1) ** (i + 1) * weight * math.comb(m - i * d, i - 1) * x ** (i * d) * (1 - x) ** (i - 1)
    return found


CLAIM = Claim(
    label="defections-in-a-row",
    statement=(
        "The chance of d defections in a row among m, each a defection with chance 1 - p, is the sum over i = 1, ..., ⌊m/d⌋ of "
        "(-1)^(i+1) ((1 - p) + (p/i)(m - i d + 1)) C(m - i d, i - 1) (1 - p)^(i d) p^(i-1)."
    ),
    latex=(
        r"P = \sum_{i=1}^{\lfloor m/d \rfloor} (-1)^{i+1} \left((1 - p) + \frac{p}{i} (m - i d + 1)\right) "
        r"\binom{m - i d}{i - 1} (1 - p)^{i d} p^{i-1}"
    ),
    reading="any policy; every episode alike",
    scope=scope_of(
        DefectionProbability, training=(0,), deployment=range(13), defections=range(1, 7), in_a_row=(1,), epsilon=("1/100",)
    ),
    hypotheses={},
    conclusion=lambda model: (
        chance_of_a_run(model.deployment, model.defections)
        == enough_defections(model.deployment, model.defections, in_a_row=True)
    ),
    refutation="Numbers m and d for which the formula is not the polynomial that the Markov chain makes.",
    witness=DefectionProbability(training=0, deployment=5, defections=2, in_a_row=True),
    source="A. de Moivre, The Doctrine of Chances, 1738, for the problem",
    variant=lambda model: (
        chance_of_a_run(model.deployment, model.defections) == enough_defections(model.deployment, model.defections)
    ),
)
