import itertools
from fractions import Fraction

import pytest

from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.certified import subdivision as module
from toymodels.symbolic.certified.endings import Endings
from toymodels.symbolic.certified.subdivision import subdivision
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.suffixes import PolicyTree

F = Fraction


def endings(horizon=3):
    return Endings(PolicyTree(parameter_space(EpisodeGame(horizon, horizon), {"modification": None, "discount": ("1/2", 1)})))


def share(found):
    return found.undecided.share() + sum(lot.tiles.share() for lot in found.decided)


def test_the_largest_undecided_tiles_are_halved_first(monkeypatch):
    sizes = []
    refined = module.Subdivision.refined

    def noted(self, *arguments):
        sizes.append(self.current.tiles.levels().tolist())
        return refined(self, *arguments)

    monkeypatch.setattr(module.Subdivision, "refined", noted)
    monkeypatch.setattr(module, "_TOGETHER", 3)
    found = subdivision(endings(), F(999, 1000), 10_000)
    assert found.undecided.share() <= F(1, 1000)
    assert share(found) == 1
    assert all(len(set(levels)) == 1 for levels in sizes)
    assert [levels[0] for levels in sizes] == sorted(levels[0] for levels in sizes)
    assert any(len(levels) > 3 for levels in sizes)


def test_each_digit_costs_about_the_same():
    parts = [subdivision(endings(), 1 - F(1, 10**digits), 10_000).parts for digits in range(4, 13, 2)]
    steps = [later - earlier for earlier, later in itertools.pairwise(parts)]
    assert max(steps) <= 1.5 * min(steps)


def test_it_never_has_more_parts_than_it_may():
    for most in (1, 2, 7, 100):
        found = subdivision(endings(), F(1), most)
        assert found.parts == most
        assert share(found) == 1


def test_tiles_are_halved_until_floats_cannot_tell_them_apart(monkeypatch):
    monkeypatch.setattr(module, "DEEPEST", 4)
    found = subdivision(endings(2), F(1), 10_000)
    assert not len(found.current.tiles)
    assert sum(map(len, found.spent)) == len(found.undecided) > 0
    assert found.undecided.depths.max() == 4
    assert share(found) == 1


def test_progress_is_a_share_that_grows():
    told = []
    subdivision(endings(), F(9999, 10000), 10_000, told.append)
    assert told == sorted(told)
    assert 0 <= told[0] < 0.2
    assert 0.5 < told[-1] < 1
    subdivision(endings(), F(1), 50, told.append)
    assert told[-1] <= 1


@pytest.mark.parametrize("sweeps", [0, 1, 5])
def test_interrupted_it_keeps_what_it_has(monkeypatch, sweeps):
    left = iter(range(sweeps))
    swept = module.swept

    def interrupted(*arguments):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return swept(*arguments)

    monkeypatch.setattr(module, "swept", interrupted)
    found = subdivision(endings(), F(999, 1000), 10_000)
    assert share(found) == 1
    assert found.undecided.share() > F(1, 1000)
