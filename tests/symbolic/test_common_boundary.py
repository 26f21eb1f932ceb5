"""Whether cells touch along a curve, against a walk through a fine grid and against conditions written down by hand."""

import itertools
from fractions import Fraction
from types import SimpleNamespace

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import x, y, z

from toymodels.symbolic import common_boundary as module
from toymodels.symbolic.algebra.boxes import midpoint
from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing, factors_of
from toymodels.symbolic.common_boundary import touch_along, touch_on_line
from toymodels.symbolic.conditions import Condition
from toymodels.symbolic.region import Region

F = Fraction
PLANE, SPACE = PolynomialRing((x, y)), PolynomialRing((x, y, z))
SQUARE, CUBE = ((0, 1),) * 2, ((0, 1),) * 3


def condition(ring, expression):
    found = factors_of(ring.of(sympy.expand(expression)))
    return Condition(found.sign, found.odd)


def cell(ring, *expressions, sample=None):
    """Where some expressions are >= 0."""
    place = sample or tuple(F(k + 2, 7) for k in range(len(ring.symbols)))
    return Region(SimpleNamespace(label=str(expressions)), tuple(condition(ring, e) for e in expressions), place)


def answer(f, others, box=SQUARE, ring=PLANE, samples=(None, None)):
    """Whether the cells on the two sides of f = 0 touch where all others are > 0."""
    one, two = cell(ring, f, *others, sample=samples[0]), cell(ring, -f, *others, sample=samples[1])
    return touch_along(Factor.of(factors_of(ring.of(f)).odd[0].polynomial), one, two, box)


@pytest.mark.parametrize(
    ("f", "others", "expected"),
    [
        (x - y, [], True),
        (x - y, [x - F(1, 2)], True),
        (x - y, [x - F(1, 2), F(1, 2) - y], False),
        (x - y, [10**30 * x - 10**29, 10**29 + 1 - 10**30 * y], True),
        (x - y, [10**30 * x - 10**29, 10**29 - 10**30 * y], False),
        (y - x**2, [2 * x - 1 - y], False),
        (y - x**2, [2 * x - 1 - y + sympy.Rational(1, 10**12)], True),
        (3 * x - 1, [2 * y - 1], True),
        (3 * x - 1, [2 * y - 1, x + y - F(4, 3)], False),
        (3 * y - 1, [2 * x - 1], True),
        (2 * x**2 - 1, [y - x], True),
        (2 * x**2 - 1, [y - x, 3 * x - 4 * y], False),
        (x * y - 2, [], False),
        (4 * x**2 + 4 * y**2 - 4 * x - 4 * y + 2, [], False),
        (16 * x**2 + 16 * y**2 - 16 * x - 16 * y + 7, [x + y - sympy.Rational(135, 100)], True),
        (16 * x**2 + 16 * y**2 - 16 * x - 16 * y + 7, [x + y - sympy.Rational(136, 100)], False),
        (100 * x**2 + 100 * y**2 - 40 * x - 40 * y + 7, [], True),
        (x + y, [], False),
        (x, [], False),
        (x - 1, [], False),
    ],
)
def test_in_a_square(f, others, expected):
    assert answer(f, others) is expected


@pytest.mark.parametrize(
    ("f", "others", "box", "expected"),
    [
        (x * y - 1, [x - 100], ((1, None), (0, None)), True),
        (x * y - 1, [x - 100, y - 1], ((1, None), (0, None)), False),
        (x - y, [-x - 10**6], ((None, None), (None, None)), True),
        (x - y, [x - 7, -y - 8], ((None, None), (None, 3)), False),
    ],
)
def test_in_planes_without_an_end(f, others, box, expected):
    assert answer(f, others, box) is expected


def test_on_a_line():
    ring = PolynomialRing((x,))
    double = sympy.expand((3 * x**2 - 1) * (2 * x - 1))
    for others, expected in (([], True), ([3 * x - 2], False), ([1 - x], True), ([double], False)):
        one, two = cell(ring, 3 * x**2 - 1, *others), cell(ring, 1 - 3 * x**2, *others)
        factor = Factor.of(ring.of(3 * x**2 - 1))
        assert touch_along(factor, one, two, ((0, 1),)) is expected


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("off", [1, -1])
def test_a_root_beside_an_irrational_one(sign, off):
    """x² = 1/3 and x² = 1/3 ± 10^-40: 3 x² - 1 = 0 is where the other is ∓."""
    ring = PolynomialRing((x,))
    other = sign * (3 * x**2 - 1 - off * sympy.Rational(1, 10**40))
    one, two = cell(ring, 3 * x**2 - 1, other), cell(ring, 1 - 3 * x**2, other)
    assert touch_along(Factor.of(ring.of(3 * x**2 - 1)), one, two, ((0, 1),)) is (sign * off < 0)


