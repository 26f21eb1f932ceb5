from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.solvers.spurious_feature import REGIMES, spurious_feature
from toymodels.testing import instances


def test_the_published_number():
    solution = spurious_feature(SpuriousFeature(100, 0.02, 0))
    assert solution.survival == pytest.approx(0.1326196, abs=5e-8)
    assert spurious_feature(SpuriousFeature(100, "1/50", 0)).survival == Fraction(49, 50) ** 100


def test_by_hand():
    """Odds of 8 to 1 for the proxy, and two coins: it survives both with probability 1/4, and then has its prior 8/9."""
    solution = spurious_feature(SpuriousFeature(2, "1/2", -3))
    assert (solution.prior_odds, solution.prior, solution.survival) == (8, Fraction(8, 9), Fraction(1, 4))
    assert (solution.value, solution.odds, solution.posterior_of_many) == (Fraction(2, 9), 2, Fraction(2, 3))
    assert (solution.regime, solution.samples_to_even, solution.half_life, solution.bits_per_sample) == ("proxy", 3, 1, 1)


def test_simulation():
    """Training sets drawn at random, and the posterior by Bayes' rule in each."""
    rng = np.random.default_rng(4)
    apart = rng.random((20_000, 30)) < 0.05
    odds = np.where(apart.any(axis=1), 0, 4.0)
    solution = spurious_feature(SpuriousFeature(30, "1/20", -2))
    assert (odds / (1 + odds)).mean() == pytest.approx(float(solution.value), abs=0.012)
    assert odds.mean() == pytest.approx(float(solution.odds), abs=0.06)


def test_many_proxies():
    """A thousand proxies with odds of 1/250 each: the posterior of those that survive is nearly the same in every training."""
    rng = np.random.default_rng(5)
    left = rng.binomial(1000, 0.95**30, 200) / 250
    solution = spurious_feature(SpuriousFeature(30, "1/20", -2))
    assert (left / (1 + left)).mean() == pytest.approx(float(solution.posterior_of_many), abs=0.01)


@given(instances(SpuriousFeature))
def test_regimes_and_thresholds(model):
    solution = spurious_feature(model)
    odds = 2.0 ** float(-model.extra_bits) * float(solution.survival)
    assert float(solution.odds) == pytest.approx(odds)
    if abs(odds - 1) > 1e-9:
        assert solution.regime == ("proxy" if odds > 1 else "intended")
    if solution.samples_to_even is not None:
        assert (solution.regime != "proxy") == (model.samples >= solution.samples_to_even)
    if solution.half_life is not None:
        kept = 1 - model.disagreement
        assert kept**solution.half_life <= Fraction(1, 2) < kept ** (solution.half_life - 1)


def test_ends():
    assert REGIMES == ("intended", "even", "proxy")
    never = spurious_feature(SpuriousFeature(10, 0, -1))
    assert (never.samples_to_even, never.half_life, never.survival, never.bits_per_sample) == (None, None, 1, 0)
    always = spurious_feature(SpuriousFeature(1, 1, -1))
    assert (always.samples_to_even, always.half_life, always.survival, always.bits_per_sample) == (1, 1, 0, None)
    assert spurious_feature(SpuriousFeature(0, 1, 0)).regime == "even"
    assert spurious_feature(SpuriousFeature(1, "1/4", "-1/2")).regime == "proxy"
    assert spurious_feature(SpuriousFeature(1, "1/2", "-1")).regime == "even"
    assert spurious_feature(SpuriousFeature(2, "1/2", -2.0)).regime == "even"


def test_roots_floats_and_text():
    root = spurious_feature(SpuriousFeature(1, "1/2", "-1/2"))
    assert root.prior_odds == sympy.sqrt(2)
    assert root.odds == sympy.sqrt(2) / 2
    floats = spurious_feature(SpuriousFeature(1, 0.5, -1))
    assert all(isinstance(getattr(floats, name), float) for name in ("value", "survival", "odds", "prior"))
    assert "half life" in str(floats)
    assert "half life" in floats._repr_html_()


def test_numbers_too_long():
    with pytest.raises(ValueError, match="the exact survival of 1000000 samples is too long to write down"):
        spurious_feature(SpuriousFeature(10**6, "1/3", 0))
    assert spurious_feature(SpuriousFeature(10**6, 1e-6, 0)).survival == pytest.approx(np.exp(-1), abs=1e-6)


def test_formulas_are_refused():
    with pytest.raises(TypeError, match="disagreement must be one number, got e"):
        spurious_feature(SpuriousFeature(disagreement=sympy.Symbol("e")))
