from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import chances
from toymodels.geometric import float_geometric_sum, geometric_sum

F = Fraction


@given(chances(), st.integers(0, 20))
def test_it_is_the_sum_of_powers(x, n):
    total = geometric_sum(x, n)
    assert total == sum(x**i for i in range(n))
    assert not isinstance(total, float)


@given(chances().map(float), st.integers(0, 20))
def test_floats_are_right_to_rounding(x, n):
    total = geometric_sum(x, n)
    assert type(total) is float
    assert total == pytest.approx(float(sum(F(x) ** i for i in range(n))), rel=1e-14)


@pytest.mark.parametrize("gap", [1e-3, 1e-9, 1e-15, 2.0**-53])
def test_floats_next_to_one_lose_nothing(gap):
    x, n = 1 - gap, 1000
    exact = geometric_sum(F(x), n)
    assert geometric_sum(x, n) == pytest.approx(float(exact), rel=1e-14)


def test_a_gap_finer_than_floats_resolve_is_honoured():
    total = float_geometric_sum(np.array(1.0), np.array(1e-20), np.array(1e20))
    assert total == pytest.approx(1e20 * 0.6321205588285577, rel=1e-14)  # (1 - 1/e) 10^20


def test_edges():
    assert geometric_sum(0, 5) == 1
    assert geometric_sum(0, 0) == 0
    assert geometric_sum(1, 10**18) == 10**18
    assert geometric_sum(0.0, 5) == 1
    assert geometric_sum(1.0, 10**18) == 1e18
    assert geometric_sum(0.5, 10**18) == 2
    assert geometric_sum(1e-300, 3) == 1


def test_symbols_give_a_polynomial_for_few_terms_and_a_quotient_for_many():
    x, n = sympy.symbols("x n")
    assert geometric_sum(x, 3) == 1 + x + x**2
    assert geometric_sum(x, 0) == 0
    assert len(geometric_sum(x, 64).args) == 64
    assert isinstance(geometric_sum(x, 65), sympy.Piecewise)
    assert geometric_sum(x, 65).subs(x, 1) == 65
    assert geometric_sum(x, n).subs({x: 2, n: 5}) == 31
    assert geometric_sum(1, n) == n
    assert sympy.simplify(geometric_sum(F(1, 2), n) - (2 - 2 * sympy.Rational(1, 2) ** n)) == 0


@given(chances(), st.integers(0, 70))
def test_substituting_numbers_into_symbols_gives_the_number(x, n):
    symbol, length = sympy.symbols("x n")
    number = sympy.Rational(F(x).numerator, F(x).denominator)
    assert geometric_sum(symbol, n).subs(symbol, number) == sympy.sympify(geometric_sum(x, n))
    if x:
        assert geometric_sum(symbol, length).subs({symbol: number, length: n}) == sympy.sympify(geometric_sum(x, n))
