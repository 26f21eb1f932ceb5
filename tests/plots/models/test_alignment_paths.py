import pytest

from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.plots.models.alignment_paths import alignment_paths_figure


def test_two_stacks_and_a_legend():
    figure = alignment_paths_figure(AlignmentPaths())
    names = [text.get_text() for text in figure.legends[0].get_texts()]
    assert names == ["proxy for ever", "deceptive", "corrigible", "internalized", "this model"]
    assert [axes.lines[1].get_xdata()[0] for axes in figure.axes] == pytest.approx([0.25, 0.2])
