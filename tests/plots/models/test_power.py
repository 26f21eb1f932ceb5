from fractions import Fraction

import pytest

from toymodels.models.power import Power
from toymodels.plots.models.power import places, power_figure
from toymodels.small_worlds import WORLDS, world_of


def test_the_curves_are_the_formulas_of_the_world_wait():
    left, right = power_figure(Power("wait")).axes
    discounts, powers = right.lines[0].get_data()
    assert powers == pytest.approx([2 / 3 + g * g / 12 for g in discounts])
    assert right.lines[1].get_ydata() == pytest.approx([1 / 2 + g / 6 for g in discounts])
    assert (discounts[0], discounts[-1]) == (0, 1)
    words = [text.get_text() for text in left.texts]
    assert {"start\n0.7342", "wait\n2/3", "candy\n1/2", "35 %", "65 %"} <= set(words)


def test_ways_back_are_bent_and_loops_are_not_drawn():
    left, _ = power_figure(Power("rooms", discount=Fraction(1, 2))).axes
    arrows = [text for text in left.texts if text.get_text() == "" and text.arrow_patch is not None]
    assert len(arrows) == len(WORLDS["rooms"].moves) - 1
    assert sum(arrow.arrowprops["connectionstyle"] == "arc3,rad=0.12" for arrow in arrows) == 4


def test_what_the_start_does_not_reach_is_drawn_last():
    at = places(world_of("a>b, c>b, b>a"))
    assert at == {"a": (0, 0), "b": (1, 0), "c": (2, 0)}


def test_a_sampled_world_has_a_curve_without_the_limit():
    ladder = ", ".join(f"{i}>{i + 1}, {i + 1}>{i}" for i in range(8))
    _, right = power_figure(Power(ladder, discount="1/2", samples=50)).axes
    assert right.lines[0].get_xdata()[-1] == pytest.approx(0.95)
