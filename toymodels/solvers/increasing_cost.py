"""The best power of a mesa-optimizer whose cost is any increasing function, to a stated error.

Nothing but values is asked of the cost f, convex or not, continuous or not. Where it doesn't decrease, no total in [a, b] is
greater than b + (P - f(a))/N: so intervals are halved, the one with the greatest such bound first, until no bound exceeds the
best total met by more than an error, or too many values have been asked for. Then each highest point is followed to its
top between its neighbours, by golden-section search, where it takes one top between them for granted.

That f doesn't decrease is checked at all points asked for; beyond the greatest x that can be afforded, at its doubles.
"""

import heapq
import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from toymodels.solvers.cost_optimum import CostOptimum, bounded, check_start, falling

_CELLS = 128
_MOST_VALUES = 10_000
_ERROR = 1e-6
_TIE = 1e-12
_STRETCH = 1e-3
_LARGEST = 2.0**1000
_ROUNDING = 1e-13
_FIRST_HALVING = 8
_VANISHING = 1e-12
_MOST_TOPS = 16


class Search(NamedTuple):
    """A cost that may be asked for its values.

    Parameters
    ----------
    cost
        f in floating point, infinite where it overflows.
    precise
        The same with numbers of more digits, if they are to be had.
    steps
        How often golden-section search narrows an interval, as far as those digits carry.
    halvings
        How often an interval is halved towards a limit at its end.
    rounding
        Which share of the greatest power a total may be off by rounding.
    """

    cost: Callable[[float], float]
    precise: Callable[[Any], Any]
    steps: int
    halvings: int
    rounding: float


class Affordable(NamedTuple):
    """What doesn't depend on the instances: the greatest power, the values asked for so far, threshold and saturation."""

    most: float
    asked: dict[float, float]
    threshold: float | None
    saturation: float | None


def affordable(search: Search, power: Any) -> Affordable:
    """What can be afforded at a cost with some power, a number that the precise cost gets on with.

    Raises
    ------
    ValueError
        If the cost decreases between two points asked for, is not in [0, P] at 0, or never exceeds P.
    """
    asked = {0.0: search.cost(0.0)}
    check_start(asked[0.0], float(power))
    most = _most_affordable(search.cost, asked, float(power))
    _check_increasing(asked)
    if most == 0:
        return Affordable(0.0, asked, None, None)
    long_most = type(power)(most)
    return Affordable(most, asked, _threshold(search, long_most), _saturation(search, long_most))


def increasing_cost(search: Search, found: Affordable, power: Any, instances: Any) -> CostOptimum:
    """The optimum for a cost that may be asked for its values, for P and N in numbers that the precise cost gets on with.

    Raises
    ------
    ValueError
        If the cost decreases between two points asked for.
    """
    most, asked = found.most, dict(found.asked)
    if most == 0:
        return CostOptimum((0.0,), (asked[0.0],), is_stretch=False, most=0.0, threshold=None, saturation=None, error=0.0)

    def total(x: Any) -> Any:
        return x + (power - search.precise(x)) / instances

    limit = _searched(search.cost, asked, most, float(power), float(instances))
    _check_increasing(asked)
    rough = {x: x + (float(power) - asked[x]) / float(instances) for x in sorted(asked) if x <= most}
    tops = _tops(rough, total, type(power)(most), search.steps)
    best = max(tops.values())
    deficits = {x: min(0.0, worth - float(best)) for x, worth in rough.items()} | {x: float(tops[x] - best) for x in tops}
    powers, is_stretch = _optimal(deficits, most, {x for x in tops if deficits[x] >= -search.rounding * most})
    return CostOptimum(
        powers=powers,
        costs=tuple(float(search.precise(type(power)(x))) for x in powers),
        is_stretch=is_stretch,
        most=most,
        threshold=found.threshold,
        saturation=found.saturation,
        error=max(0.0, limit - float(best)),
    )


def _most_affordable(cost: Callable[[float], float], asked: dict[float, float], power: float) -> float:
    """The greatest float at which the cost is within the power, found by doubling and by bisection."""
    low, high = 0.0, 1.0
    while (at := asked.setdefault(high, cost(high))) <= power:
        low, high = high, 2 * high
        if high > _LARGEST:
            _check_increasing(asked)
            raise bounded(f"{at:.9g} at x = {low:.9g}")
    for double in (2 * high, 4 * high, 1024 * high):
        asked[double] = cost(double)
    while low < (middle := (low + high) / 2) < high:
        asked[middle] = cost(middle)
        low, high = (middle, high) if asked[middle] <= power else (low, middle)
    return low if low > _VANISHING or asked[0.0] < power else 0.0


def _check_increasing(asked: dict[float, float]) -> None:
    """Nothing, if the cost doesn't decrease between any two points asked for, but for rounding."""
    for one, other in itertools.pairwise(sorted(asked)):
        high, low = asked[one], asked[other]
        if low < high - _ROUNDING * abs(high):
            raise falling((one, other), (high, low))


