import itertools
from fractions import Fraction

import pytest

from toymodels.models.word_search import GENETIC, WordSearch
from toymodels.solvers.search_chains import number_of_populations, search_chain


@pytest.mark.parametrize(
    "model",
    [
        WordSearch("ab", method, alphabet=a, population=2)
        for method in ("hill climbing", "random search", GENETIC)
        for a in (2, 5)
    ],
    ids=str,
)
def test_a_chain_of_probabilities_whose_score_never_falls(model):
    chain = search_chain(model)
    assert sum(chain.start) == chain.start_unit
    for score, row in zip(chain.scores, chain.moves, strict=True):
        assert sum(weight for _, weight in row) == chain.unit
        assert all(chain.scores[place] >= score for place, weight in row if weight)


def offspring(words, alphabet):
    """All children of a population of real words, each with its probability: parents, mask, place and letter enumerated."""
    length = len(words[0])
    cases = list(itertools.product(words, words, itertools.product((0, 1), repeat=length), range(length), range(alphabet)))
    for one, other, mask, place, letter in cases:
        child = [pair[bit] for pair, bit in zip(zip(one, other, strict=True), mask, strict=True)]
        child[place] = letter
        yield tuple(child), Fraction(1, len(cases))


def test_one_step_of_the_genetic_algorithm_with_real_letters():
    """Two words of two letters from three, enumerated; the chain sees only where they are right."""
    target, alphabet = (0, 1), 3
    chain = search_chain(WordSearch("ab", GENETIC, alphabet=alphabet, population=2))
    states = list(itertools.combinations_with_replacement(range(4), 2))

    def state(words):
        return tuple(sorted(sum((word[i] == target[i]) << i for i in range(2)) for word in words))

    for words in [((0, 0), (2, 1)), ((2, 2), (2, 0)), ((0, 1), (1, 0)), ((1, 2), (0, 0))]:
        expected = {}
        for child, chance in offspring(words, alphabet):
            family = [*words, child]
            scores = [sum(a == b for a, b in zip(word, target, strict=True)) for word in family]
            worst = [i for i in range(3) if scores[i] == min(scores)]
            for i in worst:
                left = state([word for k, word in enumerate(family) if k != i])
                expected[left] = expected.get(left, 0) + chance / len(worst)
        row = chain.moves[states.index(state(words))]
        assert {states[place]: Fraction(weight, chain.unit) for place, weight in row} == expected


def test_too_many_populations_are_an_error():
    with pytest.raises(
        ValueError, match=r"word and population must be so small that there are at most 2000 populations.*54264"
    ):
        search_chain(WordSearch("abcd", GENETIC, population=6))


def test_populations_are_multisets():
    assert number_of_populations(1, 3) == 4
    assert number_of_populations(3, 4) == 330
