"""Ordered roots of several polynomials against roots known by construction."""

import itertools
from fractions import Fraction

import flint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toymodels.symbolic.algebra.ordered_roots import OrderedRoot, ordered_roots
from toymodels.symbolic.algebra.real_roots import value

F = Fraction


def line(root):
    return flint.fmpz_poly([-root.numerator, root.denominator])


def product(roots, unit=1):
    found = flint.fmpz_poly([unit])
    for root in roots:
        found *= line(root)
    return found


def encloses(root, x):
    return root.low == x == root.high or root.low < x < root.high


class TestOrder:
    @given(st.lists(st.lists(st.fractions(-2, 2, max_denominator=6), min_size=1, max_size=4), min_size=1, max_size=4))
    def test_all_different_roots_inside_once_and_in_order(self, sets):
        found = ordered_roots([product(roots, k + 1) for k, roots in enumerate(sets)], F(-1), F(1))
        inside = sorted({root for roots in sets for root in roots if -1 < root < 1})
        assert len(found) == len(inside)
        assert all(encloses(root, x) for root, x in zip(found, inside, strict=True))
        assert all(one.high < other.low for one, other in itertools.pairwise(found))

    @settings(max_examples=25)
    @given(st.lists(st.integers(2, 60), min_size=1, max_size=5, unique=True), st.integers(1, 3))
    def test_square_roots_among_rationals(self, numbers, factor):
        """Roots of x² - n and of (x² - n)(x - m), on the whole line and on half of it."""
        squares = [flint.fmpz_poly([-n, 0, 1]) for n in numbers]
        polynomials = [*squares, *(square * line(F(factor)) for square in squares)]
        both = sorted({n**0.5 for n in numbers} | {-(n**0.5) for n in numbers} | {float(factor)})
        for low, high in [(None, None), (F(0), None), (None, F(0)), (F(0), F(100))]:
            found = ordered_roots(polynomials, low, high)
            wanted = [x for x in both if (low is None or x > low) and (high is None or x < high)]
            assert [float(root.low + root.high) / 2 for root in found] == pytest.approx(wanted)

    @given(st.integers(60, 140), st.sampled_from([[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]]))
    def test_roots_that_are_very_near_to_each_other(self, bits, order):
        """x² = 2, x² = 2 + 2^-bits and x² = 2 - 2^-bits."""
        polynomials = [flint.fmpz_poly([-2 * 2**bits + k, 0, 2**bits]) for k in (0, 1, -1)]
        low, middle, high = ordered_roots([polynomials[i] for i in order], F(0), F(3))
        assert low.high < middle.low <= middle.high < high.low
        for root, k in [(low, 1), (middle, 0), (high, -1)]:
            assert value(polynomials[k], root.low) < 0 < value(polynomials[k], root.high)

    def test_ends_are_outside(self):
        assert not ordered_roots([line(F(1)), product([F(0), F(1)])], F(0), F(1))

    def test_empty_half_lines(self):
        assert not ordered_roots([line(F(1))], F(50), None)
        assert not ordered_roots([line(F(1))], None, F(-50))


class TestMembership:
    @given(st.lists(st.fractions(0, 1, max_denominator=5), min_size=1, max_size=3), st.fractions(0, 1, max_denominator=5))
    def test_rational_root_of_another_polynomial(self, roots, x):
        assume(0 < x < 1)
        (root,) = ordered_roots([line(x)], F(0), F(1))
        assert root.is_root_of(product(roots)) == (x in roots)

    def test_irrational_root_of_another_polynomial(self):
        square = flint.fmpz_poly([-2, 0, 1])
        negative, positive = ordered_roots([square], None, None)
        assert positive.is_root_of(square * line(F(3)))
        assert not positive.is_root_of(line(F(3)))
        assert not OrderedRoot(F(3, 2), F(2), square * line(F(7, 4))).is_root_of(square)
        assert negative.low < -1 < 1 < positive.high
