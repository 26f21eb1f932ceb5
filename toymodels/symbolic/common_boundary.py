"""Whether two cells of a parameter space touch along the zeros of a factor.

They do so along the zeros of f where f changes its sign, where one cell asks for f >= 0 and the other for f <= 0, and where all
their other conditions hold strictly: around such a zero, one cell is where f > 0 and the other where f < 0.

On a line this is decided exactly: f is there a polynomial in one variable, of which the roots are isolated, and the other
factors have no root between the ends of an enclosure that is narrow enough, or share the root.

In a plane it is decided exactly as well. Let f have positive degree in v, and let u be the other parameter. Between
consecutive real roots of

    the leading coefficient of f in v, the discriminant of f in v, f at the ends of v, and the resultants Res_v(f, h)

for all other factors h, the zeros of f are graphs of continuous functions of u that do not meet each other, the ends or the
zeros of any h (cylindrical algebraic decomposition). So one line a stretch, at any u in it, tells of all of them; only points
are left out. With three parameters or more the space is cut into boxes. One is left out where f has one sign, where
another condition fails everywhere, or where c_1 g_1 + ... + c_n g_n + λ f is nowhere positive, with g_i > 0 the other
conditions and c_i >= 0; lines through the middle of each of the others are looked at. If none is left, the cells do not
touch; after some hundred boxes it remains undecided.

Source: G. E. Collins, *Quantifier elimination for real closed fields by cylindrical algebraic decomposition*, LNCS 33 (1975).
"""

import collections
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.balls import ball, range_of, sign_of
from toymodels.symbolic.algebra.boxes import Box, halves, interior, midpoint
from toymodels.symbolic.algebra.combinations import nonpositive_combination
from toymodels.symbolic.algebra.lines import Point, restricted, stretch
from toymodels.symbolic.algebra.polynomials import Factor, Polynomial, univariate
from toymodels.symbolic.algebra.real_roots import Root, real_roots, refined, value
from toymodels.symbolic.algebra.sign_on_box import sign_on_box
from toymodels.symbolic.region import Region

_MOST_BOXES = 200
_PLANE = 2
_FINER = 4
_WIDTH = Fraction(1, 1 << 48)

Direction = Sequence[Fraction | int]


def touch_along(factor: Factor, one: Region, other: Region, space: Box) -> bool | None:
    """Whether two cells touch along the zeros of a factor, None if that is not decided (three parameters or more)."""
    between = [b - a for a, b in zip(one.sample, other.sample, strict=True)]
    if touch_on_line(factor, one, other, space, one.sample, between):
        return True
    if len(space) == 1:
        return touch_on_line(factor, one, other, space, one.sample, [1])
    if len(space) == _PLANE:
        lines = _slices(factor, _others(factor, one, other), space)
        return any(touch_on_line(factor, one, other, space, *line) for line in lines)
    return _touch_in_boxes(factor, one, other, space)


def touch_on_line(factor: Factor, one: Region, other: Region, space: Box, base: Point, direction: Direction) -> bool:
    """Whether two cells touch along the zeros of a factor in a point of a line, inside the space.

    Parameters
    ----------
    factor
        The factor.
    one, other
        The cells.
    space
        The ranges of the parameters.
    base, direction
        A point inside the space, and where the line goes from there.
    """
    changing = _changing(restricted(factor, base, direction))
    if changing.degree() < 1 or any(not d and x in ends for x, d, ends in zip(base, direction, space, strict=True)):
        return False
    low, high = stretch(space, base, direction, [changing])
    others = _others(factor, one, other)
    for root in real_roots(changing, low, high, (high - low) * _WIDTH):
        if root not in ((low, low), (high, high)):
            place = [ball(*sorted((x + root[0] * d, x + root[1] * d))) for x, d in zip(base, direction, strict=True)]
            signs = {
                h: sign_of(range_of(h.polynomial, place)) or _sign_at_root(restricted(h, base, direction), changing, root)
                for h in others
            }
            if _side(one, factor, signs) * _side(other, factor, signs) < 0:
                return True
    return False


def _others(factor: Factor, *cells: Region) -> dict[Factor, None]:
    """The other factors in the conditions of some cells."""
    return {h: None for cell in cells for condition in cell.conditions for h in condition.factors if h != factor}


def _changing(polynomial: Any) -> Any:
    """A polynomial with the roots, once each, at which another one changes its sign."""
    if polynomial.degree() < 1:
        return polynomial
    return math.prod((part for part, power in polynomial.factor_squarefree()[1] if power % 2), start=flint.fmpz_poly([1]))


def _sign_at_root(polynomial: Any, changing: Any, root: Root) -> int:
    """The sign of a polynomial at a root of another one, known by an enclosure."""
    if root[0] < root[1] and polynomial.degree() > 0 and real_roots(polynomial, *root):
        common = changing.gcd(polynomial)
        if common.degree() > 0 and value(common, root[0]) * value(common, root[1]) < 0:
            return 0
        return _sign_at_root(polynomial, changing, refined(changing, root, (root[1] - root[0]) / _FINER))
    at = value(polynomial, root[0])
    return 1 if at > 0 else -1 if at < 0 else 0


