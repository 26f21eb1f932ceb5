"""The Moran process: a population of fixed size in which one is born and one dies at a time.

In each event one of N individuals, chosen in proportion to fitness, has an offspring of its own type, which takes the place of
one of the N chosen at random (it may be the parent). A generation is N events. In the end one type is all that is left, and
chance has its say in which one: see ``toymodels.populations.moran_chain`` for the exact probabilities.

An event is drawn by rejection: individuals are picked at random until one is accepted, with probability f/max f.

Source: P. A. P. Moran, *Random processes in genetics* (1958); M. A. Nowak, *Evolutionary dynamics* (2006), chapter 6.
"""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from toymodels.domains import Parameter
from toymodels.populations.trajectory import Trajectory, kept_generations, weights

_COUNT = Parameter("individuals", 0, integer=True)


def moran(
    fitness: Mapping[str, object], start: Mapping[str, object], generations: int, rng: np.random.Generator, every: int = 1
) -> Trajectory:
    """One run of the Moran process.

    Parameters
    ----------
    fitness
        The fitness of every type, a number >= 0.
    start
        The number of individuals of every type, not all of them 0.
    generations
        How many generations, of as many births and deaths as there are individuals.
    rng
        Where chance comes from.
    every
        Keep every so many generations.

    Raises
    ------
    TypeError, ValueError
        If a number is outside its domain, or the types of fitness and start differ.

    Examples
    --------
    >>> run = moran({"a": 1, "b": 1}, {"a": 5, "b": 5}, 1000, np.random.default_rng(1))
    >>> sorted(run.final.values())
    [0.0, 1.0]
    """
    kept = kept_generations(generations, every)
    counts = [_COUNT.checked(value, f"start of {name!r}") for name, value in start.items()]
    weights(start, "start")
    chances = weights(fitness, "fitness", tuple(start)).astype(float)
    who = [kind for kind, count in enumerate(counts) for _ in range(count)]
    rows = np.zeros((len(kept), len(counts)))
    rows[0] = np.array(counts) / len(who)
    for i, step in enumerate(np.diff(kept).tolist(), 1):
        for _ in range(step):
            if is_settled(who, chances):
                break
            _generation(who, chances, rng)
        for kind, count in Counter(who).items():
            rows[i, kind] = count / len(who)
    return Trajectory(tuple(start), kept, rows, "Moran")


def is_settled(who: list[int], chances: NDArray[np.float64]) -> bool:
    """Whether one type is left, or none that is left can have offspring."""
    kinds = set(who)
    return len(kinds) == 1 or not any(chances[kind] for kind in kinds)


def _generation(who: list[int], chances: NDArray[np.float64], rng: np.random.Generator) -> None:
    """As many births and deaths as there are individuals, drawn a batch at a time."""
    size = left = len(who)
    limits = (chances / max(chances[kind] for kind in set(who))).tolist()
    while left:
        tries = 2 * left + 16
        parents, deaths = (rng.integers(size, size=tries).tolist() for _ in range(2))
        for parent, dead, luck in zip(parents, deaths, rng.random(tries).tolist(), strict=True):
            kind = who[parent]
            if luck < limits[kind]:
                who[dead] = kind
                left -= 1
                if not left:
                    break
