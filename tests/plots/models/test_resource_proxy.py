import pytest

from toymodels.models.resource_proxy import ResourceProxy
from toymodels.plots.models.resource_proxy import resource_proxy_figure


def test_the_proxy_rises_and_the_true_utility_turns():
    way, mentions = resource_proxy_figure(ResourceProxy(4, 2, "1/100", 0)).axes
    proxy, true = (line.get_ydata() for line in way.lines[:2])
    assert list(proxy) == sorted(proxy)
    assert true.argmax() == 100
    assert (true[0], true[-1], true.max()) == pytest.approx((0.07, 0.07, 0.25))
    assert [bar.get_height() for bar in mentions.patches] == pytest.approx([0.0313829, 0.07, 0.1376846, 0.25], abs=1e-6)


def test_a_start_past_the_turning_point():
    way, _ = resource_proxy_figure(ResourceProxy(4, 2, 0.01, 0.75)).axes
    assert len(way.lines) == 2
    assert list(way.lines[1].get_ydata()) == sorted(way.lines[1].get_ydata(), reverse=True)
    resource_proxy_figure(ResourceProxy(1, 1))