def _side(cell: Region, factor: Factor, signs: dict[Factor, int]) -> int:
    """The sign that a factor has on a cell's side of a zero, 0 if that is not just one of them."""
    needed = set()
    for condition in cell.conditions:
        sign = math.prod((signs[h] for h in condition.factors if h != factor), start=condition.sign)
        if factor in condition.factors:
            needed.add(sign)
        elif sign <= 0:
            return 0
    return needed.pop() if len(needed) == 1 else 0


def _slices(factor: Factor, others: Iterable[Factor], space: Box) -> Iterator[tuple[Point, Direction]]:
    """Lines, parallel to an axis of the plane, that meet every stretch of a curve between other curves."""
    degrees = factor.polynomial.degrees()
    v = min((axis for axis in (0, 1) if degrees[axis]), key=degrees.__getitem__)
    u = 1 - v
    breaks = math.prod(_breaks(factor.polynomial, others, space, u, v), start=flint.fmpz_poly([1]))
    middle = midpoint(space)
    direction = (1, 0) if v == 0 else (0, 1)
    for place in _between_roots(breaks, space, u):
        yield (middle[0], place) if u else (place, middle[1]), direction


def _breaks(polynomial: Polynomial, others: Iterable[Factor], space: Box, u: int, v: int) -> Iterator[Any]:
    """Polynomials in u at the roots of which the zeros of a polynomial may meet each other, the ends of v or other zeros."""
    degree = polynomial.degrees()[v]
    leading = {monomial: c for monomial, c in polynomial.to_dict().items() if monomial[v] == degree}
    shadow = {(k, 0) if u == 0 else (0, k): c for monomial, c in leading.items() for k in [monomial[u]]}
    yield univariate(polynomial.context().from_dict(shadow), u)
    if degree > 1:
        yield univariate(polynomial.resultant(polynomial.derivative(v), v), u)
    for end in space[v]:
        if end is not None:
            fixed = polynomial.subs({v: flint.fmpq(*Fraction(end).as_integer_ratio())})
            if not fixed.is_zero():
                yield univariate(fixed, u)
    for h in others:
        free = h.polynomial.degrees()[v] == 0
        yield univariate(h.polynomial if free else polynomial.resultant(h.polynomial, v), u)


def _between_roots(polynomial: Any, space: Box, axis: int) -> Iterator[Fraction]:
    """A number between each two neighbours of the roots of a polynomial and the ends of an axis."""
    middle = Fraction(interior(space[axis]))
    moved = flint.fmpq_poly(polynomial)(flint.fmpq_poly([flint.fmpq(middle.numerator, middle.denominator), 1])).numer()
    simple = math.prod((part for part, _ in moved.factor_squarefree()[1]), start=flint.fmpz_poly([1]))
    varying = [simple] if simple.degree() > 0 else []
    low, high = stretch((space[axis],), (middle,), (1,), varying)
    roots = [_off_ends(simple, root, low, high) for along in varying for root in real_roots(along, low, high)]
    for (_, left), (right, _) in itertools.pairwise([(low, low), *roots, (high, high)]):
        if left < right or low < left < high:
            yield middle + (left + right) / 2


def _off_ends(simple: Any, root: Root, low: Fraction, high: Fraction) -> Root:
    """The enclosure of a root, narrow enough to end elsewhere than an interval, unless the root is an end."""
    while root[0] < root[1] and (root[0] == low or root[1] == high):
        root = refined(simple, root, (root[1] - root[0]) / 2)
    return root


def _touch_in_boxes(factor: Factor, one: Region, other: Region, space: Box) -> bool | None:
    """Whether two cells touch along the zeros of a factor, by cutting the space into boxes."""
    strict = [
        condition.polynomial
        for condition in dict.fromkeys((*one.conditions, *other.conditions))
        if factor not in condition.factors
    ]
    waiting = collections.deque([(space, 0)])
    for _ in range(_MOST_BOXES):
        if not waiting:
            return False
        box, depth = waiting.popleft()
        if not _apart(factor.polynomial, strict, box):
            middle = midpoint(box)
            axes = ([int(k == axis) for k in range(len(box))] for axis in range(len(box)))
            if any(touch_on_line(factor, one, other, space, middle, axis) for axis in axes):
                return True
            waiting += [(half, depth + 1) for half in halves(box, depth % len(box))]
    return None


def _apart(polynomial: Polynomial, strict: Sequence[Polynomial], box: Box) -> bool:
    """Whether it is proved that no zero of a polynomial in a box has all others positive."""
    if sign_on_box(polynomial, box) is not None or any(sign_on_box(g, box) == -1 for g in strict):
        return True
    return any(nonpositive_combination([*strict, polynomial * sign], box) is not None for sign in (1, -1) if strict)
