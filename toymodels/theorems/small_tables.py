"""Tables of objectives by environments on which theorems about identifiability are tried."""

import functools
import itertools
from typing import Any

from toymodels.claims import Scope
from toymodels.models.identifiability import Identifiability

_RIVALS, _ENVIRONMENTS = 3, 3


@functools.cache
def small_tables() -> tuple[Identifiability, ...]:
    """Up to three further objectives in up to three environments, each different from the base objective or not in each.

    >>> len(small_tables()), small_tables()[0].objectives
    (620, ((0,),))
    """
    found = []
    for environments in range(1, _ENVIRONMENTS + 1):
        rows = list(itertools.product((0, 1), repeat=environments))
        for count in range(_RIVALS + 1):
            for others in itertools.combinations_with_replacement(rows, count):
                found += [Identifiability((rows[0], *others), training) for training in range(min(2, environments) + 1)]
    return tuple(sorted(found, key=lambda model: (len(model.objectives) * len(model.objectives[0]), model.training)))


def random_tables() -> Any:
    """The Hypothesis strategy of tables of up to eight objectives with three behaviours in up to six environments."""
    from hypothesis import strategies as st

    def of_width(environments: int) -> Any:
        row = st.tuples(*[st.integers(0, 2)] * environments)
        tables = st.lists(row, min_size=1, max_size=8).map(tuple)
        return st.builds(Identifiability, tables, st.integers(0, environments))

    return st.integers(1, 6).flatmap(of_width)


TABLES = Scope(small_tables, random_tables, "up to 4 objectives in up to 3 environments, up to 2 of them for training")
"""The scope of these theorems."""
