"""What random environments leave of a conjunctive objective's rivals; the closest are excluded with probability q^k (1 - q).

*Proof.* A thing has each of n features with probability q, independently. The base objective K takes it with
probability q^k, a rival J with j features with q^j, and both with q^|K ∪ J|, where |K ∪ J| = k + j - i if they share i. So
one takes and the other leaves it with probability q^k + q^j - 2 q^(k + j - i); m independent things all fail to exclude J
with the m-th power of one minus that; and there are C(k, i) C(n - k, j - i) such rivals. For J with one feature more than K,
i = k and j = k + 1, the probability is q^k - q^(k + 1).
"""

import dataclasses
import itertools
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.conjunctive_objective import ConjunctiveObjective
from toymodels.scalars import Scalar
from toymodels.solvers.conjunctive_objective import conjunctive_objective
from toymodels.testing import instances

_FEATURES = 3


def exclusion_chances(model: ConjunctiveObjective) -> list[Scalar]:
    """For each rival the probability that a random thing excludes it, summed over all things.

    >>> [str(chance) for chance in exclusion_chances(ConjunctiveObjective(features=2, wanted=1))]
    ['1/2', '1/2', '1/4']
    """
    n, q = model.features, Fraction(model.presence)
    base = frozenset(range(model.wanted))
    sets = [frozenset(chosen) for j in range(n + 1) for chosen in itertools.combinations(range(n), j)]
    weights = {thing: q ** len(thing) * (1 - q) ** (n - len(thing)) for thing in sets}
    rivals = [rival for rival in sets if rival != base and len(rival) <= model.largest]
    return [
        sum((weight for thing, weight in weights.items() if (base <= thing) != (rival <= thing)), Fraction(0))
        for rival in rivals
    ]


def is_as_summed(model: ConjunctiveObjective) -> bool:
    """Whether the closed form is the sum over all rivals, and no rival is harder than the hardest."""
    chances, solution = exclusion_chances(model), conjunctive_objective(model)
    left = sum((1 - chance) ** model.samples for chance in chances)
    return bool(solution.value == left and solution.hardest == min(chances, default=None))


def is_excluded_as_often_as_taken(model: ConjunctiveObjective) -> bool:
    """Whether each rival is excluded at least as often as the base objective takes a thing."""
    return all(chance >= model.presence**model.wanted for chance in exclusion_chances(model))


def random_models() -> Any:
    """The Hypothesis strategy of models with four features."""
    from hypothesis import strategies as st

    return instances(ConjunctiveObjective, features=4, wanted=st.integers(0, 4))


CLAIM = Claim(
    label="conjunctions-are-slowly-found",
    statement=(
        "If things have each of n features with probability q, m of them leave on average the sum over i and j <= c, (i, j) "
        "not (k, k), of C(k, i) C(n - k, j - i) (1 - q^k - q^j + 2 q^(k + j - i))^m rivals of an objective that asks for k."
    ),
    latex=r"E|R_m| = \sum_{i,j} \binom{k}{i} \binom{n - k}{j - i} (1 - q^k - q^j + 2 q^{k + j - i})^m",
    reading="any policy",
    scope=dataclasses.replace(
        scope_of(
            ConjunctiveObjective,
            features=(_FEATURES,),
            wanted=range(_FEATURES + 1),
            largest=(200, 0, 1, 2),
            samples=(0, 1, 2, 5),
            presence=("1/2", "1/3", 0, 1, "9/10"),
        ),
        any_of=random_models,
    ),
    hypotheses={},
    conclusion=is_as_summed,
    refutation="Numbers of features and samples for which the sum over all things is another.",
    witness=ConjunctiveObjective(features=3, wanted=2),
    source="this library",
    variant=is_excluded_as_often_as_taken,
)
