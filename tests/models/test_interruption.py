import pytest

from toymodels.models.interruption import Interruption


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"probability": 2}, r"probability must be in \[0, 1\], got 2"),
        ({"short": "far"}, "short must be a number such as 1/3 or 0.35, got 'far'"),
        ({"interrupted": float("nan")}, "interrupted must be finite, got nan"),
    ],
)
def test_bad_input_is_named(fields, words):
    with pytest.raises(ValueError, match=words):
        Interruption(**fields)
