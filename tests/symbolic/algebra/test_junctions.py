import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy.abc import x, y, z

from toymodels.symbolic.algebra import contradictions
from toymodels.symbolic.algebra.junctions import Curve, contradict, meet
from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing, factors_of, sign_at

F = Fraction
RING = PolynomialRing((x, y))
SIGNS = list(itertools.product((1, -1), repeat=3))
BOX = ((F(1, 4), F(1, 2)), (F(1, 4), F(1, 2)))


def factor(expression, ring=RING):
    return Factor.of(ring.of(expression))


def around(point, half):
    return tuple((c - half, c + half) for c in point)


def near(box, centre, finest=4):
    """Points of a box on finer and finer grids around a point."""
    for k in range(finest):
        for shift in itertools.product(range(-6, 7), repeat=2):
            point = tuple(c + F(s, 6) * (high - low) / 5**k for c, s, (low, high) in zip(centre, shift, box, strict=True))
            if all(low <= c <= high for c, (low, high) in zip(point, box, strict=True)):
                yield point


@st.composite
def curves(draw):
    """Three curves near a point, most of them through it, some tangent to each other or double there."""
    centre = draw(st.tuples(*[st.sampled_from([F(1, 2), F(1, 3), F(1, 5), F(3, 4)])] * 2))
    u, v = (s - sympy.Rational(c) for s, c in zip((x, y), centre, strict=True))
    small = st.sampled_from([0, 0, 1, -1, 2, -2])
    found = []
    for _ in range(3):
        slope = draw(st.tuples(st.integers(-3, 3), st.integers(-3, 3)))
        bend = sum(draw(small) * term for term in (u**2, u * v, v**2, u**3, v**3))
        off = draw(st.sampled_from([0, 0, 0, 0, sympy.Rational(1, 50), sympy.Rational(-1, 10**6)]))
        polynomial = RING.of(sympy.expand(slope[0] * u + slope[1] * v + bend + off))
        found += factors_of(polynomial).odd[:1] if not polynomial.is_zero() else []
    half = draw(st.sampled_from([F(1, 8), F(1, 20), F(1, 100)]))
    moved = tuple(c + half * draw(st.sampled_from([0, F(1, 3), F(-1, 2), F(9, 10), F(3, 2), F(-4)])) for c in centre)
    return list(dict.fromkeys(found)), around(moved, half), centre


