"""The Moran process as a Markov chain: who takes over with which probability, exactly.

Types of the same fitness are one class, since among them chance plays no favourites: their expected shares of the class stay as
they are. With k classes of fitness f_i and c_i individuals each, N in all, a state is (c_1, ..., c_k), and in one event class i
replaces one of class j with probability

    c_i f_i / Σ_l c_l f_l · c_j / N.

States with one class left are absorbing, and the probabilities h_i of ending in class i solve linear equations, h = P h, with
h_i = 1 where i is alone and 0 where another is. For two classes and ρ = f_2/f_1 they are (1 - ρ^c_1)/(1 - ρ^N) for the first.

Source: P. A. P. Moran (1958); S. Karlin and J. McGregor, *On a genetics model of Moran* (1962).
"""

import dataclasses
import functools
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toymodels.domains import Parameter
from toymodels.populations.trajectory import weights
from toymodels.scalars import Scalar, is_exact, number

MOST_EXACT_STATES = 150
MOST_STATES = 400
"""The numbers of states up to which equations are solved in rationals, and solved at all."""

State = tuple[int, ...]
_COUNT = Parameter("individuals", 0, integer=True)


@dataclasses.dataclass(frozen=True)
class MoranChain:
    """The Markov chain of the numbers of individuals in classes of different fitness.

    Parameters
    ----------
    fitness
        The fitness of every class, different numbers >= 0.
    population
        The number N >= 1 of individuals.
    """

    fitness: tuple[Scalar, ...]
    population: int

    @property
    def states(self) -> tuple[State, ...]:
        """All states, in lexicographic order."""
        return _states(self.population, len(self.fitness))

    def moves(self, state: State) -> Iterator[tuple[State, Scalar]]:
        """The other states that follow on a state, with their probabilities."""
        born = [count * fit for count, fit in zip(state, self.fitness, strict=True)]
        total = sum(born) * self.population
        for i, j in itertools.permutations([i for i, count in enumerate(state) if count], 2):
            move = list(state)
            move[i], move[j] = state[i] + 1, state[j] - 1
            # a fitness of 0 makes a probability of 0, which is no move
            if born[i]:
                exact = is_exact(born[i]) and is_exact(total)
                yield tuple(move), Fraction(born[i] * state[j]) / total if exact else born[i] * state[j] / total


def takeover(chain: MoranChain) -> dict[State, tuple[Scalar, ...]]:
    """For every state the probability that each class is the one that is left in the end.

    Rationals if the fitnesses are and there are at most ``MOST_EXACT_STATES`` states, otherwise floats.

    Raises
    ------
    ValueError
        If there are more than ``MOST_STATES`` states.

    Examples
    --------
    >>> takeover(MoranChain((2, 1), 2))[1, 1]
    (Fraction(2, 3), Fraction(1, 3))
    """
    check_states(chain)
    classes = range(len(chain.fitness))
    alone = {state: tuple(int(count > 0) for count in state) for state in chain.states if max(state) == chain.population}
    open_ = [state for state in chain.states if state not in alone]
    exact = all(map(is_exact, chain.fitness)) and len(chain.states) <= MOST_EXACT_STATES
    place = {state: i for i, state in enumerate(open_)}
    matrix: list[list[Scalar]] = [[0] * len(open_) for _ in open_]
    right: list[list[Scalar]] = [[0] * len(classes) for _ in open_]
    for state, row in place.items():
        for after, chance in chain.moves(state):
            matrix[row][row] += chance
            if after in place:
                matrix[row][place[after]] -= chance
            else:
                right[row] = [have + chance * end for have, end in zip(right[row], alone[after], strict=True)]
    solved = (_solved_exactly if exact else _solved)(matrix, right) if open_ else []
    return alone | dict(zip(open_, map(tuple, solved), strict=True))


