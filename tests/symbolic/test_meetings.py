"""Points in which three or more cells meet: by hand, by exact ties, and by refining a grid."""

import itertools
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.strategies import symbolic_games
from tests.symbolic.optimality import is_optimal, numeric
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.regions import regions

F = Fraction
X, Y = sympy.symbols("x y")
SQUARE = {"x": (0, 1), "y": (0, 1)}


def places(found):
    return [(tuple(meeting.point.values()), set(meeting.labels)) for meeting in found.meetings]


class TestByHand:
    def test_all_eleven_policies_of_ten_and_ten(self):
        """At g = 1 training drops out: all curves p g^j S_10(g) = 1 pass through p = 1/10."""
        found = regions(EpisodeGame(training=10, deployment=10), ["modification", "discount"])
        (meeting,) = found.meetings
        assert meeting.point == {"modification": F(1, 10), "discount": 1}
        assert len(meeting.labels) == 11
        assert str(meeting).startswith("modification = 1/10 (0.1), discount = 1: 11 policies meet, ")

    def test_overlap_one_meets_every_boundary(self):
        """In (p, w): where w = 1 and p = 1/(g u_0) or 1/(g² u_0), with g = 9/10 and u_0 = 1.9."""
        found = regions(EpisodeGame(training=2, deployment=2, discount="9/10"), {"modification": None, "overlap": (0, 2)})
        first, second = F(100, 171), F(1000, 1539)
        assert places(found) == [
            ((first, 1), {"AAAA", "ABAA", "BBBB"}),
            ((second, 1), {"ABAA", "BBAA", "BBBB"}),
        ]

    def test_in_agreement_and_modification_at_discount_one_two_cells_only(self):
        found = regions(EpisodeGame(training=2, deployment=3), ["modification", "deployment_agreement"])
        assert found.meetings == ()
        assert {cell.label for cell in found.cells} == {"AAAAA", "BBAAA"}

    def test_algebraic_points(self):
        """In (g, w): w = 1 with g² + g³ = 1 and with g + g² = 1."""
        found = regions(EpisodeGame(training=2, deployment=2), {"discount": None, "overlap": (0, 2)})
        golden, plastic = found.meetings
        assert golden.point == {"discount": (sympy.sqrt(5) - 1) / 2, "overlap": 1}
        assert float(plastic.point["discount"]) == pytest.approx(0.7548776662466927)
        assert set(golden.labels) == {"AAAA", "ABAA", "BBBB"}
        assert set(plastic.labels) == {"ABAA", "BBAA", "BBBB"}
        assert str(plastic).startswith("discount = 0.754877666247..., overlap = 1: 3 policies meet")

    def test_the_best_of_three_planes(self):
        (meeting,) = regions(choice_game({"A": X, "B": Y, "C": F(1, 3)}), SQUARE).meetings
        assert (meeting.point, set(meeting.labels)) == ({"x": F(1, 3), "y": F(1, 3)}, set("ABC"))
        assert len(meeting.curves) == 2
        assert all(curve.subs({X: sympy.Rational(1, 3), Y: sympy.Rational(1, 3)}) == 0 for curve in meeting.curves)

    def test_irrational_in_both_coordinates(self):
        """x² = y² = 1/2: four planes' worth of (x² - 1/2), (y² - 1/2)."""
        half = sympy.Rational(1, 2)
        game = choice_game({"A": X**2 - half, "B": Y**2 - half, "C": 0, "D": X**2 + Y**2 - 1})
        (meeting,) = regions(game, SQUARE).meetings
        assert meeting.point == {"x": sympy.sqrt(2) / 2, "y": sympy.sqrt(2) / 2}
        assert set(meeting.labels) == set("ABCD")

    def test_on_the_edge_and_in_the_corner_of_the_space(self):
        (edge,) = regions(choice_game({"A": 2 * Y - 1, "B": X, "C": 1 - 2 * Y}), SQUARE).meetings
        assert (edge.point, set(edge.labels)) == ({"x": 0, "y": F(1, 2)}, set("ABC"))
        (corner,) = regions(choice_game({"A": 8 * X, "B": 5 * X + 5 * Y, "C": 8 * Y}), SQUARE).meetings
        assert (corner.point, set(corner.labels)) == ({"x": 0, "y": 0}, set("ABC"))

    def test_two_cells_in_four_corners(self):
        """(x - 1/2)(y - 1/2) >= 0: two boundaries cross, but between two policies."""
        found = regions(choice_game({"A": (X - F(1, 2)) * (Y - F(1, 2)), "B": 0}), SQUARE)
        assert found.meetings == ()

    def test_crossings_below_a_better_cell_are_none(self):
        """x, y and 0 tie at the origin, and there 1/2 is better."""
        found = regions(choice_game({"A": X, "B": Y, "C": F(1, 2)}), {"x": (-1, 1), "y": (-1, 1)})
        assert [point for point, _ in places(found)] == [(F(1, 2), F(1, 2))]


