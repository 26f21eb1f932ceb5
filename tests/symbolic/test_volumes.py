"""Areas and volumes against integrals by hand, quadrature, and each other."""

import itertools
import math
from fractions import Fraction

import pytest
import sympy
from hypothesis import assume, given, settings
from scipy.integrate import quad

from tests.strategies import symbolic_games
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.algebra.boxes import volume
from toymodels.symbolic.regions import regions

F = Fraction
X, Y, Z = sympy.symbols("x y z")
SQUARE = {"x": (0, 1), "y": (0, 1)}
PG = ["modification", "discount"]


class TestByHand:
    def test_one_and_two_episodes(self):
        """BAA: p >= 1/(g (1 + g)) above the golden ratio φ: ∫ 1 - 1/g + 1/(1 + g) = 1 - φ + ln φ + ln 2 - ln(1 + φ)."""
        golden = (5**0.5 - 1) / 2
        size = regions(EpisodeGame(training=1, deployment=2), PG).volume("BAA")
        assert float(size) == pytest.approx(1 - golden + math.log(golden) + math.log(2) - math.log(1 + golden), abs=1e-14)
        assert size.high - size.low < F(1, 10**13)
        assert abs(size.formula.evalf(20) - sympy.Float(float(size), 20)) < 1e-12

    def test_linear_cells_are_exact(self):
        """p (1 - α) 3 >= 1 with g = 1: ∫_{1/3}^1 1 - 1/(3 p) dp = 2/3 - ln(3)/3."""
        found = regions(EpisodeGame(training=2, deployment=3), ["modification", "deployment_agreement"])
        size = found.volume("BBAAA")
        assert float(size) == pytest.approx(2 / 3 - math.log(3) / 3, abs=1e-14)
        assert sympy.simplify(size.formula - sympy.Rational(2, 3) + sympy.log(3) / 3) == 0

    def test_the_best_of_three_planes(self):
        """C (1/3) has a ninth of the square, and A and B half of the rest each."""
        found = regions(choice_game({"A": X, "B": Y, "C": F(1, 3)}), SQUARE)
        assert [found.volume(label).formula for label in "AB"] == [sympy.Rational(4, 9)] * 2
        sizes = {label: found.volume(label) for label in "ABC"}
        assert all(
            sizes[label].low <= size <= sizes[label].high
            for label, size in zip("ABC", (F(4, 9), F(4, 9), F(1, 9)), strict=True)
        )

    def test_the_whole_space(self):
        found = regions(EpisodeGame(training=1, deployment=1), PG)
        assert (found.volume("AA").formula, str(found.volume("AA"))) == (1, "1")

    def test_a_disc_is_enclosed(self):
        """No side is linear: boxes enclose π/16."""
        found = regions(choice_game({"A": F(1, 4) - X**2 - Y**2, "B": 0}), SQUARE)
        size = found.volume("A")
        assert size.formula is None
        assert size.low < F(math.pi / 16) < size.high
        assert size.high - size.low < F(1, 50)
        assert str(size).startswith("in [0.19")
        rough = found.volume("A", most_boxes=10)
        assert rough.low <= size.low <= size.high <= rough.high

    def test_products_are_enclosed(self):
        """(x - 1/2)(y - 1/2) >= 0 on half of the square: found exactly by boxes."""
        found = regions(choice_game({"A": (X - F(1, 2)) * (Y - F(1, 2)), "B": 0}), SQUARE)
        assert [(found.volume(label).low, found.volume(label).high) for label in "AB"] == [(F(1, 2), F(1, 2))] * 2

    def test_slopes_of_either_sign(self):
        """u v >= 1/16 with u = x - 1/2, v = y - 1/2: 2 ∫_{1/8}^{1/2} 1/2 - 1/(16 u) du = 3/8 - ln(4)/8."""
        found = regions(choice_game({"A": (X - F(1, 2)) * (Y - F(1, 2)), "B": F(1, 16)}), SQUARE)
        size = found.volume("A")
        assert size.low < F(3 / 8 - math.log(4) / 8) < size.high
        assert size.high - size.low < F(1, 30)

    def test_a_simplex_in_three_dimensions(self):
        found = regions(choice_game({"A": 1 - X - Y - Z, "B": 0}), {"x": (0, 1), "y": (0, 1), "z": (0, 1)})
        size = found.volume("A")
        assert size.low <= F(1, 6) <= size.high
        assert size.high - size.low < F(1, 5)

    def test_lengths(self):
        found = regions(choice_game({"A": X, "B": F(1, 4)}), {"x": (0, 1)})
        assert (found.volume("A").low, found.volume("A").high) == (F(3, 4), F(3, 4))

    def test_high_degrees_are_left_as_integrals(self):
        size = regions(EpisodeGame(training=2, deployment=3), PG).volume("BBAAA")
        assert size.formula.has(sympy.Integral)
        assert float(size.formula.evalf()) == pytest.approx(float(size))
        assert str(size) == "0.129980370285"


