"""Multitasking against a numerical optimum of the game itself: an agent that maximizes, and a principal that foresees it."""

import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.multitask import Multitask
from toymodels.solvers.multitask import ALL_GAIN, CROWDED, FIRST_BEST, NO_PAY, REGIMES, multitask

F = Fraction
INF = math.inf


def shared(model, pay):
    """What the two share if the agent, paid like this, does what is best for it."""
    B, C = np.array(model.benefits, float), np.array(model.cost_matrix, float)
    efforts = np.linalg.solve(C, pay)  # where the slope of pay·t - t'Ct/2 is 0
    risk = sum(a * a * v for a, v in zip(pay, model.noise, strict=True) if a)
    return B @ efforts - efforts @ C @ efforts / 2 - float(model.risk_aversion) * float(risk) / 2


def optimum(model):
    """The best pay and its worth, by a numerical search over the pay of measured tasks."""
    seen = [i for i, v in enumerate(model.noise) if v < INF]

    def full(some):
        pay = np.zeros(len(model.noise))
        pay[seen] = some
        return pay

    found = scipy.optimize.minimize(lambda some: -shared(model, full(some)), np.zeros(len(seen)), tol=1e-6)
    return full(found.x), -found.fun


@pytest.mark.parametrize(
    "model",
    [
        Multitask(),
        Multitask((1,), ((1,),), 2, ("1/2",)),
        Multitask((1, 2), "2, 1; 1, 3", "1/2", (1, 2)),
        Multitask((1, 2, 1), "2, 1, 0; 1, 3, 1; 0, 1, 1", "3/2", (1, INF, "1/4")),
        Multitask((1, 2, 1), "2, -1, 0; -1, 3, 1; 0, 1, 1", 2, (INF, INF, "1/4")),
        Multitask((1, -2), "1, .5; .5, 1", 1, (1, 0)),
    ],
)
def test_no_pay_is_worth_more(model):
    pay, worth = optimum(model)
    solution = multitask(model)
    assert np.allclose([float(x) for x in solution.incentives], pay, atol=1e-4)
    assert float(solution.value) == pytest.approx(worth, abs=1e-7)
    assert float(solution.naive_value) == pytest.approx(shared(model, np.array(solution.naive_incentives, float)), abs=1e-7)
    agent = scipy.optimize.minimize(
        lambda t: t @ np.array(model.cost_matrix, float) @ t / 2 - np.array(solution.incentives, float) @ t,
        np.zeros(len(model.benefits)),
    )
    assert np.allclose([float(x) for x in solution.efforts], agent.x, atol=1e-4)


def test_values_of_the_literature():
    assert multitask(Multitask((1,), ((1,),), 2, ("1/2",))).incentives == (F(1, 2),)
    assert multitask(Multitask()).incentives == (F(10, 119), 0)
    assert float(multitask(Multitask()).incentives[0]) == pytest.approx(0.0840336, abs=5e-8)


@settings(max_examples=40, deadline=None)
@given(*[st.fractions(-2, 2, max_denominator=6)] * 3, *[st.fractions("1/4", 3, max_denominator=4)] * 4)
def test_two_tasks_by_the_formula_and_as_a_limit(b1, b2, cross, c1, c2, risk, variance):
    """The formula of the literature for an unmeasured second task, and that it is what ever more noise leads to."""
    if cross * cross >= c1 * c2:
        return
    solution = multitask(Multitask((b1, b2), ((c1, cross), (cross, c2)), risk, (variance, INF)))
    expected = (b1 - b2 * cross / c2) / (1 + risk * variance * (c1 - cross**2 / c2))
    assert solution.incentives == (expected, 0)
    assert solution.break_even_benefits == (b2 * cross / c2, None)
    assert (solution.regime == NO_PAY) == (b1 == solution.break_even_benefits[0] and solution.first_best > 0)
    noisy = multitask(Multitask((b1, b2), ((c1, cross), (cross, c2)), risk, (variance, 10**9)))
    assert abs(noisy.incentives[0] - expected) < F(1, 10**5)
    assert noisy.value >= solution.value
    assert solution.value + solution.loss == solution.first_best
    assert solution.naive_value <= solution.value
    assert solution.regime in REGIMES
    # at the best pay of a quadratic worth half of what it brings before costs is left
    worth = b1 * solution.efforts[0] + b2 * solution.efforts[1]
    assert solution.value == worth / 2
    assert solution.risk_cost == risk * variance * expected**2 / 2


def test_regimes():
    assert multitask(Multitask(noise=(0, 0))).regime == FIRST_BEST
    assert multitask(Multitask(risk_aversion=0, noise=(1, 1))).regime == FIRST_BEST
    assert multitask(Multitask(risk_aversion=0)).regime == CROWDED
    assert multitask(Multitask(cost_matrix="1, 0; 0, 1")).regime == ALL_GAIN
    assert multitask(Multitask(cost_matrix="1, -1/2; -1/2, 1")).efforts[1] > 0
    assert multitask(Multitask(benefits=("9/10", 1))).regime == NO_PAY
    assert multitask(Multitask(noise=(INF, INF))).regime == NO_PAY
    assert multitask(Multitask(benefits=(1, 0), noise=(1, 1))).crowded_out == ()


def test_a_first_best_task_by_task():
    solution = multitask(Multitask((2, 3), "2, 0; 0, 4", 1, (0, 0)))
    assert (solution.first_best_efforts, solution.first_best) == ((1, F(3, 4)), 1 + F(9, 8))
    assert (solution.loss, solution.risk_cost, solution.naive_incentives) == (0, 0, (2, 3))
    assert solution.break_even_benefits == (0, 0)


def test_task_by_task_each_is_paid_as_if_alone():
    """One task of benefit B, cost C t²/2 and noise v is paid B/(1 + r C v)."""
    assert multitask(Multitask((2, 3), "2, 1; 1, 4", 1, (1, "1/2"))).naive_incentives == (F(2, 3), 1)


def test_unpaid_is_better_than_paid_for_half():
    solution = multitask(Multitask())
    assert solution.naive_incentives == (F(1, 2), 0)
    assert solution.naive_value < 0 < solution.value


def test_floats_in_floats_out():
    solution = multitask(Multitask((1.0, 1), ((1, 0.9), (0.9, 1))))
    assert solution.incentives[0] == pytest.approx(10 / 119, rel=1e-15)
    assert {type(x) for x in (*solution.incentives, solution.value, solution.loss)} == {float}
    assert "crowded out" in str(solution)
    assert "crowds out" in solution._repr_html_()
