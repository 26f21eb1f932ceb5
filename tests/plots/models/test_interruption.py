import pytest

from tests.gridworlds import INTERRUPTIBILITY, found
from toymodels.models.interruption import Interruption
from toymodels.plots.models.interruption import interruption_figure


def test_both_ways_are_on_the_grid_and_as_long_as_they_say():
    left, _ = interruption_figure(Interruption()).axes
    short, button = ([(round(y), round(x)) for x, y in line.get_xydata()] for line in left.lines)
    assert (len(short) - 1, len(button) - 1) == (8, 12)
    free = {(r, c) for r, row in enumerate(INTERRUPTIBILITY) for c, sign in enumerate(row) if sign != "#"}
    assert set(short) | set(button) <= free
    assert {short[0], button[0]} == {found(INTERRUPTIBILITY, "A")}
    assert found(INTERRUPTIBILITY, "B") in button
    assert {short[-1], button[-1]} == {found(INTERRUPTIBILITY, "G")}


def test_the_lines_cross_at_the_threshold():
    _, right = interruption_figure(Interruption()).axes
    assert right.lines[0].get_ydata() == pytest.approx([42, -100])
    assert right.lines[2].get_xdata() == pytest.approx([2 / 71, 2 / 71])
    assert [text.get_text() for text in right.texts] == ["disables above 2/71"]


def test_without_a_threshold_no_line():
    _, right = interruption_figure(Interruption(button=50)).axes
    assert len(right.lines) == 2
