import itertools
import json
import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.cli import cli
from toymodels.models.mesa_condition import MesaCondition
from toymodels.solvers.mesa_condition import REGIMES, mesa_condition

TEN = 10


def solved(power, instances, cost):
    return mesa_condition(MesaCondition(power, instances, cost))


@pytest.mark.parametrize(
    ("instances", "power", "total", "regime"),
    [(4, 2, 26, "interior"), (20, 10, 10, "budget-bound"), (40, 10, 10, "budget-bound")],
)
def test_squares(instances, power, total, regime):
    """The two published numbers, 2 with 26 and 10 with 10, and the saturation between them."""
    found = solved(100, instances, "x**2")
    assert (found.mesa_power, found.value, found.regime, found.optimal) == (power, total, regime, (power,))
    assert (found.threshold, found.saturation, found.greatest_power, found.error) == (0, 20, 10, 0)
    assert found.direct_power == (100 - power**2) / Fraction(instances)
    assert found.mesa_cost == power**2


@pytest.mark.parametrize(
    ("instances", "optimal", "regime"),
    [(2, (0,), "none"), (3, (0, Fraction(100, 3)), "indifferent"), (4, (Fraction(100, 3),), "budget-bound")],
)
def test_a_constant_price(instances, optimal, regime):
    found = solved(100, instances, "3*x")
    assert (found.optimal, found.regime, found.threshold, found.saturation) == (optimal, regime, 3, 3)
    assert found.whole_stretch == (regime == "indifferent")


@given(st.integers(2, 6), st.fractions(1, 9, max_denominator=4), st.fractions(1, 20, max_denominator=4))
def test_powers_by_hand(k, instances, power):
    """f = x^k: k x^(k-1) = N inside, and M = P^(1/k), saturated at k M^(k-1)."""
    found = solved(power, instances, f"x^{k}")
    inside, most = (float(instances) / k) ** (1 / (k - 1)), float(power) ** (1 / k)
    assert float(found.mesa_power) == pytest.approx(min(inside, most))
    assert float(found.saturation) == pytest.approx(k * most ** (k - 1))
    assert found.threshold == 0
    assert found.regime == ("interior" if instances < found.saturation else "budget-bound")


def test_two_tops_of_the_same_height():
    """f = x^3 - 3 x^2 + 4 x: N x - f(x) = -x (x - 3/2)^2 at N = 7/4."""
    found = solved(10, "7/4", "x^3 - 3*x^2 + 4*x")
    assert (found.optimal, found.regime, found.whole_stretch) == ((0, Fraction(3, 2)), "indifferent", False)
    assert found.threshold == Fraction(7, 4)
    assert solved(10, "174/100", "x^3 - 3*x^2 + 4*x").regime == "none"
    above = solved(10, "176/100", "x^3 - 3*x^2 + 4*x")
    assert (above.regime, above.mesa_power > Fraction(3, 2)) == ("interior", True)


def test_algebraic_numbers():
    """f = x + x^3 with P = 100: M^3 + M = 100; inside 1 + 3 x^2 = N."""
    found = solved(100, 3, "x + x^3")
    assert found.mesa_power == sympy.sqrt(6) / 3
    assert float(found.greatest_power) ** 3 + float(found.greatest_power) == pytest.approx(100)
    assert found.threshold == 1
    assert float(found.saturation) == pytest.approx(1 + 3 * float(found.greatest_power) ** 2)


def test_roots():
    """f = x^(3/2): (3/2) sqrt(x) = N, so x = (2 N/3)^2 exactly; f = sqrt(x): all or nothing at N = 1/M^(1/2)."""
    assert solved(100, 4, "x^(3/2)").mesa_power == Fraction(64, 9)
    assert solved(9, 1, "3*sqrt(x)").optimal == (0, 9)
    found = solved(4, 3, "sqrt(x) + x^2")
    assert found.regime in REGIMES
    x = np.linspace(0, float(found.greatest_power), 20001)
    assert float(found.value) == pytest.approx(((4 - np.sqrt(x) - x**2) / 3 + x).max(), abs=1e-7)
    assert float(found.threshold) == pytest.approx(((np.sqrt(x) + x**2)[1:] / x[1:]).min(), abs=1e-7)


