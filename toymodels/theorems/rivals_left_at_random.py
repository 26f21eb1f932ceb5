"""What environments at random leave of the rivals: the sum of C(E - d, m)/C(E, m) over the rivals.

*Proof.* A rival that d of E further environments exclude is left by m of them iff all are among the other E - d: of C(E, m)
equally likely sets C(E - d, m) are. Expectations add up. The number of draws until no rival is left exceeds m iff the first m
don't separate, and its expectation is the sum of these probabilities over m = 0, 1, ...
"""

import itertools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.models.identifiability import MAZES, Identifiability
from toymodels.scalars import Scalar
from toymodels.solvers.identifiability import identifiability
from toymodels.theorems.small_tables import TABLES


def expectations(model: Identifiability) -> tuple[list[Scalar], Scalar]:
    """The expected number left by each number of environments, and the expected number of rounds, by summing over all sets.

    >>> [str(number) for number in expectations(Identifiability(training=4))[0]], expectations(Identifiability())[1]
    (['0', '0', '0', '0'], Fraction(4, 1))
    """
    table, further = model.objectives, range(model.training, len(model.objectives[0]))
    excluding = [{e for e in further if table[row][e] != table[0][e]} for row in identifiability(model).rivals]
    left, rounds = [], Fraction(0)
    for m in range(len(further) + 1):
        counts = [sum(map(each.isdisjoint, excluding)) for each in map(set, itertools.combinations(further, m))]
        left.append(Fraction(sum(counts), len(counts)))
        rounds += Fraction(sum(count > 0 for count in counts), len(counts))
    return left, rounds


def is_as_summed(model: Identifiability) -> bool:
    """Whether the closed forms are the averages over all sets."""
    solution = identifiability(model)
    return (list(solution.expected_left), solution.expected_rounds) == expectations(model)


def as_if_put_back(model: Identifiability) -> bool:
    """Whether it would be the same if environments could be drawn again."""
    further = len(model.objectives[0]) - model.training
    left = identifiability(model).expected_left
    return all(left[m] * left[0] ** (m - 1) == left[1] ** m for m in range(1, further + 1))


CLAIM = Claim(
    label="rivals-left-at-random",
    statement=(
        "Of E further environments m drawn at random without replacement leave on average the sum of C(E - d, m)/C(E, m) over "
        "the rivals, d the number of environments that exclude the rival."
    ),
    latex=r"E|R_m| = \sum_r \binom{E - d_r}{m} \Big/ \binom{E}{m}",
    reading="any policy",
    scope=TABLES,
    hypotheses={},
    conclusion=is_as_summed,
    refutation="A table for which the average over all sets of environments is another.",
    witness=Identifiability(MAZES),
    source="this library",
    variant=as_if_put_back,
)
