import pytest

from toymodels.models.spheres_in_order import SpheresInOrder


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"spheres": 0}, "spheres must be an integer >= 1, got 0"),
        ({"training_misled": 2}, r"training_misled must be in \[0, 1\], got 2"),
        ({"penalty": -1}, "penalty must be a finite number >= 0, got -1"),
    ],
)
def test_domains(values, rule):
    with pytest.raises(ValueError, match=rule):
        SpheresInOrder(**values)
