"""However many rivals a conjunctive objective has, as many environments as it has features, and one, exclude them all.

Let the base objective ask for the set K of k of n features, and rivals for any other set J of at most c features.

*Proof.* That many are enough. For f in K show the thing with all features but f: the base objective leaves it, and J takes it
iff f isn't in J. So a J that isn't excluded contains K, and is K itself if c <= k. If c > k, show the thing with the features
K too: the base objective takes it, and J, which contains more than K, doesn't. If k = n there is no such J, and c > k can't
be. If c < k it is enough to do so for c + 1 features of K, since J can't contain them all.

They are needed. For f in K, if c >= k - 1, the rival K without f is excluded by things with all of K but f only: one for each
f. If c > k, K with another feature is excluded by a thing that has all of K, which is none of those. If c < k - 1, let X be c
environments. For each in which the base objective leaves a thing there is a feature in K that the thing lacks; let J be
these, at most c features, and it leaves them as well, and takes what has all of K. So J, a rival, isn't excluded.

As to the count, there are C(n, j) sets of j features.
"""

import dataclasses
from typing import Any

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.conjunctive_objective import ConjunctiveObjective
from toymodels.solvers.conjunctive_objective import conjunctive_objective
from toymodels.solvers.identifiability import excluders_of
from toymodels.solvers.objective_tables import conjunctions
from toymodels.solvers.separating_sets import smallest_separating_set
from toymodels.testing import instances

_MOST = 4


def counted(model: ConjunctiveObjective) -> tuple[int, int, int]:
    """The rivals, those at most as complex, and the fewest environments that exclude the rivals, from the whole table.

    >>> counted(ConjunctiveObjective(features=3, wanted=2))
    (7, 6, 3)
    """
    rivals = excluders_of(conjunctions(model.features, model.wanted, model.largest))[1:]
    simple = conjunctions(model.features, model.wanted, model.wanted)[1:]
    return len(rivals), len(simple), len(smallest_separating_set(rivals).environments)


def is_as_counted(model: ConjunctiveObjective) -> bool:
    """Whether the closed forms are what the table says."""
    solution = conjunctive_objective(model)
    return (solution.rivals, solution.rivals_as_simple, solution.teaching_dimension) == counted(model)


def random_models() -> Any:
    """The Hypothesis strategy of models with five features."""
    from hypothesis import strategies as st

    return instances(ConjunctiveObjective, features=5, wanted=st.integers(0, 5), samples=0)


CLAIM = Claim(
    label="conjunctions-are-soon-taught",
    statement=(
        "An objective that asks for k of n features has as rivals all others of at most c features, the sum of C(n, j) "
        "for j <= c, less one if k <= c; a smallest set of environments that excludes them has k + 1 for c > k, k for c = k "
        "and c + 1 for c < k."
    ),
    latex=r"\Big|\{J \neq K : |J| \leq c\}\Big| = \sum_{j \leq c} \binom{n}{j} - [k \leq c], \quad TD = k + [c > k]",
    reading="any policy",
    scope=dataclasses.replace(
        scope_of(
            ConjunctiveObjective, features=(_MOST,), wanted=range(_MOST + 1), largest=(200, *range(_MOST + 1)), samples=(0,)
        ),
        any_of=random_models,
    ),
    hypotheses={},
    conclusion=is_as_counted,
    refutation="Numbers of features for which the table has more or fewer rivals, or a smaller separating set.",
    witness=ConjunctiveObjective(features=3, wanted=2),
    source="S. Goldman and M. Kearns, On the complexity of teaching, 1995; the bound c is this library's",
    variant=lambda model: conjunctive_objective(model).teaching_dimension == model.wanted + 1,
)
