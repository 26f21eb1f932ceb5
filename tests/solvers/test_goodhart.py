"""The four kinds of Goodhart against the stories that they tell, simulated, integrated or optimized."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.goodhart import Goodhart
from toymodels.solvers.goodhart import HELPS, HURTS, NOTHING, REGIMES, WORTHLESS, goodhart
from toymodels.testing import instances

F = Fraction


def test_regressional_by_quadrature():
    g = np.linspace(-20, 20, 4001)
    weights = np.exp(-(g**2) / (2 * 4) - (3 - g) ** 2 / (2 * 9))
    solution = goodhart(Goodhart("regressional", 3, 2, 3))
    assert float(solution.value) == pytest.approx((weights * g).sum() / weights.sum(), rel=1e-12)
    assert (solution.reliability, solution.disappointment, solution.best_pressure) == (F(4, 13), 0, None)
    assert solution.measured - solution.value == 3 - F(12, 13)


def test_extremal_by_hand():
    """1/2 a unit up to 1, and 1/5 lost for each of the two beyond."""
    solution = goodhart(Goodhart("extremal", 3))
    assert (solution.value, solution.predicted, solution.slope) == (F(1, 2) - F(2, 5), F(3, 2), F(-1, 5))
    assert (solution.best_pressure, solution.best_value, solution.worthless_pressure) == (1, F(1, 2), F(7, 2))
    assert (goodhart(Goodhart("extremal", "7/2")).value, goodhart(Goodhart("extremal", 4)).regime) == (0, WORTHLESS)
    assert (goodhart(Goodhart("extremal", "1/2")).regime, goodhart(Goodhart("extremal", 1)).regime) == (HELPS, HURTS)


def test_causal_by_simulation():
    """The structural model: looking finds the slope ρ, setting finds κ ρ less the cost."""
    rng = np.random.default_rng(1)
    reliability, kappa, harm = 0.5, 0.75, 0.1
    cause, error = rng.normal(0, 1, 400_000), rng.normal(0, 0.3, 400_000)
    seen = kappa * reliability * cause + (1 - kappa) * reliability * cause + error
    assert np.polyfit(cause, seen, 1)[0] == pytest.approx(reliability, abs=0.005)
    set_to = kappa * reliability * 3 + (1 - kappa) * reliability * cause + error - harm * 3
    solution = goodhart(Goodhart("causal", 3, harm="1/10", causal_share="3/4"))
    assert float(solution.value) == pytest.approx(set_to.mean(), abs=0.005)
    assert (solution.causal_threshold, solution.regime, solution.best_pressure) == (F(1, 5), HELPS, None)
    assert goodhart(Goodhart("causal", harm="1/10", causal_share="1/5")).regime == NOTHING
    assert goodhart(Goodhart("causal", harm="1/10", causal_share="1/6")).worthless_pressure == 0
    assert goodhart(Goodhart("causal", harm=1)).causal_threshold is None
    assert goodhart(Goodhart("causal", harm="1/2", causal_share=1)).causal_threshold is None
    assert goodhart(Goodhart("causal", signal=0)).causal_threshold is None


@pytest.mark.parametrize(("pressure", "limit"), [(3, 1), (0.5, 1), (2, 1.5)])
def test_adversarial_by_an_agent_that_minimizes_its_cost(pressure, limit):
    found = scipy.optimize.minimize_scalar(
        lambda work: work**2 / 2 + limit * (pressure - work), bounds=(0, pressure), method="bounded", options={"xatol": 1e-10}
    )
    solution = goodhart(Goodhart("adversarial", pressure, limit=limit, harm=0.25))
    assert solution.value == pytest.approx(found.x - 0.25 * (pressure - found.x), abs=1e-6)
    assert solution.predicted == pressure
    assert (solution.best_pressure, solution.worthless_pressure) == (limit, limit * 5)


@settings(max_examples=60, deadline=None)
@given(instances(Goodhart, signal=st.sampled_from((1, 2, F(1, 3)))))
def test_thresholds(model):
    solution = goodhart(model)

    def at(pressure):
        return goodhart(Goodhart(**{**vars(model), "pressure": pressure}))

    assert solution.regime in REGIMES
    assert at(0).value == 0
    step = F(1, 1000)
    after = at(model.pressure + step)
    bends = model.kind in ("extremal", "adversarial") and model.pressure < model.limit < model.pressure + step
    assert bends or after.value - solution.value == step * solution.slope
    if solution.best_pressure is not None:
        assert at(solution.best_pressure).value == solution.best_value
        assert all(at(solution.best_pressure + shift).value <= solution.best_value for shift in (1, step))
        assert at(max(0, solution.best_pressure - step)).value <= solution.best_value
    else:
        assert after.value > solution.value
    if solution.worthless_pressure is None:
        assert at(10**6).value >= 0
    else:
        assert at(solution.worthless_pressure).value == 0 > at(solution.worthless_pressure + step).value
    assert solution.disappointment == solution.predicted - solution.value


def test_floats_in_floats_out():
    solution = goodhart(Goodhart("extremal", 3.0))
    assert solution.value == pytest.approx(0.1)
    assert isinstance(solution.best_pressure, float)
    assert "worthless pressure" in str(solution)
    assert "worthless pressure" in solution._repr_html_()
