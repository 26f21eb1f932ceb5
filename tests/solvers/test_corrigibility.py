"""Corrigibility counts against all permutations of rewards, each solved as a choice on a networkx graph."""

import itertools
from fractions import Fraction
from math import factorial

import networkx
import pytest
import sympy

from toymodels.models.corrigibility import Corrigibility
from toymodels.solvers.corrigibility import corrigibility

F = Fraction


def walk(letters):
    """Start, two copies of the world, and the ends: whoever is corrected has one."""
    graph = networkx.DiGraph([("start", "corrected"), ("start", "free"), ("corrected", ("here", 0))])
    graph.add_edges_from(("free", ("there", letter)) for letter in range(letters))
    return graph


def best_of(graph, move, reward):
    return max(reward[end] for end in networkx.descendants(graph, move))


@pytest.mark.parametrize(("letters", "best"), [(n, m) for n in range(1, 6) for m in range(1, n + 1)])
def test_all_permutations_of_a_reward(letters, best):
    graph = walk(letters)
    ends = [node for node in graph if graph.out_degree(node) == 0]
    rewards = [F(7)] * best + [F(-i, 3) for i in range(letters + 1 - best)]
    gaps = []
    for order in itertools.permutations(rewards):
        reward = dict(zip(ends, order, strict=True))
        gaps.append(best_of(graph, "corrected", reward) - best_of(graph, "free", reward))
    found = corrigibility(Corrigibility(letters, best))
    assert len(gaps) == found.permutations == factorial(letters + 1)
    assert sum(gap > 0 for gap in gaps) == found.accepting_permutations == found.strictly_accept * len(gaps)
    assert sum(gap >= 0 for gap in gaps) == found.accept * len(gaps)
    assert sum(gap < 0 for gap in gaps) == found.value * len(gaps)


@pytest.mark.parametrize(("letters", "best"), [(n, m) for n in range(1, 6) for m in range(1, n + 1)])
def test_all_permutations_of_a_reward_that_knows_no_copies(letters, best):
    graph = walk(letters)
    rewards = [1] * best + [0] * (letters - best)
    gaps = []
    for order in itertools.permutations(rewards):
        reward = {(copy, letter): order[letter] for copy in ("here", "there") for letter in range(letters)}
        gaps.append(best_of(graph, "corrected", reward) - best_of(graph, "free", reward))
    found = corrigibility(Corrigibility(letters, best))
    assert len(gaps) == found.permutations_same_reward
    assert max(gaps) <= 0 == found.strictly_accept_same_reward
    assert sum(gap == 0 for gap in gaps) == found.accept_same_reward * len(gaps)


def test_one_in_n_plus_one():
    assert [corrigibility(Corrigibility(n)).strictly_accept for n in (1, 2, 9)] == [F(1, 2), F(1, 3), F(1, 10)]
    assert [corrigibility(Corrigibility(n)).accept_same_reward for n in (1, 2, 9)] == [1, F(1, 2), F(1, 9)]


def test_results_show_themselves():
    found = corrigibility(Corrigibility())
    assert "accepting permutations" in str(found)
    assert found._repr_html_().startswith("<table>")


@pytest.mark.parametrize(
    ("fields", "error", "words"),
    [
        ({"letters": 2, "best": 3}, ValueError, "best must be at most the number of letters, 2, got 3"),
        ({"letters": 101}, ValueError, "letters must be at most 100, got 101"),
        ({"letters": sympy.Symbol("n")}, TypeError, "letters must be one number, got n"),
        ({"letters": 0}, ValueError, "letters must be an integer >= 1, got 0"),
    ],
)
def test_what_is_outside_is_refused(fields, error, words):
    with pytest.raises(error, match=words):
        corrigibility(Corrigibility(**fields))
