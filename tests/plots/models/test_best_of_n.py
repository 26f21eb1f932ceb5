import pytest

from toymodels.models.best_of_n import BestOfN
from toymodels.plots.models.best_of_n import best_of_n_figure


def test_three_true_values_a_proxy_and_the_point():
    axes = best_of_n_figure(BestOfN(1000, 1, 1, "student")).axes[0]
    normal, laplace, student, proxy, point = axes.lines
    assert list(normal.get_ydata()) == sorted(normal.get_ydata())
    assert laplace.get_ydata()[-1] == pytest.approx(2**0.5, abs=1e-5)
    values = dict(zip(student.get_xdata(), student.get_ydata(), strict=True))
    assert max(values, key=values.get) == 42
    assert student.get_ydata()[-1] < 0.3 < proxy.get_ydata()[-1]
    assert point.get_xydata()[0] == pytest.approx([1000, 0.65417], abs=1e-4)
    assert "falls" in axes.get_title()


def test_without_an_error_there_is_one_line():
    axes = best_of_n_figure(BestOfN(10, 1, 0, "student")).axes[0]
    assert len(axes.lines) == 3
