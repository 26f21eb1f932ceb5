import pytest

from toymodels.models.mesa_condition import MesaCondition
from toymodels.plots.models.mesa_condition import mesa_condition_figure


def test_totals_and_best_powers():
    left, right = mesa_condition_figure(MesaCondition(cost="x^3 - 3*x^2 + 4*x", instances=2, power=60)).axes
    assert [text.get_text() for text in left.texts] == ["N = 1", "N = 2", "N = 8"]
    powers, totals = left.lines[2].get_data()
    assert totals == pytest.approx((60 - powers**3 + 3 * powers**2 - 4 * powers) / 2 + powers)
    assert [text.get_text() for text in right.get_legend().get_texts()] == [
        "threshold 1.75",
        "saturation 43.97",
        "N = 2: interior",
    ]
    best = right.lines[0].get_ydata()
    assert list(best) == sorted(best)


def test_a_function_and_a_power_that_buys_nothing():
    figure = mesa_condition_figure(MesaCondition(cost=lambda x: x * x, power=9))
    assert "costs a function" in figure.get_suptitle()
    _, right = mesa_condition_figure(MesaCondition(power=0)).axes
    assert len(right.lines) == 2
