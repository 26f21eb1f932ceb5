from fractions import Fraction

import pytest

from toymodels.models.heuristic_or_search import HeuristicOrSearch


def test_defaults():
    model = HeuristicOrSearch()
    assert (model.diversity, model.deployment_diversity, model.loops) == (0, 1, Fraction(2, 5))
    assert (model.size**2, model.kind) == (model.patience, "uniform")


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"diversity": 2}, r"diversity must be in \[0, 1\], got 2"),
        ({"instances": 0}, "instances must be a finite number >= 1, got 0"),
        ({"size": 1}, r"size must be an integer in \[2, 30\], got 1"),
        ({"price": "-1"}, "price must be a finite number >= 0, got -1"),
        ({"kind": "roud"}, "unknown kind 'roud'"),
        ({"mazes": 0}, r"mazes must be an integer in \[1, 10000\], got 0"),
    ],
)
def test_domains(values, rule):
    with pytest.raises(ValueError, match=rule):
        HeuristicOrSearch(**values)
