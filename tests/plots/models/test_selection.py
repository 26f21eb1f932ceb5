import pytest

from toymodels.models.selection import Selection
from toymodels.plots.models.selection import selection_figure
from toymodels.solvers.selection import selection


def test_shares_are_stacked_over_training_up_to_the_models():
    figure = selection_figure(Selection(training=10))
    (axes,) = figure.axes
    assert len(axes.collections) == 5
    faults = axes.lines[0]
    assert faults.get_xdata()[-1] == 10
    assert faults.get_ydata()[-1] == pytest.approx(float(selection(Selection(training=10)).visible_faults))
    top = axes.collections[-1].get_paths()[0].vertices[:, 1].max()
    assert top == pytest.approx(1)


def test_where_nobody_is_left_nothing_is_drawn():
    figure = selection_figure(Selection(aligned=0, corrigible=0, proxy=0, deceptive=0, defiance=1, training=0))
    assert figure.axes[0].lines[0].get_xdata().tolist() == [0]


def test_the_moran_process():
    figure = selection_figure(Selection(dynamic="moran", population=4, training=5))
    assert "moran" in figure.axes[0].get_title()
