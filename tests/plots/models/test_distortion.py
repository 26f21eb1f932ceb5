import pytest

from toymodels.models.distortion import Distortion
from toymodels.plots.models.distortion import distortion_figure


def test_what_is_done_is_the_foot_of_the_objective_on_the_measure():
    arrows, worths = distortion_figure(Distortion((1, 1), (2, 0))).axes
    ends = {line.get_label(): line.get_xydata()[-1] for line in arrows.lines if not line.get_label().startswith("_")}
    assert ends["objective"] == pytest.approx([2**0.5, 0])
    assert ends["measure"] == pytest.approx([2**0.5, 2**0.5])
    assert ends["what is done"] == pytest.approx([0.5**0.5, 0.5**0.5])
    assert worths.lines[0].get_ydata().max() == pytest.approx(0.5, abs=1e-3)
    assert worths.lines[1].get_xydata()[0] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("measure", [(1, -1), (-1, 0)])
def test_a_useless_measure_and_one_that_runs_against_the_objective(measure):
    _, worths = distortion_figure(Distortion((1, 1), measure)).axes
    pays = worths.lines[0].get_xdata()
    assert 0 in pays
    assert (pays[0] < 0) == (measure == (-1, 0))
