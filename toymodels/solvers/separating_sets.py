"""Smallest separating sets: hitting sets of the environments that exclude each rival, exactly.

A rival is given by the set of environments that exclude it, a bit each in an integer, ``excluders``. A set of environments
separates iff it meets each of them, hence iff no rival's set lies in its complement. For up to 20 environments all 2^E sets are
judged at once by that, which also counts them. These reductions don't change the least size:

* a rival with a superset of another rival's excluders is excluded with it;
* an environment that excludes no rival that another one doesn't isn't needed;

and what is left with over 12 environments is searched by branch and bound on an environment for the rival with the fewest
excluders, in integers. If that takes too long it becomes a 0-1 program for HiGHS, whose answer is checked to separate. Where a
fractional packing, weights y >= 0 on rivals with a sum of at most 1 over those that any one environment excludes, has a total
above k - 1, fewer than k environments won't do: the weights are rationals, and this proves the optimum without trust in floats.
"""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ENUMERATED = 20
"""Up to how many environments it is said of all sets whether they separate."""

SMALL = 12
"""Up to how many environments, after the reductions, that is how a smallest set is found."""

MOST_NODES = 100_000
"""How many nodes a search by branch and bound may have."""

ENUMERATION, SEARCH, PACKING, PROGRAM = "enumeration", "branch and bound", "fractional packing", "mixed-integer program"
_LARGEST_DENOMINATOR = 10**6


class SmallestSet(NamedTuple):
    """A smallest separating set, and what proves that none is smaller: the last kind of proof is HiGHS's word in floats."""

    environments: tuple[int, ...]
    proof: str


def smallest_separating_set(excluders: Iterable[int]) -> SmallestSet:
    """A smallest set of environments that excludes every rival.

    Raises
    ------
    ValueError
        If a rival is excluded by no environment.

    Examples
    --------
    >>> smallest_separating_set([0b011, 0b110, 0b101])
    SmallestSet(environments=(0, 1), proof='enumeration')
    """
    left = minimal_rivals(excluders)
    if 0 in left:
        raise ValueError("every rival must be excluded by some environment, and one isn't")
    while True:
        kept = undominated_environments(left)
        fewer = minimal_rivals(rival & kept for rival in left)
        if fewer == left:
            break
        left = fewer
    places = places_of(kept)
    packed = [sum(1 << i for i, place in enumerate(places) if rival >> place & 1) for rival in left]
    if len(places) <= SMALL:
        chosen, proof = first_smallest(separates(packed, len(places))), ENUMERATION
    elif (searched := branched_set(packed, len(places), MOST_NODES)) is not None:
        chosen, proof = searched, SEARCH
    else:
        chosen, proof = _by_program(packed, len(places))
    return SmallestSet(tuple(places[i] for i in chosen), proof)


def minimal_rivals(excluders: Iterable[int]) -> list[int]:
    """The sets of excluders that contain no other, in the order of their sizes: only these rivals matter.

    >>> minimal_rivals([0b111, 0b011, 0b100, 0b011])
    [4, 3]
    """
    found: list[int] = []
    for rival in sorted(set(excluders), key=lambda mask: (mask.bit_count(), mask)):
        if not any(other & rival == other for other in found):
            found.append(rival)
    return found


def undominated_environments(excluders: Sequence[int]) -> int:
    """The environments, a bit each, that exclude a rival which no other environment excludes together with all their others.

    Of environments that exclude the same rivals the first is kept.

    >>> undominated_environments([0b011, 0b001])
    1
    """
    columns: dict[int, int] = {}
    for place in reversed(places_of(sum_of_bits(excluders))):
        columns[sum(1 << i for i, rival in enumerate(excluders) if rival >> place & 1)] = place
    kept: list[int] = []
    for column in sorted(columns, key=int.bit_count, reverse=True):
        if not any(column & other == column for other in kept):
            kept.append(column)
    return sum(1 << columns[column] for column in kept)


def separates(excluders: Iterable[int], environments: int) -> NDArray[np.bool_]:
    """Whether each set of environments, numbered by its bits, excludes all rivals: an array of 2^E answers.

    >>> separates([0b01], 2).tolist()
    [False, True, False, True]
    """
    holds_rival = np.zeros(1 << environments, bool)
    holds_rival[list(excluders)] = True
    for i in range(environments):
        halves = holds_rival.reshape(-1, 2, 1 << i)
        halves[:, 1] |= halves[:, 0]
    return ~holds_rival[::-1]


def numbers_by_size(separating: NDArray[np.bool_]) -> list[int]:
    """How many separating sets there are of each size, from 0 to all environments.

    >>> numbers_by_size(separates([0b01], 2))
    [0, 1, 1]
    """
    sizes = _sizes(separating.size)
    found: list[int] = np.bincount(sizes[separating], minlength=int(sizes[-1]) + 1).tolist()
    return found


def first_smallest(separating: NDArray[np.bool_]) -> tuple[int, ...]:
    """Of the separating sets with the fewest environments, the one with the least number."""
    sizes = np.where(separating, _sizes(separating.size), np.int8(127))
    return places_of(int(np.argmin(sizes)))