def transition_matrix(chain: MoranChain) -> NDArray[np.float64]:
    """The probabilities of one event, from each state (row) to each state, as floats.

    Raises
    ------
    ValueError
        If there are more than ``MOST_STATES`` states.
    """
    check_states(chain)
    place = {state: i for i, state in enumerate(chain.states)}
    matrix = np.zeros((len(place), len(place)))
    for state, row in place.items():
        for after, chance in chain.moves(state):
            matrix[row, place[after]] = chance
        matrix[row, row] = 1 - matrix[row].sum()
    return matrix


def after_events(chain: MoranChain, events: int) -> NDArray[np.float64]:
    """The probability to be in each state (column) from each state (row) after so many events, as floats.

    By squaring; after each square every row is made to sum to 1 again, so that rounding doesn't grow with the number of events.
    """
    power, factor = np.eye(number_of_states(chain.population, len(chain.fitness))), transition_matrix(chain)
    while events:
        if events % 2:
            power = power @ factor
        factor, events = _stochastic(factor @ factor), events // 2
    return power


def final_shares(fitness: Mapping[str, object], start: Mapping[str, object]) -> dict[str, Scalar]:
    """The expected share of every type in the end: where fitness is positive, the probability that the type takes over.

    Parameters
    ----------
    fitness
        The fitness of every type, a number >= 0.
    start
        The number of individuals of every type, not all of them 0.

    Raises
    ------
    TypeError, ValueError
        If a number is outside its domain, types differ, or there are too many states.

    Examples
    --------
    One that is twice as fit among two others, of which one is no different from it but in name.

    >>> final_shares({"honest": 2, "deceptive": 2, "open": 1}, {"honest": 1, "deceptive": 1, "open": 1})
    {'honest': Fraction(3, 7), 'deceptive': Fraction(3, 7), 'open': Fraction(1, 7)}
    """
    weights(start, "start")
    counts = {name: _COUNT.checked(value, f"start of {name!r}") for name, value in start.items()}
    fits = dict(zip(start, map(number, weights(fitness, "fitness", tuple(start)).tolist()), strict=True))
    classes = tuple(dict.fromkeys(fits[name] for name, count in counts.items() if count))
    sizes = tuple(sum(count for name, count in counts.items() if fits[name] == fit) for fit in classes)
    ends = dict(zip(classes, takeover(MoranChain(classes, sum(sizes)))[sizes], strict=True))
    size_of = dict(zip(classes, sizes, strict=True))
    return {
        name: number(ends[fits[name]] * Fraction(count, size_of[fits[name]])) if count else 0 for name, count in counts.items()
    }


def number_of_states(population: int, classes: int) -> int:
    """In how many ways so many individuals fall into classes.

    >>> number_of_states(2, 3)
    6
    """
    return math.comb(population + classes - 1, classes - 1)


def check_states(chain: MoranChain) -> None:
    """Nothing, for a chain of at most ``MOST_STATES`` states; a ValueError else."""
    count = number_of_states(chain.population, len(chain.fitness))
    if count > MOST_STATES:
        raise ValueError(f"the Moran chain must have at most {MOST_STATES} states, got {count}")


@functools.lru_cache(maxsize=64)
def _states(population: int, classes: int) -> tuple[State, ...]:
    if classes == 1:
        return ((population,),)
    return tuple((n, *rest) for n in range(population + 1) for rest in _states(population - n, classes - 1))


def _stochastic(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    rows: NDArray[np.float64] = matrix / matrix.sum(axis=1, keepdims=True)
    return rows


def _solved(matrix: Sequence[Sequence[Scalar]], right: Sequence[Sequence[Scalar]]) -> list[list[float]]:
    solved: list[list[float]] = np.linalg.solve(np.array(matrix, dtype=float), np.array(right, dtype=float)).tolist()
    return solved


def _solved_exactly(matrix: Sequence[Sequence[Scalar]], right: Sequence[Sequence[Scalar]]) -> list[list[Scalar]]:
    import flint

    def rows(table: Sequence[Sequence[Scalar]]) -> Any:
        return flint.fmpq_mat([[flint.fmpq(*Fraction(entry).as_integer_ratio()) for entry in row] for row in table])

    found = rows(matrix).solve(rows(right)).tolist()
    return [[number(Fraction(int(entry.p), int(entry.q))) for entry in row] for row in found]