def test_a_fixed_cost_at_zero_changes_only_the_budget():
    with_base, without = solved(105, 4, "x**2 + 5"), solved(100, 4, "x**2")
    assert (with_base.mesa_power, with_base.value, with_base.saturation) == (
        without.mesa_power,
        without.value,
        without.saturation,
    )


def test_nothing_can_be_afforded():
    for cost in ("x + 1", lambda x: x + 1, "exp(x)"):
        found = solved(1, 4, cost)
        assert (found.regime, found.mesa_power, found.value) == ("none", 0, 0)
        assert (found.threshold, found.saturation) == (None, None)
    assert solved(0, 4, "x").value == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.fractions(0, 3, max_denominator=3), min_size=2, max_size=4).filter(any),
    st.fractions(1, 12, max_denominator=3),
    st.fractions(1, 30, max_denominator=3),
    st.booleans(),
)
def test_against_a_grid(coefficients, instances, power, halves):
    """Random costs: no total on a grid is greater, no average less, no way up steeper, and the grid's come close."""
    cost = " + ".join(f"{c}*x^({i}/2)" if halves else f"{c}*x^{i}" for i, c in enumerate(coefficients, start=1))
    found = solved(power, instances, cost)
    most = float(found.greatest_power)
    x = np.linspace(0, 1, 4001) ** 3 * most
    f = sum(float(c) * x ** (i / 2 if halves else i) for i, c in enumerate(coefficients, start=1))
    assert f[-1] == pytest.approx(float(power))
    totals = (float(power) - f) / float(instances) + x
    best = float(found.value)
    assert totals.max() <= best * (1 + 1e-9)
    assert totals.max() == pytest.approx(best, rel=1e-5)
    assert (f[1:] / x[1:]).min() == pytest.approx(float(found.threshold), rel=1e-2, abs=1e-2)
    assert (f[1:] / x[1:]).min() >= float(found.threshold) * (1 - 1e-9)
    ways = (float(power) - f[:-40]) / (most - x[:-40])
    assert ways.max() <= float(found.saturation) * (1 + 1e-9)
    assert ways.max() == pytest.approx(float(found.saturation), rel=0.05)
    for place in found.optimal:
        value = float(power) - sum(float(c) * float(place) ** (i / 2 if halves else i) for i, c in enumerate(coefficients, 1))
        assert value / float(instances) + float(place) == pytest.approx(best)


@pytest.mark.parametrize(
    ("cost", "power", "instances"),
    [("x^3 - 3*x^2 + 4*x", 10, 2), ("x**2", 100, 4), ("x + x^3", 30, 5), ("2*x", 9, 3), ("x^(3/2)", 20, 2)],
)
def test_the_search_finds_what_the_algebra_finds(cost, power, instances):
    """With + 0*exp(x) a formula is no sum of powers, and is searched."""
    exact, searched = solved(power, instances, cost), solved(power, instances, f"{cost} + 0*exp(x)")
    assert searched.regime == exact.regime
    assert [float(x) for x in searched.optimal] == pytest.approx([float(x) for x in exact.optimal], rel=1e-14)
    for name in ("value", "threshold", "saturation", "greatest_power", "mesa_cost"):
        assert float(getattr(searched, name)) == pytest.approx(float(getattr(exact, name)), rel=1e-12, abs=1e-15)
    assert 0 <= searched.error < 1e-4


def test_the_steepest_way_up_may_start_inside():
    """f' = x² (x - 2)² is flat at 0 and 2: f(2) - f(2 - u) = f(u), and f(u)/u is steepest where 4 u²/5 - 3 u + 8/3 = 0."""
    cost = "x^5/5 - x^4 + 4*x^3/3"
    u = (3 - sympy.sqrt(sympy.Rational(7, 15))) * sympy.Rational(5, 8)
    found = solved("16/15", 1, cost)
    assert found.greatest_power == 2
    assert sympy.simplify(found.saturation - (u**4 / 5 - u**3 + 4 * u**2 / 3)) == 0
    irrational = solved(1, 1, cost)
    x = np.linspace(0, float(irrational.greatest_power), 40001)[:-1]
    ways = (1 - (x**5 / 5 - x**4 + 4 * x**3 / 3)) / (float(irrational.greatest_power) - x)
    assert irrational.saturation == pytest.approx(ways.max(), rel=1e-8)


