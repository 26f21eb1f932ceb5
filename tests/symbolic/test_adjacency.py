"""Which cells touch, in pictures that can be drawn by hand."""

import itertools
from fractions import Fraction
from typing import ClassVar

import flint
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic import common_boundary
from toymodels.symbolic.adjacency import touching
from toymodels.symbolic.regions import regions

F = Fraction
X, Y, Z = sympy.symbols("x y z")
SQUARE = {"x": (0, 1), "y": (0, 1)}


def edges(found):
    return {frozenset(edge) for edge in found.graph.edges}


def pairs(*words):
    return {frozenset(word) for word in words}


def test_thirds_of_a_line_are_a_path():
    """The best of 1 - 3 x, 0 and 3 x - 2."""
    found = regions(choice_game({"A": 1 - 3 * X, "B": 0, "C": 3 * X - 2}), {"x": (0, 1)})
    assert edges(found) == pairs("AB", "BC")
    assert found.graph.edges["A", "B"]["boundary"] == 3 * X - 1
    assert found.graph.edges["B", "C"]["boundary"] == 3 * X - 2
    assert [curve.solved_for for curve in found.boundaries[frozenset("AB")]] == [{X: F(1, 3)}]


def test_three_sectors_are_a_triangle():
    found = regions(choice_game({"A": X, "B": Y, "C": F(1, 2)}), SQUARE)
    assert edges(found) == pairs("AB", "BC", "AC")
    assert found.graph.graph["undecided"] == []
    assert set(found.graph) == set("ABC")
    assert found.graph.edges["A", "B"]["boundary"] in (X - Y, Y - X)


def test_what_lies_between_keeps_two_apart():
    """max(x, y, 9/10 - |..|): A and C have no common boundary: B is best on all of x = y < 1 where they would tie."""
    found = regions(choice_game({"A": 3 * X, "B": X + Y + 1, "C": 3 * Y}), SQUARE)
    assert edges(found) == pairs("AB", "BC")


def test_opposite_quadrants_do_not_touch():
    """The best of the four (±(x - 1/2)) + (±(y - 1/2)): a ring of four, which meet in the middle."""
    u, v = X - F(1, 2), Y - F(1, 2)
    found = regions(choice_game({"A": u + v, "B": v - u, "C": -u - v, "D": u - v}), SQUARE)
    assert edges(found) == pairs("AB", "BC", "CD", "AD")
    assert found.graph.graph["undecided"] == []


@pytest.mark.parametrize("power", [1, 10, 60])
def test_a_short_boundary_is_found(power):
    """A and B tie on x + 5 y = 3/2, and C is better there but for y in [1/10, 1/9]; then but for a stretch of 2^-power."""
    short = sympy.Rational(1, 2**power)
    for games in (
        {"A": F(1, 2) - 3 * Y, "B": X + 2 * Y - 1, "C": 1 - X + Y},
        {"A": X - F(1, 2), "B": F(1, 2) - X, "C": 2 * Y - short},
    ):
        found = regions(choice_game(games), SQUARE)
        assert edges(found) == pairs("AB", "AC", "BC")
        assert found.graph.graph["undecided"] == []


def test_a_curve_in_one_corner_only():
    """The boundary x y = 9/10 passes through a small corner of the square."""
    found = regions(choice_game({"A": X * Y, "B": F(9, 10)}), SQUARE)
    assert edges(found) == pairs("AB")


def test_a_boundary_that_is_the_edge_of_the_space_is_none():
    """x + y >= 0 holds in the square, with equality in a corner; one cell only."""
    found = regions(choice_game({"A": X + Y, "B": 0}), SQUARE)
    assert edges(found) == set()
    assert list(found.graph) == ["A"]


def test_zeros_on_the_edge_are_passed_over():
    """x = y² and y = x y = 0 reach the corners and edges of the square."""
    found = regions(choice_game({"A": X, "B": Y**2, "C": X * Y}), SQUARE)
    assert edges(found) <= pairs("AB", "AC", "BC")
    assert edges(found)


def test_unbounded_spaces():
    found = regions(choice_game({"A": X, "B": Y, "C": 0}), {"x": (None, None), "y": (0, None)})
    assert edges(found) == pairs("AB")
    found = regions(choice_game({"A": X, "B": Y, "C": 0}), ["x", "y"])
    assert edges(found) == pairs("AB", "AC", "BC")


@given(st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=2, max_size=4, unique=True))
def test_upper_envelopes_of_planes(planes):
    """Cells of the best of some planes are convex: two touch iff a segment of their tie has both best."""
    payoffs = {name: a * X + b * Y + F(c, 2) for name, (a, b, c) in zip("ABCD", planes, strict=False)}
    assume(any(a for a, _, _ in planes) and any(b for _, b, _ in planes))
    found = regions(choice_game({name: sympy.sympify(pay) for name, pay in payoffs.items()}), SQUARE, most_boxes=40)
    assume(found.complete)
    labels = [cell.label for cell in found.cells]
    assert found.graph.graph["undecided"] == []
    for one, other in itertools.combinations(labels, 2):
        wanted = _common_length(planes, "ABCD".index(one), "ABCD".index(other)) > 0
        assert (frozenset((one, other)) in edges(found)) == wanted


