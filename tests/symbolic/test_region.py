"""A single cell: which points and boxes lie in it."""

import itertools
from fractions import Fraction

import sympy
from hypothesis import given

from tests.strategies import points_in
from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.symbolic.algebra.polynomials import sign_at
from toymodels.symbolic.regions import regions

F = Fraction
X, Y = sympy.symbols("x y")
BOX = ((0, 1), (0, 1))
FOUND = regions(EpisodeGame(training=2, deployment=2), ["modification", "discount"])
SADDLE = regions(choice_game({"A": (X - F(1, 2)) * (Y - F(1, 3)), "B": 0}), {"x": (0, 1), "y": (0, 1)})


def small(point, width):
    return tuple((x - width, x + width) for x in point)


@given(points_in(BOX))
def test_points_by_the_inequalities_written_out(point):
    """BBAA iff p g² (1 + g) >= 1, ABAA between, AAAA iff p g (1 + g) <= 1."""
    p, g = point
    last, both = p * g * (1 + g), p * g**2 * (1 + g)
    assert FOUND["BBAA"].holds(point) == (both >= 1)
    assert FOUND["ABAA"].holds(point) == (both <= 1 <= last)
    assert FOUND["AAAA"].holds(point) == (last <= 1)


def test_conditions_alone_are_sides():
    for cell in FOUND.cells:
        assert set(cell.sides()) == {factor for condition in cell.conditions for factor in condition.factors}
        for factor, sign in cell.sides().items():
            assert sign_at(factor.polynomial, cell.sample) == sign
    assert all(cell.sides() == {} for cell in SADDLE.cells)


@given(points_in(BOX))
def test_a_side_is_the_sign_of_a_factor_where_all_other_conditions_hold(point):
    for cell, width in itertools.product([*FOUND.cells, *SADDLE.cells], [F(1, 10**9), F(1, 20)]):
        box = small(point, width)
        for factor in {factor: None for condition in cell.conditions for factor in condition.factors}:
            side = cell.side(box, factor)
            for corner in itertools.product(*box) if side else ():
                assert cell.holds(corner) == (sign_at(factor.polynomial, corner) in (0, side))


def test_a_factor_left_aside():
    """On p g (1 + g) = 1 with p = 9/10 and g = 2/3, AAAA and ABAA have only that one open."""
    box = small((F(9, 10), F(2, 3)), F(1, 10**6))
    (shared,) = FOUND["AAAA"].sides()
    assert FOUND["AAAA"].side(box, shared) == -1
    assert FOUND["ABAA"].side(box, shared) == 1
    assert FOUND["BBAA"].side(box, shared) == 0
    assert FOUND["AAAA"].side(box, next(factor for factor in FOUND["BBAA"].sides() if factor != shared)) == 0
