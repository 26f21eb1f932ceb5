from toymodels.models.irish_elk import IrishElk
from toymodels.plots.models.irish_elk import irish_elk_figure


def test_trait_and_numbers_until_extinction():
    figure = irish_elk_figure(IrishElk())
    trait, numbers = figure.axes
    assert trait.lines[0].get_ydata()[16] > 4.027 > trait.lines[0].get_ydata()[15]
    assert numbers.lines[0].get_ydata()[30] < 1
    assert [axes.lines[-1].get_xdata()[0] for axes in (trait, numbers)] == [16, 16]
    assert numbers.get_yscale() == "log"


def test_without_a_limit_nothing_is_marked():
    figure = irish_elk_figure(IrishElk(constraint=0, genetic_variance=0))
    assert "B/G = undefined" in figure.get_suptitle()
    assert len(figure.axes[0].lines) == 1
