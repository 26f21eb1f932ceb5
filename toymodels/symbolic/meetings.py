"""The points of a plane of parameters in which three or more cells meet: triple points, and beyond.

Boundaries f = 0 and h = 0, of which f and h are irreducible, meet where their resultants vanish, one in each parameter:
finitely many candidates, pairs of real roots. Each coordinate is kept as an irreducible polynomial and rationals around
one root of it, so that points are the same if these are; and whether f and h, and then the factors of all conditions, are
positive, negative or 0 there is decided exactly (``toymodels.symbolic.algebra.algebraic_points``). So no point is missed
or taken for another one, whether the curves cross or touch: around a point in which only one of the irreducible polynomials
is 0 there are two cells at most, one for each sign.
"""

import dataclasses
import functools
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

import sympy

from toymodels.scalars import Scalar, number, written
from toymodels.symbolic.algebra.algebraic_points import Coordinate, coordinates, sign_there
from toymodels.symbolic.algebra.boxes import Box
from toymodels.symbolic.algebra.polynomials import Factor, univariate
from toymodels.symbolic.algebra.real_root import real_root
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.region import Region

_WIDTH = Fraction(1, 1 << 48)

_Point: TypeAlias = tuple[Coordinate, Coordinate]


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
    seen: set[_Point] = set()
    found: list[Meeting] = []
    for f, h in itertools.combinations(factors, 2):
        for point in _crossings(space, f, h):
            if point in seen:
                continue
            seen.add(point)
            sign = functools.cache(lambda factor, point=point: sign_there(factor.polynomial, point))
            labels = tuple(region.label for region in regions if _reaches(region, sign))
            if len(labels) > 2:
                found.append(_meeting(space, point, labels, (f, h)))
    return tuple(sorted(found, key=lambda meeting: meeting.box))


def _meeting(space: ParameterSpace, point: _Point, labels: tuple[str, ...], curves: tuple[Factor, Factor]) -> Meeting:
    first, second = (
        sympy.Poly(list(coordinate.equation)[::-1], symbol).as_expr()
        for coordinate, symbol in zip(point, space.symbols, strict=True)
    )
    one, other = (space.ring.expression(factor.polynomial) for factor in curves)
    return Meeting((space.names[0], space.names[1]), (point[0].root, point[1].root), labels, (one, other), (first, second))


def _crossings(space: ParameterSpace, f: Factor, h: Factor) -> Iterator[_Point]:
    """The points in which two curves meet."""
    across, up = (
        coordinates(univariate(f.polynomial.resultant(h.polynomial, 1 - axis), axis), Fraction(low), Fraction(high), _WIDTH)
        for axis, (low, high) in enumerate(space.box)
    )
    for point in itertools.product(across, up):
        if not any(sign_there(curve.polynomial, point) for curve in (f, h)):
            yield point


def _reaches(region: Region, sign: Callable[[Factor], int]) -> bool:
    """Whether all conditions of a cell hold at a point, given the signs of factors there."""
    return all(math.prod(map(sign, condition.factors), start=condition.sign) >= 0 for condition in region.conditions)


def _shown(low: Scalar, high: Scalar) -> str:
    return written(number(low)) if low == high else f"{float((low + high) / 2):.12g}..."
