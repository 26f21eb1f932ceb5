import math
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from scipy.optimize import minimize

from toymodels.models.stop_sign import StopSign
from toymodels.solvers.stop_sign import REGIMES, no_more_mistakes, stop_sign
from toymodels.testing import instances

F = Fraction


def trinomial_sum(n, a, b):
    """The sum of the docstring, term by term."""
    return sum(
        F(math.factorial(n), math.factorial(i) * math.factorial(j) * math.factorial(n - i - j))
        * F(a) ** i
        * F(b) ** j
        * F(1 - a - b) ** (n - i - j)
        for i in range(n + 1)
        for j in range(i, n + 1 - i)
    )


@pytest.mark.parametrize(("a", "b"), [(F(1, 5), F(1, 3)), (F(1, 2), F(1, 2)), (0, 1), (0, 0), (F(1, 7), 0)])
@pytest.mark.parametrize("n", [0, 1, 2, 7, 20])
def test_the_sum(n, a, b):
    assert no_more_mistakes(n, a, b) == trinomial_sum(n, a, b)
    assert no_more_mistakes(n, float(a), float(b)) == pytest.approx(float(trinomial_sum(n, a, b)), abs=1e-14)


def test_by_hand():
    """One picture: shape is chosen iff colour alone errs, with probability 1/50 · 9/10."""
    solution = stop_sign(StopSign(1, "1/50", "1/10", "1/2"))
    assert solution.learns_colour == 1 - F(9, 500)
    assert solution.value == F(491, 500) * F(1, 2) + F(9, 500) * F(9, 10)
    assert solution.training_accuracy == F(491, 500) * F(49, 50) + F(9, 500) * F(9, 10)
    assert (solution.by_shape, solution.by_colour) == (F(9, 10), F(1, 2))


def test_simulation():
    rng, runs, n = np.random.default_rng(9), 20_000, 15
    colour_errs, shape_errs = rng.random((runs, n)) < 0.2, rng.random((runs, n)) < 0.15
    by_colour = colour_errs.sum(axis=1) <= shape_errs.sum(axis=1)
    right = rng.random(runs) > np.where(by_colour, 0.4, 0.15)
    solution = stop_sign(StopSign(n, "1/5", "3/20", "2/5"))
    assert by_colour.mean() == pytest.approx(float(solution.learns_colour), abs=0.015)
    assert right.mean() == pytest.approx(float(solution.value), abs=0.015)
    assert solution.regime == "shape"


def test_the_weights_are_those_of_logistic_regression():
    """Its expected loss over both labels and all readings, minimized by quasi-Newton steps."""
    wrong, misread = 0.02, 0.1

    def loss(weights):
        total = 0
        for shape_ok, colour_ok in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            chance = (1 - misread if shape_ok > 0 else misread) * (1 - wrong if colour_ok > 0 else wrong)
            total += chance * np.log1p(np.exp(-(weights[0] * shape_ok + weights[1] * colour_ok)))
        return total

    solution = stop_sign(StopSign(10, wrong, misread))
    found = minimize(loss, [0, 0], tol=1e-12)
    assert found.x == pytest.approx([solution.shape_weight, solution.colour_weight], abs=1e-3)
    assert solution.colour_weight > solution.shape_weight > 0


@given(instances(StopSign))
def test_regimes_and_floats(model):
    solution = stop_sign(model)
    gap = model.misread - model.disagreement
    assert solution.regime == ("shape" if gap < 0 else "colour" if gap > 0 else "either")
    if gap >= 0:
        assert solution.learns_colour >= F(1, 2)
    rounded = StopSign(model.samples, float(model.disagreement), float(model.misread), float(model.deployment_disagreement))
    assert stop_sign(rounded).value == pytest.approx(float(solution.value), abs=1e-12)


def test_in_the_end_the_better_feature_is_learned():
    assert stop_sign(StopSign(10_000, 0.08, 0.1)).learns_colour == pytest.approx(1, abs=1e-4)
    assert stop_sign(StopSign(10_000, 0.12, 0.1)).learns_colour == pytest.approx(0, abs=1e-4)
    assert REGIMES == ("shape", "either", "colour")


def test_text_and_infinite_weights():
    solution = stop_sign(StopSign(disagreement=0, misread=1))
    assert (solution.colour_weight, solution.shape_weight) == (None, None)
    assert "learns colour" in str(solution)
    assert "learns colour" in solution._repr_html_()


def test_what_is_refused():
    with pytest.raises(ValueError, match="the exact chances after 10000 pictures take too long"):
        stop_sign(StopSign(10_000))
    with pytest.raises(TypeError, match="misread must be one number, got h"):
        stop_sign(StopSign(misread=sympy.Symbol("h")))
