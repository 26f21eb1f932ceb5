"""How much of the parameter space a cell takes up.

Where each condition is linear in one parameter v, with a coefficient that has one sign, or free of it, the cell of a bounded
space of two parameters is what lies, for some stretches of the other one, y, between the greatest of some rational functions
of y and the least of others, L(y) <= v <= U(y). All this changes at the real roots of finitely many polynomials. In between

    area = ∫ (U(y) - L(y)) dy,

a formula, enclosed by FLINT's rigorous integration. In other cases boxes are counted, halved where it is open whether a
condition holds: those inside from below, those not outside from above. Of one parameter a cell is some stretches between
real roots.
"""

import dataclasses
import heapq
import itertools
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import flint
import sympy

from toymodels.symbolic.algebra.boxes import Box, halves, volume
from toymodels.symbolic.algebra.ordered_roots import OrderedRoot, ordered_roots
from toymodels.symbolic.algebra.polynomials import Factor, univariate
from toymodels.symbolic.algebra.real_root import real_root
from toymodels.symbolic.algebra.real_roots import refined, value
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.symbolic.covered_solution import checked_boxes
from toymodels.symbolic.parameter_space import ParameterSpace
from toymodels.symbolic.region import Region

_MOST_BOXES = 4000
_NARROW = Fraction(1, 1 << 100)
_PLAIN = Fraction(1, 10**13)
_INTEGRABLE = 2


Quotient: TypeAlias = tuple[Any, Any]
"""A rational function of one parameter: two polynomials with integer coefficients (``fmpz_poly``)."""


Fence: TypeAlias = tuple[Any, int]
"""A polynomial in one parameter alone, and the sign that it must have."""


class Part(NamedTuple):
    """A stretch of an area: the upper and lower bound, and the ends."""

    upper: Quotient
    lower: Quotient
    start: OrderedRoot
    stop: OrderedRoot


@dataclasses.dataclass(frozen=True)
class Volume:
    """The size of a cell.

    Parameters
    ----------
    low, high
        Rationals around it.
    parts
        The integrals that it is the sum of; None if it is enclosed by boxes.
    symbol
        What the integrals run over.
    """

    low: Fraction
    high: Fraction
    parts: tuple[Part, ...] | None = None
    symbol: sympy.Symbol | None = None

    @property
    def formula(self) -> sympy.Expr | None:
        """The size as a formula, with integrals left as they are where the integrand has a denominator of a high degree."""
        if self.parts is None:
            return None
        return sympy.Add(*(_formula(part, self.symbol) for part in self.parts))

    def __float__(self) -> float:
        return float((self.low + self.high) / 2)

    def __str__(self) -> str:
        if self.high - self.low < _PLAIN:
            return f"{float(self):.12g}"
        return f"in [{float(self.low):.6g}, {float(self.high):.6g}]"


def volume_of(space: ParameterSpace, region: Region, most_boxes: int = _MOST_BOXES) -> Volume:
    """The volume of a cell of a bounded space.

    Parameters
    ----------
    space
        The parameters.
    region
        The cell.
    most_boxes
        How many boxes are looked at where no formula is known.

    Raises
    ------
    ValueError
        If a range of the space has no end.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> from toymodels.symbolic.regions import regions
    >>> found = regions(EpisodeGame(training=1, deployment=2, discount="1/2"), {"modification": None, "overlap": (0, 2)})
    >>> [(region.label, found.volume(region.label).formula) for region in found.cells]
    [('BBB', 1), ('AAA', 1)]
    """
    most_boxes = checked_boxes(most_boxes)
    if volume(space.box) is None:
        raise ValueError("a volume needs bounded ranges: give (low, high) for every parameter")
    if len(space.box) == 1:
        return _length(space, region)
    for axis in range(2) if len(space.box) == 2 else ():
        bounds = _bounds(space, region, axis)
        if bounds is not None:
            return _integrated(space, axis, *bounds)
    return _counted(space.box, region, most_boxes)


def _bounds(space: ParameterSpace, region: Region, axis: int) -> tuple[list[Quotient], list[Quotient], list[Fence]] | None:
    """The lower and upper bounds on one parameter, and the fences of the other, if all conditions are of these kinds."""
    low, high = (_constant(Fraction(end)) for end in space.box[axis])
    lower, upper = [low], [high]
    fences: list[Fence] = []
    for condition in region.conditions:
        factor = condition.factors[0]
        if len(condition.factors) == 1 and factor.polynomial.degrees()[axis] == 0:
            fences.append((univariate(factor.polynomial, 1 - axis), condition.sign))
            continue
        split = _linear(space, factor, axis) if len(condition.factors) == 1 else None
        if split is None:
            return None
        numerator, denominator, sign = split
        (lower if sign * condition.sign > 0 else upper).append((numerator, denominator))
    return lower, upper, fences


def _linear(space: ParameterSpace, factor: Factor, axis: int) -> tuple[Any, Any, int] | None:
    """A factor a v + b as -b and a, polynomials in the other parameter made such that a > 0, and the sign that a had."""
    slope = factor.polynomial.derivative(axis)
    if factor.polynomial.degrees()[axis] != 1:
        return None
    sign = sign_on_box(slope, space.box)
    if sign not in (1, -1):
        return None
    constant = factor.polynomial - slope * space.ring.of(space.symbols[axis])
    return univariate(-sign * constant, 1 - axis), univariate(sign * slope, 1 - axis), sign


def _constant(x: Fraction) -> Quotient:
    return flint.fmpz_poly([x.numerator]), flint.fmpz_poly([x.denominator])


