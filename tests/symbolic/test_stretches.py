"""Breakpoints as objects: their exact values, enclosures, order and looks."""

from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs
from toymodels.symbolic.algebra.real_root import RealRoot
from toymodels.symbolic.algebra.real_roots import value
from toymodels.symbolic.breakpoints import breakpoints
from toymodels.symbolic.stretches import Breakpoint, Breakpoints, Stretch

F = Fraction
X = sympy.Symbol("x")


def point(low, high, *polynomial):
    return Breakpoint(F(low), F(high), polynomial, "A", "B", ())


SQRT2 = point(1, 2, -2, 0, 1)
MINUS_SQRT2 = point(-2, -1, -2, 0, 1)
QUINTIC = point(1, 2, -1, -1, 0, 0, 0, 1)
HUGE = point(0, 1, -1, 1, *[0] * 38, 1)
TINY = point(0, 1, -1, 0, 0, 10**90)


class TestValues:
    @pytest.mark.parametrize(
        ("known", "value"),
        [
            (SQRT2, sympy.sqrt(2)),
            (MINUS_SQRT2, -sympy.sqrt(2)),
            (point("1/3", "1/3", -1, 3), F(1, 3)),
            (point(2, 2, -2, 1), 2),
            (QUINTIC, sympy.rootof(X**5 - X - 1, 0)),
        ],
    )
    def test_radicals_rationals_and_roots(self, known, value):
        assert known.value == value
        assert float(known) == pytest.approx(float(value), rel=1e-15)

    def test_high_degrees_are_left_as_they_are(self):
        assert isinstance(HUGE.value, RealRoot)
        assert abs(HUGE.value.evalf(40) ** 40 + HUGE.value.evalf(40) - 1) < 1e-37
        assert float(HUGE) == pytest.approx(float(HUGE.value))

    def test_tiny_ones(self):
        """10^90 x³ = 1."""
        assert float(TINY) == pytest.approx(1e-30, rel=1e-14)
        assert str(TINY) == "1e-30..."
        assert abs(TINY.value.evalf(20) * 10**30 - 1) < 1e-15

    @pytest.mark.parametrize("known", [SQRT2, MINUS_SQRT2, QUINTIC, HUGE, TINY])
    @pytest.mark.parametrize("digits", [0, 1, 50, 200])
    def test_enclosures_hold_a_change_of_sign(self, known, digits):
        low, high = known.enclosure(digits)
        polynomial = flint.fmpz_poly(list(known.polynomial))
        assert high - low <= F(1, 10**digits)
        assert value(polynomial, low) * value(polynomial, high) < 0

    def test_enclosure_of_a_rational(self):
        assert point("1/3", "1/3", -1, 3).enclosure(7) == (F(1, 3), F(1, 3))
        assert point(0, 1, -1, 0, 4).enclosure(3) == (F(1, 2), F(1, 2))

    def test_digits_are_an_integer(self):
        with pytest.raises(ValueError, match="digits must be a number"):
            SQRT2.enclosure("many")
        with pytest.raises(TypeError, match="digits must be an integer >= 0, got the float"):
            SQRT2.enclosure(1.5)

    def test_digits_are_not_negative(self):
        with pytest.raises(ValueError, match="digits must be an integer >= 0, got -1"):
            SQRT2.enclosure(-1)


