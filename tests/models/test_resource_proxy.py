from fractions import Fraction

import pytest
import sympy

from toymodels.models.resource_proxy import ResourceProxy


def test_text_is_read_exactly():
    assert ResourceProxy(4, 2, "0.01").floor == Fraction(1, 100)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"mentioned": 5}, "mentioned must be at most the 4 attributes, got 5"),
        ({"mentioned": 0}, r"mentioned must be an integer in \[1, 200\], got 0"),
        ({"floor": "1/3"}, "floor must be at most 1/4, the even share, got 1/3"),
        ({"floor": -1}, r"floor must be in \[0, 1\], got -1"),
        ({"start": 2}, r"start must be in \[0, 1\], got 2"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        ResourceProxy(**fields)


def test_a_symbol_may_stand_for_a_floor():
    assert ResourceProxy(floor=sympy.Symbol("b")).floor == sympy.Symbol("b")
