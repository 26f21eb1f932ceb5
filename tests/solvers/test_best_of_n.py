"""Best of n against draws, and against quadrature of the definitions: no mixture, and no identity of the hazard rate."""

import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import scipy.integrate
import scipy.stats
import sympy

from toymodels.models.best_of_n import TAILS, BestOfN
from toymodels.solvers.best_of_n import FALLS, LEVELS, NOTHING, RISES, STILL_RISES, best_of_n

ERRORS = {
    "normal": scipy.stats.norm(),
    "laplace": scipy.stats.laplace(scale=1 / math.sqrt(2)),
    "student": scipy.stats.t(3, scale=1 / math.sqrt(3)),
}


def by_definition(n, signal, noise, tail):
    """E[G] and E[M] of the best of n: the density of the proxy convolved on a grid, G given M averaged on it."""
    error = ERRORS[tail]
    g = np.linspace(-9, 9, 601) * signal
    prior = scipy.stats.norm.pdf(g, scale=signal) * (g[1] - g[0])
    m = np.sinh(np.linspace(-9, 9, 801)) * signal
    likelihood = error.pdf((m[:, None] - g) / noise) / noise
    density, below = likelihood @ prior, error.cdf((m[:, None] - g) / noise) @ prior
    picked = n * density * below ** (n - 1)
    given_m = (likelihood @ (prior * g)) / np.where(density > 0, density, 1)
    return scipy.integrate.simpson(picked * given_m, x=m), scipy.integrate.simpson(picked * m, x=m)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize(("n", "signal", "noise"), [(10, 1, 2), (300, 2, 1)])
def test_the_definition(n, signal, noise, tail):
    solution = best_of_n(BestOfN(n, signal, noise, tail))
    true, proxy = by_definition(n, signal, noise, tail)
    assert solution.expected_true == solution.value == pytest.approx(true, abs=5e-5)
    assert solution.expected_proxy == pytest.approx(proxy, abs=2e-3 if tail == "student" else 5e-5)
    assert solution.gap == pytest.approx(proxy - true, abs=2e-3)


@pytest.mark.parametrize("tail", TAILS)
def test_draws(tail):
    rng = np.random.default_rng(3)
    true = rng.normal(0, 1, (40_000, 20))
    proxy = true + ERRORS[tail].rvs(size=true.shape, random_state=rng)
    picked = np.take_along_axis(true, proxy.argmax(axis=1)[:, None], axis=1)
    assert picked.mean() == pytest.approx(best_of_n(BestOfN(20, 1, 1, tail)).expected_true, abs=0.02)


def test_values_of_the_literature():
    solution = best_of_n(BestOfN(10, 1, 1))
    assert solution.expected_true == pytest.approx(1.0880625, abs=5e-8)
    assert solution.kl == pytest.approx(math.log(10) - 0.9, rel=1e-15)
    assert (solution.reliability, solution.regime, solution.limit) == (Fraction(1, 2), RISES, None)
    assert isinstance(solution.reliability, Fraction)
    assert solution.expected_proxy == pytest.approx(2 * solution.expected_true, rel=1e-14)


@pytest.mark.parametrize("n", [2, 3, 10, 10**6, 10**12])
def test_the_expected_maximum_of_normals(n):
    """By quadrature in 30 digits, and by hand: two have 1/sqrt(pi), three have 3/(2 sqrt(pi))."""
    found = best_of_n(BestOfN(n, 1, 0)).expected_true
    with mpmath.workdps(30):
        expected = mpmath.quad(lambda x: x * n * mpmath.npdf(x) * mpmath.ncdf(x) ** (n - 1), [-12, -3, 0, 2, 4, 5, 6, 7, 8, 14])
    assert found == pytest.approx(float(expected), rel=1e-12)
    if n < 4:
        assert found == pytest.approx({2: 1, 3: 1.5}[n] / math.sqrt(math.pi), rel=1e-13)


