"""The resource model against a numerical optimizer of the proxy, and of the true utility."""

import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.resource_proxy import ResourceProxy
from toymodels.solvers.resource_proxy import BETTER, NOTHING, REGIMES, SAME, WORSE, resource_proxy, shares

F = Fraction


def optimized(model, counted):
    """The shares at which the geometric mean of the first attributes is greatest, by a numerical optimizer."""
    found = scipy.optimize.minimize(
        lambda s: -np.log(s[:counted]).sum(),
        np.full(model.attributes, 1 / model.attributes),
        jac=lambda s: np.concatenate([-1 / s[:counted], np.zeros(model.attributes - counted)]),
        bounds=[(float(model.floor), 1)] * model.attributes,
        constraints={"type": "eq", "fun": lambda s: s.sum() - 1, "jac": np.ones_like},
        options={"ftol": 1e-14},
    )
    return found.x


@pytest.mark.parametrize(("L", "J", "b"), [(4, 2, "1/100"), (5, 3, "1/50"), (3, 1, "1/10"), (6, 5, "1/20"), (2, 2, 0.1)])
def test_no_allocation_has_a_greater_proxy(L, J, b):
    model = ResourceProxy(L, J, b)
    solution = resource_proxy(model)
    found = optimized(model, J)
    assert np.allclose(found[:J], float(solution.mentioned_share), atol=1e-5)
    if J < L:
        assert np.allclose(found[J:], float(solution.unmentioned_share), atol=1e-5)
    else:
        assert solution.unmentioned_share is None
    assert float(solution.value) == pytest.approx(math.prod(found) ** (1 / L), abs=1e-5)
    assert float(solution.proxy) == pytest.approx(math.prod(found[:J]) ** (1 / J), abs=1e-5)
    best = optimized(model, L)
    assert float(solution.best) == pytest.approx(math.prod(best) ** (1 / L), abs=1e-6)


def test_values_of_the_literature():
    solution = resource_proxy(ResourceProxy(4, 2, "1/100"))
    assert (solution.value, solution.best, solution.lost, solution.lost_share) == (F(7, 100), F(1, 4), F(9, 50), F(18, 25))
    assert (solution.proxy, solution.proxy_at_best, solution.turning_point) == (F(49, 100), F(1, 4), F(1, 2))


def test_a_root_that_is_not_rational():
    solution = resource_proxy(ResourceProxy(2, 1, "1/10", 1))
    assert solution.value == F(3, 10)
    assert resource_proxy(ResourceProxy(2, 1, "1/5")).value == F(2, 5)
    assert resource_proxy(ResourceProxy(2, 1, "1/3")).value == sympy.sqrt(2) / 3
    assert resource_proxy(ResourceProxy(3, 1, 0)).value == 0


def test_regimes():
    assert resource_proxy(ResourceProxy(4, 4)).regime == NOTHING
    assert resource_proxy(ResourceProxy(4, 2, "1/4")).regime == NOTHING
    assert resource_proxy(ResourceProxy(4, 2, "1/100", 0)).regime == SAME
    assert resource_proxy(ResourceProxy(4, 3, "1/100", 0)).regime == BETTER
    assert resource_proxy(ResourceProxy(4, 2)).regime == WORSE
    assert resource_proxy(ResourceProxy(4, 2, "1/100", "1/2")).at_start == F(1, 4)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.data())
def test_on_the_way_true_utility_peaks_at_the_turning_point(L, data):
    J = data.draw(st.integers(1, L))
    floor = data.draw(st.fractions(0, F(1, L), max_denominator=12))
    start = data.draw(st.fractions(0, 1, max_denominator=12))
    solution = resource_proxy(ResourceProxy(L, J, floor, start))
    assert solution.regime in REGIMES
    assert [row.mentioned for row in solution.by_mentioned] == list(range(1, L + 1))
    assert solution.by_mentioned[J - 1].true_utility == solution.value
    assert float(solution.lost) == pytest.approx(1 / L - float(solution.value), abs=1e-12)
    if J < L and L * floor < 1:
        grid = [solution.turning_point * F(k, 8) for k in range(9)]
        grid += [solution.turning_point + (1 - solution.turning_point) * F(k, 8) for k in range(1, 9)]
        worth = [(x**J) * (y ** (L - J)) for x, y in (shares(L, J, floor, q) for q in grid)]
        assert worth[:9] == sorted(set(worth[:9]))
        assert worth[8:] == sorted(set(worth[8:]), reverse=True)
        assert all(J * x + (L - J) * y == 1 for x, y in (shares(L, J, floor, q) for q in grid))


def test_floats_in_floats_out():
    solution = resource_proxy(ResourceProxy(4, 2, 0.01))
    assert solution.value == pytest.approx(0.07)
    assert {type(x) for x in (solution.value, solution.lost, solution.mentioned_share, solution.by_mentioned[3].lost)} == {
        float
    }
    assert resource_proxy(ResourceProxy(4, 2, 0.0)).value == 0
    assert resource_proxy(ResourceProxy(200, 2, 1e-9)).value == pytest.approx(1e-9 ** (198 / 200) * 0.5 ** (2 / 200), rel=1e-6)
    assert "turning point" in str(solution)
    assert "turning point" in solution._repr_html_()


def test_a_symbol_is_refused():
    with pytest.raises(TypeError, match="floor must be one number, got b"):
        resource_proxy(ResourceProxy(floor=sympy.Symbol("b")))
