"""Whether an absent-minded optimizer would stand by its plan at the moment of acting, for each way of reading that moment.

All episodes look alike, so the optimizer that is about to act doesn't know in which one it is. Let r = 1 - p x, so that it
acts in the t-th episode of training with probability r^t and in each of deployment with r^T, and let Δ_t be what an A there
is worth more than a B if all later episodes keep to x:

    Δ_t = (1 - w)(1 - p g F_{T-t-1}(x)) in training,  Δ_t = 1 - w in deployment.

A *belief* weighs the episodes; the plan is action-optimal if no small change of x pays, given the belief that goes with x:

* *frequency*: by r^t, how often the episode is met (Piccione and Rubinstein's consistent beliefs);
* *discounted frequency*: by g^t r^t, the same for one who counts from the start of the game;
* *per run*: every course of events by its probability, shared out equally among the episodes in which it acts (their
  Z-consistent beliefs);
* *uniform*: every episode alike;  *first*: the first one for sure.

A change is made in *this episode* alone (Aumann, Hart and Perry; the payoff is linear in it, so that no change at all pays
if no small one does), or *from now on* in all later episodes too (Piccione and Rubinstein). Since

    dE/dx = Σ_t g^t r^t Δ_t,

which the recursion differentiated gives, F'_{n+1} = 1 - p g F_n + g r F'_n, the planning optimum is action-optimal for
changes of this episode under discounted frequency, and so under frequency for g = 1. It is for changes from now on under
*first*, whose V_0 = E. The other readings disagree with the plan in general: that is the paradox.

Source: M. Piccione and A. Rubinstein, *On the interpretation of decision problems with imperfect recall*; R. J. Aumann,
S. Hart and M. Perry, *The absent-minded driver*; A. J. Grove and J. Y. Halpern, *On the expected value of games with
absentmindedness*: all in Games and Economic Behavior 20 (1997).
"""

import dataclasses
from fractions import Fraction
from typing import Any, NamedTuple

from toymodels.scalars import Scalar, quotient

BELIEFS = ("frequency", "discounted frequency", "per run", "uniform", "first")
THIS_EPISODE, FROM_NOW_ON = "this episode", "from now on"


class Numbers(NamedTuple):
    """The numbers of a model as rationals: T, D, p, w, g, and S_D(g) and S_{T+D}(g)."""

    training: Any
    deployment: Any
    modification: Any
    overlap: Any
    discount: Any
    deployed_worth: Any
    whole_worth: Any


@dataclasses.dataclass(frozen=True)
class Reading:
    """What the planning optimum looks like at the moment of acting, by one belief and one kind of change.

    Parameters
    ----------
    belief
        One of ``BELIEFS``.
    change
        ``"this episode"`` or ``"from now on"``.
    gain
        What a change pays to first order, per unit of probability moved to defecting, at the planning optimum.
    agrees
        Whether no small change pays there, and none at all of this episode alone.
    action_optimal
        All probabilities in [0, 1] of which that is true, in increasing order; none where it is true of all.
    """

    belief: str
    change: str
    gain: Scalar
    agrees: bool
    action_optimal: tuple[Scalar, ...]


def returns_ahead(numbers: Numbers, training: Any, deployment: Any) -> list[Any]:
    """F_0, ..., F_T for rates of defecting in training and in deployment, numbers or polynomials.

    >>> from fractions import Fraction
    >>> returns_ahead(Numbers(2, 3, 1, 0, 1, 3, 5), Fraction(1, 2), Fraction(1, 2))
    [Fraction(3, 2), Fraction(5, 4), Fraction(9, 8)]
    """
    found = [deployment * numbers.deployed_worth]
    for _ in range(numbers.training):
        found.append(training + (1 - training * numbers.modification) * numbers.discount * found[-1])
    return found


def return_of(numbers: Numbers, training: Any, deployment: Any) -> Any:
    """E for rates of defecting in training and in deployment, polynomials of FLINT's."""
    exact = _flint(numbers)
    worth = returns_ahead(exact, training, deployment)[-1]
    return worth * (1 - exact.overlap) + exact.whole_worth * exact.overlap


