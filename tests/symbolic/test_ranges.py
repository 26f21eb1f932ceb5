"""Ranges as callers give them."""

from fractions import Fraction

import numpy as np
import pytest
from sympy.abc import x

from toymodels.symbolic.ranges import checked_range, rational

F = Fraction


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(None, (0, 1)), ((None, None), (0, 1)), (("1/3", None), (F(1, 3), 1)), ([0.25, 1], (F(1, 4), 1))],
)
def test_ends_that_are_not_given_are_those_of_the_domain(wanted, found):
    assert checked_range("p", wanted, (0, 1)) == found


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ("01", TypeError, r"must be a pair \(low, high\), got '01'"),
        ((0, 2), ValueError, r"range of p must be in \[0, 1\], got 2"),
        ((1, 0), ValueError, "low end below its high end"),
        ((x, 1), TypeError, "one rational number or float, got x"),
    ],
)
def test_what_is_no_range(wanted, error, message):
    with pytest.raises(error, match=message):
        checked_range("p", wanted, (0, 1))


def test_a_domain_of_one_number():
    with pytest.raises(ValueError, match="p has no two values to vary between"):
        checked_range("p", None, (0, 0))


def test_arrays_are_no_number():
    with pytest.raises(TypeError, match="p must be one rational number or float"):
        rational(np.array([0.5]), "p")
