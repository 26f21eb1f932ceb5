from fractions import Fraction

import pytest

from toymodels.models.off_switch import OffSwitch


def test_text_is_read_exactly():
    assert (OffSwitch().mean, OffSwitch().deviation, OffSwitch().irrationality) == (0, 1, 0)
    assert OffSwitch("-3/4", "0.5").mean == Fraction(-3, 4)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"deviation": -1}, "deviation must be a finite number >= 0, got -1"),
        ({"irrationality": "-1/2"}, "irrationality must be a finite number >= 0, got -1/2"),
        ({"mean": float("inf")}, "mean must be finite, got inf"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        OffSwitch(**fields)


def test_a_truth_value_is_no_mean():
    with pytest.raises(TypeError, match="mean must be a number, got True"):
        OffSwitch(mean=True)
