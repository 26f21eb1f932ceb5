"""The deceiver's best attack rate against an upfront audit, and the auditor's best number of audits, exactly.

The chance to win is a polynomial in q = 1 - p with one maximum on [0, 1]: where its slope changes its sign, or q = 0 (both
polynomials are derived in ``toymodels.models.upfront_audit``). That root is isolated, and the chance there is compared with
ε, and with the chance for another number of audits, exactly.

*More audits.* At every fixed rate the chance to win falls with m, or stays, and so does the best one: the least sufficient m
is found by bisection. Where unseen attacks count or win it is moreover convex in m at every rate, as r^m and q^m are, and a
maximum of convex functions is convex: the auditor's loss falls to its least value and rises after it. Where they are wasted
it need not be (a single problem without an audit may be worth an attack), and every m is tried.
"""

import dataclasses
import functools
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.models.upfront_audit import COUNTS, WASTED, WINS, UpfrontAudit
from toymodels.scalars import Scalar, exactly, is_array, is_symbolic

IMPOSSIBLE, TOLERABLE, MIXES, ALWAYS = "impossible", "tolerable", "mixes", "always attacks"
REGIMES = (IMPOSSIBLE, TOLERABLE, MIXES, ALWAYS)
_MOST_PROBLEMS = 200


@dataclasses.dataclass(frozen=True)
class UpfrontAuditSolution:
    """The best that a deceiver which doesn't observe audits can do, and how many audits are worth their cost.

    Parameters
    ----------
    value
        The probability that the deceiver wins at its best rate.
    regime
        One of ``REGIMES``: *impossible* if it cannot win, in which case every rate is optimal and 0 is reported; *tolerable*
        if it wins with probability epsilon at most; otherwise whether its rate is below 1 or 1.
    attack
        The probability p with which it attacks a problem.
    caught
        The probability that an audit notices an attack before the deceiver has won.
    idle
        The probability that it neither wins nor is caught.
    informed
        The probability that a deceiver wins which knows when audits happen, at its best.
    price_of_not_knowing
        How much more often that one wins.
    audits_needed
        The least number of audits with which ``value`` is at most epsilon; None if all problems are not enough.
    loss
        The auditor's: ``value``, and the cost of the audits that take place.
    best_audits
        The number of audits with the least loss, the least of them if there are several.
    best_value
        The probability that the deceiver wins against so many.
    best_loss
        The auditor's loss with so many.
    """

    value: Scalar
    regime: str
    attack: Scalar
    caught: Scalar
    idle: Scalar
    informed: Scalar
    price_of_not_knowing: Scalar
    audits_needed: Scalar
    loss: Scalar
    best_audits: int
    best_value: Scalar
    best_loss: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


@dataclasses.dataclass(frozen=True)
class Audit:
    """The game with rational numbers: n problems, accuracy c, and what becomes of unseen attacks; m is left open."""

    problems: int
    accuracy: Fraction | int
    unseen: str


def upfront_audit(model: UpfrontAudit) -> UpfrontAuditSolution:
    """The deceiver's best rate, what it gains by it, and the audits that it takes.

    Parameters
    ----------
    model
        The model in numbers, with at most 200 problems.

    Returns
    -------
    Rational numbers where they are, otherwise algebraic ones as sympy numbers; floats if the model has floats in it.

    Raises
    ------
    TypeError
        If the model holds arrays or symbols.
    ValueError
        If there are more than 200 problems.

    Examples
    --------
    >>> solution = upfront_audit(UpfrontAudit(100, 50, epsilon="1/4", audit_cost="1/100"))
    >>> solution.value, solution.regime, solution.audits_needed, solution.best_audits
    (Fraction(1, 4), 'tolerable', 50, 31)
    >>> upfront_audit(UpfrontAudit(problems=2, audited=1, accuracy="1/2")).attack
    Fraction(3, 4)
    """
    from toymodels.symbolic.algebra.stationary_points import Point, float_of, rational, sign_at, value_of

    audit, epsilon, cost, exact = _numbers(model)
    audited, pick = min(model.audited, model.problems), value_of if exact else float_of
    place, informed = best_rate(audit, audited), _constant(_informed(audit, audited))
    won, caught, idle = chances(audit, audited)
    best = best_audits(audit, cost)
    there = best_rate(audit, best)
    price = rational(cost)

    def at(polynomial: Any, where: Any = place) -> Scalar:
        return pick(Point(polynomial, where))

    tolerable = sign_at(Point(won - rational(epsilon), place)) <= 0
    return UpfrontAuditSolution(
        value=at(won),
        regime=IMPOSSIBLE if not won else TOLERABLE if tolerable else ALWAYS if at(_rate()) == 1 else MIXES,
        attack=at(_rate()),
        caught=at(caught),
        idle=at(idle),
        informed=at(informed),
        price_of_not_knowing=at(informed - won),
        audits_needed=audits_needed(audit, epsilon),
        loss=at(won + price * audited),
        best_audits=best,
        best_value=at(chances(audit, best)[0], there),
        best_loss=at(chances(audit, best)[0] + price * best, there),
    )


