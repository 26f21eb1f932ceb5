"""The exact optimum of the memoryless deceiver, by the real roots of its return's derivative.

Without signals the return E(x) is a polynomial, made by the recursion of the model; its stationary points are isolated and
compared with the ends of [0, 1], all exactly.

With signals the return depends on a = Σ P(s | training) x_s and b = Σ P(s | deployment) x_s only, and for w < 1 it doesn't
fall with b. So it is greatest on the upper edge of the set of all (a, b), along which signals are defected on in the order
of their likelihood ratio, the most deployment-like first (for w > 1, the least first): at most one class of signals of the
same ratio is mixed, every other is defected on always or never. On each piece of that edge E is a polynomial in the
probability with which its class is defected on, and the best of all pieces is the global optimum.

Source: J. Neyman and E. S. Pearson, *On the problem of the most efficient tests of statistical hypotheses*, 1933, for the
order of the signals.
"""

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.scalars import Scalar, exactly, is_array, is_symbolic
from toymodels.solvers.absent_minded_readings import Numbers, Reading, readings, return_of

NEVER, MIXES, BY_SIGNAL, ALWAYS, INDIFFERENT = "never defects", "mixes", "defects by signal", "always defects", "indifferent"
REGIMES = (NEVER, MIXES, BY_SIGNAL, ALWAYS, INDIFFERENT)
_LONGEST_TRAINING = 400


@dataclasses.dataclass(frozen=True)
class StationaryPoint:
    """A probability strictly between 0 and 1 at which a piece of the return has the derivative 0.

    Parameters
    ----------
    defection
        The probability of defecting on the signals of the piece.
    value
        The return there.
    kind
        ``"maximum"``, ``"minimum"`` or ``"inflection"``, by the first higher derivative that isn't 0.
    curvature
        The sign of the second derivative: -1, 0 or 1.
    """

    defection: Scalar
    value: Scalar
    kind: str
    curvature: int


@dataclasses.dataclass(frozen=True)
class Piece:
    """The return as a polynomial in one probability, everything else decided: all of it if there are no signals.

    Parameters
    ----------
    signals
        The places of the signals that the probability is for.
    coefficients
        Those of the polynomial, the lowest power first.
    ends
        The return at probabilities 0 and 1.
    stationary
        The stationary points between, in increasing order; none where the polynomial is constant.
    """

    signals: tuple[int, ...]
    coefficients: tuple[Scalar, ...]
    ends: tuple[Scalar, Scalar]
    stationary: tuple[StationaryPoint, ...]


@dataclasses.dataclass(frozen=True)
class MemorylessDeceiverSolution:
    """The best a memoryless deceiver can commit to, and whether it would stand by it in an episode.

    Parameters
    ----------
    value
        The expected return by the original objective.
    regime
        One of ``REGIMES``; *defects by signal* is without chance.
    defection
        The probability of defecting in an episode of training in which it is unmodified.
    defection_deployed
        The same in deployment; without signals it is the same number.
    by_signal
        The probability of defecting on each signal, in the order of the model; without signals, the one probability.
    survival
        The probability of being deployed unmodified.
    optima
        All optimal ``by_signal`` along the edge; the first, which defects least, is the one reported. If a piece is constant,
        what is between its ends is optimal with them.
    pieces
        The return along the edge, from never defecting to always.
    readings
        Whether the optimum is one at the moment of acting, for each belief convention; without signals only.
    exact
        Whether the numbers are rational or algebraic; they are correctly computed from the floats of a model otherwise.
    """

    value: Scalar
    regime: str
    defection: Scalar
    defection_deployed: Scalar
    by_signal: tuple[Scalar, ...]
    survival: Scalar
    optima: tuple[tuple[Scalar, ...], ...]
    pieces: tuple[Piece, ...]
    readings: tuple[Reading, ...]
    exact: bool

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


@dataclasses.dataclass(frozen=True)
class _Stretch:
    """A piece of the edge while it is solved: rates a and b as polynomials in the probability, and the return."""

    signals: tuple[int, ...]
    before: tuple[int, ...]
    training: Any
    deployment: Any
    worth: Any


def memoryless_deceiver(model: MemorylessDeceiver) -> MemorylessDeceiverSolution:
    """The optimal probabilities of defecting, all stationary points, and who would stand by them.

    Parameters
    ----------
    model
        The model in exact numbers or floats; training of at most 400 episodes.

    Returns
    -------
    The global optimum. Rational numbers where they are, otherwise algebraic ones as sympy numbers; floats if the model
    has floats in it.

    Raises
    ------
    TypeError
        If the model holds arrays or symbols.
    ValueError
        If training is longer than 400 episodes.

    Examples
    --------
    >>> solution = memoryless_deceiver(MemorylessDeceiver(training=1, deployment=3))
    >>> solution.defection, solution.value, solution.regime
    (Fraction(2, 3), Fraction(4, 3), 'mixes')
    >>> noisy = MemorylessDeceiver(2, 3, signal="a:3/4:1/4,b:1/4:3/4")
    >>> memoryless_deceiver(noisy).by_signal
    (0, 1)
    """
    solution, numbers, place = _planned(model)
    if model.likelihoods is not None:
        return solution
    return dataclasses.replace(solution, readings=readings(numbers, place, _reported(exact=solution.exact)))


def planned(model: MemorylessDeceiver) -> MemorylessDeceiverSolution:
    """The same without readings, which take most of the time."""
    return _planned(model)[0]


def _reported(*, exact: bool) -> Any:
    """What makes the reported number of a polynomial at an algebraic number."""
    from toymodels.symbolic.algebra.stationary_points import float_of, value_of

    return value_of if exact else float_of


