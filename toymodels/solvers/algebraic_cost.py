"""The best power of a mesa-optimizer whose cost is a sum of powers of x, exactly.

With q the common denominator of the exponents, y = x^(1/q) >= 0 and F(y) = f(y^q) a polynomial,

    total(y) = (P - F(y))/N + y^q

is one too, and its greatest value on [0, Y], F(Y) = P, is at an end or a root of its slope. These are real algebraic
numbers, and which value is the greatest is decided exactly, ties included. The average cost A = (F(y) - F(0))/y^q is least
at the end Y, in the limit at 0, or where y F' = q (F - F(0)), and there A = F'/(q y^(q-1)). The steepest way up to Y is
found likewise: where Y is irrational it is rounded to 80 binary digits for the stationary points inside, and stays exact at
the ends.
"""

import functools
import math
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from toymodels.formulas import PowerSum
from toymodels.scalars import Scalar
from toymodels.solvers.cost_optimum import CostOptimum, bounded, check_start, falling

if TYPE_CHECKING:
    from toymodels.symbolic.algebra.algebraic_points import Coordinate
    from toymodels.symbolic.algebra.stationary_points import Point

HIGHEST_DEGREE = 40
_WIDTH = Fraction(1, 1 << 80)
_NEGLIGIBLE = 1e-12


class _Affordable(NamedTuple):
    """What doesn't depend on the instances: F and q, the end Y, and the points whose values are threshold and saturation."""

    cost: Any
    root: int
    end: "Coordinate"
    threshold: "Point | None"
    saturation: "Point | float | None"


def root_of_all(powers: PowerSum) -> int | None:
    """The q with which a sum of powers of x is a polynomial in x^(1/q) of a moderate degree; None if there is none.

    >>> root_of_all({Fraction(3, 2): Fraction(1)}), root_of_all({Fraction(-1): Fraction(1)})
    (2, None)
    """
    root = math.lcm(*(exponent.denominator for exponent in powers))
    fits = all(0 <= exponent * root <= HIGHEST_DEGREE for exponent in powers) and root <= HIGHEST_DEGREE
    return root if fits else None


def algebraic_cost(powers: PowerSum, power: Fraction, instances: Fraction, rounded: bool) -> CostOptimum:
    """The optimum for a cost that is a sum of powers.

    Parameters
    ----------
    powers
        The cost, with a ``root_of_all``.
    power, instances
        P and N.
    rounded
        Whether the results are given as floats.

    Raises
    ------
    ValueError
        If the cost decreases anywhere for x >= 0, is not in [0, P] at 0, or never exceeds P.
    """
    from toymodels.symbolic.algebra.stationary_points import Point, float_of, greatest, polynomial_of, rational, value_of

    found = _affordable(tuple(sorted(powers.items())), power)
    x = polynomial_of([0] * found.root + [1])
    total = x - found.cost * rational(1 / instances)
    slope = total.derivative()
    places = [Point.rational(total, 0).place, *_roots_below(slope, found.end), found.end]
    distinct = places if _is_positive(found.end) else places[:1]
    best = [distinct[i] for i in greatest([Point(total, place) for place in distinct])]
    read = float_of if rounded else value_of

    def number(point: "Point | float | None") -> Scalar:
        return read(point) if isinstance(point, Point) else point

    return CostOptimum(
        powers=tuple(number(Point(x, place)) for place in best),
        costs=tuple(number(Point(found.cost, place)) for place in best),
        is_stretch=slope.degree() < 0 and len(best) > 1,
        most=number(Point(x, found.end)),
        threshold=number(found.threshold),
        saturation=number(found.saturation),
        error=0,
    )


@functools.lru_cache(maxsize=512)
def _affordable(powers: tuple[tuple[Fraction, Fraction], ...], power: Fraction) -> _Affordable:
    """What the power affords at a cost, after a check of the cost."""
    from toymodels.symbolic.algebra.algebraic_points import coordinates
    from toymodels.symbolic.algebra.stationary_points import polynomial_of, rational

    root = root_of_all(dict(powers)) or 1
    row = [Fraction(0)] * (1 + max((int(exponent * root) for exponent, _ in powers), default=0))
    for exponent, coefficient in powers:
        row[int(exponent * root)] = coefficient
    check_start(row[0], power)
    cost = polynomial_of(row)
    _check_increasing(cost, root, row[0])
    left = (cost - rational(power)).numer()
    leading = int(left.leading_coefficient())
    bound = 1 + sum((abs(Fraction(int(c), leading)) for c in left.coeffs()), Fraction(0))
    (end,) = coordinates(left, Fraction(0), bound, _WIDTH)
    if not _is_positive(end):
        return _Affordable(cost, root, end, None, None)
    return _Affordable(cost, root, end, _least_average(cost, root, end), _steepest(cost, root, end))


