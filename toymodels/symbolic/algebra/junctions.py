"""Proofs that conditions contradict each other around a point of the plane in which three curves meet, or two on an edge.

Let f, h, k vanish in a point z of a box. By the mean value theorem (f, h)(x) = J (x - z) for each x in the box, with rows of
J in the ranges of the gradients; where J is never singular, k(x) = G J⁻¹ (f, h)(x) = λ f(x) + μ h(x), with

    λ = det(∇k, ∇h) / det(∇f, ∇h),   μ = det(∇f, ∇k) / det(∇f, ∇h)

in intervals. If λ and μ have such signs that s f > 0 and t h > 0 force u k < 0, no point of the box has all three s f,
t h, u k > 0. That z is there and is the same for all three is shown exactly: Newton's operator maps the box into itself for
f, h and for f, k; the resultants of f, h and of f, k each have one root within the box's height, a common one; and f is
strictly monotone along the other side, so that only one point of the box has that height and f = 0.

Halving boxes gets no nearer to such a proof: around z all three have both signs in each box, however small.

An edge of the box is a curve like others, a straight line, with the sign that its linear polynomial has inside: where f and h
meet on the edge x = a from which the box goes up, f, h and x - a meet in z, and x - a > 0 is one of the conditions. The box
that J is never singular in, and Newton's operator maps into itself, is a wider one, in which z is not on the edge. In a corner
two edges and a curve meet, or two curves and either edge. Around z, a point in which the conditions all hold is a
direction in which some linear forms are positive, as long as no two curves touch: if there is none, three of the forms show
it (Helly), so trying all triples of curves and edges is enough once the box is small.
"""

import dataclasses
import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import flint

from toymodels.symbolic.algebra.balls import balls, range_of, sign_of
from toymodels.symbolic.algebra.boxes import Box, midpoint, volume
from toymodels.symbolic.algebra.polynomials import Factor, Polynomial, univariate, value_at
from toymodels.symbolic.algebra.real_roots import real_roots

_WIDER = 3


def contradict(signs: Mapping[Factor, int], box: Box) -> bool:
    """Whether it is proved that no point inside a box gives some factors the signs asked for.

    Parameters
    ----------
    signs
        The factors with the signs, 1 or -1.
    box
        The box. Nothing is proved but in two dimensions, and where the box is bounded.

    Examples
    --------
    Three lines through (1/3, 1/3):

    >>> from sympy.abc import x, y
    >>> from toymodels.symbolic.algebra.polynomials import PolynomialRing
    >>> ring = PolynomialRing((x, y))
    >>> f, h, k = (Factor.of(ring.of(line)) for line in (x - y, x + 2 * y - 1, 2 * x + y - 1))
    >>> box = ((Fraction(1, 4), Fraction(1, 2)), (Fraction(1, 4), Fraction(1, 2)))
    >>> contradict({f: 1, h: 1, k: -1}, box), contradict({f: 1, h: -1, k: 1}, box)
    (True, False)

    Two lines through (0, 1/3), right of which x > 0:

    >>> box = ((Fraction(0), Fraction(1, 4)), (Fraction(1, 4), Fraction(1, 2)))
    >>> f, h = (Factor.of(ring.of(line)) for line in (3 * y - 3 * x - 1, 3 * y + 3 * x - 1))
    >>> contradict({f: 1, h: -1}, box), contradict({f: -1, h: 1}, box)
    (True, False)
    """
    if len(box) != 2 or volume(box) is None or not signs:
        return False
    around = wider(box)
    curves = [(Curve(factor.polynomial, around), sign) for factor, sign in signs.items()]
    curves += [(Curve(edge, around), 1) for edge in distances(box, curves[0][0].polynomial)]
    return any(
        any(_opposed(*rotated) for rotated in _rotations(trio)) and _meet_in_one_point(*(curve for curve, _ in trio))
        for trio in itertools.combinations([own for own in curves if not own[0].sign], 3)
    )


