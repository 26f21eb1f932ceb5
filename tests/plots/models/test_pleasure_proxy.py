import pytest

from toymodels.models.pleasure_proxy import PleasureProxy
from toymodels.plots.models.pleasure_proxy import pleasure_proxy_figure


def test_both_types_and_all():
    figure = pleasure_proxy_figure(PleasureProxy())
    everybody, pleased, thinking = figure.axes[0].lines
    assert pleased.get_ydata()[16] < thinking.get_ydata()[16]
    assert pleased.get_ydata()[15] > thinking.get_ydata()[15]
    assert everybody.get_ydata()[0] == pytest.approx(1)
    assert len(everybody.get_xdata()) == 41


def test_where_evolution_made_fitness_seekers_all_are():
    everybody, pleased, thinking = pleasure_proxy_figure(PleasureProxy(cost=0, generations=3)).axes[0].lines
    assert list(pleased.get_ydata()) == [0] * 4
    assert list(everybody.get_ydata()) == list(thinking.get_ydata())
