import pytest

from toymodels.models.sexual_selection import SexualSelection
from toymodels.plots.models.sexual_selection import sexual_selection_figure

LINE, OWN = "#f0b659", "#3f1260"


def drawn(figure, colour):
    return [line for line in figure.axes[0].lines if line.get_color() == colour]


def test_the_line_of_equilibria_and_the_path_onto_it():
    figure = sexual_selection_figure(SexualSelection())
    (line,) = drawn(figure, LINE)
    points = dict(zip(*line.get_data(), strict=True))
    assert (points[0.25], points[0.3], points[0.4]) == (0, pytest.approx(1 / 3), 1)
    path, start = drawn(figure, OWN)
    assert (start.get_xdata()[0], start.get_ydata()[0]) == (0.3, 0.05)
    assert path.get_ydata()[-1] == pytest.approx(0.64, abs=0.02)


def test_without_a_line_and_without_males():
    assert drawn(sexual_selection_figure(SexualSelection(attraction=1, viability_cost=0)), LINE) == []
    assert drawn(sexual_selection_figure(SexualSelection(viability_cost=1, trait=1)), OWN) == []