class TestSums:
    @pytest.mark.parametrize(("training", "deployment"), [(1, 1), (2, 2), (3, 5), (6, 4)])
    def test_cells_of_the_episode_game_by_quadrature(self, training, deployment):
        found = regions(EpisodeGame(training=training, deployment=deployment), PG)
        sizes = {cell.label: found.volume(cell.label) for cell in found.cells}
        assert sum(size.low for size in sizes.values()) <= 1 <= sum(size.high for size in sizes.values())
        assert all(size.high - size.low < F(1, 10**12) for size in sizes.values())

        def above(m):
            def height(g):
                return max(0.0, 1 - 1 / (g**m * sum(g**i for i in range(deployment)))) if g else 0.0

            return quad(height, 0, 1, limit=200)[0]

        shares = [1.0, *(above(m) for m in range(1, training + 1)), 0.0]
        for m, (more, fewer) in enumerate(itertools.pairwise(shares)):
            label = "A" * (training - m) + "B" * m + "A" * deployment
            size = float(sizes[label]) if label in sizes else 0.0
            assert size == pytest.approx(more - fewer, abs=1e-6)

    @given(symbolic_games(parameters=2, most_profiles=60))
    @settings(max_examples=25)
    def test_cells_of_general_games(self, drawn):
        """All sizes add up to the whole, and each formula lies in its enclosure."""
        game, ranges = drawn
        assume(len(ranges) == 2)
        found = regions(game, ranges, most_boxes=60)
        assume(found.complete)
        sizes = [found.volume(cell.label, most_boxes=60) for cell in found.cells]
        whole = volume(found.space.box)
        assert sum(size.low for size in sizes) <= whole <= sum(size.high for size in sizes)
        for cell, size in zip(found.cells, sizes, strict=True):
            assert 0 <= size.low <= size.high <= whole + F(1, 10**9)
            exact = _share(cell, found.space.box)
            assert float(size.low) - 0.12 * float(whole) <= exact <= float(size.high) + 0.12 * float(whole)


def _share(cell, box, lines=24):
    """The size of a cell by counting points."""
    axes = [[low + F(2 * k + 1, 2 * lines) * (high - low) for k in range(lines)] for low, high in box]
    inside = sum(cell.holds(point) for point in itertools.product(*axes))
    return float(volume(box)) * inside / lines ** len(box)


def test_a_coefficient_of_both_signs_is_counted():
    """A pays (2 x - 1)(2 y - 1) - 1/8 more than B: two corners, linear in each parameter with slopes of both signs."""
    found = regions(choice_game({"A": sympy.expand((2 * X - 1) * (2 * Y - 1) - F(1, 8)), "B": 0}), SQUARE)
    size = found.volume("A", most_boxes=500)
    exact = 2 * quad(lambda x: 0.5 - 1 / (16 * (2 * x - 1)), 0.5625, 1)[0]
    assert size.formula is None
    assert size.low <= exact <= size.high


def test_bounds_in_one_parameter_and_fences_in_the_other():
    """w <= 1 and p >= 1/4 bound a rectangle."""
    found = regions(EpisodeGame(2, 4), {"modification": None, "overlap": (0, 3)})
    assert [found.volume(cell.label).formula for cell in found.cells] == [2, F(3, 4), F(1, 4)]


class TestRectangles:
    """Conditions in the other parameter only."""

    def test_overlap_and_modification(self):
        found = regions(EpisodeGame(discount="9/10"), {"modification": None, "overlap": (0, 2)})
        assert found.volume("BBAAA").formula == 1 - sympy.Rational(10000, 21951)

    def test_the_smallest_of_three_planes(self):
        found = regions(choice_game({"A": X, "B": Y, "C": F(1, 3)}), {"x": (0, 1), "y": (0, 1)})
        assert found.volume("C").formula == sympy.Rational(1, 9)


def test_lengths_are_formulas():
    """g² (1 + g + g²) = 1 where g + g³ = 1: deception pays beyond; and x² > 1/2 on both sides of 0."""
    found = regions(EpisodeGame(), ["discount"])
    root = sympy.rootof(X**3 + X - 1, 0)
    assert abs((found.volume("BBAAA").formula - (1 - root)).evalf(30)) < 1e-28
    assert (
        sum(found.volume(cell.label).low for cell in found.cells) <= 1 <= sum(found.volume(c.label).high for c in found.cells)
    )
    both = regions(choice_game({"A": X**2, "B": F(1, 2)}), {"x": (-1, 1)})
    assert both.volume("A").formula.equals(2 - sympy.sqrt(2))


@pytest.mark.parametrize(("most", "error"), [(-1, ValueError), ("few", ValueError), (1.5, TypeError)])
def test_numbers_of_boxes(most, error):
    with pytest.raises(error, match="most_boxes must be"):
        regions(EpisodeGame(), ["discount"]).volume("BBAAA", most_boxes=most)
