from fractions import Fraction

import pytest

from toymodels.models.multitask import Multitask

F = Fraction


def test_text_is_read_exactly():
    model = Multitask("1, 1/2", "1, .9; .9, 1", "2", "1, inf")
    assert (model.benefits, model.cost_matrix) == ((1, F(1, 2)), ((1, F(9, 10)), (F(9, 10), 1)))
    assert (model.risk_aversion, model.noise) == (2, (1, float("inf")))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"benefits": (1, 1, 1)}, "cost_matrix must have a row and a column for each of 3 benefits, got 2 x 2"),
        ({"cost_matrix": "1, 0, 0; 0, 1, 0"}, "cost_matrix must have a row and a column for each of 2 benefits, got 2 x 3"),
        ({"noise": (1,)}, "noise must have a variance for each of 2 benefits, got 1"),
        ({"noise": (1, -1)}, r"noise\[1\] must be a finite number >= 0, got -1"),
        ({"cost_matrix": "1, 1/2; 1/3, 1"}, "cost_matrix must be symmetric, got 1/2 and 1/3 for tasks 1 and 2"),
        ({"cost_matrix": "1, 1; 1, 1"}, "cost_matrix must be positive definite, got 0 for pivot 2"),
        ({"cost_matrix": "-1, 0; 0, 1"}, "cost_matrix must be positive definite, got -1 for pivot 1"),
        ({"risk_aversion": -1}, "risk_aversion must be a finite number >= 0, got -1"),
    ],
)
def test_a_parameter_outside_its_domain_is_an_error(fields, message):
    with pytest.raises(ValueError, match=message):
        Multitask(**fields)


def test_positive_definiteness_is_exact():
    """Next to the singular matrix of ones, where floats see no difference."""
    tiny = F(1, 10**40)
    assert Multitask(cost_matrix=((1, 1 - tiny), (1 - tiny, 1)))
    with pytest.raises(ValueError, match="positive definite"):
        Multitask(cost_matrix=((1, 1 + tiny), (1 + tiny, 1)))
    with pytest.raises(ValueError, match="for pivot 3"):
        Multitask((1, 1, 1), "2, -1, -1; -1, 2, -1; -1, -1, 2", 1, "1, 1, 1")
