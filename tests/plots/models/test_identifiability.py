import numpy as np
import pytest

from toymodels.models.identifiability import Identifiability
from toymodels.plots.models.identifiability import identifiability_figure
from toymodels.solvers.objective_tables import random_objectives


def test_table_and_rivals_left():
    left, right = identifiability_figure(Identifiability()).axes
    assert [text.get_text() for text in left.get_yticklabels()][1] == "what is green"
    assert [patch.get_x() for patch in left.patches if patch.get_gid() == "chosen"] == [1.5, 2.5]
    assert [patch.get_width() for patch in left.patches if patch.get_gid() == "training"] == [2]
    coloured = left.images[0].get_array()
    assert coloured[1].tolist() == [1, 1, 1, 2, 2, 2, 1]
    chosen, random = right.lines
    assert list(chosen.get_ydata()) == [6, 2, 0]
    assert random.get_ydata()[1] == pytest.approx(3.4)


def test_large_tables_have_no_text_and_greed_its_line():
    model = Identifiability(random_objectives(60, 25, 0.2, np.random.default_rng(1)), 0)
    left, right = identifiability_figure(model).axes
    assert (len(left.texts), left.get_xlabel()) == (0, "environment")
    assert not [patch for patch in left.patches if patch.get_gid() == "training"]
    assert [line.get_label() for line in right.lines][1] == "greedily chosen"
    assert right.lines[1].get_ydata()[-1] == 0
