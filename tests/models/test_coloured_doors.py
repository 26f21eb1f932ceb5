import pytest

from toymodels.models.coloured_doors import ColouredDoors


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"training": -1}, "training must be an integer >= 0, got -1"),
        ({"blue_doors": 2}, r"blue_doors must be in \[0, 1\], got 2"),
        ({"red_windows": "-1/2"}, r"red_windows must be in \[0, 1\], got -1/2"),
        ({"deployed_doors": -1}, "deployed_doors must be an integer >= 0, got -1"),
    ],
)
def test_domains(values, rule):
    with pytest.raises(ValueError, match=rule):
        ColouredDoors(**values)
