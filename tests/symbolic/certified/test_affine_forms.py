from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toymodels.symbolic.certified.affine_forms import AffineForms, joined, nearest

F = Fraction
numbers = st.sampled_from([0.0, 1.0, -1.0, 0.1, 1e-3, 3.7]) | st.floats(-10, 10, allow_subnormal=False)
forms = st.tuples(numbers, numbers, numbers, st.sampled_from([0.0, 1e-9, 0.3])).map(
    lambda row: AffineForms(np.array(row).reshape(4, 1))
)
corners = st.tuples(*[st.sampled_from([F(-1), F(1), F(0), F(1, 3)])] * 2)


def value(form, place, sign):
    """A number that the form allows at a place ε: its affine part, plus or minus its radius."""
    c, *s, r = (F(float(x)) for x in form.table[:, 0])
    return c + sum(slope * e for slope, e in zip(s, place, strict=True)) + sign * r


def holds(form, place, number):
    return value(form, place, -1) <= number <= value(form, place, 1)


@given(forms, forms, corners, st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 0, 1]))
def test_sums_and_products_hold_all_that_their_parts_allow(one, other, place, left, right):
    x, y = value(one, place, left), value(other, place, right)
    assert holds(one + other, place, x + y)
    assert holds(one * other, place, x * y)


@given(forms, corners, st.sampled_from([-1, 1]), st.fractions(max_denominator=99) | st.integers(-3, 3))
def test_numbers_are_added_and_multiplied_with_their_rounding(form, place, sign, number):
    x = value(form, place, sign)
    assert holds(form.plus(number), place, x + number)
    assert holds(form.times(number), place, x * number)


@given(forms, corners, st.sampled_from([-1, 1]))
def test_a_sign_is_the_sign_of_every_value(form, place, sign):
    (found,) = form.signs().tolist()
    assert found * value(form, place, sign) > 0 or found == 0


@given(forms, forms)
def test_what_is_clearly_positive_is_seen_to_be(one, other):
    low = min(value(one * other, (F(a), F(b)), -1) for a in (-1, 1) for b in (-1, 1))
    assert (one * other).plus(F(1, 1000) - low).signs().tolist() == [1]


@given(numbers, numbers, st.fractions(max_denominator=99))
def test_what_floats_round_off_is_held_too(one, other, number):
    x, y = (AffineForms(np.array([[c], [0.0], [0.0]])) for c in (one, other))
    assert holds(x * y, (F(0),), F(one) * F(other))
    assert holds(x + y, (F(0),), F(one) + F(other))
    assert holds(x.plus(number), (F(0),), F(one) + number)
    assert holds(x.times(number), (F(0),), F(one) * number)


def test_linear_dependence_cancels():
    x = AffineForms(np.array([[0.5], [0.5], [0.0]]))
    assert (x + x.times(-1)).table.tolist() == [[0.0], [0.0], [0.0]]
    assert (x.times(-1).plus(1) + x).table[:2].tolist() == [[1.0], [0.0]]


def test_the_excess_falls_with_the_square_of_the_size():
    half = 2.0 ** -np.arange(1, 8)
    x = AffineForms(np.array([np.full(7, 0.7), half, np.zeros(7)]))
    assert (x * x).table[2] == pytest.approx(half**2)


def test_touching_is_a_zero_on_a_corner():
    table = np.array([[1.0, 1.0, 1.0], [1.0, 0.5, 2.0], [0.0, 0.0, 0.0]])
    assert AffineForms(table).touches().tolist() == [True, True, False]
    assert AffineForms(table).signs().tolist() == [0, 1, 0]


def test_lots_are_joined_and_taken_apart():
    one, other = (AffineForms(np.full((3, n), float(n))) for n in (1, 2))
    assert joined([one]) is one
    assert joined([one, other]).take(np.array([0, 2])).table.tolist() == [[1.0, 2.0]] * 3


@given(st.fractions())
def test_the_nearest_float_and_its_error(number):
    rounded, error = nearest(number)
    assert abs(F(rounded) - number) <= F(error)
    assert (error == 0) == (F(rounded) == number)
