"""Crossed boxes whose boundary is not in them."""

from fractions import Fraction

from sympy.abc import v, w

from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing
from toymodels.symbolic.certified.certified_diagram import CertifiedBox
from toymodels.symbolic.certified.genuine_crossings import genuine_crossings

F = Fraction
UNIT = ((0, 1),)
RING = PolynomialRing((w,))
PLANE = PolynomialRing((v, w))


def factor(expression, ring=RING):
    return Factor.of(ring.of(expression))


def policies(*boxes):
    return [box.policies for box in genuine_crossings(boxes)]


def test_a_real_boundary_stays():
    assert policies(CertifiedBox(UNIT, (1, 2), factor(2 * w - 1))) == [(1, 2)]


def test_no_boundary_in_the_box():
    assert policies(CertifiedBox(UNIT, (1, 2), factor(w + 1))) == [(1,)]
    assert policies(CertifiedBox(UNIT, (1, 2), factor(w**2 - w + 1))) == [(1,)]


def test_the_other_side_by_its_sign():
    """A factor is primitive with some sign: -2 - w is 2 + w, and it is the sign in the box that matters."""
    box = CertifiedBox(((-1, 0),), (1, 2), factor(w - 1))
    assert policies(box) == [(2,)]


def test_policies_that_are_met_elsewhere_are_kept():
    empty = CertifiedBox(UNIT, (1, 2), factor(w + 1))
    assert policies(empty, CertifiedBox(((1, 2),), (2,))) == [(1, 2), (2,)]
    assert policies(empty, CertifiedBox(((1, 2),), (2, 3), factor(2 * w - 3))) == [(1, 2), (2, 3)]


def test_undecided_boxes_are_left_alone():
    assert policies(CertifiedBox(UNIT, ())) == [()]


def test_what_cannot_be_proved_is_kept():
    """(w - 1/3)² + (v - 1/3)² >= 0 is 0 inside, at a point that no bisection hits: no Bernstein form has one sign."""
    touching = factor((3 * w - 1) ** 2 + (3 * v - 1) ** 2, PLANE)
    assert policies(CertifiedBox(((0, 1), (0, 1)), (1, 2), touching)) == [(1, 2)]
