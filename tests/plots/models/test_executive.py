import math

import pytest

from toymodels.models.executive import Executive
from toymodels.plots.models.executive import executive_figure


def test_suspicion_falls_beyond_patience():
    losses, suspicion = executive_figure(Executive()).axes
    chances = suspicion.lines[0].get_ydata()
    assert len(chances) == 23
    assert list(chances[:12]) == [0.2] * 12
    assert chances[12] == pytest.approx(1 / 9)
    assert [text.get_text() for text in losses.texts] == ["patience"]


def test_a_patience_without_end_and_nobody_left():
    _, suspicion = executive_figure(Executive(discount=1)).axes
    assert list(suspicion.texts) == []
    _, suspicion = executive_figure(Executive(suspicion=1, detection=1, discount=0, probation=1, tenure=0)).axes
    assert math.isnan(suspicion.lines[0].get_ydata()[1])
