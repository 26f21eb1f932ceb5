import pytest

from toymodels.models.green_exit import GreenExit
from toymodels.plots.models.green_exit import green_exit_figure
from toymodels.solvers.green_exit import green_exit


def test_ways_and_outcomes():
    model = GreenExit(training=20, disagreement="1/20", size=6, mazes=30)
    left, middle, right = green_exit_figure(model).axes
    assert [text.get_text() for text in left.texts] == ["start", "exit"]
    assert [text.get_text() for text in middle.texts] == ["start", "exit", "green thing"]
    ends = [(line.get_xdata()[-1], line.get_ydata()[-1]) for line in middle.lines if line.get_gid() == "way"]
    things = [(line.get_xdata()[0], line.get_ydata()[0]) for line in middle.lines if line.get_gid() == "thing"]
    for end, thing, shift in zip(ends, things[1:], (-0.1, 0.1), strict=True):
        assert end == pytest.approx((thing[0] + shift, thing[1] + shift))
    solution = green_exit(model)
    top = right.collections[0].get_paths()[0].vertices
    assert max(y for x, y in top if x == pytest.approx(0.05)) == pytest.approx(float(solution.generalizes))
    assert right.get_legend().get_texts()[0].get_text() == "generalizes"
