"""How many rivals a conjunctive objective has, and how many chosen or random environments exclude them, in closed form."""

import dataclasses
from collections.abc import Iterator
from math import comb

from toymodels.facts import facts_html, facts_text
from toymodels.models.conjunctive_objective import ConjunctiveObjective
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits, number
from toymodels.solvers.plain_numbers import plain_numbers

IDENTIFIED, RIVALS_LEFT, NEVER = "identified", "rivals left", "never identified"
REGIMES = (IDENTIFIED, RIVALS_LEFT, NEVER)
MOST_SAMPLES = 10**12
"""Up to how many random environments the number that is needed is looked for."""


@dataclasses.dataclass(frozen=True)
class ConjunctiveObjectiveSolution:
    """The rivals of an objective with several features, and what excludes them.

    Parameters
    ----------
    value
        The expected number of rivals that the random environments leave.
    regime
        One of ``REGIMES``: whether that is at most the doubt that is allowed; *never* if no random environment excludes some
        rival.
    rivals
        How many other objectives there are.
    rivals_as_simple
        How many of all objectives with no more features than the base objective are another.
    teaching_dimension
        The fewest chosen environments that exclude all rivals.
    hardest
        The least probability with which a random environment excludes a rival; None without rivals.
    samples_needed
        The least number of random environments that leave at most the doubt, to double precision; None if no number
        up to 10^12 does.
    """

    value: Scalar
    regime: str
    rivals: int
    rivals_as_simple: int
    teaching_dimension: int
    hardest: Scalar
    samples_needed: int | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def conjunctive_objective(model: ConjunctiveObjective) -> ConjunctiveObjectiveSolution:
    """The rivals of a conjunctive objective: how many, and how many environments they take.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the exact expectation is too long to write down.

    Examples
    --------
    >>> solution = conjunctive_objective(ConjunctiveObjective(features=2, wanted=1, samples=1))
    >>> solution.rivals, solution.value, solution.hardest, solution.samples_needed
    (3, Fraction(7, 4), Fraction(1, 4), 11)
    """
    exact = plain_numbers(model).exact
    n, k, q = model.features, model.wanted, model.presence if exact else float(model.presence)
    largest = min(n, model.largest)
    kinds = [(chance, count) for chance, count in rival_kinds(n, k, largest, q) if count]
    if exact and model.samples * max((bits(chance) for chance, _ in kinds), default=0) > LONGEST_NUMBER:
        raise ValueError(f"the exact number left by {model.samples} samples is too long: make presence a float, not {q}")
    left = sum(count * (1 - chance) ** model.samples for chance, count in kinds)
    hardest = min((chance for chance, _ in kinds), default=None)
    stays = hardest == 0
    return ConjunctiveObjectiveSolution(
        value=number(left),
        regime=NEVER if stays else IDENTIFIED if left <= model.doubt else RIVALS_LEFT,
        rivals=sum(count for _, count in kinds),
        rivals_as_simple=sum(comb(n, j) for j in range(k + 1)) - 1,
        teaching_dimension=teaching_dimension(n, k, largest),
        hardest=hardest if hardest is None else number(hardest),
        samples_needed=None if stays or (kinds and model.doubt == 0) else _samples_needed(kinds, float(model.doubt)),
    )


def rival_kinds(features: int, wanted: int, largest: int, presence: Scalar) -> Iterator[tuple[Scalar, int]]:
    """For each number of features of a rival, and of those it shares, the chance that it is excluded, and how many there are.

    >>> from fractions import Fraction
    >>> [(str(chance), count) for chance, count in rival_kinds(2, 1, 2, Fraction(1, 2))]
    [('1/2', 1), ('1/2', 1), ('1/4', 1)]
    """
    for j in range(largest + 1):
        for i in range(max(0, j - features + wanted), min(j, wanted) + 1):
            if i != wanted or j != wanted:
                chance = presence**wanted + presence**j - 2 * presence ** (wanted + j - i)
                yield chance, comb(wanted, i) * comb(features - wanted, j - i)


def teaching_dimension(features: int, wanted: int, largest: int) -> int:
    """The fewest environments that exclude every rival of a conjunction.

    >>> [teaching_dimension(4, 2, largest) for largest in range(5)]
    [1, 2, 2, 3, 3]
    """
    return largest + 1 if largest < wanted else wanted + (largest > wanted)


def _samples_needed(kinds: list[tuple[Scalar, int]], doubt: float) -> int | None:
    """The least number of samples by which the expected number left is at most the doubt: by doubling, then by halves."""
    rows = [(1 - float(chance), float(count)) for chance, count in kinds]

    def is_enough(samples: int) -> bool:
        return sum(count * kept**samples for kept, count in rows) <= doubt

    high = 0
    while not is_enough(high):
        high = max(1, 2 * high)
        if high > MOST_SAMPLES:
            return None
    low = high // 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle + 1, high)
    return high
