"""The points of a plane of parameters in which three or more cells meet: triple points, and beyond.

Boundaries f = 0 and h = 0 meet where their resultants vanish, one in each parameter: finitely many candidates, small boxes
around pairs of real roots. That just one point z of the plane with f = h = 0 lies in such a box is proved by Newton's
operator (``toymodels.symbolic.algebra.junctions``). A cell reaches z if all its conditions hold there: each factor has a
sign on the box, or it is shown to vanish in z as well; where z is rational, its conditions are evaluated.
"""

import dataclasses
import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

import sympy

from toymodels.scalars import Scalar, number, written
from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.junctions import Curve, meet, meet_together, wider
from toymodels.symbolic.algebra.polynomials import Factor, univariate, value_at
from toymodels.symbolic.algebra.real_root import real_root
from toymodels.symbolic.algebra.real_roots import real_roots
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.region import Region

_WIDTH = Fraction(1, 1 << 48)


@dataclasses.dataclass(frozen=True)
class Meeting:
    """A point in which three or more cells meet.

    Parameters
    ----------
    names
        The parameters.
    box
        Rationals around each coordinate, equal if they are it.
    labels
        The cells that reach it.
    curves
        Two of the boundaries through it, as expressions that vanish.
    equations
        For each coordinate a polynomial in it that has no other root in the box, as an expression.
    """

    names: tuple[str, str]
    box: Box
    labels: tuple[str, ...]
    curves: tuple[sympy.Expr, sympy.Expr]
    equations: tuple[sympy.Expr, sympy.Expr]

    @property
    def point(self) -> dict[str, Scalar]:
        """The coordinates: rationals, or algebraic numbers of sympy."""
        return {
            name: number(low) if low == high else real_root(equation, low, high)
            for name, (low, high), equation in zip(self.names, self.box, self.equations, strict=True)
        }

    def __str__(self) -> str:
        ends = zip(self.names, self.box, strict=True)
        place = ", ".join(f"{name} = {_shown(low, high)}" for name, (low, high) in ends)
        return f"{place}: {len(self.labels)} policies meet, {', '.join(self.labels)}"


def meetings(space: ParameterSpace, regions: Sequence[Region]) -> tuple[Meeting, ...]:
    """The points in which three or more of some cells of a bounded plane meet, in the order of their coordinates.

    Parameters
    ----------
    space
        Two parameters with bounded ranges.
    regions
        The cells.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.regions import regions
    >>> for meeting in regions(EpisodeGame(training=2, deployment=3), ["modification", "discount"]).meetings:
    ...     print(meeting)
    modification = 1/3 (0.333333), discount = 1: 3 policies meet, BBAAA, ABAAA, AAAAA
    """
    factors = list(dict.fromkeys(factor for region in regions for c in region.conditions for factor in c.factors))
    found: list[Meeting] = []
    for f, h in itertools.combinations(factors, 2):
        for box, equations in _crossings(space, f, h):
            if any(_overlap(box, known.box) for known in found):
                continue
            labels = tuple(region.label for region in regions if _reaches(region, box, f, h))
            if len(labels) > 2:
                curves = (space.ring.expression(f.polynomial), space.ring.expression(h.polynomial))
                found.append(Meeting((space.names[0], space.names[1]), box, labels, curves, equations))
    return tuple(sorted(found, key=lambda meeting: meeting.box))


def _crossings(space: ParameterSpace, f: Factor, h: Factor) -> Iterator[tuple[Box, tuple[sympy.Expr, sympy.Expr]]]:
    """Small boxes in which two curves cross in just one point, and the polynomials of its coordinates."""
    coordinates = []
    for axis, (low, high) in enumerate(space.box):
        free = univariate(f.polynomial.resultant(h.polynomial, 1 - axis), axis)
        coordinates.append(
            [
                (root, sympy.Poly(list(map(int, factor.coeffs()))[::-1], space.symbols[axis]).as_expr())
                for factor, _ in free.factor()[1]
                for root in real_roots(factor, Fraction(low), Fraction(high), _WIDTH)
            ]
        )
    for (across, first), (up, second) in itertools.product(*coordinates):
        if _cross(f, h, (across, up)):
            yield (across, up), (first, second)


def _cross(f: Factor, h: Factor, box: Box) -> bool:
    """Whether it is proved that two curves cross in just one point of a small box; where that is rational, they may touch."""
    if all(low == high for low, high in box):
        return not any(value_at(factor.polynomial, [low for low, _ in box]) for factor in (f, h))
    around = _around(box)
    return meet(Curve(f.polynomial, around), Curve(h.polynomial, around))


def _reaches(region: Region, box: Box, f: Factor, h: Factor) -> bool:
    """Whether all conditions of a cell hold at the point of a box in which two curves cross."""
    if all(low == high for low, high in box):
        return region.holds(tuple(low for low, _ in box))
    around = _around(box)
    one, other = Curve(f.polynomial, around), Curve(h.polynomial, around)
    for condition in region.conditions:
        curves = [Curve(factor.polynomial, around) for factor in condition.factors]
        sign = math.prod((curve.sign for curve in curves), start=condition.sign)
        if sign <= 0 and not any(_passes(curve, one, other) for curve in curves):
            return False
    return True


def _passes(curve: Curve, one: Curve, other: Curve) -> bool:
    """Whether it is proved that a curve passes through the point in which two others cross."""
    if curve.polynomial in (one.polynomial, other.polynomial):
        return True
    return any(meet(first, curve) and meet_together(first, second, curve) for first, second in ((one, other), (other, one)))


def _around(box: Box) -> Box:
    """A box with a little room around a small one."""
    return tuple((low - _WIDTH, high + _WIDTH) for low, high in wider(box))


def _overlap(box: Box, other: Box) -> bool:
    return all(low <= end and start <= high for (low, high), (start, end) in zip(box, other, strict=True))


def _shown(low: Scalar, high: Scalar) -> str:
    return written(number(low)) if low == high else f"{float((low + high) / 2):.12g}..."