@settings(max_examples=settings().max_examples // 3)
@given(curves())
def test_no_point_has_signs_that_contradict_each_other(case):
    found, box, centre = case
    middle = tuple((low + high) / 2 for low, high in box)
    points = [*near(box, centre), *near(box, middle, 2)]
    seen = {tuple(sign_at(f.polynomial, point) for f in found) for point in points}
    for signs in itertools.product((1, -1), repeat=len(found)):
        assert not (contradict(dict(zip(found, signs, strict=True)), box) and signs in seen)


@pytest.mark.parametrize(
    "lines",
    [
        (x - y, x + 2 * y - 1, 2 * x + y - 1),
        (2 * x + y - 1, x - y, x + 2 * y - 1),
        (3 * x - 1, 3 * y - 1, x + y - sympy.Rational(2, 3)),
        (9 * x * y - 1, x - y, 27 * x**2 * y - 1),
        (x**2 + y**2 - sympy.Rational(2, 9), x - y, 5 * x - y - sympy.Rational(4, 3)),
    ],
)
def test_two_of_the_eight_sectors_around_a_crossing_of_three_curves_are_empty(lines):
    """Three curves through (1/3, 1/3) with different slopes leave six sectors, which have six of the eight signs."""
    found = [factor(line) for line in lines]
    seen = {tuple(sign_at(f.polynomial, point) for f in found) for point in near(BOX, (F(1, 3), F(1, 3)))}
    seen = {signs for signs in seen if 0 not in signs}
    empty = {signs for signs in SIGNS if contradict(dict(zip(found, signs, strict=True)), around((F(1, 3), F(1, 3)), F(1, 99)))}
    assert len(empty) == 2
    assert empty == set(SIGNS) - seen


def test_a_crossing_at_irrational_coordinates():
    """x² + y² = 1, x = y and 2 x y = 1, at 1/√2, without the double tangent: x y = 1/2 touches the circle there."""
    circle, diagonal, third = (factor(f) for f in (x**2 + y**2 - 1, x - y, 2 * x**3 - y + 2 * x**2 - 1))
    box = around((F(7071, 10**4), F(7071, 10**4)), F(1, 500))
    empty = [s for s in SIGNS if contradict(dict(zip((circle, diagonal, third), s, strict=True)), box)]
    assert len(empty) == 2
    tangent = factor(2 * x * y - 1)
    assert not any(contradict(dict(zip((circle, diagonal, tangent), s, strict=True)), box) for s in SIGNS)


@pytest.mark.parametrize(
    ("trio", "box"),
    [
        ((x, x - y**2, x + y**2), around((0, 0), F(1, 9))),
        ((y, y - x**2, x), around((0, 0), F(1, 9))),
        ((y**2 - x**3 - x**2, x - y, x + 2 * y), around((0, 0), F(1, 9))),
        ((y**2 - x**3, x, y), around((0, 0), F(1, 9))),
        ((x - y, x + 2 * y - 1, 2 * x + y - 1), ((2, 3), (2, 3))),
        ((x - y, x + 2 * y - 1, 100 * (2 * x + y) - 101), BOX),
        ((x - y, x - y + F(1, 10**9), x + y), around((0, 0), F(1, 9))),
        ((y - x, y + x, 3 * x**2 - x - y), around((0, F(0)), 2)),
    ],
)
def test_nothing_is_proved_without_a_crossing_of_three(trio, box):
    """Curves that touch, are double, meet elsewhere or only pairwise, or box too large."""
    found = [factor(f) for f in trio]
    assert not any(contradict(dict(zip(found, signs, strict=True)), box) for signs in SIGNS)


def test_near_crossings_are_not_taken_for_crossings():
    """The third line passes 10⁻³⁰ from where the others meet: a triangle that no float sees has the eighth sign."""
    gap = sympy.Rational(1, 10**30)
    found = [factor(f) for f in (x - y, x + 2 * y - 1, 2 * x + y - 1 - gap)]
    assert not any(contradict(dict(zip(found, signs, strict=True)), BOX) for signs in SIGNS)


def test_other_crossings_at_the_same_height_leave_it_open():
    """h and k meet f at one height each, but twice within the box's sides: one root is not one point."""
    f, h, k = (factor(g) for g in (x - y, x + y - 4 * x * y, 7 * x - y - 12 * x * y))
    box = around((F(1, 4), F(1, 4)), F(1, 5))
    assert not any(contradict(dict(zip((f, h, k), signs, strict=True)), box) for signs in SIGNS)


def test_further_curves_do_not_harm():
    found = {factor(2 * x - 5): 1, factor(x - y): 1, factor(x + 2 * y - 1): 1, factor(7 * y + 3): 1, factor(2 * x + y - 1): -1}
    assert contradict(found, BOX)
    assert not contradict({f: sign for f, sign in found.items() if f != factor(x - y)}, BOX)


@pytest.mark.parametrize("box", [((0, None), (0, 1)), ((None, 1), (0, 1)), ((0, 1),), ((0, 1), (0, 1), (0, 1))])
def test_nothing_is_proved_but_in_bounded_boxes_of_the_plane(box):
    ring = PolynomialRing((x, y, z)[: len(box)])
    trio = {factor(x + sum(ring.symbols) - k, ring): 1 for k in range(3)}
    assert not contradict(trio, box)


def test_fewer_than_three_curves_never_contradict():
    assert not contradict({}, BOX)
    assert not contradict({factor(x - y): 1, factor(x + y - F(2, 3)): -1}, BOX)


def test_curves_with_a_part_in_common_prove_nothing():
    """Their resultants vanish, whatever they do in the box."""
    third = x + y + 5
    found = [factor(f) for f in ((x - y) * third, (x + 2 * y - 1) * third, (2 * x + y - 1) * third)]
    assert not any(contradict(dict(zip(found, signs, strict=True)), around((F(1, 3), F(1, 3)), F(1, 99))) for signs in SIGNS)


def test_the_sign_of_a_curve_off_the_box():
    assert [Curve(RING.of(f), BOX).sign for f in (x + y, x - 1, x - y)] == [1, -1, 0]


def test_parallel_lines_do_not_meet():
    lines = [Curve(RING.of(f), BOX) for f in (x - y, x - y + F(1, 100), 8 * x + 8 * y - 6)]
    assert [meet(lines[0], line) for line in lines] == [False, False, True]


def test_curves_that_meet_twice_at_one_height_are_not_taken_for_one_point():
    """h and k cut the parabola at x = -1/10 and 1/10: between them, below it, there is room."""
    tenth = sympy.Rational(1, 10)
    rise = tenth * (y - tenth**2)
    found = [factor(f) for f in (y - x**2, x + tenth + rise, x - tenth - rise)]
    box = around((F(0), F(1, 100)), F(1, 10))
    signs = dict(zip(found, (-1, 1, -1), strict=True))
    for order in itertools.permutations(found):
        assert not contradict({f: signs[f] for f in order}, box)


def test_a_height_at_which_curves_meet_elsewhere_is_not_that_of_the_crossing():
    """f holds x = 10 as well, where k has the height of f and h near by: 1/3."""
    third = sympy.Rational(1, 3)
    far = third + (10 - x) * (sympy.Rational(34, 100) - third) / (10 - sympy.Rational(34, 100))
    found = [factor(f) for f in ((x - y) * (x - 10), x + 2 * y - 1, y - far)]
    box = around((F(1, 3), F(1, 3)), F(1, 40))
    for order in itertools.permutations(found):
        assert not any(contradict(dict(zip(order, signs, strict=True)), box) for signs in SIGNS)


def test_a_crossing_on_the_axes():
    found = [factor(f) for f in (x - y + x**2, x + 2 * y, 2 * x + y)]
    empty = [s for s in SIGNS if contradict(dict(zip(found, s, strict=True)), around((0, 0), F(1, 50)))]
    assert len(empty) == 2


class TestEdges:
    """Curves that meet on an edge or in a corner of the box."""

    RIGHT = ((F(15, 16), F(1)), (F(5, 16), F(3, 8)))

    @pytest.mark.parametrize("mirrored", [False, True])
    @pytest.mark.parametrize("upright", [False, True])
    def test_two_curves_on_each_edge(self, mirrored, upright):
        """Both meet at (1, 1/3), and the sector between them to the right is outside."""
        lines = [y - x**2 + sympy.Rational(2, 3), y + x - sympy.Rational(4, 3)]
        box = self.RIGHT
        if mirrored:
            lines, box = [sympy.expand(line.subs(x, 1 - x)) for line in lines], ((F(0), F(1, 16)), box[1])
        if upright:
            lines, box = [line.subs({x: y, y: x}, simultaneous=True) for line in lines], box[::-1]
        found = [factor(line) for line in lines]
        empty = [s for s in itertools.product((1, -1), repeat=2) if contradict(dict(zip(found, s, strict=True)), box)]
        assert empty == [(-1, 1)]

    def test_two_curves_in_a_corner(self):
        """Both go up from (0, 0): nothing is below the flat and above the steep one."""
        box = ((F(0), F(1, 9)), (F(0), F(1, 9)))
        steep, flat = factor(2 * y - x), factor(y - 2 * x)
        assert contradict({steep: -1, flat: 1}, box)
        assert not any(contradict({steep: s, flat: t}, box) for s, t in ((1, 1), (1, -1), (-1, -1)))

    @settings(max_examples=settings().max_examples // 3)
    @given(curves(), st.sampled_from([(0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)]))
    def test_no_point_has_signs_that_contradict_each_other(self, case, side):
        """The box has the point of meeting on an edge or in a corner."""
        found, box, centre = case
        half = (box[0][1] - box[0][0]) / 2
        moved = tuple(c + half * s for c, s in zip(centre, side, strict=True))
        inner = around(moved, half)
        points = [*near(inner, centre), *near(inner, moved, 2)]
        inside = {
            tuple(sign_at(f.polynomial, point) for f in found)
            for point in points
            if all(low < x < high for x, (low, high) in zip(point, inner, strict=True))
        }
        for signs in itertools.product((1, -1), repeat=len(found)):
            for prove in (contradict, contradictions.contradict):
                assert not (prove(dict(zip(found, signs, strict=True)), inner) and signs in inside)