def readings(numbers: Numbers, place: Any, reported: Any) -> tuple[Reading, ...]:
    """All readings at a planning optimum.

    Parameters
    ----------
    numbers
        The model, its numbers rational.
    place
        The optimum, an algebraic number (``algebraic_points.Coordinate``).
    reported
        Gives the reported number for a polynomial at an algebraic number.
    """
    if not numbers.training + numbers.deployment:
        return ()
    changes = ((THIS_EPISODE, _gains), (FROM_NOW_ON, _lasting_gains))
    weights = _weights(_flint(numbers))
    return tuple(
        _reading(belief, change, weights[belief], gains(_flint(numbers), belief), place, reported)
        for change, gains in changes
        for belief in BELIEFS
    )


def _reading(belief: str, change: str, weights: list[Any], gains: list[Any], place: Any, reported: Any) -> Reading:
    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of, roots_inside, sign_at

    slope = sum((weight * gain for weight, gain in zip(weights, gains, strict=True)), polynomial_of([]))
    total = sum(weights[1:], weights[0])
    sign = sign_at(Point(slope, place))
    allowed = {Fraction(0): sign <= 0, Fraction(1): sign >= 0}.get(place.root[0], sign == 0)
    ends = [Point.rational(slope, x) for x in (0, 1)]
    inner = [Point(slope, root) for root in roots_inside(slope)]
    resting = [*ends[: sign_at(ends[0]) <= 0], *inner, *ends[1 if sign_at(ends[1]) >= 0 else 2 :]]
    return Reading(
        belief=belief,
        change=change,
        gain=quotient(reported(Point(slope, place)), reported(Point(total, place))),
        agrees=bool(allowed),
        action_optimal=tuple(reported(Point(polynomial_of([0, 1]), point.place)) for point in resting) if slope else (),
    )


def _flint(numbers: Numbers) -> Numbers:
    """The same with FLINT's rationals for rationals."""
    from toymodels.symbolic.algebra.stationary_points import rational

    return Numbers(numbers.training, numbers.deployment, *map(rational, numbers[2:]))


def _weights(numbers: Numbers) -> dict[str, list[Any]]:
    """By belief the weights of the training episodes and of all of deployment together, polynomials in x."""
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    T, D, p, _, g, worth, _ = numbers
    one = polynomial_of([1])
    met = [(1 - p * polynomial_of([0, 1])) ** t for t in range(T + 1)]
    return {
        "frequency": [*met[:T], D * met[T]],
        "discounted frequency": [g**t * met[t] for t in range(T)] + [g**T * worth * met[T]],
        "per run": _weights_per_run(numbers, met),
        "uniform": [one] * T + [D * one],
        "first": [one, *[0 * one] * T] if T else [one],
    }


def _weights_per_run(numbers: Numbers, met: list[Any]) -> list[Any]:
    """A run that ends with a modification in episode t is shared by t + 1 episodes, one without by all."""
    from toymodels.symbolic.algebra.stationary_points import rational

    T, D = numbers.training, numbers.deployment
    share = met[T] * rational(Fraction(1, T + D))
    found, own = [D * share], share
    for t in reversed(range(T)):
        own = own + (met[t] - met[t + 1]) * rational(Fraction(1, t + 1))
        found = [own, *found]
    return found


def _gains(numbers: Numbers, _: str) -> list[Any]:
    """Δ_t in training, and in deployment, where it is the same whatever the belief."""
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    x, stake = polynomial_of([0, 1]), 1 - numbers.overlap
    ahead = returns_ahead(numbers, x, x)[-2::-1] if numbers.training else []
    return [(1 - numbers.modification * numbers.discount * worth) * stake for worth in ahead] + [polynomial_of([1]) * stake]


def _lasting_gains(numbers: Numbers, belief: str) -> list[Any]:
    """What all later episodes gain from a change of x: (1 - w) F'_{T-t}, and in deployment the mean of S_{D-i}(g)."""
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    x, stake = polynomial_of([0, 1]), 1 - numbers.overlap
    ahead = returns_ahead(numbers, x, x)[:0:-1]
    return [worth.derivative() * stake for worth in ahead] + [polynomial_of([1]) * stake * _mean_stretch(numbers, belief)]


def _mean_stretch(numbers: Numbers, belief: str) -> Any:
    """The mean of S_{D-i}(g) over the episodes i = 0, ..., D - 1 of deployment by their weights within it."""
    _, D, _, _, g, worth, _ = numbers
    if not D or belief == "first":
        return worth
    if g == 1:
        return (worth + 1) / 2
    if belief == "discounted frequency":
        return (worth - D * g**D) / ((1 - g) * worth)
    return (D - g * worth) / ((1 - g) * D)
