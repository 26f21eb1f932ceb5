import pytest

from toymodels.models.spheres_in_order import SpheresInOrder
from toymodels.plots.models.spheres_in_order import spheres_in_order_figure


def test_scores_and_the_deployed_agent():
    left, right = spheres_in_order_figure(SpheresInOrder(spheres=4, training=10)).axes
    knowing, alone, heeding, follower = (line.get_ydata() for line in left.lines)
    assert list(knowing) == list(range(1, 9))
    assert (alone[3], heeding[3], follower[3]) == (1, 0.5, -2)
    assert right.lines[0].get_ydata()[0] == pytest.approx(-1.5)
    assert right.lines[0].get_ydata()[-1] == pytest.approx(0.5 - 2.5 * 0.8 * 0.9**10)
