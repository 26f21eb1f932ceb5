"""What a training set leaves of the rivals of the base objective, and the fewest environments that exclude them.

The version space is read off the table; smallest sets are those of ``toymodels.solvers.separating_sets``, and the games those
of ``toymodels.solvers.audit_games``.
"""

import dataclasses
from collections.abc import Sequence
from fractions import Fraction
from math import comb

from toymodels.facts import facts_html, facts_text
from toymodels.models.identifiability import Identifiability
from toymodels.scalars import Scalar, number
from toymodels.solvers.audit_games import audits_needed, longest_training
from toymodels.solvers.separating_sets import (
    ENUMERATED,
    disjoint_rivals,
    greedy_separating_set,
    numbers_by_size,
    places_of,
    separates,
    smallest_separating_set,
)

IDENTIFIED, ONE_AWAY, SEVERAL_AWAY = "identified", "one environment away", "several environments away"
REGIMES = (IDENTIFIED, ONE_AWAY, SEVERAL_AWAY)


@dataclasses.dataclass(frozen=True)
class IdentifiabilitySolution:
    """What training can't tell apart, and what it takes to do so. Objectives and environments go by their numbers, from 0.

    Parameters
    ----------
    value
        The share of the version space that does as the base objective in all environments: the chance to get that from a
        learner that takes any consistent objective.
    regime
        One of ``REGIMES``: how many further environments are needed.
    classes
        The classes of objectives that training can't tell apart, each a tuple of rows.
    rivals
        The rows that do as the base objective in training, and not in some further environment.
    twins
        The rows that do as the base objective in all environments.
    separating_size, separating_set
        The size of a smallest set of further environments that excludes all rivals, and such a set.
    smallest_sets
        How many sets of that size exclude all rivals; None for more than 20 further environments.
    proof
        What proves that no smaller set does: enumeration, branch and bound, fractional packing, or the mixed-integer program's
        word.
    essential
        The environments that are in every separating set: some rival is excluded by no other.
    disjoint_rivals
        Rivals of which no further environment excludes two: as many environments are needed.
    greedy_set, greedy_ratio
        The environments that a greedy trainer adds, in order, and how many times as many as needed they are.
    greedy_bound
        What that ratio can be at most: 1 + 1/2 + ... + 1/d, where no environment excludes more than d rivals.
    teaching_dimension, teaching_set
        The size of a smallest set of any environments that excludes everything but twins, and such a set.
    game_value
        The rounds of adversarial training if the trainer plans ahead and the learner plays for time: ``separating_size``.
    longest_training
        The rounds that it can last if the trainer takes any failure; None for more than 12 further environments.
    audits_needed
        The further environments needed in the worst case to learn which class of all environments the learner's objective is
        in, if it is consistent with training; None where the best decision tree is too large to be found.
    expected_left
        The expected number of rivals left by m further environments at random without replacement, for m = 0, 1, ...
    expected_rounds
        The expected number of them until none is left; None for more than 20 further environments.
    """

    value: Scalar
    regime: str
    classes: tuple[tuple[int, ...], ...]
    rivals: tuple[int, ...]
    twins: tuple[int, ...]
    separating_size: int
    separating_set: tuple[int, ...]
    smallest_sets: int | None
    proof: str
    essential: tuple[int, ...]
    disjoint_rivals: tuple[int, ...]
    greedy_set: tuple[int, ...]
    greedy_ratio: Scalar
    greedy_bound: Scalar
    teaching_dimension: int
    teaching_set: tuple[int, ...]
    game_value: int
    longest_training: int | None
    audits_needed: int | None
    expected_left: tuple[Scalar, ...]
    expected_rounds: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def identifiability(model: Identifiability) -> IdentifiabilitySolution:
    """The version space that training leaves, the smallest separating set, and the ways there, all exactly.

    Examples
    --------
    >>> solution = identifiability(Identifiability())
    >>> solution.classes, solution.separating_size, solution.longest_training
    (((0, 1, 2, 3, 4, 5, 6),), 2, 5)
    >>> solution.essential, solution.expected_rounds
    ((2, 3), 4)
    """
    table, trained = model.objectives, model.training
    further = len(table[0]) - trained
    excluders = dict(enumerate(excluders_of(table)))
    version_space = [row for row, mask in excluders.items() if not mask & ((1 << trained) - 1)]
    rivals = tuple(row for row in version_space if excluders[row])
    twins = tuple(row for row in version_space[1:] if not excluders[row])
    masks = [excluders[row] >> trained for row in rivals]
    smallest = smallest_separating_set(masks)
    size = len(smallest.environments)
    taught = smallest_separating_set(filter(None, excluders.values())).environments
    greedy = greedy_separating_set(masks)
    most = max((sum(mask >> e & 1 for mask in masks) for e in range(further)), default=0)
    by_size = numbers_by_size(separates(set(masks), further)) if further <= ENUMERATED else None
    return IdentifiabilitySolution(
        value=number(Fraction(1 + len(twins), len(version_space))),
        regime=REGIMES[min(size, 2)],
        classes=classes_of([row[:trained] for row in table]),
        rivals=rivals,
        twins=twins,
        separating_size=size,
        separating_set=_numbered(smallest.environments, trained),
        smallest_sets=by_size[size] if by_size else None,
        proof=smallest.proof,
        essential=_numbered(sorted({places_of(mask)[0] for mask in masks if mask.bit_count() == 1}), trained),
        disjoint_rivals=tuple(rivals[i] for i in disjoint_rivals(masks)),
        greedy_set=_numbered(greedy, trained),
        greedy_ratio=number(Fraction(len(greedy), size)) if size else 1,
        greedy_bound=number(sum((Fraction(1, d) for d in range(1, most + 1)), Fraction(0))) if most else 1,
        teaching_dimension=len(taught),
        teaching_set=taught,
        game_value=size,
        longest_training=longest_training(masks, further),
        audits_needed=audits_needed([table[row][trained:] for row in version_space]),
        expected_left=tuple(expected_left(masks, further, m) for m in range(further + 1)),
        expected_rounds=expected_rounds(by_size) if by_size else None,
    )


