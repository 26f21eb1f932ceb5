from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from toymodels.symbolic.episode.floor_log import FloorLog, floor_log

F = Fraction
b, c = sympy.symbols("b c")
BASES = st.fractions(F(101, 100), 5, max_denominator=100)


@given(st.fractions(F(1, 50), 50, max_denominator=50), BASES)
def test_the_power_does_not_exceed_the_number_and_the_next_one_does(number, base):
    k = floor_log(number, base)
    assert base**k <= number < base ** (k + 1)


@given(BASES, st.integers(-20, 20), st.sampled_from([0, F(1, 10**40), F(-1, 10**40)]))
def test_powers_and_what_is_next_to_them(base, k, change):
    assert floor_log(base**k * (1 + change), base) == (k - 1 if change < 0 else k)


def test_what_cannot_be_told_is_not_told():
    base = F(10**6 + 1, 10**6)
    assert floor_log(F(3), base) == 1098612  # ln 3 / ln(1 + 10^-6) = 1098612.8...
    with pytest.raises(ArithmeticError, match="too close to call"):
        floor_log(F(2**600_000), F(2))


def test_numbers_become_a_number_and_symbols_wait():
    assert FloorLog(8, 2) == 3
    assert FloorLog(sympy.Float(0.5), 2) == -1
    assert FloorLog(c, b).subs({c: 9, b: sympy.Rational(3, 2)}) == 5
    for waiting in (FloorLog(c, 2), FloorLog(8, b), FloorLog(0, 2), FloorLog(8, 1), FloorLog(8, sympy.zoo)):
        assert isinstance(waiting, FloorLog)
    assert FloorLog(c, b).is_integer


def test_the_same_in_sympys_functions_and_in_latex():
    assert FloorLog(c, b).rewrite(sympy.floor) == sympy.floor(sympy.log(c) / sympy.log(b))
    assert FloorLog(c, b).rewrite(sympy.exp) == FloorLog(c, b)
    assert sympy.latex(FloorLog(c, 1 / b)) == r"\left\lfloor \log_{\frac{1}{b}} \left(c\right) \right\rfloor"
    assert sympy.latex(FloorLog(c, b) ** 2) == r"\left\lfloor \log_{b} \left(c\right) \right\rfloor^{2}"