def _searched(cost: Callable[[float], float], asked: dict[float, float], most: float, power: float, instances: float) -> float:
    """A bound on all totals, once values enough are among those asked for."""

    def at(x: float) -> float:
        if x not in asked:
            asked[x] = cost(x)
        return asked[x]

    points = [most * i / _CELLS for i in range(_CELLS)] + [most]
    best = max(x + (power - at(x)) / instances for x in points)
    cells = [(-(b + (power - at(a)) / instances), a, b) for a, b in itertools.pairwise(points)]
    heapq.heapify(cells)
    while -cells[0][0] > best + _ERROR * most and len(asked) < _MOST_VALUES:
        _, a, b = heapq.heappop(cells)
        middle = (a + b) / 2
        best = max(best, middle + (power - at(middle)) / instances)
        for low, high in ((a, middle), (middle, b)):
            heapq.heappush(cells, (-(high + (power - at(low)) / instances), low, high))
    return -cells[0][0]


def _tops(rough: dict[float, float], total: Callable[[Any], Any], most: Any, steps: int) -> dict[float, Any]:
    """The total at both ends, and where it is greatest between the neighbours of the highest points so far."""
    points = list(rough)
    near = max(rough.values()) - 2 * _ERROR * float(most)
    around = zip([points[0], *points], points, [*points[1:], points[-1]], strict=False)
    brackets = [(a, x, b) for a, x, b in around if rough[x] >= max(near, rough[a], rough[b])]
    found = {0.0: total(most * 0), float(most): total(most)}
    for a, _, b in sorted(brackets, key=lambda bracket: -rough[bracket[1]])[:_MOST_TOPS]:
        top = _greatest(total, most * 0 + a, most * 0 + b, steps)
        found.setdefault(float(top), total(top))
    return found


def _optimal(deficits: dict[float, float], most: float, best: set[float]) -> tuple[tuple[float, ...], bool]:
    """The optimal powers among some points, by how much less than the best each is worth; and whether one is a stretch.

    Of points that are close together one among the best is taken, an end if there is one.
    """
    points = sorted(deficits)
    tied = [i for i, x in enumerate(points) if deficits[x] >= -_TIE * most]
    groups: list[list[float]] = []
    for rank, i in enumerate(tied):
        if rank and tied[rank - 1] == i - 1 and points[i] - points[i - 1] <= 2 * most / _CELLS:
            groups[-1].append(points[i])
        else:
            groups.append([points[i]])
    wide = [group[-1] - group[0] > _STRETCH * most for group in groups]

    def rank_of(x: float) -> tuple[bool, bool, float, float]:
        return x in best and x in {0.0, most}, x in best, deficits[x], -x

    ends = (
        (group[0], group[-1]) if is_wide else (max(group, key=rank_of),) for group, is_wide in zip(groups, wide, strict=True)
    )
    return tuple(itertools.chain.from_iterable(ends)), any(wide)


def _threshold(search: Search, most: Any) -> float:
    """The least average cost, with one valley between neighbouring points taken for granted."""
    start = search.precise(most * 0)
    near = [most / 2**k for k in range(search.halvings, _FIRST_HALVING, -1)]
    points = near + [most * i / _CELLS for i in range(1, _CELLS + 1)]
    return 0.0 - _highest(lambda x: (start - search.precise(x)) / x, points, search.steps)


def _saturation(search: Search, most: Any) -> float:
    """The steepest way up to the greatest power, with one peak between neighbouring points taken for granted."""
    cost = search.precise(most)
    near = [most - most / 2**k for k in range(_FIRST_HALVING, search.halvings)]
    points = [most * i / _CELLS for i in range(_CELLS)] + near
    return _highest(lambda x: (cost - search.precise(x)) / (most - x), points, search.steps)


def _highest(function: Callable[[Any], Any], points: Sequence[Any], steps: int) -> float:
    """The greatest value of a function between some points."""
    values = list(map(function, points))
    i = max(range(len(points)), key=values.__getitem__)
    top = _greatest(function, points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)], steps)
    return float(max(values[i], function(top)))


def _greatest(function: Callable[[Any], Any], low: Any, high: Any, steps: int) -> Any:
    """Where a function with one peak between two points is greatest, by golden-section search; an end, if that is as good."""
    ends, shrink = (low, high), ((high * 0 + 5) ** 0.5 - 1) / 2
    inner = [high - shrink * (high - low), low + shrink * (high - low)]
    values = [function(x) for x in inner]
    for _ in range(steps):
        if values[0] >= values[1]:
            high = inner[1]
            inner = [high - shrink * (high - low), inner[0]]
            values = [function(inner[0]), values[0]]
        else:
            low = inner[0]
            inner = [inner[1], low + shrink * (high - low)]
            values = [values[1], function(inner[1])]
    return max((*ends, inner[0]), key=function)
