"""The deceiver's optimum in the defection-probability game, and how much training makes a catastrophe improbable.

For one defection everything has a closed form. Otherwise the chance c(x) of enough defections is made as a polynomial, the
binomial tail or by a Markov chain over the length of the last run, and the real roots of (1 - x) c'(x) - n c(x) are
isolated: its degree is that of deployment, however long training is. All comparisons are exact.

*How much training.* If n' > n and x maximizes (1 - x)^n c(x), then no x' > x does for n', since the ratio of the two
payoffs is (1 - x)^(n'-n), which falls. So the probability of a catastrophe after training doesn't grow with training, and
the least sufficient length is found by bisection, each length decided by its own optimum.
"""

import dataclasses
import math
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.models.defection_probability import DefectionProbability
from toymodels.scalars import Scalar, exactly, is_array, is_symbolic, number, ratio

IMPOSSIBLE, MIXES, ALWAYS = "impossible", "mixes", "always defects"
REGIMES = (IMPOSSIBLE, MIXES, ALWAYS)
_LONGEST_DEPLOYMENT = 200


@dataclasses.dataclass(frozen=True)
class DefectionProbabilitySolution:
    """The best chance that a deceiver without memory has, and the training that keeps it small.

    Parameters
    ----------
    value
        The probability that it passes training and the catastrophe happens, at its optimum.
    regime
        One of ``REGIMES``: *impossible* if deployment is too short for a catastrophe, in which case every probability is
        optimal and 0 is reported.
    defection
        The probability with which it defects in an episode; the least of the optimal ones.
    passed
        The probability that it passes training.
    catastrophe_if_passed
        The probability of a catastrophe given that training was passed.
    training_needed
        The least number of training episodes with which ``catastrophe_if_passed`` is at most epsilon, whichever optimum the
        deceiver takes; None if no number is enough.
    epsilon
        The probability asked for.
    """

    value: Scalar
    regime: str
    defection: Scalar
    passed: Scalar
    catastrophe_if_passed: Scalar
    training_needed: Scalar
    epsilon: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def defection_probability(model: DefectionProbability) -> DefectionProbabilitySolution:
    """The deceiver's optimum, the chances of a catastrophe, and the training that is needed.

    Parameters
    ----------
    model
        The model in numbers. Deployment of at most 200 episodes if more than one defection is needed.

    Returns
    -------
    Rational numbers where they are, otherwise algebraic ones as sympy numbers.

    Raises
    ------
    TypeError
        If the model holds arrays or symbols.
    ValueError
        If more than one defection is needed in a deployment of more than 200 episodes.

    Examples
    --------
    >>> solution = defection_probability(DefectionProbability(training=100, deployment=100))
    >>> solution.catastrophe_if_passed, solution.passed, solution.training_needed
    (Fraction(1, 2), Fraction(1, 2), 9900)
    >>> defection_probability(DefectionProbability(2, 3, defections=2)).regime
    'mixes'
    """
    n, m, d, epsilon = model.training, model.deployment, model.defections, exactly(model.epsilon)
    row = model.in_a_row
    if any(is_array(value) or is_symbolic(value) for value in (n, m, d, epsilon, row)):
        raise TypeError("the defection-probability game is solved for numbers, and this model holds arrays or symbols")
    if m < d:
        return DefectionProbabilitySolution(0, IMPOSSIBLE, 0, 1, 0, 0, model.epsilon)
    needed = training_needed(m, d, epsilon, in_a_row=row)
    value, defection, passed, then = _single(n, m) if d == 1 else _several(n, m, d, in_a_row=row)
    regime = ALWAYS if n == 0 else MIXES
    return DefectionProbabilitySolution(value, regime, defection, passed, then, needed, model.epsilon)


