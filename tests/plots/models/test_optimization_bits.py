import pytest

from toymodels.models.optimization_bits import OptimizationBits
from toymodels.plots.models.optimization_bits import optimization_bits_figure


def test_random_tries_beside_the_outcome():
    axes, chances = optimization_bits_figure(OptimizationBits()).axes
    means, goal = axes.lines
    assert means.get_ydata()[:2] == pytest.approx((1.442695, 2.164043), abs=1e-6)
    assert list(goal.get_ydata()) == [10, 10]
    assert chances.lines[0].get_ydata()[0] == pytest.approx(1 / 1024)
    assert axes.get_title() == "1 of 1024 outcomes is as good"


def test_an_outcome_that_is_no_achievement():
    axes, chances = optimization_bits_figure(OptimizationBits(better=4, outcomes=4)).axes
    assert axes.get_title() == "4 of 4 outcomes are as good"
    assert chances.lines[0].get_ydata() == pytest.approx(1)