def optimal_near(game, point, cells):
    """The labels of the cells whose policies are optimal at a rational point."""
    return {cell.label for cell in cells if is_optimal(numeric(game, point), cell.piece.policy)}


class TestGeneralGames:
    @given(symbolic_games(parameters=2, most_profiles=60))
    @settings(max_examples=40)
    def test_labels_are_the_policies_that_are_optimal_there(self, drawn):
        game, ranges = drawn
        assume(len(ranges) == 2)
        found = regions(game, ranges, most_boxes=60)
        for meeting in found.meetings if found.complete else ():
            if all(low == high for low, high in meeting.box):
                point = {name: low for name, (low, _) in zip(meeting.names, meeting.box, strict=True)}
                assert set(meeting.labels) <= optimal_near(game, point, found.cells)
                assert set(meeting.labels) == {cell.label for cell in found.at(**point)}
            else:
                values = {
                    s: meeting.point[str(s)].evalf(40) if hasattr(meeting.point[str(s)], "evalf") else meeting.point[str(s)]
                    for s in found.space.symbols
                }
                for cell in found.cells:
                    signs = [
                        c.sign * sympy.prod([found.space.ring.expression(f.polynomial).subs(values) for f in c.factors])
                        for c in cell.conditions
                    ]
                    assert (min(signs, default=1) > -1e-30) == (cell.label in meeting.labels)

    @given(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=3, max_size=4, unique=True))
    def test_none_is_missed_among_planes(self, planes):
        """All points at which three of some planes tie and are best, by Cramer's rule."""
        assume(any(a for a, _, _ in planes) and any(b for _, b, _ in planes))
        names = "ABCD"[: len(planes)]
        game = choice_game({n: sympy.sympify(a * X + b * Y + F(c, 2)) for n, (a, b, c) in zip(names, planes, strict=True)})
        found = regions(game, SQUARE, most_boxes=40)
        assume(found.complete)
        cells = {cell.label for cell in found.cells}
        wanted = {}
        for (a, b, c), (d, e, f), (g, h, k) in itertools.combinations(planes, 3):
            whole = (a - d) * (b - h) - (b - e) * (a - g)
            if whole:
                x = F((b - e) * (c - k) - (b - h) * (c - f), 2 * whole)
                y = F((a - g) * (c - f) - (a - d) * (c - k), 2 * whole)
                worth = {n: p * x + q * y + F(r, 2) for n, (p, q, r) in zip(names, planes, strict=True)}
                best = {n for n in cells if worth[n] == max(worth.values())}
                if 0 <= x <= 1 and 0 <= y <= 1 and len(best) > 2:
                    wanted[x, y] = best
        assert dict(places(found)) == wanted


def test_two_cells_are_no_meeting():
    """Both curves of A's two boxes cross in the middle, where A and B alone are optimal."""
    found = regions(choice_game({"A": sympy.expand((2 * X - 1) * (3 * Y - 1)), "B": 0}), SQUARE)
    assert found.meetings == ()


class TestTouching:
    """Y = x² and y = 0 touch in the origin, where three cells meet."""

    def test_a_parabola_on_a_line(self):
        found = regions(choice_game({"A": 2 * Y - X**2, "B": Y, "C": 0}), {"x": (-1, 1), "y": (-1, 1)})
        (meeting,) = found.meetings
        assert (meeting.point, set(meeting.labels)) == ({"x": 0, "y": 0}, set("ABC"))

    def test_where_both_coordinates_are_irrational(self):
        """The circle x² + y² = 1 and x y = 1/2 touch at 1/√2; A beats C in between, where they meet B."""
        circle, hyperbola = 1 - X**2 - Y**2, 1 - 2 * X * Y
        (meeting,) = regions(choice_game({"A": hyperbola, "B": circle + hyperbola, "C": 0}), SQUARE).meetings
        assert meeting.point == {"x": sympy.sqrt(2) / 2, "y": sympy.sqrt(2) / 2}
        assert set(meeting.labels) == set("ABC")


def test_points_that_are_close_to_each_other_are_two():
    """y = 1/2 is crossed at x = 1/3 and at x = 1/3 + 2^-60."""
    gap = sympy.Rational(1, 2**60)
    third = sympy.Rational(1, 3)
    game = choice_game({"A": 0, "B": Y - F(1, 2), "C": (Y - F(1, 2)) * (1 + (X - third) * (X - third - gap))})
    found = regions(game, SQUARE, most_boxes=40)
    assert [meeting.point["x"] for meeting in found.meetings] == [third, third + gap]
