"""The defection-probability game against counts of all courses of events and the calculus of sympy."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy

from toymodels.models.defection_probability import DefectionProbability
from toymodels.solvers.defection_probability import REGIMES, defection_probability, enough_defections, training_needed
from toymodels.symbolic.algebra.stationary_points import coefficients_of

F = Fraction
X = sympy.Symbol("x")


def is_catastrophe(acts, defections, in_a_row):
    longest = max((len(list(run)) for act, run in itertools.groupby(acts) if act), default=0)
    return (longest if in_a_row else sum(acts)) >= defections


def chance(deployment, defections, in_a_row):
    """c(x) by all sequences of acts in deployment."""
    total = sympy.Integer(0)
    for acts in itertools.product((0, 1), repeat=deployment):
        if is_catastrophe(acts, defections, in_a_row):
            total += X ** sum(acts) * (1 - X) ** (deployment - sum(acts))
    return sympy.expand(total)


@pytest.mark.parametrize("in_a_row", [False, True])
@pytest.mark.parametrize(("deployment", "defections"), [(m, d) for m in range(8) for d in range(1, 5)])
def test_the_chance_is_the_sum_over_all_sequences(deployment, defections, in_a_row):
    found = coefficients_of(enough_defections(deployment, defections, in_a_row=in_a_row))
    assert sympy.expand(sum(c * X**i for i, c in enumerate(found)) - chance(deployment, defections, in_a_row)) == 0


@pytest.mark.parametrize(
    "model",
    [
        DefectionProbability(2, 3, 2),
        DefectionProbability(2, 3, 2, in_a_row=True),
        DefectionProbability(2, 4, 3, in_a_row=True),
        DefectionProbability(5, 6, 2),
        DefectionProbability(1, 3),
        DefectionProbability(4, 2),
    ],
    ids=str,
)
def test_the_optimum_is_by_sympys_roots(model):
    solution = defection_probability(model)
    then = chance(model.deployment, model.defections, model.in_a_row)
    worth = sympy.Poly(sympy.expand((1 - X) ** model.training * then), X)
    best = max((float(root) for root in worth.diff().real_roots() if 0 < root < 1), key=lambda x: worth.as_expr().subs(X, x))
    assert float(solution.defection) == pytest.approx(best, rel=1e-12)
    assert float(solution.value) == pytest.approx(float(worth.as_expr().subs(X, best)), rel=1e-12)
    assert float(solution.passed) == pytest.approx((1 - best) ** model.training, rel=1e-12)
    assert float(solution.catastrophe_if_passed) == pytest.approx(float(then.subs(X, best)), rel=1e-12)
    assert solution.regime == "mixes"


def test_values_of_the_literature():
    solution = defection_probability(DefectionProbability(2, 1))
    assert (solution.defection, solution.value, solution.passed) == (F(1, 3), F(4, 27), F(4, 9))
    assert defection_probability(DefectionProbability(9900, 100)).catastrophe_if_passed == F(1, 100)
    assert training_needed(100, 1, F(1, 100)) == 9900


def test_closed_form_and_roots_agree_in_radicals():
    solution = defection_probability(DefectionProbability(1, 2))
    assert solution.defection == 1 - sympy.sqrt(3) / 3
    assert sympy.simplify(solution.value - 2 * sympy.sqrt(3) / 9) == 0


def test_high_degrees_are_evaluated_to_all_digits():
    """The optimum satisfies (1 - x) c'(x) = n c(x) with the binomial tail: c' = m C(m - 1, d - 1) x^(d-1) (1 - x)^(m-d)."""
    solution = defection_probability(DefectionProbability(50, 60, 4))
    x = solution.defection.evalf(40)
    tail = sum(sympy.binomial(60, k) * x**k * (1 - x) ** (60 - k) for k in range(4, 61))
    slope = 60 * sympy.binomial(59, 3) * x**3 * (1 - x) ** 56
    assert abs((1 - x) * slope / (50 * tail) - 1) < 1e-35
    assert abs(solution.catastrophe_if_passed.evalf(40) / tail - 1) < 1e-35


@pytest.mark.parametrize("in_a_row", [False, True])
@pytest.mark.parametrize(("deployment", "defections"), [(5, 1), (5, 2), (6, 3)])
def test_the_training_needed_is_the_least_that_is_enough(deployment, defections, in_a_row):
    epsilon = F(1, 20)
    needed = training_needed(deployment, defections, epsilon, in_a_row=in_a_row)
    after = [
        float(defection_probability(DefectionProbability(n, deployment, defections, in_a_row)).catastrophe_if_passed)
        for n in (needed - 1, needed)
    ]
    assert after[1] <= float(epsilon) + 1e-15
    assert after[0] > float(epsilon)


@pytest.mark.parametrize("n", [1, 2, 8])
def test_exactly_enough_is_enough(n):
    """If all of m = d = 2 must be defections, x = 2 / (n + 2), and the chance after training is (2 / (n + 2))^2."""
    epsilon = F(2, n + 2) ** 2
    assert defection_probability(DefectionProbability(n, 2, 2)).catastrophe_if_passed == epsilon
    assert training_needed(2, 2, epsilon) == n
    assert training_needed(2, 2, epsilon * F(999, 1000)) == n + 1


@pytest.mark.parametrize("defections", [1, 2])
def test_the_ends_of_epsilon(defections):
    known = [defection_probability(DefectionProbability(2, 3, defections, epsilon=e)).training_needed for e in (0, 1)]
    assert known == [None, 0]


def test_epsilon_in_floats_is_what_the_float_is():
    assert defection_probability(DefectionProbability(2, 100, epsilon=0.5)).training_needed == 100


@pytest.mark.parametrize(
    ("model", "regime", "value"),
    [
        (DefectionProbability(0, 3, 2), "always defects", 1),
        (DefectionProbability(0, 3), "always defects", 1),
        (DefectionProbability(2, 1, 2), "impossible", 0),
        (DefectionProbability(2, 0), "impossible", 0),
    ],
)
def test_regimes_at_the_edges(model, regime, value):
    solution = defection_probability(model)
    assert (solution.regime, solution.value) == (regime, value)
    assert solution.defection == (1 if value else 0)
    assert regime in REGIMES
    assert "training needed" in str(solution)
    assert "training needed" in solution._repr_html_()


def test_simulation_agrees():
    solution, rng = defection_probability(DefectionProbability(2, 4, 2, in_a_row=True)), np.random.default_rng(3)
    acts = rng.random((100_000, 6)) < float(solution.defection)
    passed = ~acts[:, :2].any(axis=1)
    run = (acts[:, 2:5] & acts[:, 3:]).any(axis=1)
    assert (passed & run).mean() == pytest.approx(float(solution.value), abs=0.005)
    assert run[passed].mean() == pytest.approx(float(solution.catastrophe_if_passed), abs=0.01)


def test_symbols_are_no_numbers():
    with pytest.raises(TypeError, match="for numbers, and this model holds arrays or symbols"):
        defection_probability(DefectionProbability(2, X))


def test_too_long_deployment_is_an_error():
    with pytest.raises(ValueError, match="deployment must be at most 200 for several defections, got 201"):
        defection_probability(DefectionProbability(2, 201, 2))
    assert defection_probability(DefectionProbability(2, 201)).catastrophe_if_passed == F(201, 203)
