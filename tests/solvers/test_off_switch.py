"""The off-switch game against mpmath's quadrature of its definition, and what can be said by hand."""

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.off_switch import OffSwitch
from toymodels.solvers.off_switch import ACTS, DEFERS, INDIFFERENT, OFF, REGIMES, incentive, off_switch
from toymodels.testing import instances

F = Fraction


def by_definition(mean, deviation, irrationality):
    """E[π(U) U] - max(E U, 0) in 30 digits, straight from the definition."""
    with mpmath.workdps(30):
        mu, s, beta = (mpmath.mpf(x.numerator) / x.denominator for x in map(F, (mean, deviation, irrationality)))

        def worth(x):
            u = mu + s * x
            return u * mpmath.npdf(x) / (1 + mpmath.exp(-u / beta))

        marks = [-mu / s + j * beta / s for j in (-30, -5, 0, 5, 30)] + [0, -8, -3, 3, 8, -14, 14]
        found = mpmath.quad(worth, sorted(x for x in marks if -14 <= x <= 14))
        return found - max(mu, 0)


@pytest.mark.parametrize(
    ("mean", "deviation", "irrationality", "expected"),
    [(0, 1, 0, 0.3989422804), ("3/4", 1, 0, 0.1311669179), (0, 1, 1, 0.2066209641), ("-3/4", 1, 0, 0.1311669179)],
)
def test_values_of_the_literature(mean, deviation, irrationality, expected):
    assert off_switch(OffSwitch(mean, deviation, irrationality)).incentive == pytest.approx(expected, abs=5e-11)


@pytest.mark.parametrize(
    ("mean", "deviation", "irrationality"),
    [
        (0, 1, F(1, 100)),
        (1, 1, F(1, 2) - F(1, 10**6)),
        (1, 1, F(1, 2) + F(1, 10**6)),
        (-2, 1, F(1, 3)),
        (F(1, 3), 5, 7),
        (3, F(1, 2), F(1, 10)),
        (3, F(1, 10), 50),
        (20, 1, 3),
        (1000, 1, 300),
        (-1, 30, 1000),
        (F(19, 2), 1, 2),
        (9, 1, 40),
    ],
)
def test_the_incentive_is_that_of_the_definition_and_its_error_is_no_smaller(mean, deviation, irrationality):
    found, error = incentive(mean, deviation, irrationality)
    expected = by_definition(mean, deviation, irrationality)
    assert abs(found - expected) <= error
    assert error <= 1.1e-12 * abs(found)


def test_incentives_too_small_for_a_sum_to_tell_from_zero_by_its_sign():
    """s φ(t)-sized numbers next to a mean of 20: the definition in 60 digits, here with the even weight put in front."""
    mean, deviation, beta = 20, 1, F(1, 50)
    with mpmath.workdps(60):
        rate = mpmath.mpf(25)

        def weighted(v):
            return v * mpmath.exp(-v * v / 2) * mpmath.sinh((rate - 20) * v) / mpmath.cosh(rate * v)

        expected = mpmath.quad(weighted, [0, 0.1, 1, 5, 12]) * mpmath.exp(-200) / mpmath.sqrt(2 * mpmath.pi)
    found, error = incentive(mean, deviation, beta)
    assert found == pytest.approx(float(expected), rel=1e-12)
    assert 0 < error < 2e-12 * found


@settings(max_examples=60, deadline=None)
@given(instances(OffSwitch))
def test_regime_worths_and_thresholds(model):
    solution = off_switch(model)
    mean, variance, twice = model.mean, model.deviation**2, 2 * model.irrationality
    worths = {"defer": solution.deferring, "act": solution.acting, "switch off": solution.switching_off}
    assert (solution.acting, solution.switching_off) == (mean, 0)
    assert float(solution.value) == pytest.approx(float(max(worths.values())), abs=1e-300)
    assert all(float(worths[act]) == pytest.approx(float(solution.value)) for act in solution.optimal)
    assert (solution.regime == DEFERS) == (variance > twice * abs(mean)) == (solution.incentive > 0)
    assert (solution.regime == INDIFFERENT) == (variance == twice * abs(mean)) == (len(solution.optimal) > 1)
    assert (solution.incentive == 0) == (solution.regime == INDIFFERENT)
    assert {ACTS: mean > 0, OFF: mean < 0}.get(solution.regime, True)
    assert solution.regime in REGIMES
    assert solution.variance_threshold == twice * abs(mean)
    assert solution.deviation_threshold**2 == solution.variance_threshold
    assert (solution.irrationality_threshold is None) == (mean == 0)
    assert (solution.mean_threshold is None) == (twice == 0)
    assert solution.incentive <= solution.rational_incentive
    assert solution.incentive == off_switch(OffSwitch(-mean, model.deviation, model.irrationality)).incentive
    if mean:
        at = off_switch(OffSwitch(mean, model.deviation, solution.irrationality_threshold))
        assert (at.regime, at.incentive, at.error) == (INDIFFERENT, 0, 0)
    if twice:
        assert off_switch(OffSwitch(solution.mean_threshold, model.deviation, model.irrationality)).regime == INDIFFERENT