def branched_set(excluders: Sequence[int], environments: int, nodes: int) -> tuple[int, ...] | None:
    """A smallest separating set by branch and bound; None if the search has more nodes than allowed.

    A node is a set of rivals left, of environments chosen, and of environments that are not to be chosen any more: its
    brothers before it. It has a branch for each way to exclude the rival left that had the fewest excluders at the start, and
    none if the environments with the most rivals left are together too few for them.

    >>> branched_set([0b011, 0b110, 0b101], 3, 10)
    (0, 1)
    """
    rivals = sorted(excluders, key=int.bit_count)
    columns = [sum(1 << i for i, rival in enumerate(rivals) if rival >> e & 1) for e in range(environments)]
    size = len(disjoint_rivals(rivals))
    while True:
        waiting = [((1 << len(rivals)) - 1, 0, 0)]
        while waiting:
            left, chosen, banned = waiting.pop()
            if not left:
                return places_of(chosen)
            if (nodes := nodes - 1) < 0:
                return None
            reach = sorted((column & left).bit_count() for e, column in enumerate(columns) if not banned >> e & 1)
            room = size - chosen.bit_count()
            if room and sum(reach[-room:]) >= left.bit_count():
                hardest = rivals[(left & -left).bit_length() - 1]
                for e in reversed(places_of(hardest & ~banned)):
                    before = hardest & ((1 << e) - 1)
                    waiting.append((left & ~columns[e], chosen | 1 << e, banned | before))
        size += 1


def greedy_separating_set(excluders: Iterable[int]) -> tuple[int, ...]:
    """The environments in the order in which each next one excludes most of the rivals left; of equal ones the first.

    It is at most 1 + 1/2 + ... + 1/d times as large as the smallest, if no environment excludes more than d rivals (Johnson
    1974, Chvátal 1979).

    >>> greedy_separating_set([0b101, 0b101, 0b001, 0b110, 0b110, 0b010])
    (2, 0, 1)
    """
    left, chosen = list(excluders), []
    while left:
        places = places_of(sum_of_bits(left))
        best = max(places, key=lambda place: (sum(rival >> place & 1 for rival in left), -place))
        chosen.append(best)
        left = [rival for rival in left if not rival >> best & 1]
    return tuple(chosen)


def disjoint_rivals(excluders: Sequence[int]) -> tuple[int, ...]:
    """The places of rivals of which no environment excludes two, taken greedily: as many environments are needed.

    >>> disjoint_rivals([0b111, 0b001, 0b110])
    (1, 2)
    """
    used, found = 0, []
    for i in sorted(range(len(excluders)), key=lambda i: (excluders[i].bit_count(), i)):
        if not excluders[i] & used:
            used |= excluders[i]
            found.append(i)
    return tuple(sorted(found))


def places_of(mask: int) -> tuple[int, ...]:
    """The places of the bits of an integer, the lowest first.

    >>> places_of(0b1101)
    (0, 2, 3)
    """
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def sum_of_bits(masks: Iterable[int]) -> int:
    """The union of sets that are given by bits."""
    union = 0
    for mask in masks:
        union |= mask
    return union


def _sizes(count: int) -> NDArray[np.int8]:
    """The number of bits of 0, 1, ..., count - 1, for a power of two."""
    sizes = np.zeros(1, np.int8)
    while sizes.size < count:
        sizes = np.concatenate((sizes, sizes + 1))
    return sizes


def _by_program(excluders: list[int], environments: int) -> tuple[tuple[int, ...], str]:
    from scipy.optimize import Bounds, LinearConstraint, linprog, milp

    table = np.array([[rival >> i & 1 for i in range(environments)] for rival in excluders], float)
    costs, integral = np.ones(environments), np.ones(environments, int)
    answer: Any = milp(costs, integrality=integral, bounds=Bounds(0, 1), constraints=LinearConstraint(table, lb=1)).x
    chosen = tuple(np.flatnonzero(np.round(answer)).tolist())
    union = sum(1 << i for i in chosen)
    if not all(rival & union for rival in excluders):
        raise ArithmeticError("the answer of the mixed-integer program doesn't exclude every rival")
    weights: Any = linprog(-np.ones(len(excluders)), A_ub=table.T, b_ub=costs).x
    bound = packing_bound(excluders, environments, weights.tolist())
    return chosen, PACKING if math.ceil(bound) >= len(chosen) else PROGRAM


def packing_bound(excluders: Sequence[int], environments: int, weights: Iterable[float]) -> Fraction:
    """A number of environments that are needed, proved by weights on the rivals, which may be off by rounding.

    They are made rational and at least 0, and divided by the greatest sum over the rivals that one environment excludes.

    >>> packing_bound([0b011, 0b110, 0b101], 3, [0.5, 0.5, 0.5])
    Fraction(3, 2)
    """
    exact = [Fraction(max(weight, 0)).limit_denominator(_LARGEST_DENOMINATOR) for weight in weights]
    loads = [sum(w for rival, w in zip(excluders, exact, strict=True) if rival >> i & 1) for i in range(environments)]
    return sum(exact, Fraction(0)) / max(1, *loads)