def _check_increasing(cost: Any, root: int, start: Fraction) -> None:
    """Nothing, if a polynomial increases on all of y >= 0: between the roots of its slope it has one sign."""
    from toymodels.symbolic.algebra.ordered_roots import ordered_roots

    slope = cost.derivative()
    if slope.degree() < 0:
        raise bounded(f"{start} for every x")
    roots = ordered_roots([slope.numer()], Fraction(0), None) if slope.degree() > 0 else []
    lows = [Fraction(0), *(each.high for each in roots)]
    highs = [*(each.low for each in roots), lows[-1] + 1]
    for low, high in zip(lows, highs, strict=True):
        if _at(slope, (low + high) / 2) < 0:
            raise falling((float(low**root), float(high**root)), (float(_at(cost, low)), float(_at(cost, high))))


def _least_average(cost: Any, root: int, end: "Coordinate") -> "Point":
    """The least of (F - F(0))/y^q on (0, Y], as a polynomial at a point."""
    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of

    extra = cost - cost[0]
    found = [_quotient(extra, root, end)]
    y = polynomial_of([0, 1])
    found += [_marginal(cost, root, place) for place in _roots_below(y * cost.derivative() - extra * root, end)]
    if not any(extra[i] for i in range(root)):
        found.append(Point.rational(polynomial_of([Fraction(int(extra[root].p), int(extra[root].q))]), 0))
    return functools.reduce(lambda one, other: other if _is_less(other, one) else one, found)


def _steepest(cost: Any, root: int, end: "Coordinate") -> "Point | float":
    """The greatest of (P - F)/(Y^q - y^q) on [0, Y): a polynomial at a point, or rounded."""
    from toymodels.symbolic.algebra.stationary_points import Point, float_of, polynomial_of, rational

    ends = [_marginal(cost, root, end), _quotient(cost - cost[0], root, end)]
    best = ends[_is_less(*ends)]
    near = (end.root[0] + end.root[1]) / 2
    x = polynomial_of([0] * root + [1])
    rest = (rational(_at(cost, near)) - cost) * x.derivative() - cost.derivative() * (rational(near**root) - x)
    rest //= polynomial_of([near * near, -2 * near, 1])
    inside = [_marginal(cost, root, place) for place in _roots_below(rest, Point.rational(x, near).place)]
    if end.root[0] == end.root[1]:
        return functools.reduce(lambda one, other: other if _is_less(one, other) else one, inside, best)
    highest = max(map(float_of, inside), default=0.0)
    return highest if highest > float_of(best) * (1 + _NEGLIGIBLE) else best


def _marginal(cost: Any, root: int, place: "Coordinate") -> "Point":
    """The marginal cost f'(x) = F'/(q y^(q-1)) at a point other than 0."""
    return _quotient(cost.derivative() / root, root - 1, place)


def _quotient(polynomial: Any, exponent: int, place: "Coordinate") -> "Point":
    """A polynomial divided by a power of y, at a point other than 0: modulo its equation, the quotient is a polynomial."""
    import flint

    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of

    equation = flint.fmpq_poly(list(place.equation))
    _, inverse, _ = polynomial_of([0] * exponent + [1]).xgcd(equation)
    return Point(polynomial * inverse % equation, place)


def _roots_below(polynomial: Any, end: "Coordinate") -> "list[Coordinate]":
    """The roots of a polynomial between 0 and an algebraic number, in increasing order; none of a constant."""
    from toymodels.symbolic.algebra.algebraic_points import coordinates
    from toymodels.symbolic.algebra.stationary_points import Point, comparison, polynomial_of

    if polynomial.degree() < 1 or not end.root[1]:
        return []
    y = polynomial_of([0, 1])
    found = coordinates(polynomial.numer(), Fraction(0), end.root[1], _WIDTH)
    inner = [place for place in found if _is_positive(place) and comparison(Point(y, place), Point(y, end)) < 0]
    return [point.place for point in sorted((Point(y, place) for place in inner), key=functools.cmp_to_key(comparison))]


def _is_less(one: "Point", other: "Point") -> bool:
    from toymodels.symbolic.algebra.stationary_points import comparison

    return comparison(one, other) < 0


def _is_positive(place: "Coordinate") -> bool:
    """Whether a root in [0, ...) isn't 0: a positive one may have the enclosure's lower end at 0, and then isn't rational."""
    return place.root[1] > 0


def _at(polynomial: Any, place: Fraction) -> Fraction:
    from toymodels.symbolic.algebra.stationary_points import rational

    value = polynomial(rational(place))
    return Fraction(int(value.p), int(value.q))