def test_who_is_indifferent_to_what():
    assert off_switch(OffSwitch(0, 0, 1)).optimal == ("defer", "act", "switch off")
    assert off_switch(OffSwitch(1, 0, 0)).optimal == ("defer", "act")
    assert off_switch(OffSwitch(-2, 2, 1)).optimal == ("defer", "switch off")
    assert off_switch(OffSwitch(2, 1, 1)).optimal == ("act",)
    assert off_switch(OffSwitch(-2, 1, 1)).optimal == ("switch off",)
    assert off_switch(OffSwitch(-2, 4, 1)).optimal == ("defer",)


def test_a_sure_robot():
    """It loses what the human takes away by mistake: 1/(1 + e) of 2."""
    solution = off_switch(OffSwitch(2, 0, 2))
    assert solution.incentive == pytest.approx(-2 / (1 + math.e), rel=1e-15)
    assert (solution.value, solution.regime, solution.deferring) == (2, ACTS, 2 + solution.incentive)
    assert solution.rational_incentive == 0
    assert solution.error > 0


def test_a_square_root_is_exact():
    assert off_switch(OffSwitch(1, 1, 2)).deviation_threshold == 2
    assert off_switch(OffSwitch(1, 1, 1)).deviation_threshold == sympy.sqrt(2)


@settings(max_examples=150, deadline=None)
@given(*[st.sampled_from([F(10) ** k for k in (-300, -150, -20, -3, 0, 1, 3, 20, 150, 300)])] * 3)
def test_every_scale(mean, deviation, irrationality):
    """No warning, an incentive of the right sign or too small for a float, and bounds that hold at any scale."""
    solution = off_switch(OffSwitch(mean, deviation, irrationality))
    side = (deviation**2 > 2 * irrationality * mean) - (deviation**2 < 2 * irrationality * mean)
    assert math.isfinite(solution.incentive)
    assert solution.incentive * side >= 0
    assert math.copysign(1, solution.incentive) == (-1 if solution.incentive < 0 else 1)
    assert (solution.error > 0) == (side != 0)
    assert -float(mean) / 2 * (1 + 1e-12) <= solution.incentive <= float(deviation) * 0.3989422804014328
    assert math.isfinite(float(solution.value))


def test_limits_of_scale():
    assert incentive(0, 1, F(1, 10**300))[0] == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-13)
    assert incentive(F(3, 4), 1, F(1, 10**300))[0] == pytest.approx(incentive(F(3, 4), 1, 0)[0], rel=1e-13)
    assert incentive(5, 1, 10**300)[0] == pytest.approx(-2.5, rel=1e-13)
    assert incentive(10**300, 1, 10**300)[0] == pytest.approx(-1e300 / (1 + math.e), rel=1e-13)
    assert incentive(1, F(1, 10**300), 1)[0] == pytest.approx(-1 / (1 + math.e), rel=1e-13)
    assert incentive(100, 1, 0)[0] == incentive(100, 1, F(1, 300))[0] == 0
    assert incentive(100, 1, F(1, 120))[0] == 0
    assert off_switch(OffSwitch(100, 1, 0)).regime == DEFERS


def test_incentives_are_proportional_to_the_unit():
    small, large = (incentive(39 * unit, unit, unit / 100)[0] for unit in (F(10) ** 250, F(10) ** 290))
    assert 0 < large == pytest.approx(small * 1e40, rel=1e-12)


def test_a_rational_human_by_simulation():
    worths = np.random.default_rng(8).normal(0.75, 1, 400_000)
    assert np.maximum(worths, 0).mean() == pytest.approx(off_switch(OffSwitch("3/4", 1)).deferring, abs=0.005)


def test_an_irrational_human_by_simulation():
    rng = np.random.default_rng(9)
    worths = rng.normal(-0.5, 2, 400_000)
    acts = rng.random(400_000) < 1 / (1 + np.exp(-worths / 1.5))
    solution = off_switch(OffSwitch("-1/2", 2, "3/2"))
    assert (worths * acts).mean() == pytest.approx(solution.deferring, abs=0.01)
    assert "regime" in str(solution)
    assert "regime" in solution._repr_html_()


def test_floats_in_floats_out():
    solution = off_switch(OffSwitch(0.75, 1, 0.5))
    assert {type(x) for x in (solution.value, solution.incentive, solution.variance_threshold, solution.acting)} == {float}
    assert solution.deviation_threshold == pytest.approx(math.sqrt(0.75), rel=1e-15)
    assert solution.irrationality_threshold == pytest.approx(2 / 3)
    assert off_switch(OffSwitch(1e-300, 1e300, 1.0)).irrationality_threshold is None


@pytest.mark.parametrize("value", [sympy.Symbol("m"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="mean must be one number, got "):
        off_switch(OffSwitch(mean=value))


def test_numbers_beyond_floats_are_refused():
    with pytest.raises(ValueError, match=r"deviation must be at most 10\^300 in size, got "):
        off_switch(OffSwitch(deviation="1e301"))
