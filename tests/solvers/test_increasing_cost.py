import math

import pytest

from toymodels.models.mesa_condition import MesaCondition
from toymodels.solvers.mesa_condition import mesa_condition


def solved(power, instances, cost):
    return mesa_condition(MesaCondition(power, instances, cost))


def test_a_function_is_searched_to_the_error_that_is_stated():
    found = solved(100, 4, lambda x: x * x)
    assert found.mesa_power == pytest.approx(2, abs=1e-6)
    assert abs(found.value - 26) <= found.error + 1e-12
    assert 0 < found.error < 1e-4
    assert (found.regime, found.greatest_power) == ("interior", 10)
    assert found.threshold == pytest.approx(0, abs=1e-4)
    assert found.saturation == pytest.approx(20, abs=1e-4)


def test_neither_convex_nor_smooth():
    """Dear up to 2, cheap from there to 5, dear again: with N = 3 the kink at 5 is worth 15 - 9, with N = 3/2 nothing is."""

    def cost(x):
        return 3 * min(x, 2.0) + max(0.0, min(x, 5.0) - 2) + 10 * max(0.0, x - 5)

    found = solved(100, 3, cost)
    assert (found.regime, found.mesa_power) == ("interior", pytest.approx(5, abs=1e-6))
    assert found.value == pytest.approx((100 - 9) / 3 + 5, abs=1e-6)
    assert found.threshold == pytest.approx(9 / 5, abs=1e-6)
    assert solved(100, 1.5, cost).regime == "none"
    assert solved(100, 11, cost).regime == "budget-bound"


def test_a_stretch_of_ties():
    """Flat in price up to 1, dear from there: at that price all of [0, 1] is optimal."""
    found = solved(100, 2, lambda x: 2 * x + 5 * max(0.0, x - 1))
    assert (found.regime, found.whole_stretch) == ("indifferent", True)
    assert found.optimal == pytest.approx((0, 1), abs=1e-3)


def test_two_tops_with_a_valley_between():
    """Steps of 4 at every whole number from 1 on: with N = 4 just before each step is as good as before any other."""
    found = solved(9.8, 1.75, lambda x: x**3 - 3 * x**2 + 4 * x)
    assert (found.regime, found.whole_stretch) == ("indifferent", False)
    assert found.optimal == pytest.approx((0, 1.5), abs=1e-5)


def test_jumps():
    """A cost that jumps up at 1 and at 2, flat in between: x is best just before a jump."""
    found = solved(10, 3, lambda x: 4.0 * math.floor(x))
    assert found.mesa_power == pytest.approx(1, abs=1e-6)
    assert found.value == pytest.approx(10 / 3 + 1, abs=1e-5)
    assert found.error < 1e-5
    assert found.greatest_power == pytest.approx(3)


def test_a_cost_that_overflows_is_too_dear():
    found = solved(100, 10, lambda x: math.exp(x * x) - 1)
    assert 2 * found.mesa_power * math.exp(found.mesa_power**2) == pytest.approx(10, abs=1e-4)
    assert solved(100, 10, lambda x: math.inf if x > 3 else x).greatest_power == pytest.approx(3)


def test_a_cost_with_a_jump_at_zero_leaves_nothing():
    assert solved(1, 10, lambda x: 0.0 if x == 0 else 2.0 + x).regime == "none"


@pytest.mark.parametrize(
    ("cost", "message"),
    [
        (lambda x: -x, "cost must not decrease, got 0 at x = 0 and -1 at x = 1"),
        (lambda x: x + 3 * math.sin(x), "cost must not decrease"),
        (lambda x: min(x, 5.0), "cost must grow past the power"),
        (lambda x: math.nan, "cost must be a number for every x >= 0, got none at x = 0"),
        (
            lambda x: 1 / (x - 1) if x else 0.0,
            "cost must be a number for every x >= 0, got none at x = 1: float division by zero",
        ),
        (lambda x: "much", "cost at x = 0 must be a number such as 1/3 or 0.35, got 'much'"),
        (lambda x: x if x < 30 else 0.0, "cost must not decrease, got 20 at x = 20 and 0 at x = 32|cost must not decrease"),
    ],
)
def test_functions_that_are_no_cost(cost, message):
    with pytest.raises(ValueError, match=message):
        solved(10, 2, cost)


def test_many_ties_take_no_long_search():
    found = solved(10, 3, lambda x: 3 * x)
    assert found.optimal == pytest.approx((0, 10 / 3))
    assert found.threshold == pytest.approx(3)
    assert found.saturation == pytest.approx(3)
