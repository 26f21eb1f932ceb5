"""Two games with the next environment as the move: adversarial training without a plan, and telling which objective it has.

*Adversarial training*: in each round the learner holds a rival, and is shown an environment that excludes it. With R the
rivals left, as sets of excluders, the longest that it can last is

    W(∅) = 0,  W(R) = max over e that excludes some r in R of 1 + W(R without those that e excludes).

*An audit* shows environments one after another to learn which objective an optimizer has: a decision tree. With S the
objectives that are still possible and S[e, b] those of them that do b in e, the fewest environments in the worst case are

    D(S) = 0 for a single objective, else  min over e of 1 + max over b of D(S[e, b]).

Both recursions run over the sets that can be reached, by memory.
"""

import functools
import math
from collections.abc import Sequence

LONGEST_GAME = 12
"""Up to how many environments the longest training is looked for."""

LARGEST_TREE = 60_000
"""Up to how many sets of possible objectives an audit is planned."""


def longest_training(excluders: Sequence[int], environments: int) -> int | None:
    """The most rounds that adversarial training can last; None for more than 12 environments.

    Examples
    --------
    >>> longest_training([0b001, 0b010, 0b111], 3)
    3
    """
    if environments > LONGEST_GAME:
        return None
    rivals = sorted(set(excluders))
    columns = [sum(1 << i for i, rival in enumerate(rivals) if rival >> e & 1) for e in range(environments)]

    @functools.cache
    def most(left: int) -> int:
        return max((1 + most(left & ~column) for column in columns if left & column), default=0)

    return most((1 << len(rivals)) - 1)


def audits_needed(table: Sequence[Sequence[int]]) -> int | None:
    """The environments needed in the worst case to learn which row an optimizer has; rows that are the same count as one.

    Parameters
    ----------
    table
        What each objective that is possible does in each environment.

    Returns
    -------
    The depth of the best decision tree; None if more than 60,000 sets of objectives might have to be looked at.

    Examples
    --------
    >>> audits_needed([(0, 0), (0, 1), (1, 0), (1, 1)]), audits_needed([(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1)])
    (2, 3)
    """
    rows = sorted(set(map(tuple, table)))
    branches = [_branches(column) for column in zip(*rows, strict=True)]
    if min(math.prod(1 + len(each) for each in branches), 1 << len(rows)) > LARGEST_TREE:
        return None

    @functools.cache
    def fewest(possible: int) -> int:
        if not possible & (possible - 1):
            return 0
        parts = ([possible & branch for branch in each] for each in branches)
        return min(1 + max(map(fewest, split)) for split in parts if possible not in split)

    return fewest((1 << len(rows)) - 1)


def _branches(column: Sequence[int]) -> list[int]:
    """For each behaviour in an environment the rows that show it, a bit each."""
    return [sum(1 << i for i, entry in enumerate(column) if entry == behaviour) for behaviour in sorted(set(column))]
