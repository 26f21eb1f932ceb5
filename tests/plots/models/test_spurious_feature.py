import pytest

from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.plots.models.spurious_feature import spurious_feature_figure


def test_the_odds_in_bits_fall_on_straight_lines():
    figure = spurious_feature_figure(SpuriousFeature(samples=40, disagreement="1/2", extra_bits=-4))
    left, right = figure.axes
    x, y = right.lines[0].get_data()
    assert y == pytest.approx(4 - x)
    assert left.lines[0].get_ydata()[0] == pytest.approx(16 / 17)
    assert [text.get_text() for text in left.get_legend().get_texts()] == [
        "simpler by 4 bits",
        "just as simple",
        "longer by 4 bits",
    ]


def test_a_proxy_that_is_refuted_at_once_has_no_odds_to_show():
    figure = spurious_feature_figure(SpuriousFeature(samples=3, disagreement=1, extra_bits=0))
    assert [len(line.get_xdata()) for line in figure.axes[1].lines[:2]] == [1, 1]