class TestOrder:
    @given(st.fractions(-3, 3, max_denominator=50))
    def test_against_squares(self, x):
        """√2 < x iff x > 0 and x² > 2."""
        assert SQRT2.is_below(x) == (x > 0 and x * x > 2)
        assert MINUS_SQRT2.is_below(x) == (x > 0 or x * x < 2)
        assert point("1/3", "1/3", -1, 3).is_below(x) == (x > F(1, 3))

    def test_below_other_roots_of_the_polynomial(self):
        """(x² - 2)(5 x - 6): at 11/10 it is positive again."""
        known = point("13/10", "3/2", 12, -10, -6, 5)
        assert [known.is_below(x) for x in (F(11, 10), F(7, 5), F(71, 50), F(9, 5))] == [False, False, True, True]

    def test_just_beside(self):
        for digits in (5, 40):
            low, high = SQRT2.enclosure(digits)
            assert SQRT2.is_below(high)
            assert not SQRT2.is_below(low)

    def test_a_rational_that_no_bisection_hits(self):
        third = point(0, 1, -1, 2, 3)
        assert third.value == sympy.Rational(1, 3)
        assert [third.is_below(F(1, 3) + k * F(1, 10**30)) for k in (-1, 0, 1)] == [False, False, True]


FOUND = breakpoints(EpisodeGame(training=2, deployment=3), "discount", 0, 1)


class TestLookUp:
    def test_stretches_by_value(self):
        assert [FOUND.at(x).label for x in (0, 0.5, "3/5", F(7, 10), 1)] == ["AAAAA", "AAAAA", "ABAAA", "BBAAA", "BBAAA"]
        low, high = FOUND.points[0].enclosure(40)
        assert [FOUND.at(x).label for x in (low, high)] == ["AAAAA", "ABAAA"]

    def test_at_a_breakpoint_the_one_before(self):
        found = breakpoints(EpisodeGame(training=2, deployment=3), "modification")
        assert found.at("1/3").label == "AAAAA"
        assert found.at(F(1, 3) + F(1, 10**20)).label == "BBAAA"

    @pytest.mark.parametrize("x", [-1, "3/2", 1.0001])
    def test_outside(self, x):
        with pytest.raises(ValueError, match=r"discount in \[0, 1\] is the range, got"):
            FOUND.at(x)

    @pytest.mark.parametrize("x", [None, True, [1], X, sympy.sqrt(2) / 2, np.array([0.5])])
    def test_no_numbers(self, x):
        with pytest.raises(TypeError, match=r"discount must be (a|one rational) number"):
            FOUND.at(x)

    def test_half_lines(self):
        empty = Runs(())
        for low, high, inside, outside in [(None, F(1), -50, 2), (F(1), None, 50, 0)]:
            found = Breakpoints("x", low, high, (), (Stretch("A", empty, 1),))
            assert found.at(inside).label == "A"
            with pytest.raises(ValueError, match="is the range, got"):
                found.at(outside)


class TestLooks:
    def test_text(self):
        assert str(SQRT2) == "1.41421356237..."
        assert str(point("1/3", "1/3", -1, 3)) == "1/3 (0.333333)"
        assert str(FOUND).splitlines() == [
            "AAAAA",
            "  from 0.543689012692...: ABAAA",
            "  from 0.682327803828...: BBAAA",
            "discount in [0, 1]; 2 breakpoints, complete",
        ]

    def test_incomplete_is_said(self):
        known, end = Stretch("A", Runs(()), F(1, 4)), Breakpoint(F(1, 2), F(1, 2), (-1, 2), "A", "?", ())
        found = Breakpoints("x", 0, 1, (end,), (known, Stretch.unknown(F(3, 4))), ((F(1, 2), 1),))
        text = "A\n  from 1/2 (0.5): ?\nx in [0, 1]; 0 breakpoints, INCOMPLETE: nothing is proved in [1/2, 1]"
        assert str(found) == text
        assert not found.complete
        assert found.at("1/2") == known
        with pytest.raises(LookupError, match=r"incomplete, and nothing is proved at x = 2/3"):
            found.at("2/3")

    def test_html_escapes_names(self):
        found = breakpoints(choice_game({"<b>": X, "B": F(1, 2)}), "x", 0, 1)
        table = found._repr_html_()
        assert "&lt;b&gt;" in table
        assert "<b>" not in table
        assert table.count("<tr>") == 3
        assert "1/2 (0.5)" in table
        assert "1 breakpoint, complete" in table