def excluders_of(table: Sequence[Sequence[Scalar]]) -> tuple[int, ...]:
    """For each row of a table the columns in which it differs from the first, a bit each.

    >>> excluders_of([(0, 0), (0, 1), (2, 1)])
    (0, 2, 3)
    """
    return tuple(sum(1 << e for e, (own, due) in enumerate(zip(row, table[0], strict=True)) if own != due) for row in table)


def classes_of(table: Sequence[Sequence[Scalar]]) -> tuple[tuple[int, ...], ...]:
    """The classes of rows that are the same, in the order of their first rows.

    >>> classes_of([(0,), (1,), (0,)])
    ((0, 2), (1,))
    """
    found: dict[tuple[Scalar, ...], list[int]] = {}
    for i, row in enumerate(table):
        found.setdefault(tuple(row), []).append(i)
    return tuple(map(tuple, found.values()))


def expected_left(excluders: Sequence[int], environments: int, drawn: int) -> Scalar:
    """The expected number of rivals that no environment excludes of so many drawn at random without replacement.

    >>> expected_left([0b001, 0b011], 3, 1)
    1
    """
    missed = sum(comb(environments - mask.bit_count(), drawn) for mask in excluders)
    return number(Fraction(missed, comb(environments, drawn)))


def expected_rounds(by_size: Sequence[int]) -> Scalar:
    """The expected number of random environments until they separate, by how many sets of each size do.

    >>> expected_rounds([0, 1, 1])
    Fraction(3, 2)
    """
    environments = len(by_size) - 1
    return number(sum(1 - Fraction(sets, comb(environments, m)) for m, sets in enumerate(by_size)))


def _numbered(places: Sequence[int], trained: int) -> tuple[int, ...]:
    """Places among the further environments as numbers among all."""
    return tuple(trained + place for place in places)
