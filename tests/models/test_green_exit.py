import pytest

from toymodels.models.green_exit import GreenExit


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"training": "1/2"}, "training must be an integer >= 0, got 1/2"),
        ({"shift": 2}, r"shift must be in \[0, 1\], got 2"),
        ({"decoy": -1}, r"decoy must be in \[0, 1\], got -1"),
        ({"size": 41}, r"size must be an integer in \[2, 30\], got 41"),
        ({"simplicity": 1001}, r"simplicity must be in \[-1000, 1000\], got 1001"),
    ],
)
def test_domains(values, rule):
    with pytest.raises(ValueError, match=rule):
        GreenExit(**values)