def test_a_laplace_error_in_many_samples():
    """The maximum of n Laplace errors is about (log(n/2) + Euler's constant)/√2; the true value ends at its limit."""
    solution = best_of_n(BestOfN(10**12, 0.001, 1, "laplace"))
    assert solution.expected_proxy == pytest.approx((math.log(5e11) + 0.5772156649) / math.sqrt(2), abs=1e-4)
    assert solution.expected_true == pytest.approx(solution.limit, rel=1e-6)
    assert solution.limit == pytest.approx(math.sqrt(2) * 1e-6)
    assert solution.regime == LEVELS


def test_a_heavy_tail_in_many_samples():
    """The true value is s_G² E[3/M_2] far out: E[1/M_2] by the law of the second largest of Pareto tails c/m³."""
    n = 10**9
    solution = best_of_n(BestOfN(n, 1, 1, "student"))
    c = scipy.stats.t.sf(1e4, 3) * 1e12 / 3**1.5  # P(X > m) ~ c/m³ for s_X = 1
    assert solution.expected_true == pytest.approx(3 * math.gamma(2 + 1 / 3) / (n * c) ** (1 / 3), rel=1e-4)
    assert (solution.regime, solution.limit) == (FALLS, 0)


def test_where_a_heavy_tail_turns():
    values = {n: best_of_n(BestOfN(n, 1, 1, "student")) for n in range(40, 48)}
    best = max(values, key=lambda n: values[n].value)
    assert {solution.best_n for solution in values.values()} == {best} == {43}
    assert values[42].regime == STILL_RISES
    assert values[43].regime == values[44].regime == FALLS
    assert values[42].best_true == values[43].value


@pytest.mark.parametrize(("signal", "noise", "among"), [(1, 2, range(1, 40)), (1, 30, range(1, 40)), (2, 1, range(150, 190))])
def test_the_best_number_is_found_wherever_it_is(signal, noise, among):
    best = best_of_n(BestOfN(1, signal, noise, "student")).best_n
    assert best == max(among, key=lambda n: best_of_n(BestOfN(n, signal, noise, "student")).value)


def test_a_tail_that_never_shows():
    solution = best_of_n(BestOfN(100, 1, 1e-6, "student"))
    assert (solution.best_n, solution.best_true, solution.regime) == (None, None, STILL_RISES)
    assert best_of_n(BestOfN(100, 1, 0, "student")).regime == RISES


@pytest.mark.parametrize("tail", TAILS)
def test_one_sample_and_no_signal(tail):
    one = best_of_n(BestOfN(1, 1, 1, tail))
    assert (one.expected_true, one.expected_proxy, one.kl) == (0, 0, 0)
    none = best_of_n(BestOfN(100, 0, 2, tail))
    assert (none.expected_true, none.regime, none.limit, none.best_n) == (0, NOTHING, 0, None)
    expected = scipy.integrate.quad(lambda u: 100 * ERRORS[tail].ppf(u) * u**99, 0, 1, limit=200)[0]
    assert none.expected_proxy == pytest.approx(2 * expected, rel=1e-6)


def test_units_and_scales():
    small, large = (best_of_n(BestOfN(50, c, 2 * c, "student")) for c in (1e-100, 1e100))
    assert large.value == pytest.approx(small.value * 1e200, rel=1e-12)
    assert large.best_n == small.best_n
    assert best_of_n(BestOfN(50, 0.5, 1)).reliability == pytest.approx(0.2)
    with pytest.raises(ValueError, match=r"signal must be at most 10\^150, got 1"):
        best_of_n(BestOfN(signal="1e151"))
    with pytest.raises(TypeError, match="noise must be one number, got "):
        best_of_n(BestOfN(noise=sympy.Symbol("x")))


def test_it_shows_itself():
    solution = best_of_n(BestOfN(10, 1, 1, "student"))
    assert "best n" in str(solution)
    assert "best n" in solution._repr_html_()
