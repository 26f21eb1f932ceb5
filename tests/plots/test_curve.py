import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgba
from matplotlib.text import Text

import toymodels as tm
from toymodels.boundaries import Boundary, phase_boundaries
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.curve import curve_figure, label_places
from toymodels.plots.palette import REGIME_COLOURS


def thresholds(axis, places):
    points = np.array(places, dtype=float).reshape(-1, 1)
    return [Boundary(("defects", "deceptive"), (axis,), points, np.empty((0, 2, 1)))]


def marked(figure):
    """Where the vertical lines are."""
    return [line.get_xdata()[0] for line in figure.axes[0].lines[1:] if len(line.get_xdata()) == 2]


def band_of(figure):
    mesh = figure.axes[1].collections[0]
    mesh.update_scalarmappable()
    return mesh.get_coordinates()[0, :, 0], mesh.get_facecolors()


def test_the_value_is_drawn_and_the_threshold_marked():
    game = EpisodeGame()
    diagram = tm.phase_diagram(game, modification=np.linspace(0, 1, 9))
    figure = curve_figure(diagram, phase_boundaries(game, diagram))
    axes = figure.axes[0]
    curve = axes.lines[0]
    assert np.array_equal(curve.get_ydata(), diagram["value"].values)
    assert np.array_equal(curve.get_xdata(), diagram["modification"].values)
    assert marked(figure) == pytest.approx([1 / 3])
    assert [text.get_text() for text in axes.texts] == ["0.333333"]
    assert axes.texts[0].get_rotation() == 0
    assert axes.get_xlim() == (0, 1)
    assert axes.get_ylabel() == "value to the mesa-objective"
    assert figure.axes[1].get_xlabel().startswith("modification: ")
    assert [text.get_text() for text in figure.legends[0].get_texts()] == [
        "defects: A in all of training",
        "deceptive: B in training, A once deployed",
        "threshold",
    ]


def test_the_band_changes_colour_at_the_threshold():
    game = EpisodeGame()
    diagram = tm.phase_diagram(game, modification=[0.0, 0.25, 0.5, 1.0])
    edges, colours = band_of(curve_figure(diagram, phase_boundaries(game, diagram)))
    assert edges.tolist() == pytest.approx([-0.125, 0.125, 1 / 3, 0.75, 1.25])
    assert colours[1] == pytest.approx(to_rgba(REGIME_COLOURS["defects"]))
    assert colours[2] == pytest.approx(to_rgba(REGIME_COLOURS["deceptive"]))
    assert band_of(curve_figure(diagram))[0].tolist() == pytest.approx([-0.125, 0.125, 0.375, 0.75, 1.25])


def test_integers_are_points_on_steps_with_a_whole_piece_of_the_band():
    game = EpisodeGame(modification="1/3")
    diagram = tm.phase_diagram(game, deployment=range(6))
    figure = curve_figure(diagram, phase_boundaries(game, diagram))
    curve = figure.axes[0].lines[0]
    assert (curve.get_drawstyle(), curve.get_marker()) == ("steps-mid", "o")
    assert marked(figure) == [3]
    assert [text.get_text() for text in figure.axes[0].texts] == ["3"]
    assert band_of(figure)[0].tolist() == [-0.5, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5]
    assert curve_figure(tm.phase_diagram(game, deployment=range(100))).axes[0].lines[0].get_marker() == ""


def test_one_point_is_a_dot():
    figure = curve_figure(tm.phase_diagram(EpisodeGame(), modification=["1/3"]))
    assert figure.axes[0].lines[0].get_marker() == "o"
    assert marked(figure) == []


def test_many_labels_are_upright_and_do_not_overlap():
    places = np.linspace(0.1, 0.2, 12)
    diagram = tm.phase_diagram(EpisodeGame(), discount=np.linspace(0, 1, 11))
    figure = curve_figure(diagram, thresholds("discount", places))
    figure.draw_without_rendering()
    texts = figure.axes[0].texts
    boxes = [Text.get_window_extent(text) for text in texts]
    assert [text.get_rotation() for text in texts] == [90] * 12
    assert all(left.x1 <= right.x0 for left, right in itertools.pairwise(boxes))


def test_two_labels_next_to_each_other_do_not_overlap():
    diagram = tm.phase_diagram(EpisodeGame(), discount=np.linspace(0, 1, 11))
    figure = curve_figure(diagram, thresholds("discount", [0.9999991, 0.9999992]))
    figure.draw_without_rendering()
    left, right = (Text.get_window_extent(text) for text in figure.axes[0].texts)
    assert left.x1 < right.x0
    assert right.x1 < figure.bbox.x1


def test_too_many_labels_are_thinned_out_and_the_legend_says_so():
    diagram = tm.phase_diagram(EpisodeGame(), discount=np.linspace(0, 1, 11))
    figure = curve_figure(diagram, thresholds("discount", np.linspace(0.1, 0.9, 80)))
    assert len(marked(figure)) == 80
    assert len(figure.axes[0].texts) == 27
    assert figure.legends[0].get_texts()[-1].get_text() == "threshold (one in 3 has its number)"


@given(st.lists(st.floats(0, 1), max_size=20).map(sorted), st.floats(0, 0.05))
def test_places_keep_their_order_their_distance_and_the_frame(places, gap):
    moved = label_places(np.array(places), gap)
    assert np.all(np.diff(moved) >= gap - 1e-12)
    assert np.all((moved >= -1e-12) & (moved <= 1 + 1e-12))


def test_places_far_enough_apart_stay():
    assert label_places(np.array([0.0, 0.3, 1.0]), 0.3) == pytest.approx([0, 0.3, 1])


def test_too_many_places_are_refused():
    with pytest.raises(ValueError, match=r"labels must fit: 4 of them, 0\.5 apart"):
        label_places(np.zeros(4), 0.5)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_pictures_can_be_saved(tmp_path, kind):
    game = EpisodeGame(10, 10, discount="9/10")
    diagram = tm.phase_diagram(game, modification=np.linspace(0, 1, 51))
    path = tmp_path / f"curve.{kind}"
    curve_figure(diagram, phase_boundaries(game, diagram, "deceptive_episodes")).savefig(path)
    assert path.stat().st_size > 1000


def test_a_curve_has_one_axis():
    diagram = tm.phase_diagram(EpisodeGame(), modification=[0, 1], training=[1, 2])
    with pytest.raises(ValueError, match="one axis, got modification, training: use diagram_figure"):
        curve_figure(diagram)