def _integrated(space: ParameterSpace, axis: int, lower: list[Quotient], upper: list[Quotient], fences: list[Fence]) -> Volume:
    """The area between bounds."""
    start, stop = (Fraction(end) for end in space.box[1 - axis])
    pairs = itertools.combinations([*lower, *upper], 2)
    differences = [*(p * b - a * q for (p, q), (a, b) in pairs), *(fence for fence, _ in fences)]
    roots = ordered_roots([p for p in differences if p.degree() > 0], start, stop)
    ends = [_exactly(start), *roots, _exactly(stop)]
    parts = []
    for left, right in itertools.pairwise(ends):
        y = (left.high + right.low) / 2
        top, bottom = min(upper, key=lambda q: _at(q, y)), max(lower, key=lambda q: _at(q, y))
        if _at(top, y) > _at(bottom, y) and all(value(fence, y) * sign > 0 for fence, sign in fences):
            parts.append(Part(top, bottom, left, right))
    return _total(parts, Fraction(space.box[axis][1] - space.box[axis][0]), space.symbols[1 - axis])


def _length(space: ParameterSpace, region: Region) -> Volume:
    """The length of a cell of one parameter, as the area below 1."""
    start, stop = (Fraction(end) for end in space.box[0])
    factors = [univariate(factor.polynomial) for condition in region.conditions for factor in condition.factors]
    ends = [_exactly(start), *ordered_roots(factors, start, stop), _exactly(stop)]
    inside = (pair for pair in itertools.pairwise(ends) if region.holds(((pair[0].high + pair[1].low) / 2,)))
    return _total(
        [Part(_constant(Fraction(1)), _constant(Fraction(0)), *pair) for pair in inside], Fraction(1), space.symbols[0]
    )


def _total(parts: list[Part], tallest: Fraction, symbol: sympy.Symbol) -> Volume:
    """The sum of some integrals of functions that are at most so high."""
    enclosures = [_enclosed(part, tallest) for part in parts]
    low, high = (sum((ends[k] for ends in enclosures), Fraction(0)) for k in (0, 1))
    return Volume(low, high, tuple(parts), symbol)


def _at(quotient: Quotient, y: Fraction) -> Any:
    return value(quotient[0], y) / value(quotient[1], y)


def _exactly(x: Fraction) -> OrderedRoot:
    return OrderedRoot(x, x, flint.fmpz_poly([-x.numerator, x.denominator]))


def _enclosed(part: Part, tallest: Fraction) -> tuple[Fraction, Fraction]:
    """Rationals around one integral: a rigorous one between rationals inside its ends, and what the rest can add."""
    (_, left), (right, _) = (_ends(root) for root in (part.start, part.stop))
    rest = sum((high - low for low, high in (_ends(part.start), _ends(part.stop))), Fraction(0)) * tallest

    def height(y: Any, _: bool) -> Any:
        (p, q), (a, b) = (tuple(flint.acb_poly(one)(y) for one in quotient) for quotient in (part.upper, part.lower))
        return p / q - a / b

    ends = [flint.acb(flint.fmpq(x.numerator, x.denominator)) for x in (left, right)]
    integral = flint.acb.integral(height, ends[0], ends[1]).real
    low, high = (_rational(end) for end in (integral.lower(), integral.upper()))
    return max(low, Fraction(0)), high + rest


def _ends(root: OrderedRoot) -> tuple[Fraction, Fraction]:
    return refined(root.polynomial, (root.low, root.high), _NARROW)


def _rational(end: Any) -> Fraction:
    """The rational number that an exact ball is."""
    mantissa, exponent = (int(x) for x in end.mid().man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent


def _formula(part: Part, symbol: sympy.Symbol | None) -> sympy.Expr:
    """One integral as an expression."""
    (p, q), (a, b) = (tuple(_expression(one, symbol) for one in quotient) for quotient in (part.upper, part.lower))
    ends = [
        sympy.Rational(root.low)
        if root.low == root.high
        else real_root(_expression(root.polynomial, symbol), root.low, root.high)
        for root in (part.start, part.stop)
    ]
    integral = sympy.Integral(p / q - a / b, (symbol, *ends))
    simple = max(one.degree() for _, one in (part.upper, part.lower)) <= _INTEGRABLE
    return sympy.simplify(integral.doit()) if simple else integral


def _expression(polynomial: Any, symbol: sympy.Symbol | None) -> sympy.Expr:
    return sympy.Poly(list(map(int, polynomial.coeffs()))[::-1] or [0], symbol).as_expr()


def _counted(space: Box, region: Region, most_boxes: int) -> Volume:
    """The volume enclosed by boxes, the largest open ones halved first."""
    inside, waiting, order = Fraction(0), [(-_size(space), 0, space, 0)], itertools.count(1)
    for _ in range(most_boxes):
        if not waiting:
            break
        size, _, box, depth = heapq.heappop(waiting)
        state = _state(region, box)
        if state is None:
            for half in halves(box, depth % len(box)):
                heapq.heappush(waiting, (-_size(half), next(order), half, depth + 1))
        elif state:
            inside -= size
    return Volume(inside, inside - sum((size for size, *_ in waiting), Fraction(0)))


def _size(box: Box) -> Fraction:
    size = volume(box)
    assert size is not None  # noqa: S101
    return size


def _state(region: Region, box: Box) -> bool | None:
    """Whether a box is inside a cell (True), outside (False), or neither as far as is known."""
    states = list(_met(region, box))
    return False if False in states else None if None in states else True


def _met(region: Region, box: Box) -> Iterator[bool | None]:
    for condition in region.conditions:
        sign: int | None = condition.sign
        for factor in condition.factors:
            own = sign_on_box(factor.polynomial, box)
            sign = None if sign is None or own is None else sign * own
        yield None if sign is None else sign > 0
