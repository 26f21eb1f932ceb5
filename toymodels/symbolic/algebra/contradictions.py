"""Whether conditions on the signs of polynomials contradict each other inside a box.

Three proofs are tried. A sum of the polynomials, times numbers >= 0, is nowhere positive
(``toymodels.symbolic.algebra.combinations``; any box). Three curves or edges meet in a point
(``toymodels.symbolic.algebra.junctions``; bounded boxes of the plane). Or, in the plane, a sum of the polynomials and of their
products with the distances from the edges, which are positive inside, is nowhere positive: this is for curves that touch where
they meet, whose directions alone show nothing. In more dimensions there are too many such products.
"""

from collections.abc import Mapping

from toymodels.symbolic.algebra import junctions
from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.combinations import nonpositive_combination
from toymodels.symbolic.algebra.polynomials import Factor

_PLANE = 2


def contradict(signs: Mapping[Factor, int], box: Box) -> bool:
    """Whether it is proved that no point inside a box gives some factors the signs asked for.

    Parameters
    ----------
    signs
        The factors with the signs, 1 or -1.
    box
        The box.

    Examples
    --------
    x + y + z > 2 and 2 x + y < 1 exclude each other in the unit cube:

    >>> from sympy.abc import x, y, z
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring, cube = PolynomialRing((x, y, z)), ((0, 1), (0, 1), (0, 1))
    >>> total, double = (Factor.of(ring.of(f)) for f in (x + y + z - 2, 2 * x + y - 1))
    >>> contradict({total: 1, double: -1}, cube), contradict({total: 1, double: 1}, cube)
    (True, False)
    """
    directed = [factor.polynomial * sign for factor, sign in signs.items()]
    if nonpositive_combination(directed, box) is not None or junctions.contradict(signs, box):
        return True
    if len(box) != _PLANE:
        return False
    products = [f * distance for f in directed for distance in junctions.distances(box, f)]
    return nonpositive_combination([*directed, *products], box) is not None
