import pytest

from toymodels.models.optimization_bits import OptimizationBits


def test_defaults():
    assert OptimizationBits() == OptimizationBits(1, 1024, 1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"better": 0}, "better must be an integer >= 1, got 0"),
        ({"better": 5, "outcomes": 4}, "better must be at most outcomes = 4, got 5"),
        ({"samples": 0}, r"samples must be an integer in \[1, 1000000\], got 0"),
        ({"outcomes": "3/2"}, "outcomes must be an integer >= 1, got 3/2"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        OptimizationBits(**fields)
