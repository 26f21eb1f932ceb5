import pytest

from toymodels.models.screening import Screening


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("prior", 2, r"prior must be in \[0, 1\], got 2"),
        ("level", -1, "level must be a finite number >= 0, got -1"),
        ("faking_cost", "-1/2", "faking_cost must be a finite number >= 0, got -1/2"),
        ("loss", float("inf"), "loss must be finite, got inf"),
    ],
)
def test_domains(field, value, message):
    with pytest.raises(ValueError, match=message):
        Screening(**{field: value})
