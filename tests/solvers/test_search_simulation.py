import itertools

import numpy as np
import pytest

from toymodels.models.word_search import CLIMBING, GENETIC, RANDOM, WordSearch
from toymodels.solvers.search_simulation import simulated_scores, written_words
from toymodels.solvers.word_search import word_search

RUNS = 20_000


@pytest.mark.parametrize("method", [RANDOM, CLIMBING, GENETIC])
@pytest.mark.parametrize(("word", "steps", "alphabet"), [("ab", 6, 3), ("dog", 60, 26), ("aabb", 3, 2)])
def test_letters_and_chains_agree(method, word, steps, alphabet):
    model = WordSearch(word, method, steps, alphabet, 3)
    scores = simulated_scores(model, np.random.default_rng(11), RUNS)
    assert scores.shape == (RUNS, steps + 1)
    assert (np.diff(scores, axis=1) >= 0).all()
    for k, chance in enumerate(map(float, word_search(model).scores)):
        deviation = (chance * (1 - chance) / RUNS) ** 0.5
        assert abs((scores[:, -1] == k).mean() - chance) <= 4 * deviation + 1e-9


@pytest.mark.parametrize("method", [RANDOM, CLIMBING, GENETIC])
def test_the_words_of_one_search(method):
    words = written_words(WordSearch("ab", method, 300, 3), np.random.default_rng(3))
    assert (len(words), words[-1]) == (301, "ab")
    right = [sum(map(str.__eq__, word, "ab")) for word in words]
    assert right == sorted(right)
    assert set("".join(words)) <= set("abc")
    if method == CLIMBING:
        changes = [sum(map(str.__ne__, one, other)) for one, other in itertools.pairwise(words)]
        assert max(changes) == 1
        assert sum(changes) > right[-1] - right[0]


def test_no_runs_are_an_error():
    with pytest.raises(ValueError, match="runs must be an integer >= 1, got 0"):
        simulated_scores(WordSearch(), np.random.default_rng(0), 0)
