import pytest

from toymodels.models.multitask import Multitask
from toymodels.plots.models.multitask import multitask_figure


def test_efforts_and_worths():
    efforts, worths = multitask_figure(Multitask()).axes
    assert [bar.get_height() for bar in efforts.patches] == pytest.approx([10 / 19, 10 / 19, 1000 / 2261, -900 / 2261])
    first_best, best, naive = (line.get_ydata() for line in worths.lines[:3])
    assert (first_best[0], best[0], naive[0]) == (1, 0.25, 0.25)
    assert (first_best[-1], best[-1], naive[-1]) == pytest.approx((10 / 19, 50 / 2261, -79 / 152))


def test_three_tasks():
    model = Multitask((1, 2, 1), "2, 1, 0; 1, 3, 1; 0, 1, 1", 1, (1, "inf", 0.5))
    assert len(multitask_figure(model).axes[0].patches) == 6
