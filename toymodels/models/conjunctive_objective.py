"""Conjunctive objectives: how many rivals have to be ruled out, by how many environments, as an objective gets complex.

An agent meets things and takes or leaves each. What it is to want is said by features: "red" (one), "red door" (two), "red
door that is open" (three). The more features the objective has, the more other objectives there are that are no more complex.
How many environments does it take to rule them all out?

There are n features; an objective is a set of at most c of them, and takes a thing that has them all. The base objective has k.
Its rivals are all others, of number

    Σ_{j <= c} C(n, j) - [k <= c],

so those that are at most as complex as it (c = k) grow like n^k/k!, and without a bound (c = n) there are 2^n - 1.

*Chosen environments.* For each of the k features show a thing that has all features but that: an objective that doesn't ask
for the feature takes it. If objectives of more than k features are rivals, show a thing with just the k: whoever asks for
more leaves it. No smaller set will do, so that k + 1 environments exclude 2^n - 1 rivals (Goldman and Kearns: the teaching
dimension of monotone conjunctions is min(k + 1, n)). For a bound c < k, c + 1 environments do.

*Random environments.* If a thing has each feature with probability q, independently, a rival of j features, i of them the base
objective's, does something else with it with probability q^k + q^j - 2 q^(k + j - i), so that m things leave

    Σ_{i, j} C(k, i) C(n - k, j - i) (1 - q^k - q^j + 2 q^(k + j - i))^m  rivals on average.

By hand: a rival that asks for one feature more is excluded with probability q^k (1 - q) only. So while chosen
environments grow linearly with k, random ones grow exponentially.

Source: S. Goldman and M. Kearns, *On the complexity of teaching*, Journal of Computer and System Sciences 50 (1995); the count
of what random environments leave is this library's.
"""

import dataclasses
from fractions import Fraction
from typing import Annotated, ClassVar

from toymodels.domains import Parameter, check_fields
from toymodels.scalars import Scalar

_MOST = 200


@dataclasses.dataclass(frozen=True)
class ConjunctiveObjective:
    """An objective that asks for several features at once, and its rivals among all such objectives.

    Parameters
    ----------
    features
        The number n of features, an integer in [1, 200].
    wanted
        The number k of features that the base objective asks for, an integer >= 0, at most n.
    largest
        The number c of features that a rival has at most, an integer in [0, 200]: n or more is no bound.
    samples
        The number m >= 0 of random environments.
    presence
        The probability q in [0, 1] that a thing in a random environment has a feature.
    doubt
        The expected number of rivals left, in [0, 1], at which the base objective counts as identified: at least the
        chance that any is left.

    Raises
    ------
    TypeError, ValueError
        If a value is no number or is outside its domain.

    Examples
    --------
    >>> from toymodels.solvers.conjunctive_objective import conjunctive_objective
    >>> solution = conjunctive_objective(ConjunctiveObjective(features=10, wanted=3, samples=0))
    >>> solution.rivals, solution.rivals_as_simple, solution.teaching_dimension
    (1023, 175, 4)
    """

    features: Annotated[Scalar, Parameter("number of features", 1, _MOST, integer=True)] = 10
    wanted: Annotated[Scalar, Parameter("features that the base objective asks for", 0, integer=True)] = 3
    largest: Annotated[Scalar, Parameter("features that a rival has at most", 0, _MOST, integer=True)] = _MOST
    samples: Annotated[Scalar, Parameter("number of random environments", 0, integer=True)] = 30
    presence: Annotated[Scalar, Parameter("chance that a thing has a feature", 0, 1)] = Fraction(1, 2)
    doubt: Annotated[Scalar, Parameter("expected rivals left at which it counts as identified", 0, 1)] = Fraction(1, 20)

    usual_axes: ClassVar[tuple[str, ...]] = ("wanted=0:8", "samples=0:400:41")

    def __post_init__(self) -> None:
        check_fields(self)
        if self.wanted > self.features:
            raise ValueError(f"wanted must be at most the number of features, {self.features}, got {self.wanted}")
