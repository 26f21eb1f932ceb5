"""The searches for a word as Markov chains with rational probabilities.

A word is right or wrong at each of its L places, which the bits of a number say. A chain's states are scores for random
search and hill climbing, and for the genetic algorithm populations: sorted tuples of such numbers.
"""

import dataclasses
import functools
import itertools
import math
from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeAlias

from toymodels.models.word_search import CLIMBING, RANDOM, WordSearch

MOST_STATES = 2000
Weights: TypeAlias = Mapping[Hashable, int]
"""What may happen, each in proportion to its number."""


@dataclasses.dataclass(frozen=True)
class SearchChain:
    """A Markov chain with the score of each state, which never falls.

    Parameters
    ----------
    scores
        The score of each state.
    start
        How likely each state is at first, in units of 1/start_unit.
    start_unit
        The sum of these.
    moves
        For each state its successors, by their places, each with its probability in units of 1/unit.
    unit
        The sum of these.
    """

    scores: tuple[int, ...]
    start: tuple[int, ...]
    start_unit: int
    moves: tuple[tuple[tuple[int, int], ...], ...]
    unit: int


def search_chain(model: WordSearch) -> SearchChain:
    """The chain of a search.

    Raises
    ------
    ValueError
        If the genetic algorithm's populations are too many.

    Examples
    --------
    Hill climbing writes "dog": from no right letter to one, and so on, with 3, 2 and 1 chances in 78.

    >>> chain = search_chain(WordSearch("dog"))
    >>> chain.moves, chain.unit
    ((((0, 75), (1, 3)), ((1, 76), (2, 2)), ((2, 77), (3, 1)), ((3, 78),)), 78)
    """
    length, letters = len(model.word), model.alphabet
    if model.method not in {CLIMBING, RANDOM}:
        return _breeding(length, letters, model.population)
    drawn = [math.comb(length, k) * (letters - 1) ** (length - k) for k in range(length + 1)]
    total = letters**length
    if model.method == RANDOM:
        moves = [[(k, sum(drawn[: k + 1])), *((j, drawn[j]) for j in range(k + 1, length + 1))] for k in range(length + 1)]
        return SearchChain(tuple(range(length + 1)), tuple(drawn), total, tuple(map(tuple, moves)), total)
    unit = length * letters
    climbs = [((k, unit - (length - k)), (k + 1, length - k)) for k in range(length)]
    return SearchChain(tuple(range(length + 1)), tuple(drawn), total, (*climbs, ((length, unit),)), unit)


def number_of_populations(length: int, population: int) -> int:
    """How many populations there are, as far as it matters where their words are right.

    >>> number_of_populations(3, 3)
    120
    """
    return math.comb(2**length + population - 1, population)


@functools.lru_cache(maxsize=8)
def _breeding(length: int, letters: int, population: int) -> SearchChain:
    """The chain of populations in which one child at a time comes and the worst word goes."""
    found = number_of_populations(length, population)
    if found > MOST_STATES:
        rule = f"at most {MOST_STATES} populations, right or wrong at each place"
        raise ValueError(f"word and population must be so small that there are {rule}, got {found}")
    states = list(itertools.combinations_with_replacement(range(2**length), population))
    place = {state: i for i, state in enumerate(states)}
    children = functools.cache(lambda one, other: _children(one, other, length, letters))
    shares = math.lcm(*range(1, population + 2))
    moves = []
    for state in states:
        successors: Counter[int] = Counter()
        for pair in itertools.product(state, repeat=2):
            for child, weight in children(*pair):
                family = sorted((*state, child))
                least = min(map(int.bit_count, family))
                worst = [i for i, word in enumerate(family) if word.bit_count() == least]
                for i in worst:
                    successors[place[(*family[:i], *family[i + 1 :])]] += weight * (shares // len(worst))
        moves.append(tuple(sorted(successors.items())))
    return SearchChain(
        scores=tuple(max(map(int.bit_count, state)) for state in states),
        start=tuple(_ways(state, length, letters) for state in states),
        start_unit=letters ** (length * population),
        moves=tuple(moves),
        unit=population**2 * 2**length * length * letters * shares,
    )


def _children(one: int, other: int, length: int, letters: int) -> tuple[tuple[int, int], ...]:
    """The children of two words, in units of 1/(2^L L a)."""
    found: Counter[int] = Counter()
    for mask in range(2**length):
        mixed = (one & mask) | (other & ~mask)
        for place in range(length):
            found[mixed | 1 << place] += 1
            found[mixed & ~(1 << place)] += letters - 1
    return tuple(found.items())


def _ways(state: tuple[int, ...], length: int, letters: int) -> int:
    """In how many ways random words come out as a population."""
    orders = math.factorial(len(state)) // math.prod(map(math.factorial, Counter(state).values()))
    wrong = sum(length - word.bit_count() for word in state)
    return orders * int((letters - 1) ** wrong)
