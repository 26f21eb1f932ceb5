import pytest

from toymodels.models.stop_sign import StopSign
from toymodels.plots.models.stop_sign import stop_sign_figure


def test_accuracies():
    (axes,) = stop_sign_figure(StopSign(samples=50, disagreement="1/50", misread="1/10")).axes
    labels = [line.get_label() for line in axes.lines[:6]]
    assert labels == [f"in {place}, {n} pictures" for n in (10, 50, 1000) for place in ("training", "deployment")]
    training, deployment = (line.get_ydata() for line in axes.lines[4:6])
    assert (training[0], deployment[0]) == pytest.approx((1, 0.5))
    assert (training[-1], deployment[-1]) == pytest.approx((0.9, 0.9), abs=1e-3)
    assert axes.lines[6].get_xdata()[0] == 0.1


def test_a_shape_that_is_never_misread():
    (axes,) = stop_sign_figure(StopSign(samples=10, misread=0)).axes
    assert len(axes.lines) == 5
    assert axes.lines[0].get_xdata()[-1] == 1
