import numpy as np
import pytest

import toymodels as tm
from toymodels.boundaries import Boundary, phase_boundaries
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.outline import outline


def bars(game, label="regime", **axes):
    diagram = tm.phase_diagram(game, **axes)
    return diagram, {canonical(bar) for bar in outline(phase_boundaries(game, diagram, label), diagram)}


def canonical(bar):
    return tuple(sorted(tuple(round(float(x), 9) for x in end) for end in bar))


@pytest.mark.parametrize("label", ["regime", "deceptive_episodes"])
def test_between_integers_it_is_the_sides_of_cells_with_different_labels(label):
    game = EpisodeGame(discount="9/10")
    diagram, found = bars(game, label, deployment=range(1, 13), training=range(25))
    labels = diagram[label].values
    sides = {canonical([(i + 1.5, j - 0.5), (i + 1.5, j + 0.5)]) for i, j in np.argwhere(labels[1:] != labels[:-1]).tolist()}
    sides |= {
        canonical([(i + 0.5, j + 0.5), (i + 1.5, j + 0.5)]) for i, j in np.argwhere(labels[:, 1:] != labels[:, :-1]).tolist()
    }
    assert found == sides


def test_beside_an_axis_of_integers_it_is_steps_at_the_exact_values():
    """B in all of training is optimal from p = 1 / D on at discount 1."""
    _, found = bars(EpisodeGame(), deployment=[1, 2, 3, 4], modification=[0.1, 0.4, 0.9])
    assert found == {
        canonical([(1.5, 0.5), (2.5, 0.5)]),
        canonical([(2.5, 1 / 3), (3.5, 1 / 3)]),
        canonical([(3.5, 0.25), (4.5, 0.25)]),
        canonical([(1.5, 0.5), (1.5, 1.15)]),
        canonical([(2.5, 1 / 3), (2.5, 0.5)]),
        canonical([(3.5, 0.25), (3.5, 1 / 3)]),
    }


def test_the_axes_may_be_the_other_way_round():
    axes = {"deployment": range(1, 9), "modification": np.linspace(0, 1, 7)}
    _, found = bars(EpisodeGame(), **axes)
    _, turned = bars(EpisodeGame(), **dict(reversed(axes.items())))
    assert turned == {canonical([end[::-1] for end in bar]) for bar in found}


def test_where_three_regimes_meet_lines_end_on_one_another():
    """At discount 9/10, T = 5 and D = 2 it deceives throughout from p = 1 / (g^5 (1 + g)) on."""
    _, found = bars(EpisodeGame(training=5, discount=0.9), deployment=range(4), modification=np.linspace(0, 1, 51))
    meeting = (1.5, round(1 / (0.9**5 * 1.9), 9))
    ending = [bar for bar in found if meeting in bar]
    assert len(ending) >= 3
    assert {end[0] for bar in ending for end in bar} == {1.5, 2.5}


def test_a_point_that_rounding_moved_over_the_end_of_its_edge_is_kept():
    diagram = tm.phase_diagram(EpisodeGame(), modification=[0.0, 0.5, 1.0], deployment=[2])
    for place in (0.5 - 1e-13, 0.5, 0.5 + 1e-13):
        points = np.array([[place, 2.0]])
        boundary = Boundary(("defects", "deceptive"), ("modification", "deployment"), points, np.empty((0, 2, 2)))
        assert outline([boundary], diagram).tolist() == [[[place, 1.5], [place, 2.5]]]
    points = np.array([[0.0 + 1e-13, 2.0], [0.3, 2.0]])
    boundary = Boundary(("defects", "deceptive"), ("modification", "deployment"), points, np.empty((0, 2, 2)))
    assert outline([boundary], diagram).tolist() == [[[1e-13, 1.5], [1e-13, 2.5]]]
