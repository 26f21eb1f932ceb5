from fractions import Fraction

import pytest

from toymodels.models.best_of_n import BestOfN


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"n": 0}, r"n must be an integer in \[1, 1000000000000\], got 0"),
        ({"signal": 0, "noise": 0}, "signal and noise must not both be 0, got 0 and 0"),
        ({"noise": -1}, "noise must be a finite number >= 0, got -1"),
        ({"tail": "cauchy"}, "unknown tail 'cauchy'"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        BestOfN(**fields)


def test_text_is_read_exactly():
    assert BestOfN("10", "1/3", "0.5").signal == Fraction(1, 3)
