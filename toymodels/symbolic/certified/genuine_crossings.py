"""Boxes that a boundary seems to cross, without those in which a policy would be listed for nothing.

A crossed box says what is optimal on either side of f = 0, and is right even if f has one sign in it. A policy that is met
in such boxes only, always on the side that does not exist, is optimal nowhere: its boxes are uniform.
"""

from collections import defaultdict
from collections.abc import Sequence

from toymodels.symbolic.algebra.boxes import corners, halves, midpoint
from toymodels.symbolic.algebra.polynomials import sign_at
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.symbolic.certified.certified_diagram import CertifiedBox

_DEEPEST = 9


def genuine_crossings(boxes: Sequence[CertifiedBox]) -> list[CertifiedBox]:
    """The boxes, crossed ones uniform if they are so and one of their policies is met nowhere.

    Parameters
    ----------
    boxes
        Boxes, with any numbers for the policies.

    Examples
    --------
    >>> from sympy.abc import w
    >>> from toymodels.symbolic.algebra.polynomials import Factor, PolynomialRing
    >>> boundary = Factor.of(PolynomialRing((w,)).of(w**2 - w + 1))
    >>> [box.policies for box in genuine_crossings([CertifiedBox(((0, 1),), (7, 8), boundary)])]
    [(7,)]
    """
    found = list(boxes)
    uniform = {box.policies[0] for box in found if len(box.policies) == 1}
    sides: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, box in enumerate(found):
        for policy, sign in zip(box.policies, (1, -1), strict=False) if box.boundary else ():
            if policy not in uniform:
                sides[policy].append((place, sign))
    for places in sides.values():
        if not any(_is_seen(found[place], sign) for place, sign in places):
            for place, sign in places:
                if _is_proved_absent(found[place], sign):
                    box = found[place]
                    found[place] = CertifiedBox(box.sides, (box.policies[sign > 0],))
    return found


def _is_seen(box: CertifiedBox, sign: int) -> bool:
    """Whether the boundary polynomial has a sign in the middle or on a corner of a box."""
    points = (midpoint(box.sides), *corners(box.sides))
    return box.boundary is not None and any(sign_at(box.boundary.polynomial, point) == sign for point in points)


def _is_proved_absent(box: CertifiedBox, sign: int) -> bool:
    """Whether the boundary polynomial is proved to have a sign nowhere inside a box."""
    waiting = [(box.sides, 0)] if box.boundary else []
    while waiting and box.boundary:
        part, depth = waiting.pop()
        if sign_on_box(box.boundary.polynomial, part) != -sign:
            if depth == _DEEPEST:
                return False
            waiting += [(half, depth + 1) for half in halves(part, depth % len(part))]
    return box.boundary is not None
