from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from sympy.abc import x, y

from toymodels.symbolic.algebra.polynomials import PolynomialRing, value_at
from toymodels.symbolic.certified.enclosed_polynomials import EnclosedPolynomials
from toymodels.symbolic.certified.tiles import Tiles

F = Fraction
RING = PolynomialRing((x, y))
terms = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.fractions(-4, 4, max_denominator=7), max_size=5)


@given(terms, st.fractions(-1, 1), st.fractions(-1, 1))
def test_an_enclosure_holds_the_values_at_all_points(coefficients, e, d):
    polynomial = RING.of(sum(c * x**i * y**j for (i, j), c in coefficients.items()))
    whole = ((F(-1, 3), 1), (F(1, 2), F(7, 3)))
    form = EnclosedPolynomials(Tiles.whole(2).coordinates(whole)).of(polynomial)
    point = [(low + high) / 2 + place * (high - low) / 2 for (low, high), place in zip(whole, (e, d), strict=True)]
    c, s, t, r = (F(float(number)) for number in form.table[:, 0])
    assert abs(value_at(polynomial, point) - c - s * e - t * d) <= r


def test_what_is_linear_is_exact():
    square = EnclosedPolynomials(Tiles.whole(2).coordinates(((0, 1), (0, 1))))
    assert square.of(RING.of(2 * x - y + 3)).table[:, 0].tolist()[:3] == [3.5, 1.0, -0.5]
    assert square.of(RING.of(0)).table.tolist() == [[0.0]] * 4