def test_searched_powers_are_the_nearest_floats():
    assert [solved(9, n, "5*x^2 + 0*exp(x)").mesa_power for n in (1, 3, 7)] == [0.1, 0.3, 0.7]


def test_exponential_costs_by_hand():
    """f = exp(x) - 1: x = log N, threshold 1, and M = log(P + 1) is marginal at P + 1."""
    found = solved(100, 10, "exp(x) - 1")
    assert (found.mesa_power, found.threshold) == (math.log(10), 1)
    assert found.saturation == pytest.approx(101, rel=1e-13)
    assert found.greatest_power == pytest.approx(math.log(101), rel=1e-15)
    assert solved(100, 1, "exp(x) - 1").regime == "none"
    assert solved(100, 102, "exp(x) - 1").regime == "budget-bound"


def test_floats_in_floats_out():
    found = solved(50.0, 4, "x**2")
    assert (found.mesa_power, found.value, found.greatest_power) == (2.0, 13.5, math.sqrt(50))
    assert all(isinstance(getattr(found, name), float) for name in ("mesa_power", "value", "saturation", "threshold"))


@pytest.mark.parametrize("cost", ["x**2", "exp(x) - 1", "3*sqrt(x)", "x^3 - 3*x^2 + 4*x"])
def test_it_never_falls_with_diversity(cost):
    found = [solved(10, Fraction(n, 4), cost).optimal for n in range(4, 90, 14)]
    assert all(float(one[-1]) <= float(other[0]) for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("cost", "message"),
    [
        ("5 - x", "cost must not decrease, got 5 at x = 0 and 4 at x = 1"),
        ("x^3 - 6*x^2 + 9*x", "cost must not decrease, got 4 at x = 1 and 0 at x = 3"),
        ("x - x^2/1000", "cost must not decrease, got 250 at x = 500 and 249.999 at x = 501"),
        ("sqrt(x) - x", "cost must not decrease, got 0.25 at x = 0.25 and -0.75 at x = 2.25"),
        ("x*exp(-x)", "cost must not decrease, got 0.367879441 at x = 1 and 0.270670566 at x = 2"),
        ("3", "cost must grow past the power, so that not every x can be afforded, got 3 for every x"),
        ("1 - exp(-x)", "cost must grow past the power, so that not every x can be afforded, got 1 at x = "),
        ("x - 1", r"cost must be in \[0, power\] at x = 0, got -1 for the power 10"),
        ("x + 11", r"cost must be in \[0, power\] at x = 0, got 11 for the power 10"),
        ("1/x", "cost must be a number for every x >= 0, got none at x = 0"),
        ("log(x)", "cost must be a number for every x >= 0, got none at x = 0"),
        ("sqrt(1 - x)", "cost must be a number for every x >= 0, got none at x = 2"),
    ],
)
def test_costs_that_are_none(cost, message):
    with pytest.raises(ValueError, match=message):
        solved(10, 2, cost)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"power": sympy.Symbol("P")}, "power must be one number, got P"),
        ({"instances": np.array([1.0, 2.0])}, "instances must be one number"),
        ({"cost": lambda x: None}, "cost at x = 0 must be a number, got None"),
    ],
)
def test_what_is_no_number(fields, message):
    with pytest.raises(TypeError, match=message):
        mesa_condition(MesaCondition(**fields))


def test_the_command_line():
    run = CliRunner().invoke(cli, ["solve", "mesa-condition", "--power", "100", "--instances", "4", "--cost", "x**2", "--json"])
    record = json.loads(run.output)
    assert record["parameters"]["cost"] == "x**2"
    assert (record["mesa_power"]["exact"], record["value"]["exact"], record["regime"]) == ("2", "26", "interior")
    assert CliRunner().invoke(cli, ["solve", "mesa-condition", "--cost", "x + x^3", "--json"]).exit_code == 0


def test_it_shows_itself():
    assert "interior" in str(solved(100, 4, "x**2"))
    assert "interior" in solved(100, 4, "x**2")._repr_html_()
