"""Components of equilibria: every equilibrium is in one, and whatever is in one is an equilibrium."""

import random
from fractions import Fraction

import pytest

from tests.equilibria.by_trying import grid_pairs, is_equilibrium, is_mixture, random_bimatrix
from tests.equilibria.published_games import BIMATRIX
from toymodels.equilibria import nash_components as module
from toymodels.equilibria.nash_components import nash_components
from toymodels.games.matrix_game import MatrixGame, zero_sum

F = Fraction


def subsets(game):
    return [subset for component in nash_components(game) for subset in component.subsets]


def test_isolated_equilibria_are_points():
    components = nash_components(BIMATRIX["von Stengel (1999)"][0]())
    assert len(components) == 75
    assert all(component.is_point for component in components)


def test_a_segment_and_a_point():
    segment, point = nash_components(BIMATRIX["von Stengel (2007), degenerate"][0]())
    assert (segment.is_point, point.is_point) == (False, True)
    assert set(segment.subsets[0].second) == {(1, 0), (F(2, 3), F(1, 3))}


def test_subsets_that_meet_in_a_corner_are_one_component():
    """Each player may do anything as long as the other plays the first strategy."""
    (component,) = nash_components(MatrixGame(([[0, 0], [0, -1]], [[0, 0], [0, -1]])))
    assert len(component.subsets) == 2
    assert not component.is_point


def test_where_nothing_matters_everything_is_one_subset():
    (component,) = nash_components(zero_sum([[0, 0, 0], [0, 0, 0]]))
    (subset,) = component.subsets
    assert (len(subset.first), len(subset.second)) == (2, 3)


def test_three_subsets_become_one_component_by_the_last():
    """A ring of four segments is found one segment after the other."""
    game = MatrixGame(
        ([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]], [[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1], [1, 0, 0, 1]])
    )
    assert {len(component.subsets) > 1 for component in nash_components(game)} == {True, False}


@pytest.mark.parametrize("seed", range(40))
def test_the_equilibria_on_a_grid_are_mixtures_of_a_subset(seed):
    game = random_bimatrix(random.Random(seed), payoffs=2 + seed % 2)  # noqa: S311
    found = subsets(game)
    for x, y in grid_pairs(game, 3):
        assert any(is_mixture(x, subset.first) and is_mixture(y, subset.second) for subset in found)


@pytest.mark.parametrize("seed", range(40))
def test_mixtures_of_a_subset_are_equilibria_and_none_can_be_added(seed):
    rng = random.Random(seed)  # noqa: S311
    game = random_bimatrix(rng, payoffs=2)
    found = subsets(game)
    assert len(found) == len(set(found))
    for subset in found:
        x, y = (mixture(rng, corners) for corners in (subset.first, subset.second))
        assert is_equilibrium(game, x, y)
        for other in found:
            assert other is subset or not set(subset.first) <= set(other.first) or not set(subset.second) <= set(other.second)


def mixture(rng, corners):
    weights = [rng.randint(1, 5) for _ in corners]
    return tuple(
        sum(F(w) * p for w, p in zip(weights, column, strict=True)) / sum(weights) for column in zip(*corners, strict=True)
    )


def test_too_many_subsets_are_refused(monkeypatch):
    monkeypatch.setattr(module, "MOST_SUBSETS", 2)
    with pytest.raises(ValueError, match="Nash subsets must be at most 2 to be listed, got more"):
        nash_components(BIMATRIX["coordination on three"][0]())