def _common_length(planes, i, j):
    """The length of the parameter interval on the line of ties of two planes, in the square and where both are best."""
    (a, b, c), (d, e, f) = planes[i], planes[j]
    u, v, w = a - d, b - e, F(c - f, 2)
    if u == v == 0:
        return 0
    base, step = ((-w / F(u), F(0)), (F(-v, u), F(1))) if u else ((F(0), -w / F(v)), (F(1), F(-u, v)))
    low, high = F(-100), F(100)
    limits = [((1, 0), 0), ((-1, 0), 1), ((0, 1), 0), ((0, -1), 1)]
    limits += [((a - g, b - h), F(c - k, 2)) for n, (g, h, k) in enumerate(planes) if n not in (i, j)]
    for (p, q), r in limits:
        start, slope = p * base[0] + q * base[1] + r, p * step[0] + q * step[1]
        if slope == 0 and start <= 0:
            return 0
        if slope > 0:
            low = max(low, -start / slope)
        elif slope < 0:
            high = min(high, -start / slope)
    return high - low


@pytest.mark.parametrize("power", [1, 6, 25])
def test_thin_cells_are_found_to_touch(power):
    """u_0 at g = 1 is but little above 1, so both boundaries lie in the corner p = g = 1."""
    game = EpisodeGame(training=2, deployment=2, deployment_agreement=F(1, 2) - F(1, 2**power) / 4)
    found = regions(game, ["modification", "discount"])
    labels = [cell.label for cell in found.cells]
    assert len(found.graph.edges) >= len(labels) - 1
    assert found.graph.graph["undecided"] == []


def test_cells_that_touch_off_the_line_between_their_samples():
    """A boundary of one parameter alone has no zero on lines along the other."""
    found = regions(choice_game({"A": 3 * X - 1, "B": 0, "C": Y - 2}), SQUARE)
    assert edges(found) == pairs("AB")


class TestProducts:
    """Conditions that are products of factors."""

    def test_on_a_line(self):
        found = regions(choice_game({"A": (X - F(1, 4)) * (X - F(3, 4)), "B": 0}), {"x": (0, 1)})
        assert set(map(frozenset, found.graph.edges)) == {frozenset("AB")}
        assert {curve.expression for curve in found.boundaries[frozenset("AB")]} == {4 * X - 1, 4 * X - 3}

    def test_of_a_saddle(self):
        found = regions(choice_game({"A": (X - F(1, 2)) * (Y - F(1, 2)), "B": 0}), {"x": (0, 1), "y": (0, 1)})
        assert set(map(frozenset, found.graph.edges)) == {frozenset("AB")}

    def test_all_boundaries_of_two_cells_are_named(self):
        found = regions(choice_game({"A": (X - F(1, 4)) * (X - F(3, 4)), "B": 0}), {"x": (0, 1)})
        edge = found.graph.edges["A", "B"]
        assert set(edge["boundaries"]) == {4 * X - 1, 4 * X - 3}
        assert edge["boundaries"][0] == edge["boundary"]
        found = regions(choice_game({"A": (3 * X - 1) * (3 * Y - 2), "B": 0}), SQUARE)
        assert set(found.graph.edges["A", "B"]["boundaries"]) == {3 * X - 1, 3 * Y - 2}


class TestThreeParameters:
    """Cells of a cube."""

    CUBE: ClassVar = {"x": (0, 1), "y": (0, 1), "z": (0, 1)}

    def test_the_largest_coordinate(self):
        found = regions(choice_game({"A": X, "B": Y, "C": Z, "D": F(1, 2)}), self.CUBE)
        assert edges(found) == pairs("AB", "AC", "AD", "BC", "BD", "CD")

    def test_quarters_around_an_axis(self):
        """Opposite quarters share a line only, which no box but those around it proves."""
        u, v = X + Z - 1, Y - Z
        found = regions(choice_game({"A": u + v, "B": v - u, "C": -u - v, "D": u - v}), self.CUBE)
        assert edges(found) == pairs("AB", "BC", "CD", "AD")
        assert found.graph.graph["undecided"] == []

    def test_what_lies_between_keeps_two_apart(self):
        found = regions(choice_game({"A": 3 * X + Z, "B": X + Y + 1, "C": 3 * Y + Z}), self.CUBE)
        assert edges(found) == pairs("AB", "BC", "AC")
        found = regions(choice_game({"A": 3 * X + Z, "B": X + Y + 2, "C": 3 * Y + Z}), self.CUBE)
        assert edges(found) == pairs("AB", "BC")
        assert found.graph.graph["undecided"] == []

    def test_a_boundary_that_is_left_undecided_is_said_to_be(self, monkeypatch):
        found = regions(choice_game({"A": X, "B": Y, "C": Z, "D": F(1, 2)}), self.CUBE)
        monkeypatch.setattr(common_boundary, "_MOST_BOXES", 0)
        monkeypatch.setattr(common_boundary, "_changing", lambda _: flint.fmpz_poly([1]))
        graph = touching(found.space, found.cells)
        assert not graph.edges
        assert pairs(*graph.graph["undecided"]) == pairs("AB", "AC", "AD", "BC", "BD", "CD")
