import numpy as np
import pytest
from sympy.abc import x, y

from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing
from toymodels.symbolic.certified.factor_signs import factor_signs
from toymodels.symbolic.certified.tiles import Tiles

RING = PolynomialRing((x, y))
WHOLE = ((0, 2), (0, 2))
HALVES = Tiles.whole(2).halved(np.array([0]))


@pytest.mark.parametrize(
    ("expression", "signs"),
    [(x + y + 1, [1, 1]), (x - 3, [-1, -1]), (x - 1, [-1, 1]), (x - y, [0, 0]), (x + y, [1, 1]), (x * y - 2 * x - 1, [-1, -1])],
)
def test_signs_are_decided_up_to_zeros_on_a_corner(expression, signs):
    assert factor_signs(Factor.of(RING.of(expression)), HALVES, WHOLE).tolist() == signs


def test_long_factors_are_not_looked_at_exactly():
    long = RING.of(sum((x - 1) ** (2 * k + 1) * (y + 1) ** k for k in range(8)))
    assert len(long) > 60
    assert factor_signs(Factor.of(long), HALVES, WHOLE).tolist() == [0, 0]
