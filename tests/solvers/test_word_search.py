import itertools
import json
import math
from fractions import Fraction

import pytest
import sympy
from click.testing import CliRunner

from toymodels.cli import cli
from toymodels.models.word_search import CLIMBING, GENETIC, RANDOM, WordSearch
from toymodels.solvers.word_search import word_search


def solved(*fields, **more):
    return word_search(WordSearch(*fields, **more))


def test_mean_times_by_hand():
    """26³ draws, the first one free; 78 (25/26 + (675/676)/2 + (17575/17576)/3) steps of climbing."""
    assert solved("dog", RANDOM).mean_steps == 26**3 - 1
    expected = 78 * (Fraction(25, 26) + Fraction(675, 676) / 2 + Fraction(17575, 17576) / 3)
    assert solved("dog").mean_steps == expected
    assert solved("dog").mean_words == expected + 1


@pytest.mark.parametrize("steps", [0, 1, 7])
def test_random_search_is_the_best_of_n_plus_one(steps):
    """The best of n + 1 words scores at most k with probability F(k)^(n+1)."""
    below = [Fraction(sum(math.comb(2, j) * 2 ** (2 - j) for j in range(k + 1)), 9) ** (steps + 1) for k in range(3)]
    expected = [below[0], below[1] - below[0], below[2] - below[1]]
    assert solved("ab", RANDOM, steps, alphabet=3).scores == tuple(expected)


def climbed(word, alphabet, steps):
    """The distribution of the score of hill climbing over all starts, places and letters, one by one."""
    now = dict.fromkeys(itertools.product(range(alphabet), repeat=len(word)), Fraction(1, alphabet ** len(word)))
    for _ in range(steps):
        later = {}
        for letters, chance in now.items():
            for place, letter in itertools.product(range(len(word)), range(alphabet)):
                changed = (*letters[:place], letter, *letters[place + 1 :])
                keeps = sum(map(int.__eq__, changed, word)) >= sum(map(int.__eq__, letters, word))
                new = changed if keeps else letters
                later[new] = later.get(new, 0) + chance / (len(word) * alphabet)
        now = later
    return [
        sum(chance for letters, chance in now.items() if sum(map(int.__eq__, letters, word)) == k) for k in range(len(word) + 1)
    ]


@pytest.mark.parametrize(("text", "word", "alphabet", "steps"), [("ab", (0, 1), 3, 4), ("aab", (0, 0, 1), 2, 3)])
def test_hill_climbing_over_all_words(text, word, alphabet, steps):
    assert list(solved(text, CLIMBING, steps, alphabet=alphabet).scores) == climbed(word, alphabet, steps)


def test_a_population_of_one_climbs():
    for steps in (0, 5):
        bred, climbing = solved("ab", GENETIC, steps, 4, 1), solved("ab", CLIMBING, steps, 4)
        assert (bred.scores, bred.mean_steps, bred.mean_bits) == (
            climbing.scores,
            climbing.mean_steps,
            pytest.approx(climbing.mean_bits),
        )


def test_exact_and_rounded_agree():
    """By-step numbers are rounded, the last step exact; above 150 states the mean time is rounded too."""
    found = solved("dog", GENETIC, 30)
    assert found.written_by_step[-1] == pytest.approx(float(found.value))
    assert (found.states, isinstance(found.mean_steps, Fraction)) == (120, True)
    assert sum(found.scores) == 1
    large = solved("dog", GENETIC, 3, 26, 4)
    assert (large.states, isinstance(large.mean_steps, float)) == (330, True)
    assert large.mean_steps > float(solved("dog", GENETIC, 3).mean_steps)


def test_long_searches_are_rounded():
    found = solved("dog", CLIMBING, 10_000)
    assert isinstance(found.value, float)
    assert found.value == pytest.approx(1)
    assert len(found.written_by_step) == 10_001


def test_bits_of_words():
    found = solved("ab", RANDOM, 0, alphabet=4)
    assert found.word_bits == 4
    assert found.mean_bits == pytest.approx(6 / 16 * math.log2(16 / 7) + 1 / 16 * 4)
    assert found.mean_score == Fraction(1, 2)
    assert found.bits_by_step == pytest.approx((found.mean_bits,))


@pytest.mark.parametrize("method", [RANDOM, CLIMBING, GENETIC])
def test_chances_and_bits_only_grow(method):
    found = solved("ab", method, 40, 5, 2)
    for row in (found.written_by_step, found.bits_by_step):
        assert all(one <= other + 1e-12 for one, other in itertools.pairwise(row))


def test_a_symbol_is_no_count():
    with pytest.raises(TypeError, match="steps must be one integer, got n"):
        solved("ab", steps=sympy.Symbol("n", integer=True))


def test_the_command_line():
    run = CliRunner().invoke(cli, ["solve", "word-search", "--word", "dog", "--steps", "10", "--json"])
    record = json.loads(run.output)
    assert record["parameters"]["word"] == "dog"
    assert record["mean_steps"]["float"] == pytest.approx(139.94, abs=0.01)
    assert "word bits" in str(solved())
    assert "<table>" in solved()._repr_html_()
