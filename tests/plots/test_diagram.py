import numpy as np
import pytest
from matplotlib.colors import to_rgba

import toymodels as tm
from toymodels.boundaries import Boundary, phase_boundaries
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.diagram import SHOWN, diagram_figure
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.regimes import REGIMES


def mesh_of(figure):
    return figure.axes[0].collections[0]


def edges_of(figure):
    """The edges of the columns and of the rows."""
    corners = mesh_of(figure).get_coordinates()
    return corners[0, :, 0].tolist(), corners[:, 0, 1].tolist()


def legend_of(figure):
    return [text.get_text() for legend in figure.legends for text in legend.get_texts()]


def lines_of(figure):
    """The black segments and the white ones under them."""
    return [np.array(lines.get_segments()) for lines in figure.axes[0].collections[1:]]


SMALL = {"modification": [0.0, 0.25, 1.0], "deployment": [1, 2, 3, 4]}


def test_cells_are_around_their_own_points_and_have_their_own_colours():
    diagram = tm.phase_diagram(EpisodeGame(), **SMALL)
    figure = diagram_figure(diagram)
    assert edges_of(figure) == ([-0.125, 0.125, 0.625, 1.375], [0.5, 1.5, 2.5, 3.5, 4.5])
    axes = figure.axes[0]
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 1), (0.5, 4.5))
    mesh = mesh_of(figure)
    mesh.update_scalarmappable()
    found = mesh.get_facecolors().reshape(4, 3, 4)
    for i, row in enumerate(diagram["regime"].values):
        for j, code in enumerate(row):
            assert found[j, i] == pytest.approx(to_rgba(REGIME_COLOURS[REGIMES[code]]))
    assert found[3, 1] == pytest.approx(to_rgba(REGIME_COLOURS["deceptive"]))


def test_labels_and_legend_are_in_words_and_the_legend_outside():
    figure = diagram_figure(tm.phase_diagram(EpisodeGame(), **SMALL))
    axes = figure.axes[0]
    assert axes.get_xlabel().replace("\n", " ").startswith("modification: probability that an A")
    assert axes.get_ylabel() == "deployment: episodes of deployment"
    assert figure.get_suptitle().startswith("Phase diagram of EpisodeGame\ntraining=2, ")
    assert legend_of(figure) == ["defects: A in all of training", "deceptive: B in training, A once deployed"]
    figure.draw_without_rendering()
    legend, drawn = figure.legends[0].get_window_extent(), axes.get_tightbbox()
    assert not legend.overlaps(drawn)
    assert figure.bbox.containsx(legend.x0)
    assert figure.bbox.containsx(legend.x1)


def test_only_regimes_that_occur_are_explained():
    figure = diagram_figure(tm.phase_diagram(EpisodeGame(overlap=2), **SMALL))
    assert legend_of(figure) == ["deterred: B throughout"]


def test_single_values_have_a_cell_too():
    figure = diagram_figure(tm.phase_diagram(EpisodeGame(), modification=["1/4"], training=[5]))
    assert edges_of(figure) == ([-0.25, 0.75], [4.5, 5.5])


def test_a_curved_boundary_is_drawn_in_black_on_white():
    game = EpisodeGame()
    diagram = tm.phase_diagram(game, modification=np.linspace(0, 1, 11), discount=np.linspace(0.5, 1, 11))
    lines = phase_boundaries(game, diagram)
    white, black = lines_of(diagram_figure(diagram, boundaries=lines))
    assert np.array_equal(white, black)
    p, g = black.reshape(-1, 2).T
    first, last = p * (g + g**2 + g**3), p * g * (g + g**2 + g**3)
    assert np.minimum(abs(first - 1), abs(last - 1)) == pytest.approx(0, abs=1e-9)
    assert legend_of(diagram_figure(diagram, boundaries=lines))[-1] == "exact boundary"


def test_the_axes_of_a_boundary_may_be_in_another_order():
    diagram = tm.phase_diagram(EpisodeGame(), modification=[0.0, 1.0], discount=[0.5, 1.0])
    points = np.array([[0.5, 0.1], [0.75, 0.2]])
    boundary = Boundary(("defects", "deceptive"), ("discount", "modification"), points, points[np.newaxis])
    black = lines_of(diagram_figure(diagram, boundaries=[boundary]))[1]
    assert black.tolist() == [[[0.1, 0.5], [0.2, 0.75]]]


