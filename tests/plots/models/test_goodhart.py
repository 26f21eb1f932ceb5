import pytest

from toymodels.models.goodhart import Goodhart
from toymodels.plots.models.goodhart import goodhart_figure


@pytest.mark.parametrize("kind", ["extremal", "adversarial"])
def test_four_kinds_their_best_pressures_and_where_the_model_is(kind):
    axes = goodhart_figure(Goodhart(kind, 3)).axes[0]
    labels = [line.get_label() for line in axes.lines if not line.get_label().startswith("_")]
    assert labels == ["what the measure says", "regressional", "extremal", "causal", "adversarial"]
    dots = [line.get_xydata()[0].tolist() for line in axes.lines if line.get_marker() == "o"]
    assert dots == [[1, 0.5], [1, 1]]
    assert [line.get_xydata()[0].tolist() for line in axes.lines if line.get_marker() == "D"] == [
        [3, pytest.approx({"extremal": 0.1, "adversarial": 0.6}[kind])]
    ]


def test_floats():
    goodhart_figure(Goodhart("causal", 0.5, limit=0.3))
