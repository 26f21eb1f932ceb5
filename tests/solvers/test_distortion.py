import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.models.distortion import Distortion
from toymodels.solvers.distortion import ALIGNED, DISTORTED, REVERSED, USELESS, angle_between, distortion

F = Fraction


def shared(f, g, pay):
    """What the two share when the manager does what a numerical optimizer finds best for it."""
    deeds = scipy.optimize.minimize(lambda a: a @ a / 2 - pay * (g @ a), np.zeros(len(f))).x
    return f @ deeds - deeds @ deeds / 2


@pytest.mark.parametrize(("f", "g"), [((1, 1), (1, 0)), ((1, 2, 3), (1, -1, 2)), ((1, 0), (-1, 3))])
def test_no_pay_is_worth_more(f, g):
    solution = distortion(Distortion(f, g))
    a, b = np.array(f, float), np.array(g, float)
    best = scipy.optimize.minimize_scalar(lambda pay: -shared(a, b, pay))
    assert float(solution.pay) == pytest.approx(best.x, abs=1e-4)
    assert float(solution.value) == pytest.approx(-best.fun, abs=1e-6)
    assert float(solution.unit_pay_value) == pytest.approx(shared(a, b, 1), abs=1e-6)
    assert shared(a, b, float(solution.harmful_pay)) == pytest.approx(0, abs=1e-6)
    assert float(solution.efficiency) == pytest.approx(math.cos(math.radians(solution.angle)) ** 2)
    assert np.allclose([float(x) for x in solution.deeds], float(solution.pay) * b)


@settings(max_examples=40, deadline=None)
@given(*[st.tuples(*[st.fractions(-2, 2, max_denominator=6)] * 3).filter(any)] * 2, st.fractions("1/10", 5))
def test_the_scale_of_a_measure_does_not_matter(f, g, scale):
    one, other = (distortion(Distortion(f, tuple(c * x for x in g))) for c in (1, scale))
    assert (one.value, one.efficiency, one.regime, one.deeds) == (other.value, other.efficiency, other.regime, other.deeds)
    assert one.pay == other.pay * scale
    assert one.value + one.loss == one.first_best == sum(x * x for x in f) / 2
    assert one.first_best_deeds == f
    # efficiency is the squared correlation of two lists of weights about 0: Cauchy and Schwarz
    assert 0 <= one.efficiency <= 1


def test_by_hand():
    solution = distortion(Distortion((1, 1), (1, 0)))
    assert (solution.pay, solution.efficiency, solution.value, solution.first_best) == (1, F(1, 2), F(1, 2), 1)
    assert (solution.deeds, solution.harmful_pay, solution.unit_pay_value, solution.angle) == ((1, 0), 2, F(1, 2), 45)


def test_regimes():
    assert distortion(Distortion((1, 2), (2, 4))).regime == ALIGNED
    assert distortion(Distortion((1, 2), (2, 1))).regime == DISTORTED
    assert distortion(Distortion((1, 2), (-2, 1))).regime == USELESS
    reversed_ = distortion(Distortion((1, 2), (-2, -4)))
    assert (reversed_.regime, reversed_.pay, reversed_.efficiency, reversed_.angle) == (REVERSED, F(-1, 2), 1, 180)


def test_angles_too_small_for_a_cosine():
    tiny = F(1, 10**30)
    assert angle_between((1, 0), (1, tiny)) == pytest.approx(math.degrees(1e-30))
    assert angle_between((10**200, 0), (0, F(1, 10**200))) == pytest.approx(90)


def test_floats_in_floats_out():
    solution = distortion(Distortion((0.5, 1), (1, 0)))
    assert {type(x) for x in (solution.pay, solution.value, *solution.deeds)} == {float}
    assert "angle" in str(solution)
    assert "angle" in solution._repr_html_()
