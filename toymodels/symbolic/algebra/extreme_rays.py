"""The extreme rays of a cone of nonnegative numbers, by the double description method in integers.

The cone is {z >= 0 : a_i z >= 0 for every row i}. The orthant has the unit vectors as rays; rows are added one by one. A row
keeps the rays on its good side, drops those on its bad side, and adds a ray wherever an edge between the two sides crosses it.
Two rays span an edge iff no third one lies on all inequalities on which both lie; it is enough that they share d - 2 of them,
where d is the dimension, if one of the two lies on d - 1 only, which makes these independent. Nothing is lost where more
inequalities meet in a ray than need be.

Source: Motzkin, T. S., Raiffa, H., Thompson, G. L. and Thrall, R. M. (1953), The double description method; Fukuda, K. and
Prodon, A. (1996), Double description method revisited.
"""

import dataclasses
import math
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True)
class Ray:
    """An extreme ray of a cone.

    Parameters
    ----------
    point
        The integers with no common divisor that span it.
    tight
        The inequalities that hold with equality, as bits: bit k for z_k >= 0, bit d + i for row i.
    """

    point: tuple[int, ...]
    tight: int


def extreme_rays(rows: Sequence[Sequence[int]], dimension: int, most: int) -> tuple[Ray, ...]:
    """The extreme rays of the cone of all z >= 0 with a z >= 0 for every row a.

    Parameters
    ----------
    rows
        Integers a, as many as the dimension in each row.
    dimension
        The number d of coordinates.
    most
        How many rays there may be at any time.

    Raises
    ------
    ValueError
        If there are more.

    Examples
    --------
    >>> [ray.point for ray in extreme_rays([(-1, 1, 1), (2, -1, 0)], 3, most=10)]
    [(0, 0, 1), (1, 1, 0), (1, 0, 1), (1, 2, 0)]
    """
    every = (1 << dimension) - 1
    rays = [Ray(tuple(int(i == k) for i in range(dimension)), every ^ 1 << k) for k in range(dimension)]
    for number, row in enumerate(rows):
        rays = _cut(rays, row, 1 << dimension + number)
        if len(rays) > most:
            raise ValueError(f"vertices must be at most {most} to be listed, got more from {number + 1} of {len(rows)} rows")
    return tuple(rays)


def _cut(rays: list[Ray], row: Sequence[int], bit: int) -> list[Ray]:
    """The rays of a cone that one more row cuts."""
    sides = [sum(a * z for a, z in zip(row, ray.point, strict=True)) for ray in rays]
    kept = [ray if side else Ray(ray.point, ray.tight | bit) for ray, side in zip(rays, sides, strict=True) if side >= 0]
    good = [(ray, side) for ray, side in zip(rays, sides, strict=True) if side > 0]
    bad = [(ray, side) for ray, side in zip(rays, sides, strict=True) if side < 0]
    masks = [ray.tight for ray in rays]
    crossings = [
        Ray(_primitive([side * w - other * z for z, w in zip(ray.point, beyond.point, strict=True)]), shared | bit)
        for ray, side in good
        for beyond, other in bad
        if _is_edge(ray, beyond, shared := ray.tight & beyond.tight, masks)
    ]
    return kept + crossings


def _is_edge(ray: Ray, other: Ray, shared: int, masks: list[int]) -> bool:
    """Whether two rays span an edge of the cone."""
    needed = len(ray.point) - 2
    if shared.bit_count() < needed:
        return False
    if needed + 1 in (ray.tight.bit_count(), other.tight.bit_count()):
        return True
    return sum(mask & shared == shared for mask in masks) == 2


def _primitive(point: list[int]) -> tuple[int, ...]:
    """Integers divided by what divides them all."""
    divisor = math.gcd(*point)
    return tuple(z // divisor for z in point)