def test_an_irrational_crossing_on_a_line_is_no_common_boundary():
    """2 x² = 1 and 2 x² + 2 y = 2 cross on the line y = 1/2, and only there is the other 0."""
    f, h = 2 * x**2 - 1, 2 * x**2 + 2 * y - 2
    one, two = cell(PLANE, f, h), cell(PLANE, -f, h)
    factor = Factor.of(PLANE.of(f))
    assert not touch_on_line(factor, one, two, SQUARE, (F(1, 3), F(1, 2)), (1, 0))
    assert touch_on_line(factor, one, two, SQUARE, (F(1, 3), F(2, 3)), (1, 0))
    assert not touch_on_line(factor, one, two, SQUARE, (F(1, 3), F(1, 3)), (1, 0))


def test_zeros_where_the_sign_stays_are_no_boundary():
    """(x - 1/2)² + (y - 1/2)² is 0 in the middle only, and a line along the edge of the space tells nothing."""
    bowl = Factor.of(PLANE.of(2 * x**2 + 2 * y**2 - 2 * x - 2 * y + 1))
    inside = 2 * x**2 + 2 * y**2 - 2 * x - 2 * y + 1
    one, two = cell(PLANE, inside), cell(PLANE, -inside)
    assert not touch_on_line(bowl, one, two, SQUARE, midpoint(SQUARE), (1, 0))
    diagonal = Factor.of(PLANE.of(x - y))
    one, two = cell(PLANE, x - y), cell(PLANE, y - x)
    assert touch_on_line(diagonal, one, two, SQUARE, (F(1, 3), F(1, 2)), (1, 0))
    assert not touch_on_line(diagonal, one, two, SQUARE, (F(1, 2), F(0)), (1, 0))


@settings(max_examples=settings().max_examples // 3)
@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 6), min_size=2, max_size=4))
def test_what_a_walk_through_a_grid_finds_is_found(rows):
    """Neighbours of a grid that differ in the sign of f only, all others being positive, lie on the two sides of it."""
    terms = (x**2, x * y, y**2, x, y, sympy.Rational(1, 2))
    conics = [sympy.Add(*(c * t for c, t in zip(row, terms, strict=True))) for row in rows]
    factors = [factors_of(PLANE.of(c)).odd for c in conics if c != 0]
    if len(factors) < len(rows) or any(len(odd) != 1 for odd in factors) or len({odd[0] for odd in factors}) < len(rows):
        return
    n = 24
    values = {
        (i, j): [a * i * i + b * i * j + c * j * j + n * (d * i + e * j) + n * n * F(k, 2) for a, b, c, d, e, k in rows]
        for i, j in itertools.product(range(1, n), repeat=2)
    }
    found = any(
        values[p][0] * values[q][0] < 0 and min(*values[p][1:], *values[q][1:]) > n * n
        for p in values
        for q in ((p[0] + 1, p[1]), (p[0], p[1] + 1))
        if q in values
    )
    if found:
        assert answer(conics[0], conics[1:]) is True


class TestProducts:
    """Conditions that are products: which side of a factor a cell is on hangs on the others."""

    def test_the_side_changes_along_a_curve(self):
        f, h = Factor.of(PLANE.of(x - y)), x + y - 1
        product = sympy.expand((x - y) * h)
        assert touch_along(f, cell(PLANE, product), cell(PLANE, -product), SQUARE)
        assert touch_along(f, cell(PLANE, product), cell(PLANE, x - y, 3 * y - 2), SQUARE) is False
        assert touch_along(f, cell(PLANE, product), cell(PLANE, x - y, 1 - 3 * x), SQUARE) is True

    def test_a_cell_that_asks_for_both_signs_has_no_side(self):
        f = Factor.of(PLANE.of(x - y))
        both = cell(PLANE, (x - y) * (2 * x - 1), (y - x) * (2 * x - 1))
        assert touch_along(f, both, cell(PLANE, x - y), SQUARE) is False


class TestCube:
    @pytest.mark.parametrize(
        ("f", "others", "expected"),
        [
            (x - y, [z - x], True),
            (x - y, [x - z, z - y], False),
            (x - y, [x + z - 1, sympy.Rational(1, 2) - y - z], False),
            (x + y + z - 1, [sympy.Rational(1, 20) - x, sympy.Rational(1, 20) - y], True),
            (x * y * z - 2, [], False),
            (x - y, [x * z - sympy.Rational(1, 2), y - z], True),
        ],
    )
    def test_by_hand(self, f, others, expected):
        assert answer(f, others, CUBE, SPACE) is expected

    def test_what_needs_too_many_boxes_is_undecided(self, monkeypatch):
        """On x = y the other condition asks for -(3 z - 1)² > 0, which no halving shows to fail around z = 1/3."""
        monkeypatch.setattr(module, "_MOST_BOXES", 20)
        assert answer(x - y, [sympy.expand(x - y - (3 * z - 1) ** 2)], CUBE, SPACE) is None
