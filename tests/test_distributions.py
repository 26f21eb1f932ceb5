"""Probability distributions: what is accepted, and what is said of what isn't."""

from fractions import Fraction

import numpy as np
import pytest
from sympy.abc import p

from toymodels.distributions import SUM_TOLERANCE, distribution

F = Fraction


def test_probabilities_become_scalars_and_keep_their_order():
    assert list(distribution({"b": "1/3", "a": F(2, 3), "c": 0}, "coin").items()) == [("b", F(1, 3)), ("a", F(2, 3)), ("c", 0)]


@pytest.mark.parametrize("off", [SUM_TOLERANCE / 2, -SUM_TOLERANCE / 2])
def test_floats_may_err_by_a_rounding(off):
    assert distribution({0: 0.5 + off, 1: 0.5}, "coin") == {0: 0.5 + off, 1: 0.5}


@pytest.mark.parametrize("off", [3 * SUM_TOLERANCE, -3 * SUM_TOLERANCE])
def test_floats_may_err_by_no_more(off):
    with pytest.raises(ValueError, match="coin must sum to 1, got"):
        distribution({0: 0.5 + off, 1: 0.5}, "coin")


def test_rationals_may_not_err_at_all():
    with pytest.raises(ValueError, match="coin must sum to 1, got 1000000000000000000001/1000000000000000000000"):
        distribution({0: F(1, 10**21), 1: 1}, "coin")


@pytest.mark.parametrize("chance", ["3/2", -1, F(-1, 10**30), 1.5])
def test_each_is_a_probability(chance):
    with pytest.raises(ValueError, match=r"coin: probability of 'heads' must be in \[0, 1\]"):
        distribution({"heads": chance, "tails": 0}, "coin")


@pytest.mark.parametrize("chance", [float("nan"), float("inf"), "a half"])
def test_each_is_a_finite_number(chance):
    with pytest.raises(ValueError, match="coin: probability of 'heads' must be"):
        distribution({"heads": chance, "tails": 0}, "coin")


def test_booleans_are_no_probabilities():
    with pytest.raises(TypeError, match="must be a number, got True"):
        distribution({"heads": True}, "coin")


def test_nothing_sums_to_nothing():
    with pytest.raises(ValueError, match="coin must sum to 1, got 0"):
        distribution({}, "coin")


def test_formulas_must_sum_to_one_identically():
    assert distribution({0: p * (1 + p), 1: 1 - p - p**2}, "coin") == {0: p * (1 + p), 1: 1 - p - p**2}
    with pytest.raises(ValueError, match="coin must sum to 1"):
        distribution({0: p, 1: p}, "coin")


def test_arrays_must_sum_to_one_everywhere():
    chances = np.array([0.25, 0.5])
    assert distribution({0: chances, 1: 1 - chances}, "coin")[0] is not None
    with pytest.raises(ValueError, match="coin must sum to 1"):
        distribution({0: chances, 1: np.array([0.75, 0.6])}, "coin")