@functools.lru_cache(maxsize=1 << 9)
def chances(audit: Audit, audited: int) -> tuple[Any, Any, Any]:
    """The probabilities that the deceiver wins, is caught, and neither: polynomials of FLINT's in q = 1 - p.

    >>> chances(Audit(2, 1, "counts"), 1)
    ((-1)*x^2 + x, (-1)*x + 1, x^2)
    """
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    n, m, c, q = audit.problems, audited, audit.accuracy, polynomial_of([0, 1])
    if audit.unseen == WINS:
        caught, idle = (1 - q**m) * polynomial_of([c]), q**n
    else:
        unnoticed = polynomial_of([1 - c, c]) ** m
        caught, idle = 1 - unnoticed, q**n if audit.unseen == COUNTS else unnoticed * q ** (n - m)
    return 1 - caught - idle, caught, idle


def slope(audit: Audit, audited: int) -> Any:
    """A polynomial in q of the sign of the win probability's derivative for 0 < q < 1, that changes once at most.

    >>> slope(Audit(10, 1, "counts"), 5)
    (-10)*x^5 + 5
    """
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    n, m, c, q = audit.problems, audited, audit.accuracy, polynomial_of([0, 1])
    if audit.unseen == WINS or c == 1:
        return polynomial_of([c * m]) - n * q ** (n - m)
    if audit.unseen == COUNTS:
        return (polynomial_of([1 - c, c]) ** max(0, m - 1)) * polynomial_of([c * m]) - n * q ** max(0, n - 1)
    k = n - m
    return polynomial_of([c * m]) - q ** max(0, k - 1) * polynomial_of([k * (1 - c), c * n])


@functools.lru_cache(maxsize=1 << 9)
def best_rate(audit: Audit, audited: int) -> Any:
    """The best chance q = 1 - p of leaving a problem alone, as an algebraic number; 1 if the deceiver cannot win.

    >>> best_rate(Audit(10, 1, "counts"), 5).equation
    (-1, 0, 0, 0, 0, 2)
    """
    from toymodels.symbolic.algebra.stationary_points import Point, roots_inside

    won = chances(audit, audited)[0]
    if not won:
        return Point.rational(won, 1).place
    inside = roots_inside(slope(audit, audited))
    return inside[0] if inside else Point.rational(won, 0).place


def audits_needed(audit: Audit, epsilon: Fraction | int) -> int | None:
    """The least number of audits with which the deceiver wins with probability epsilon at most; None if none is enough.

    >>> audits_needed(Audit(100, 1, "counts"), Fraction(1, 100)), audits_needed(Audit(100, Fraction(1, 2), "wins"), 0)
    (98, None)
    """
    from toymodels.symbolic.algebra.stationary_points import Point, rational, sign_at

    def suffices(audited: int) -> bool:
        return bool(sign_at(Point(chances(audit, audited)[0] - rational(epsilon), best_rate(audit, audited))) <= 0)

    return _first(suffices, audit.problems) if suffices(audit.problems) else None


def best_audits(audit: Audit, cost: Fraction | int) -> int:
    """The least number of audits among those with the least loss to the auditor.

    >>> best_audits(Audit(10, 1, "counts"), Fraction(1, 100)), best_audits(Audit(10, 1, "counts"), Fraction(1, 10))
    (10, 3)
    """
    from toymodels.symbolic.algebra.stationary_points import Point, comparison, greatest, rational

    def gain(audited: int) -> Point:
        return Point(-chances(audit, audited)[0] - rational(cost) * audited, best_rate(audit, audited))

    if audit.unseen == WASTED:
        return greatest([gain(audited) for audited in range(audit.problems + 1)])[0]
    return _first(lambda audited: comparison(gain(audited), gain(audited + 1)) >= 0, audit.problems)


def _first(holds: Any, last: int) -> int:
    """The least number from which on something holds; the last one is not asked."""
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return high


def _informed(audit: Audit, audited: int) -> Fraction | int:
    """What a deceiver wins that knows when audits happen: for certain after them, else by one attack that must pass unseen."""
    if audited < audit.problems:
        return 1
    return 0 if audit.unseen == WASTED or not audit.problems else 1 - audit.accuracy


def _numbers(model: UpfrontAudit) -> tuple[Audit, Scalar, Scalar, bool]:
    """The model's numbers as rationals, and whether they were written as such."""
    given = (model.problems, model.audited, model.accuracy, model.epsilon, model.audit_cost)
    if any(is_array(value) or is_symbolic(value) for value in given):
        raise TypeError("the upfront audit is solved for numbers, and this model holds arrays or symbols")
    if model.problems > _MOST_PROBLEMS:
        raise ValueError(f"problems must be at most {_MOST_PROBLEMS} to be solved exactly, got {model.problems}")
    _, _, accuracy, epsilon, cost = map(exactly, given)
    exact = not any(isinstance(value, float) for value in given)
    return Audit(model.problems, accuracy, model.unseen), epsilon, cost, exact


def _rate() -> Any:
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    return polynomial_of([1, -1])


def _constant(value: Fraction | int) -> Any:
    from toymodels.symbolic.algebra.stationary_points import polynomial_of

    return polynomial_of([value])
