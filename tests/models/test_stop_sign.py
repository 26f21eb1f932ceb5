import pytest

from toymodels.models.stop_sign import StopSign


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"samples": 10_001}, r"samples must be an integer in \[0, 10000\], got 10001"),
        ({"disagreement": 2}, r"disagreement must be in \[0, 1\], got 2"),
        ({"misread": -1}, r"misread must be in \[0, 1\], got -1"),
        ({"deployment_disagreement": "3/2"}, r"deployment_disagreement must be in \[0, 1\], got 3/2"),
    ],
)
def test_domains(values, rule):
    with pytest.raises(ValueError, match=rule):
        StopSign(**values)
