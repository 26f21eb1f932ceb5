"""Whether an inequality follows from others on a box.

g_1, ..., g_n >= 0 imply f >= 0 on a closed box where f has no negative Bernstein coefficient, where some g_i has negative ones
only, or where f >= c_1 g_1 + ... + c_n g_n with c_i >= 0 (``toymodels.symbolic.algebra.combinations``). A box of which none
of this is shown is halved, a few times; a point found at which all g_i >= 0 and f < 0 refutes the implication.
"""

import collections
import math
from collections.abc import Sequence
from fractions import Fraction

from toymodels.symbolic.algebra.boxes import Box, bounded_apart, corners, halves, midpoint
from toymodels.symbolic.algebra.combinations import nonpositive_combination
from toymodels.symbolic.algebra.polynomials import Polynomial, sign_at
from toymodels.symbolic.algebra.sign_on_box import bernstein_coefficients

_MOST_BOXES = 24
_MOST_COEFFICIENTS = 500


def follows(polynomial: Polynomial, others: Sequence[Polynomial], box: Box) -> bool:
    """Whether it is proved that a polynomial is >= 0 wherever in a box some others are.

    Parameters
    ----------
    polynomial, others
        Polynomials, not zero, with integer coefficients.
    box
        The box, with its edges.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring, square = PolynomialRing((x, y)), ((0, 1), (0, 1))
    >>> one, two = ring.of(3 * x - 1), ring.of(3 * y - 2)
    >>> [follows(ring.of(f), [one, two], square) for f in (x + y - 1, 9 * x * y - 1, x + y - 2)]
    [True, True, False]
    """
    if any(math.prod(degree + 1 for degree in f.degrees()) > _MOST_COEFFICIENTS for f in (polynomial, *others)):
        return False
    waiting = collections.deque((piece, 0) for piece in bounded_apart(box))
    for _ in range(_MOST_BOXES):
        if not waiting:
            return True
        part, depth = waiting.popleft()
        if any(_refutes(polynomial, others, point) for point in (midpoint(part), *corners(part))):
            return False
        if not _follows_on(polynomial, others, part):
            waiting += [(half, depth + 1) for half in halves(part, depth % len(part))]
    return False


def _refutes(polynomial: Polynomial, others: Sequence[Polynomial], point: Sequence[Fraction | int]) -> bool:
    return sign_at(polynomial, point) < 0 and all(sign_at(g, point) >= 0 for g in others)


def _follows_on(polynomial: Polynomial, others: Sequence[Polynomial], box: Box) -> bool:
    """Whether the implication is shown on a box by one of the three reasons."""
    if all(c >= 0 for c in bernstein_coefficients(polynomial, box)):
        return True
    if any(all(c < 0 for c in bernstein_coefficients(g, box)) for g in others):
        return True
    weights = nonpositive_combination([*others, -polynomial], box)
    return weights is not None and weights[-1] > 0
