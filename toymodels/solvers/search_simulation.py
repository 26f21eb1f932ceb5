"""Searches for a word run letter by letter, many side by side: nothing of the chains that solve them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from toymodels.models.word_search import CLIMBING, GENETIC, LETTERS, RANDOM, WordSearch

Letters = NDArray[np.int64]


def simulated_scores(model: WordSearch, rng: np.random.Generator, runs: int) -> NDArray[np.int64]:
    """The number of right letters in the best word, a row for each of some runs and a column for 0, 1, ... steps.

    Raises
    ------
    ValueError
        If there is no run.

    Examples
    --------
    >>> model = WordSearch("dog", "hill climbing", steps=100)
    >>> bool(simulated_scores(model, np.random.default_rng(0), 1000)[:, -1].mean() > 2)
    True
    """
    if runs < 1:
        raise ValueError(f"runs must be an integer >= 1, got {runs}")
    target = _target(model)
    return np.array([_right(words, target).max(axis=1) for words in _populations(model, rng, runs)]).T


def written_words(model: WordSearch, rng: np.random.Generator) -> tuple[str, ...]:
    """The best word after 0, 1, ... steps of one search, the first of equals.

    >>> written_words(WordSearch("dog", "hill climbing", steps=400), np.random.default_rng(1))[-1]
    'dog'
    """
    target = _target(model)
    bests = (words[0, _right(words, target)[0].argmax()] for words in _populations(model, rng, 1))
    return tuple("".join(LETTERS[letter] for letter in best) for best in bests)


def _target(model: WordSearch) -> Letters:
    return np.array([LETTERS.index(letter) for letter in model.word])


def _right(words: Letters, target: Letters) -> NDArray[np.int64]:
    """How many letters are right in each word."""
    return np.asarray((words == target).sum(axis=-1), dtype=np.int64)


def _populations(model: WordSearch, rng: np.random.Generator, runs: int) -> Iterator[Letters]:
    """The words of all runs after 0, 1, ... steps: runs x words x letters."""
    target = _target(model)
    kept = model.population if model.method == GENETIC else 1
    words = rng.integers(model.alphabet, size=(runs, kept, len(target)))
    yield words
    newcomers = {RANDOM: _fresh, CLIMBING: _changed, GENETIC: _child}[model.method]
    for _ in range(model.steps):
        family = np.concatenate([newcomers(words, model.alphabet, rng)[:, None], words], axis=1)
        scores = _right(family, target) + 0.0
        scores += rng.random(scores.shape) / 2 if model.method == GENETIC else [0.25, 0.0]
        rest = np.ones(scores.shape, dtype=bool)
        rest[np.arange(runs), scores.argmin(axis=1)] = False
        words = family[rest].reshape(words.shape)
        yield words


def _fresh(words: Letters, alphabet: int, rng: np.random.Generator) -> Letters:
    return rng.integers(alphabet, size=(len(words), words.shape[2]))


def _changed(words: Letters, alphabet: int, rng: np.random.Generator) -> Letters:
    """Each run's first word with one letter drawn anew."""
    changed, runs = words[:, 0].copy(), np.arange(len(words))
    changed[runs, rng.integers(words.shape[2], size=len(words))] = rng.integers(alphabet, size=len(words))
    return changed


def _child(words: Letters, alphabet: int, rng: np.random.Generator) -> Letters:
    """A child of two words of each run, drawn one by one, with one letter drawn anew."""
    runs = np.arange(len(words))
    one, other = (words[runs, rng.integers(words.shape[1], size=len(words))] for _ in range(2))
    mixed = np.where(rng.random(one.shape) < 0.5, one, other)
    return _changed(mixed[:, None], alphabet, rng)
