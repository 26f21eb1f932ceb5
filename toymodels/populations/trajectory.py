"""What every population dynamic returns: the share of each type over the generations."""

import dataclasses
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toymodels.domains import Parameter
from toymodels.facts import fact_in_words
from toymodels.scalars import Scalar, is_exact, number

GENERATIONS = Parameter("generations", 0, integer=True)
EVERY = Parameter("every so many generations", 1, integer=True)
_WEIGHT = Parameter("weight", 0)


@dataclasses.dataclass(frozen=True, eq=False)
class Trajectory:
    """The shares of the types of a population, generation by generation.

    Parameters
    ----------
    types
        The names of the types.
    generations
        The generations that are kept, from 0 to the last one, shape (n,).
    shares
        The share of every type in each of them, shape (n, number of types); each row sums to 1. Rationals if they are exact.
    method
        The dynamic that made it.
    """

    types: tuple[str, ...]
    generations: NDArray[np.int64]
    shares: NDArray[Any]
    method: str

    @property
    def is_exact(self) -> bool:
        """Whether the shares are rationals."""
        return is_exact(self.shares)

    @property
    def final(self) -> dict[str, Scalar]:
        """The share of every type in the last generation."""
        return {name: number(share) for name, share in zip(self.types, self.shares[-1], strict=True)}

    def of(self, name: str) -> NDArray[Any]:
        """The share of one type over the generations.

        Raises
        ------
        ValueError
            If there is no such type.
        """
        if name not in self.types:
            raise ValueError(f"type must be one of {', '.join(self.types[:10])}, got {name!r}")
        return self.shares[:, self.types.index(name)]

    def __str__(self) -> str:
        return f"{self.method}, generation {self.generations[-1]}: {fact_in_words(self.final)}"


def weights(values: Mapping[str, object], name: str, types: Sequence[str] | None = None) -> NDArray[Any]:
    """Checked numbers >= 0 of the types, not all of them 0: rationals as objects if all are exact, else floats.

    Parameters
    ----------
    values
        A number for every type.
    name
        What they are called in an error message.
    types
        The types that must have one, and their order; by default those of the mapping.

    Raises
    ------
    TypeError, ValueError
        If there is none, a type has none, or one is no number >= 0.

    Examples
    --------
    >>> weights({"a": "1/2", "b": 2}, "start").tolist()
    [Fraction(1, 2), Fraction(2, 1)]
    """
    names = tuple(values if types is None else types)
    if set(names) != set(values) or not names:
        raise ValueError(f"{name} must have a number for each type, got {len(values)} for {len(names)} types")
    found = [_WEIGHT.checked(values[each], f"{name} of {each!r}") for each in names]
    if not any(found):
        raise ValueError(f"{name} must not be 0 for every type")
    if all(map(is_exact, found)):
        return np.array([Fraction(each) for each in found], dtype=object)
    return np.array(found, dtype=float)


def kept_generations(generations: object, every: object) -> NDArray[np.int64]:
    """The generations that a trajectory keeps: 0, then every so many, and the last one.

    >>> kept_generations(10, 4).tolist()
    [0, 4, 8, 10]
    """
    last, step = GENERATIONS.checked(generations, "generations"), EVERY.checked(every, "every")
    kept = np.arange(0, last + 1, step)
    return kept if kept[-1] == last else np.append(kept, last)
