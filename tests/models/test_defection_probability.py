from fractions import Fraction

import pytest

from toymodels.models.defection_probability import DefectionProbability


def test_in_a_row_is_said_by_truth_or_by_number():
    assert DefectionProbability(2, 3, 2, in_a_row=True) == DefectionProbability(2, 3, 2, in_a_row=1)
    assert DefectionProbability().in_a_row == 0
    assert DefectionProbability().epsilon == Fraction(1, 100)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"defections": 0}, "defections must be an integer >= 1, got 0"),
        ({"epsilon": "3/2"}, r"epsilon must be in \[0, 1\], got 3/2"),
        ({"in_a_row": 2}, "in_a_row must be yes or no, got 2"),
        ({"training": -1}, "training must be an integer >= 0, got -1"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        DefectionProbability(**fields)
