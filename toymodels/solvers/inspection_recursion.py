"""The inspection game by its recursion: a matrix game in every state, solved as such.

The inspector inspects with the probability p that minimizes the greater of the two columns' worths,

    max( p v(n-1, m-1, k) + (1-p) v(n-1, m, k),  -p b + (1-p) (1 + v(n-1, m, k-1)) ),

and the inspectee violates with the probability q that maximizes the lesser of the two rows'. Both are piecewise linear, so
that their optima are at 0, at 1 or where the two are equal. Of several optimal probabilities the least is given: the fewest
inspections that are enough, and no violation that doesn't pay. Once no inspections are left, though, the inspectee is said
to violate at once, not to wait until it must.

The recursion is that of an inspector who is told of every violation. Where it isn't told the value is the same for b >= 0 and
for k = 1 (see ``toymodels.models.inspection_game``), and other games are refused.
"""

import dataclasses
from collections.abc import Callable, Iterator
from fractions import Fraction

from toymodels.scalars import Scalar, number


@dataclasses.dataclass(frozen=True)
class InspectionState:
    """A state of the inspection game: what it is worth and what both sides do in it.

    Parameters
    ----------
    stages, inspections, violations
        The numbers n, m and k of stages, inspections and intended violations that are left.
    value
        What the rest of the game is worth to the inspectee.
    inspection_probability, violation_probability
        The probabilities of an inspection and of a violation in the next stage.
    """

    stages: int
    inspections: int
    violations: int
    value: Scalar
    inspection_probability: Scalar
    violation_probability: Scalar


def inspection_recursion(
    stages: int, inspections: int, violations: int = 1, penalty: int | Fraction = 1
) -> dict[tuple[int, int, int], InspectionState]:
    """All states that can be reached with a stage and a violation left, by their numbers (n, m, k), the first one last.

    Parameters
    ----------
    stages, inspections, violations
        The numbers n, m and k at the start.
    penalty
        What the inspectee loses if caught, b, exact.

    Raises
    ------
    ValueError
        If the penalty is negative and more than one violation is intended.

    Examples
    --------
    >>> found = inspection_recursion(4, 2)
    >>> found[4, 2, 1].value, found[4, 2, 1].inspection_probability, found[3, 2, 1].value
    (Fraction(3, 11), Fraction(4, 11), Fraction(1, 7))
    """
    check_inspector_need_not_be_told(violations, penalty)
    found: dict[tuple[int, int, int], InspectionState] = {}

    def worth(n: int, m: int, k: int) -> Scalar:
        return found[n, m, k].value if n and k else 0

    for n, m, k in reversed(list(reached_states(stages, inspections, violations))):
        missed = 1 + worth(n - 1, m, k - 1)
        if m:
            solved = stage_solution(worth(n - 1, m - 1, k), -penalty, worth(n - 1, m, k), missed)
        else:
            solved = max(worth(n - 1, m, k), missed), 0, 1
        found[n, m, k] = InspectionState(n, m, k, *map(number, solved))
    return found


def reached_states(stages: int, inspections: int, violations: int) -> Iterator[tuple[int, int, int]]:
    """The states (n, m, k) with n and k above 0 that some acts lead to, later stages last.

    >>> list(reached_states(2, 1, 1))
    [(2, 1, 1), (1, 1, 1), (1, 0, 1)]
    """
    for past in range(stages):
        for used in range(min(past, inspections) + 1):
            for gone in range(min(past - used, violations - 1) + 1):
                yield stages - past, inspections - used, violations - gone


def stage_solution(
    legal_seen: Scalar, violation_seen: Scalar, legal_unseen: Scalar, violation_unseen: Scalar
) -> tuple[Scalar, Scalar, Scalar]:
    """The value of a stage to the inspectee, and the least optimal probabilities of an inspection and of a violation.

    >>> stage_solution(Fraction(1, 2), -1, Fraction(1, 7), 1)
    (Fraction(3, 11), Fraction(4, 11), Fraction(5, 33))
    """
    seen, unseen = (legal_seen, violation_seen), (legal_unseen, violation_unseen)
    legal, violation = (unseen[0], seen[0]), (unseen[1], seen[1])
    value, inspection = _least(lambda p: max(_mixed(p, *legal), _mixed(p, *violation)), _crossing(legal, violation))
    _, violating = _least(lambda q: -min(_mixed(q, *seen), _mixed(q, *unseen)), _crossing(seen, unseen))
    return value, inspection, violating


def check_inspector_need_not_be_told(violations: int, penalty: Scalar) -> None:
    """Refuse the games that the recursion over (n, m, k) doesn't solve."""
    if penalty < 0 and violations > 1:
        raise ValueError(f"penalty must be >= 0 where more than one violation is intended, got {penalty} with {violations}")


def _mixed(chance: Scalar, without: Scalar, with_it: Scalar) -> Scalar:
    return (1 - chance) * without + chance * with_it


def _crossing(first: tuple[Scalar, Scalar], second: tuple[Scalar, Scalar]) -> list[Scalar]:
    """Where two lines, given by their ends at 0 and 1, cross between these; none if they are parallel."""
    start, end = first[0] - second[0], first[1] - second[1]
    return [] if start == end or start * end > 0 else [Fraction(start) / (start - end)]


def _least(worth: Callable[[Scalar], Scalar], between: list[Scalar]) -> tuple[Scalar, Scalar]:
    """The minimum of a function over 0, 1 and the points between, with the least of the points where it is taken."""
    return min((worth(chance), chance) for chance in (0, *between, 1))