def test_boundaries_between_integers_are_outlines():
    game = EpisodeGame()
    diagram = tm.phase_diagram(game, modification=[0.0, 0.3, 1.0], deployment=[2, 3])
    black = lines_of(diagram_figure(diagram, boundaries=phase_boundaries(game, diagram)))[1]
    assert sorted(sorted(bar) for bar in black.round(12).tolist()) == [
        [[0.333333333333, 2.5], [0.333333333333, 3.5]],
        [[0.333333333333, 2.5], [0.5, 2.5]],
        [[0.5, 1.5], [0.5, 2.5]],
    ]


def test_few_ties_are_dotted():
    diagram = tm.phase_diagram(EpisodeGame(), modification=[i / 8 for i in range(9)], deployment=[1, 3, 5, 7])
    figure = diagram_figure(diagram)
    (dots,) = figure.axes[0].lines
    assert np.argwhere(diagram["tie"].values).tolist() == [[8, 0]]
    assert (dots.get_xdata().tolist(), dots.get_ydata().tolist()) == ([1], [1])
    assert legend_of(figure)[-1] == "tie: different actions are equally good"


def test_many_ties_are_not_dotted():
    diagram = tm.phase_diagram(EpisodeGame(overlap=1), **SMALL)
    assert diagram["tie"].values.all()
    figure = diagram_figure(diagram)
    assert not figure.axes[0].lines
    assert "tie" not in " ".join(legend_of(figure))


def test_numbers_have_a_colour_bar():
    diagram = tm.phase_diagram(EpisodeGame(), **SMALL)
    figure = diagram_figure(diagram, "value")
    assert np.array_equal(mesh_of(figure).get_array(), diagram["value"].values.T)
    assert figure.axes[1].get_ylabel() == "value to the mesa-objective"
    assert legend_of(figure) == []


def test_counts_have_integers_on_the_colour_bar():
    figure = diagram_figure(tm.phase_diagram(EpisodeGame(training=4), **SMALL), "deceptive_episodes")
    figure.draw_without_rendering()
    bar = figure.axes[1]
    low, high = bar.get_ylim()
    ticks = [tick for tick in bar.get_yticks() if low <= tick <= high]
    assert (low, high) == (-0.5, 4.5)
    assert ticks == [0, 1, 2, 3, 4]


def test_a_margin_has_zero_in_the_middle_and_says_where_there_is_none():
    diagram = tm.phase_diagram(EpisodeGame(), margin=True, training=[0, 1], deployment=[1, 2, 3])
    figure = diagram_figure(diagram, "margin")
    mesh = mesh_of(figure)
    assert mesh.norm(0) == 0.5
    mesh.update_scalarmappable()
    assert mesh.get_facecolors()[0] == pytest.approx(to_rgba(NOTHING_COLOUR))
    assert legend_of(figure) == ["no training"]
    assert legend_of(diagram_figure(diagram.isel(training=[1]), "margin")) == []


@pytest.mark.parametrize(("show", "kind"), [*((show, "png") for show in SHOWN), ("regime", "svg"), ("regime", "pdf")])
def test_pictures_can_be_saved(tmp_path, show, kind):
    game = EpisodeGame()
    diagram = tm.phase_diagram(game, margin=True, modification=[0.0, 0.5, 1.0], discount=[0.5, 0.7, 1.0])
    path = tmp_path / f"diagram.{kind}"
    diagram_figure(diagram, show, phase_boundaries(game, diagram)).savefig(path)
    assert path.stat().st_size > 1000


def test_a_diagram_survives_a_file(tmp_path):
    import xarray as xr

    diagram = tm.phase_diagram(EpisodeGame(), **SMALL)
    diagram.to_netcdf(tmp_path / "diagram.nc", engine="scipy")
    with xr.open_dataset(tmp_path / "diagram.nc", engine="scipy") as read:
        figure = diagram_figure(read)
    assert edges_of(figure) == edges_of(diagram_figure(diagram))
    assert legend_of(figure) == legend_of(diagram_figure(diagram))


def test_what_cannot_be_shown_is_refused():
    diagram = tm.phase_diagram(EpisodeGame(), **SMALL)
    with pytest.raises(ValueError, match=r"show must be one of regime, .* got 'colour'"):
        diagram_figure(diagram, "colour")
    with pytest.raises(ValueError, match="no 'margin' in it"):
        diagram_figure(diagram, "margin")
    with pytest.raises(ValueError, match="two axes, got deployment: use curve_figure"):
        diagram_figure(diagram.isel(modification=0))
