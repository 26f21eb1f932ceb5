from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from sympy.abc import x, y

from tests.strategies import expressions, points_in
from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing, factors_of, sign_at
from toymodels.symbolic.signs import BoxSigns, Branch, implied_sign
from toymodels.symbolic.suffixes import Comparison

F = Fraction
RING = PolynomialRing((x, y))
SQUARE = ((0, 1), (0, 1))
BOXES = st.sampled_from([SQUARE, ((-1, 1), (F(1, 2), 2)), ((0, None), (0, 1)), ((None, -1), (0, None)), ((None, None), (0, 1))])


def factor(expression):
    return Factor.of(RING.of(expression))


def of(expression):
    return factors_of(RING.of(expression)).odd


@st.composite
def related(draw):
    """Two factors, one of them often a multiple of the other plus something of one sign."""
    one = draw(expressions((x, y), degree=1))
    quotient, rest = draw(expressions((x, y), degree=1, size=2)), draw(expressions((x, y), degree=1, size=2))
    pair = [*of(one)[:1], *of(one * quotient + rest)[:1]] if one and one * quotient + rest != 0 else []
    assume(len(set(pair)) == 2)
    return pair if draw(st.booleans()) else pair[::-1]


@given(st.data(), related(), BOXES, st.sampled_from([1, -1]))
def test_an_implied_sign_holds_where_the_known_one_does(data, pair, box, known):
    one, other = pair
    implied = implied_sign(one, {other: known}, BoxSigns(box))
    assert implied in (1, -1, None)
    for point in data.draw(st.lists(points_in(box), min_size=10, max_size=10)) if implied else ():
        if sign_at(other.polynomial, point) == known and 0 not in point:
            assert sign_at(one.polynomial, point) != -implied


@pytest.mark.parametrize(
    ("expression", "known", "implied"),
    [
        (x + y, {x - y: 1}, 1),
        (x + y - 1, {x - y: 1}, None),
        (3 * x - 2 + y, {3 * x - 2: 1}, 1),
        (3 * x - 2 + y, {3 * x - 2: -1}, None),
        (3 * x - 2 - y, {3 * x - 2: -1}, -1),
        (2 * x - 1 - y, {y - 2 * x + 1: 1}, -1),
        (2 * x - 1 - y, {y - 2 * x + 1: -1}, 1),
        (x * (2 * x - 1) + y, {2 * x - 1: 1}, 1),
        (-x * (2 * x - 1) - y, {2 * x - 1: 1}, -1),
        (2 * x - 1, {x * (2 * x - 1) - y: 1}, 1),
        (2 * x - 1, {x * (2 * x - 1) - y: -1}, None),
        (2 * x - 1, {x * (2 * x - 1) + y: -1}, -1),
        (2 * x - 1, {x * (2 * x - 1) + y: 1}, None),
        (2 * x - 1, {x * (1 - 2 * x) - y: 1}, -1),
        (2 * x - 1, {y - x * (2 * x - 1): 1}, None),
        (2 * x - 1, {(2 * y - 1) * (2 * x - 1) - y: 1}, None),
        (2 * x - 1 + y, {7 * x * y - 1: 1, 2 * x - 1: 1}, 1),
        (2 * x - 1 + y, {2 * x - 1: 1, 7 * x * y - 1: 1}, 1),
        (2 * x - 1, {}, None),
    ],
)
def test_implications_by_hand(expression, known, implied):
    signs = {factor(e): sign for e, sign in known.items()}
    assert implied_sign(factor(expression), signs, BoxSigns(SQUARE)) == implied


def test_a_sign_is_that_of_the_factors_where_the_product_hides_it():
    """((2x - 1)² + 1/9) y has Bernstein coefficients of both signs, and so does its first factor on the square."""
    hidden = ((2 * x - 1) ** 2 + sympy.Rational(1, 9)) * y * (x - 2)
    assert BoxSigns(SQUARE).of_polynomial(RING.of(hidden)) is None
    assert BoxSigns(((0, F(1, 2)), (0, 1))).of_polynomial(RING.of(hidden)) == -1
    square = (2 * x - 1) ** 2 * y
    assert BoxSigns(SQUARE).of_factor(factor((2 * x - 1) ** 2)) is None
    assert BoxSigns(SQUARE).of_polynomial(RING.of(square)) == 1
    assert BoxSigns(SQUARE).of_polynomial(RING.of(-square)) == -1
    assert BoxSigns(SQUARE).of_polynomial(RING.of(0)) == 0


@given(expressions((x, y)), BOXES)
def test_signs_are_those_of_the_box(expression, box):
    signs = BoxSigns(box)
    assume(expression != 0)
    for one in of(expression):
        assert signs.of_factor(one) == signs.of_factor(one) == signs.of_polynomial(one.polynomial)
        assert one in signs.decided


def test_a_part_of_a_box_keeps_what_is_known_and_forgets_what_is_not():
    whole = BoxSigns(SQUARE)
    assert whole.of_factor(factor(x + y)) == 1
    assert whole.of_factor(factor(2 * x - 1)) is None
    decided, open_one = Comparison(RING.of(x + 1)), Comparison(RING.of(3 * x - 2))
    assert (whole.of_comparison(decided), whole.of_comparison(open_one)) == (1, None)
    part = whole.inside(((F(3, 4), 1), (0, 1)))
    assert part.decided == {factor(x + y): 1}
    assert (part.of_comparison(decided), part.of_comparison(open_one), part.of_factor(factor(2 * x - 1))) == (1, 1, 1)
    assert whole.of_comparison(open_one) is None


def test_a_branch_knows_its_cuts_and_what_follows_from_them():
    branch = Branch(BoxSigns(SQUARE))
    gain = Comparison(RING.of((2 * x - 1) * (1 - x * y) * (y + 1)))
    assert branch.sign(gain) == factor(2 * x - 1)
    above, below = branch.cut(factor(2 * x - 1), 1), branch.cut(factor(2 * x - 1), -1)
    assert (above.sign(gain), below.sign(gain)) == (1, -1)
    assert above.assumed == {factor(2 * x - 1): 1}
    assert branch.assumed == branch.known == {}
    assert above.sign(Comparison(RING.of(2 * x - 1 + y))) == 1
    assert below.sign(Comparison(RING.of(2 * x - 1 + y))) == factor(2 * x - 1 + y)
    assert factor(2 * x - 1 + y) in above.known
    assert factor(2 * x - 1 + y) not in above.assumed


def test_the_sign_of_a_comparison_on_all_of_the_box_needs_no_factors():
    branch = Branch(BoxSigns(SQUARE))
    assert branch.sign(Comparison(RING.of(-x - y))) == -1
    assert branch.sign(Comparison(RING.of(0))) == 0


@given(st.data(), related(), st.sampled_from([1, -1]), st.sampled_from([1, -1]))
def test_signs_in_a_branch_hold_in_it(data, pair, sign, first):
    one, other = pair
    branch = Branch(BoxSigns(SQUARE)).cut(other, sign)
    comparison = Comparison(RING.of(first) * one.polynomial * other.polynomial)
    found = branch.sign(comparison)
    assert not isinstance(found, Factor) or found == one
    for point in data.draw(st.lists(points_in(SQUARE), min_size=10, max_size=10)) if not isinstance(found, Factor) else ():
        if sign_at(other.polynomial, point) == sign:
            assert sign_at(comparison.polynomial, point) != -found
