import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.algebra.polynomials import Factor
from toymodels.symbolic.certified import endings as module
from toymodels.symbolic.certified.endings import Endings
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.suffixes import PolicyTree

A = {("mesa", "conflict"): "A", ("base", "conflict"): "B"}
B = {("mesa", "conflict"): "B", ("base", "conflict"): "B"}
CHOICE = ("mesa", "conflict"), "B", "A"


@pytest.fixture
def endings():
    return Endings(PolicyTree(parameter_space(EpisodeGame(3, 2), ["modification", "discount"])))


def test_endings_grow_from_the_last_episode_and_are_known_again(endings):
    last = endings.before([0], A)
    first = endings.before(endings.before(last, A), dict(B))
    assert endings.before(endings.before([1], dict(A)), B) == first
    assert endings.before([0, *last], A) == [1, 2]
    assert list(endings.rules(first[0])) == [B, A, A]
    assert endings.rule(0) == {}
    assert list(endings.rules(0)) == []


def test_comparisons_are_exact(endings):
    (ending,) = endings.before(endings.before([0], A), A)
    p, g = endings.tree.space.symbols
    assert endings.comparison(ending, *CHOICE).polynomial == endings.tree.space.ring.of(p * g * (1 + g) - 1)
    assert endings.comparison(0, *CHOICE).polynomial == endings.tree.space.ring.of(-1)


def test_comparisons_of_too_many_terms_are_not_made(endings, monkeypatch):
    monkeypatch.setattr(module, "MOST_TERMS", 2)
    ending = 0
    for rule in (A, A, A, A, A):
        (ending,) = endings.before([ending], rule)
    assert endings.comparison(ending, *CHOICE) is None
    assert endings.comparison(3, *CHOICE) is None
    assert endings.comparison(2, *CHOICE) is not None


def test_factors_are_numbered_as_they_come(endings):
    p, g = endings.tree.space.symbols
    one, other = (Factor.of(endings.tree.space.ring.of(x)) for x in (p, g))
    assert [endings.number(factor) for factor in (one, other, one)] == [0, 1, 0]
    assert endings.factors() == [one, other]
