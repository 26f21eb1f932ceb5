import math

import pytest

from toymodels.models.mesa_condition import MesaCondition


def test_defaults_and_functions():
    model = MesaCondition(100, "9/2", math.exp)
    assert (float(model.instances), model.cost) == (4.5, math.exp)
    assert MesaCondition().cost == "x**2"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"power": -1}, "power must be a finite number >= 0, got -1"),
        ({"instances": "1/2"}, "instances must be a finite number >= 1, got 1/2"),
        ({"cost": "x; import os"}, "cost must be a formula in x: a character must be"),
        ({"cost": "2x"}, r"cost must be a formula in x: multiplication must be written with \*"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        MesaCondition(**fields)


def test_a_number_is_no_cost():
    with pytest.raises(TypeError, match="cost must be a formula in x or a function of it, got 2"):
        MesaCondition(cost=2)