def training_needed(deployment: int, defections: int, epsilon: Fraction | int, *, in_a_row: bool = False) -> int | None:
    """The least number of training episodes after which a catastrophe has at most the probability epsilon.

    Parameters
    ----------
    deployment, defections
        m >= d >= 1.
    epsilon
        A rational number in [0, 1].
    in_a_row
        Whether the defections must be successive.

    Examples
    --------
    >>> training_needed(100, 1, Fraction(1, 100)), training_needed(10, 2, Fraction(1, 100)), training_needed(10, 2, 0)
    (9900, 122, None)
    """
    if epsilon in (0, 1):
        return None if epsilon == 0 else 0
    if defections == 1:
        return math.ceil(Fraction(deployment * (1 - epsilon)) / epsilon)
    enough = enough_defections(deployment, defections, in_a_row=in_a_row)
    low, high = 0, 1
    while not _suffices(enough, high, epsilon):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _suffices(enough, middle, epsilon) else (middle, high)
    return high


def enough_defections(deployment: int, defections: int, *, in_a_row: bool = False) -> Any:
    """The chance c(x) of enough defections in deployment, a polynomial of FLINT's.

    >>> enough_defections(3, 2), enough_defections(3, 2, in_a_row=True)
    ((-2)*x^3 + 3*x^2, (-1)*x^3 + 2*x^2)
    """
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    if deployment > _LONGEST_DEPLOYMENT:
        raise ValueError(f"deployment must be at most {_LONGEST_DEPLOYMENT} for several defections, got {deployment}")
    x = polynomial_of([0, 1])
    chances, zero = [polynomial_of([1]), *[polynomial_of([])] * (defections - 1)], polynomial_of([])
    for _ in range(deployment):
        risen = [zero, *(chance * x for chance in chances[:-1])]
        lapsed = [sum(chances, zero) * (1 - x), *[zero] * (defections - 1)] if in_a_row else [c * (1 - x) for c in chances]
        chances = [up + back for up, back in zip(risen, lapsed, strict=True)]
    return 1 - sum(chances, zero)


def _single(n: int, m: int) -> tuple[Scalar, Scalar, Scalar, Scalar]:
    """What one defection is worth, the optimum, and both chances, in closed form."""
    import sympy

    then, share = ratio(m, n + m), sympy.Rational(n, n + m)
    passed = share ** sympy.Rational(n, m) if n else sympy.Integer(1)
    exact = (passed * sympy.Rational(m, n + m), 1 - share ** sympy.Rational(1, m), passed)
    value, defection, passing = (ratio(int(q.p), int(q.q)) if q.is_Rational else q for q in exact)
    return value, defection, passing, then


def _several(n: int, m: int, d: int, *, in_a_row: bool) -> tuple[Scalar, Scalar, Scalar, Scalar]:
    """What several defections are worth, the optimum, and both chances."""
    from toymodels.symbolic.algebra.stationary_points import Point, polynomial_of, value_of

    enough = enough_defections(m, d, in_a_row=in_a_row)
    place = optimal_defections(enough, n)[0]
    defection, then = (value_of(Point(f, place)) for f in (polynomial_of([0, 1]), enough))
    passed = (1 - defection) ** n
    return number(passed * then), defection, number(passed), then


def optimal_defections(enough: Any, n: int) -> list[Any]:
    """All x in (0, 1] at which (1 - x)^n c(x) is greatest, in increasing order, as algebraic numbers.

    >>> [place.root for place in optimal_defections(enough_defections(1, 1), 2)]
    [(Fraction(1, 3), Fraction(1, 3))]
    """
    from toymodels.symbolic.algebra.stationary_points import Point, greatest, polynomial_of, roots_inside

    if n == 0:
        return [Point.rational(enough, 1).place]
    x = polynomial_of([0, 1])
    places = roots_inside((1 - x) * enough.derivative() - n * enough)
    worth = (1 - x) ** n * enough if len(places) > 1 else enough
    return [places[i] for i in greatest([Point(worth, place) for place in places])]


def _suffices(enough: Any, n: int, epsilon: Fraction | int) -> bool:
    """Whether after so much training no optimum makes a catastrophe more probable than epsilon."""
    from toymodels.symbolic.algebra.stationary_points import Point, rational, sign_at

    return bool(sign_at(Point(enough - rational(epsilon), optimal_defections(enough, n)[-1])) <= 0)
