import math

import pytest

from toymodels.models.absent_supervisor import AbsentSupervisor
from toymodels.plots.models.absent_supervisor import absent_supervisor_figure


def test_seen_it_takes_the_shortcut_unwatched_and_unseen_always_or_never():
    (axes,) = absent_supervisor_figure(AbsentSupervisor()).axes
    chances, seen = axes.lines[0].get_data()
    unseen = axes.lines[1].get_ydata()
    assert seen == pytest.approx([1 - q for q in chances])
    assert all(share == (q < 0.2) for q, share in zip(chances, unseen, strict=True) if not math.isnan(share))
    assert sum(map(math.isnan, unseen)) <= 1
