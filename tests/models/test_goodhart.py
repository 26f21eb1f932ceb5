from fractions import Fraction

import pytest

from toymodels.models.goodhart import KINDS, Goodhart


def test_kinds_and_defaults():
    assert Goodhart().kind == KINDS[1] == "extremal"
    assert Goodhart("causal", harm="1/3").harm == Fraction(1, 3)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "extremel"}, "did you mean 'extremal'"),
        ({"pressure": -1}, "pressure must be a finite number >= 0, got -1"),
        ({"causal_share": 2}, r"causal_share must be in \[0, 1\], got 2"),
        ({"signal": 0, "noise": 0}, "signal and noise must not both be 0, got 0 and 0"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        Goodhart(**fields)