def distances(box: Box, polynomial: Polynomial) -> Iterator[Polynomial]:
    """Linear polynomials, of the ring of some polynomial, that are positive inside a box and 0 on an edge of it."""
    for variable, (low, high) in zip(polynomial.context().gens(), box, strict=True):
        if low is not None:
            yield variable * Fraction(low).denominator - Fraction(low).numerator
        if high is not None:
            yield Fraction(high).numerator - variable * Fraction(high).denominator


def _meet_in_one_point(*trio: "Curve") -> bool:
    """Whether it is proved that three curves meet in a point of the box, and no two of them in another one."""
    return any(meet(f, h) and meet(f, k) and meet_together(f, h, k) for f, h, k in _rotations(trio))


@dataclasses.dataclass(frozen=True, eq=False)
class Curve:
    """The zeros of a polynomial, near a box."""

    polynomial: Polynomial
    box: Box

    @functools.cached_property
    def gradient(self) -> tuple[Any, Any]:
        """The range of its gradient in the box."""
        sides = balls(self.box)
        return tuple(range_of(self.polynomial.derivative(axis), sides) for axis in (0, 1))

    @functools.cached_property
    def sign(self) -> int:
        """Its sign all over the box, 0 if that is not known."""
        return sign_of(range_of(self.polynomial, balls(self.box)))

    @functools.cached_property
    def at_middle(self) -> Any:
        """Its value in the middle of the box."""
        value = Fraction(value_at(self.polynomial, midpoint(self.box)))
        return flint.arb(flint.fmpq(value.numerator, value.denominator))


def _rotations(trio: Sequence[Any]) -> Any:
    return [(trio[i], trio[(i + 1) % 3], trio[(i + 2) % 3]) for i in range(3)]


def _opposed(one: tuple[Curve, int], other: tuple[Curve, int], third: tuple[Curve, int]) -> bool:
    """Whether the signs of two curves force the opposite of the third's."""
    (f, s), (h, t), (k, u) = one, other, third
    whole = _determinant(f.gradient, h.gradient)
    weights = (s * u * sign_of(_determinant(k.gradient, h.gradient)), t * u * sign_of(_determinant(f.gradient, k.gradient)))
    return sign_of(whole) != 0 and all(weight * sign_of(whole) < 0 for weight in weights)


def meet(f: Curve, h: Curve) -> bool:
    """Whether Newton's operator shows that two curves meet in exactly one point of the box."""
    whole = _determinant(f.gradient, h.gradient)  # where it may be 0, the step is no number, and not small
    (fx, fy), (hx, hy) = f.gradient, h.gradient
    step = ((hy * f.at_middle - fy * h.at_middle) / whole, (fx * h.at_middle - hx * f.at_middle) / whole)
    return all(bool(abs(move) < _half_width(interval)) for move, interval in zip(step, f.box, strict=True))


def meet_together(f: Curve, h: Curve, k: Curve) -> bool:
    """Whether curves that meet pairwise, f with h and with k, do so in the same point of the box."""
    return any(bool(sign_of(f.gradient[axis])) and _same_height(f, h, k, axis) for axis in (0, 1))


def _same_height(f: Curve, h: Curve, k: Curve, axis: int) -> bool:
    """Whether both pairs' resultants, free of the variable of an axis, have just one root within the box, the same."""
    low, high = (Fraction(end) for end in f.box[1 - axis])
    with_h, with_k = (univariate(f.polynomial.resultant(other.polynomial, axis), 1 - axis) for other in (h, k))
    if not with_h or not with_k:
        return False
    common = with_h.gcd(with_k)
    return common.degree() > 0 and all(len(real_roots(p, low, high)) == 1 for p in (with_h, with_k, common))


def _determinant(one: tuple[Any, Any], other: tuple[Any, Any]) -> Any:
    return one[0] * other[1] - one[1] * other[0]


def _half_width(interval: tuple[Any, Any]) -> Any:
    half = Fraction(interval[1] - interval[0]) / 2
    return flint.arb(flint.fmpq(half.numerator, half.denominator))


def wider(box: Box) -> Box:
    """A box with the same middle and sides some times as long."""
    return tuple(
        (middle - _WIDER * (high - low) / 2, middle + _WIDER * (high - low) / 2)
        for middle, (low, high) in zip(midpoint(box), box, strict=True)
    )
