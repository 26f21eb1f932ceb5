"""How far a search for a word gets: the distribution of its score after some steps, its bits, and its time to the word.

The chain of ``toymodels.solvers.search_chains`` is multiplied out in integers for as long as they are of a moderate size,
and in floats beyond. The mean number of steps to the word solves t = 1 + Q t for the chain Q before the word: in rational
numbers for up to 150 states, in floats above.
"""

import dataclasses
import math
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from toymodels.facts import facts_html, facts_text
from toymodels.models.word_search import GENETIC, WordSearch
from toymodels.scalars import Scalar, number, ratio
from toymodels.solvers.search_chains import SearchChain, search_chain

_MOST_WORK = 10**9
_MOST_EXACT_STATES = 150


@dataclasses.dataclass(frozen=True)
class WordSearchSolution:
    """How far a search gets.

    Parameters
    ----------
    value
        The probability that the word is written after all steps.
    scores
        The probabilities of 0, 1, ... right letters in the best word then.
    mean_score
        The mean number of right letters.
    mean_bits
        The mean bits of optimization of the best word: log2 of all words over those with as many right letters.
    word_bits
        The bits of the word itself, L log2 a.
    mean_steps
        The mean number of steps until the word is written, from the random start.
    mean_words
        The mean number of words written until then, those of the start among them.
    states
        The number of states of the chain.
    written_by_step
        The probability that the word is written after 0, 1, ... steps, rounded.
    bits_by_step
        The mean bits after 0, 1, ... steps, rounded.
    """

    value: Scalar
    scores: tuple[Scalar, ...]
    mean_score: Scalar
    mean_bits: float
    word_bits: float
    mean_steps: Scalar
    mean_words: Scalar
    states: int
    written_by_step: tuple[float, ...]
    bits_by_step: tuple[float, ...]

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def word_search(model: WordSearch) -> WordSearchSolution:
    """How far a search for a word gets, from its Markov chain.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the genetic algorithm's populations are too many.

    Examples
    --------
    >>> solution = word_search(WordSearch("dog", "hill climbing", steps=1))
    >>> [str(chance) for chance in solution.scores]
    ['390625/456976', '63125/456976', '3175/456976', '51/456976']
    >>> [round(float(word_search(WordSearch("dog", way)).mean_steps)) for way in ("random search", "hill climbing")]
    [17575, 140]
    """
    for name in ("steps", "alphabet", "population"):
        if not isinstance(getattr(model, name), int):
            raise TypeError(f"{name} must be one integer, got {getattr(model, name)}")
    chain = search_chain(model)
    by_step = _rounded(chain, model)
    scores = _exact(chain, model) or tuple(map(float, by_step[-1]))
    bits = _bits_of_scores(model)
    steps = _mean_steps(chain, len(model.word))
    first = model.population if model.method == GENETIC else 1
    return WordSearchSolution(
        value=scores[-1],
        scores=scores,
        mean_score=number(sum(k * chance for k, chance in enumerate(scores))),
        mean_bits=float(by_step[-1] @ bits),
        word_bits=float(bits[-1]),
        mean_steps=steps,
        mean_words=number(steps + first),
        states=len(chain.scores),
        written_by_step=tuple(map(float, by_step[:, -1])),
        bits_by_step=tuple(map(float, by_step @ bits)),
    )


def _bits_of_scores(model: WordSearch) -> NDArray[np.float64]:
    """log2 of the number of all words over that of words with at least 0, 1, ... right letters."""
    length, a = len(model.word), model.alphabet
    ways = [math.comb(length, k) * (a - 1) ** (length - k) for k in range(length + 1)]
    return np.array([math.log2(Fraction(a**length, sum(ways[k:]))) for k in range(length + 1)])


def _rounded(chain: SearchChain, model: WordSearch) -> NDArray[np.float64]:
    """The distribution of the score after 0, 1, ... steps, a row for each."""
    moves = [(i, j, weight / chain.unit) for i, row in enumerate(chain.moves) for j, weight in row]
    source, target, chance = (np.array(column) for column in zip(*moves, strict=True))
    now = np.array([weight / chain.start_unit for weight in chain.start])
    rows = [now]
    for _ in range(model.steps):
        now = np.bincount(target, weights=now[source] * chance, minlength=len(now))
        rows.append(now)
    scores = np.array(chain.scores)
    return np.array([np.bincount(scores, weights=row, minlength=len(model.word) + 1) for row in rows])


def _exact(chain: SearchChain, model: WordSearch) -> tuple[Scalar, ...]:
    """The distribution of the score at the end, in rational numbers; nothing if that is too much work."""
    if model.steps**2 * chain.unit.bit_length() * sum(map(len, chain.moves)) > _MOST_WORK:
        return ()
    now = list(chain.start)
    for _ in range(model.steps):
        later = [0] * len(now)
        for weight, row in zip(now, chain.moves, strict=True):
            for j, chance in row:
                later[j] += weight * chance
        now = later
    unit = chain.start_unit * chain.unit**model.steps
    sums = [0] * (len(model.word) + 1)
    for score, weight in zip(chain.scores, now, strict=True):
        sums[score] += weight
    return tuple(ratio(weight, unit) for weight in sums)


def _mean_steps(chain: SearchChain, length: int) -> Scalar:
    """The mean number of steps until the score is that of the word."""
    before = [i for i, score in enumerate(chain.scores) if score < length]
    place = {i: row for row, i in enumerate(before)}
    size = len(before)
    if size > _MOST_EXACT_STATES:
        matrix = np.eye(size)
        for i in before:
            for j, weight in chain.moves[i]:
                if j in place:
                    matrix[place[i], place[j]] -= weight / chain.unit
        times = np.linalg.solve(matrix, np.ones(size))
        return float(sum(chain.start[i] / chain.start_unit * times[place[i]] for i in before))
    import flint

    rows = [[chain.unit * (i == j) for j in range(size)] for i in range(size)]
    for i in before:
        for j, weight in chain.moves[i]:
            if j in place:
                rows[place[i]][place[j]] -= weight
    solved = flint.fmpz_mat(rows).solve(flint.fmpz_mat([[chain.unit]] * size))
    mean = sum(
        (chain.start[i] * Fraction(int(t.p), int(t.q)) for i, t in zip(before, solved.entries(), strict=True)), Fraction(0)
    )
    return number(mean / chain.start_unit)
