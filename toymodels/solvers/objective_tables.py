"""Tables of what objectives do in environments, drawn at random or made of features, for ``Identifiability``."""

import itertools
from typing import TypeAlias

import numpy as np

Table: TypeAlias = tuple[tuple[int, ...], ...]
"""A row for each objective, the base objective's first, and a column for each environment."""


def random_objectives(objectives: int, environments: int, disagreement: float, rng: np.random.Generator) -> Table:
    """A base objective that does 0 everywhere, and others that do 1 in each environment with some probability.

    Parameters
    ----------
    objectives, environments
        The numbers of rows and columns, at least 1.
    disagreement
        The probability in [0, 1] that an objective differs from the base objective in an environment.
    rng
        The generator of the draws.

    Raises
    ------
    ValueError
        If a number is outside its domain.

    Examples
    --------
    >>> random_objectives(3, 4, 0.5, np.random.default_rng(1))
    ((0, 0, 0, 0), (1, 1, 0, 1), (0, 1, 0, 0))
    """
    for name, value in (("objectives", objectives), ("environments", environments)):
        if value < 1:
            raise ValueError(f"{name} must be at least 1, got {value}")
    if not 0 <= disagreement <= 1:
        raise ValueError(f"disagreement must be in [0, 1], got {disagreement}")
    drawn = rng.random((objectives, environments)) < disagreement
    drawn[0] = False
    return tuple(tuple(row) for row in drawn.astype(int).tolist())


def conjunctions(features: int, wanted: int, largest: int | None = None) -> Table:
    """All objectives that ask for at most so many features, in all environments that hold one thing with some of them.

    An objective does 1, it takes the thing, if that has all features that it asks for, and 0 otherwise.

    Parameters
    ----------
    features
        The number of features; the thing of environment e has those of the bits of e.
    wanted
        How many features the base objective asks for, the first ones.
    largest
        How many a rival asks for at most; None, or more than there are, is no bound.

    Raises
    ------
    ValueError
        If the base objective asks for more features than there are, or a number is below 0.

    Examples
    --------
    >>> conjunctions(2, 1)
    ((0, 1, 0, 1), (1, 1, 1, 1), (0, 0, 1, 1), (0, 0, 0, 1))
    """
    if not 0 <= wanted <= features:
        raise ValueError(f"wanted must be in [0, {features}], the number of features, got {wanted}")
    if largest is not None and largest < 0:
        raise ValueError(f"largest must be at least 0, got {largest}")
    most = features if largest is None else min(largest, features)
    base = (1 << wanted) - 1
    asked = (sum(1 << i for i in chosen) for j in range(most + 1) for chosen in itertools.combinations(range(features), j))
    rows = [base, *(mask for mask in asked if mask != base)]
    return tuple(tuple(int(thing & mask == mask) for thing in range(1 << features)) for mask in rows)
