from fractions import Fraction

import numpy as np
import pytest
import sympy

from toymodels.models.honeypots import Honeypots
from toymodels.models.multitask import Multitask
from toymodels.solvers.plain_numbers import check_plain, plain_numbers

INF = float("inf")


def test_floats_become_the_rationals_that_they_are():
    numbers = plain_numbers(Multitask((0.1, 1), ((1, 0), (0, 1)), 1, (1, INF)))
    assert numbers.values["benefits"] == (Fraction(0.1), 1)
    assert numbers.values["noise"] == (1, INF)
    assert not numbers.exact
    assert numbers.told_all((Fraction(1, 2), None, 3)) == (0.5, None, 3.0)
    assert isinstance(numbers.told(3), float)


def test_exact_numbers_words_and_infinities_stay():
    numbers = plain_numbers(Multitask(noise=(1, INF)))
    assert numbers.exact
    assert numbers.told(Fraction(6, 2)) == 3
    assert isinstance(numbers.told(Fraction(6, 2)), int)
    assert numbers.told(0.5) == 0.5
    assert plain_numbers(Honeypots()).values["known_afterwards"] is True


@pytest.mark.parametrize("value", [sympy.Symbol("r"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="risk_aversion must be one number, got "):
        plain_numbers(Multitask(risk_aversion=value))
    with pytest.raises(TypeError, match="risk_aversion must be one number, got "):
        check_plain(Multitask(risk_aversion=value))


def test_words_and_infinities_are_plain():
    check_plain(Honeypots(known_afterwards="no"))
    check_plain(Multitask(noise=(1, INF)))