def _planned(model: MemorylessDeceiver) -> tuple[MemorylessDeceiverSolution, Numbers, Any]:
    """The solution without readings, the model's numbers, and the place of the optimum."""
    from toymodels.symbolic.algebra.stationary_points import Point, greatest, rational, roots_inside

    numbers, exact = _numbers(model)
    rows = tuple((exactly(a), exactly(b)) for a, b in model.likelihoods or ((1, 1),))
    stretches = list(_stretches(numbers, rows))
    number = _reported(exact=exact)
    candidates = [(stretches[0], Point.rational(stretches[0].worth, 0))]
    for stretch in stretches:
        inner = (Point(stretch.worth, root) for root in roots_inside(stretch.worth.derivative()))
        candidates += [(stretch, point) for point in (*inner, Point.rational(stretch.worth, 1))]
    optima = [candidates[i] for i in greatest([point for _, point in candidates])]
    chosen, point = optima[0]
    best = [_by_signal(stretch, at, len(rows), number) for stretch, at in optima]
    kept = (1 - rational(numbers.modification) * chosen.training) ** model.training

    def there(polynomial: Any) -> Scalar:
        return number(Point(polynomial, point.place))

    solution = MemorylessDeceiverSolution(
        value=number(point),
        regime=INDIFFERENT if all(one.worth.degree() < 1 for one in stretches) else _regime(best[0]),
        defection=there(chosen.training),
        defection_deployed=there(chosen.deployment),
        by_signal=best[0],
        survival=there(kept),
        optima=tuple(best),
        pieces=tuple(_piece(stretch, number) for stretch in stretches),
        readings=(),
        exact=exact,
    )
    return solution, numbers, point.place


def _numbers(model: MemorylessDeceiver) -> tuple[Numbers, bool]:
    """The model's numbers as rationals, and whether they were written as such."""
    names = ("training", "deployment", "modification", "overlap", "discount")
    given = [getattr(model, name) for name in names]
    if any(is_array(value) or is_symbolic(value) for value in given + [x for row in model.likelihoods or () for x in row]):
        raise TypeError("an optimum of the memoryless deceiver is for numbers, and this model holds arrays or symbols")
    if model.training > _LONGEST_TRAINING:
        raise ValueError(f"training must be at most {_LONGEST_TRAINING} episodes to be solved exactly, got {model.training}")
    exact = not any(isinstance(value, float) for value in given + [x for row in model.likelihoods or () for x in row])
    T, D, p, w, g = map(exactly, given)
    return Numbers(T, D, p, w, g, geometric_sum(g, D), geometric_sum(g, T + D)), exact


def _stretches(numbers: Numbers, rows: tuple[tuple[Scalar, Scalar], ...]) -> Iterator[_Stretch]:
    """The pieces of the edge on which the optimum is, from never defecting to always."""
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    before: tuple[int, ...] = ()
    for signals in _classes(rows, deployed_first=numbers.overlap <= 1):
        own, past = ([sum(rows[s][i] for s in some) for i in (0, 1)] for some in (signals, before))
        training, deployment = (polynomial_of([past[i], own[i]]) for i in (0, 1))
        yield _Stretch(signals, before, training, deployment, return_of(numbers, training, deployment))
        before += signals


def _classes(rows: tuple[tuple[Scalar, Scalar], ...], *, deployed_first: bool) -> list[tuple[int, ...]]:
    """The signals with the same likelihood ratio together, in the order of that ratio."""
    share = [Fraction(b) / (Fraction(a) + b) for a, b in rows]
    return [
        tuple(s for s, own in enumerate(share) if own == level)
        for level in sorted(dict.fromkeys(share), reverse=deployed_first)
    ]


def _by_signal(stretch: _Stretch, point: Any, signals: int, number: Any) -> tuple[Scalar, ...]:
    """The probability of defecting on each signal at a point of a piece."""
    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of

    own = number(Point(polynomial_of([0, 1]), point.place))
    sure = {s: number(Point.rational(polynomial_of([1]), 0)) for s in stretch.before}
    never = number(Point.rational(polynomial_of([0]), 0))
    mixed = dict.fromkeys(stretch.signals, own)
    return tuple((sure | mixed).get(s, never) for s in range(signals))


def _regime(by_signal: tuple[Scalar, ...]) -> str:
    """What probabilities of defecting amount to."""
    if any(x not in (0, 1) for x in by_signal):
        return MIXES
    return BY_SIGNAL if len(set(by_signal)) > 1 else ALWAYS if by_signal[0] else NEVER


def _piece(stretch: _Stretch, number: Any) -> Piece:
    """What is reported of a piece of the edge."""
    from toymodels.symbolic.algebra.stationary_points import (
        Point,
        coefficients_of,
        kind_of,
        polynomial_of,
        roots_inside,
        sign_at,
    )

    worth, slope, line = stretch.worth, stretch.worth.derivative(), polynomial_of([0, 1])
    return Piece(
        signals=stretch.signals,
        coefficients=tuple(number(Point.rational(polynomial_of([c]), 0)) for c in coefficients_of(worth)),
        ends=(number(Point.rational(worth, 0)), number(Point.rational(worth, 1))),
        stationary=tuple(
            StationaryPoint(
                defection=number(Point(line, place)),
                value=number(Point(worth, place)),
                kind=kind_of(Point(worth, place)),
                curvature=sign_at(Point(slope.derivative(), place)),
            )
            for place in roots_inside(slope)
        ),
    )
