"""What an attacker makes of a budget of audits, the defender's best threshold, and what it costs in honest work.

The attackers are those of ``toymodels.solvers.audit_attacks`` and the curve of thresholds that of
``toymodels.solvers.audit_thresholds``. Everything is decided in rational numbers, except that a memoryless attacker's gains at
different thresholds, algebraic numbers, are compared as floats.
"""

import dataclasses
import itertools
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias

from toymodels.domains import parameters
from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.audit_budget import MEMORYLESS, OBSERVING, PLANNING, AuditBudget
from toymodels.scalars import Scalar, exactly, is_exact, number
from toymodels.solvers.audit_attacks import Watch, audits_left, best_rate, memoryless, observing, planning
from toymodels.solvers.audit_thresholds import Rates, adaptive, concave_curve, rate_on

LENIENT, BEST, STRICT = "too lenient", "best", "too strict"
REGIMES = (LENIENT, BEST, STRICT)

COLUMNS = ("false_positive", "true_positive", "value", "safety", "usefulness", "dominated")
"""The columns of the table of thresholds."""

_MOST_STATES = 10_000

Give: TypeAlias = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True)
class AuditBudgetSolution:
    """What an attacker gets from a monitor with a budget of audits, and what thresholds the defender has to choose from.

    Gains are in successful attacks; where the continuation is 0, that is the probability of a catastrophe. For a memoryless
    attacker ``value`` and ``rate`` are algebraic numbers, and what depends on its gain at other thresholds is in floats.

    Parameters
    ----------
    value
        W(n, k): what the attacker gets at the threshold in use.
    regime
        Whether that threshold is too lenient, best or too strict: whether its false positive rate is below, among or above
        those at which the attacker gets least, of all that are in ``frontier``.
    safety
        The share of what the attacker would get without audits that it does not get.
    usefulness
        The share of an honest policy's work that audits leave.
    audits_expected
        The number of audits that an honest policy has to expect.
    waits
        The number of episodes that the attacker lets pass before it attacks, as long as all audits are left if it sees them;
        the least that is best, and None for a memoryless one.
    rate
        The best probability of attack of a memoryless attacker; None for the others.
    value_planning, value_observing
        What these attackers get at the threshold in use, whoever is meant by the model.
    best_value
        The least that the attacker gets at a threshold of the table.
    best_false_positive, best_true_positive
        The rates of that threshold; of several the most useful.
    adaptive_value
        What an observing attacker gets from a defender that sets the threshold anew for each episode.
    adaptive_false_positive
        The false positive rate with which that defender begins.
    frontier
        A row of ``COLUMNS`` for every threshold, from lenient to strict; dominated is one than which another is at least as
        safe and as useful, and better in one of the two.
    """

    value: Scalar
    regime: str
    safety: Scalar
    usefulness: Scalar
    audits_expected: Scalar
    waits: int | None
    rate: Scalar | None
    value_planning: Scalar
    value_observing: Scalar
    best_value: Scalar
    best_false_positive: Scalar
    best_true_positive: Scalar
    adaptive_value: Scalar
    adaptive_false_positive: Scalar
    frontier: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        """The facts, with the thresholds that are not dominated in decimals."""
        shown = [row for row in self.frontier if not row["dominated"]]
        rounded = [{name: float(cell) for name, cell in row.items() if name != "dominated"} for row in shown]
        return facts_text(dataclasses.replace(self, frontier=tuple(rounded)))

    def _repr_html_(self) -> str:
        return facts_html(self)


def audit_budget(model: AuditBudget) -> AuditBudgetSolution:
    """What the attacker gets, the best threshold and the frontier of safety against usefulness.

    Parameters
    ----------
    model
        The model in numbers. Floats are taken for the rational numbers that they are, and the results are rounded.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the attacker is memoryless and there are more than 200 episodes, or episodes times audits are more than 10,000.

    Examples
    --------
    >>> solution = audit_budget(AuditBudget(episodes=5, audits=1, false_positive="1/5", true_positive="4/5", steps=5))
    >>> solution.value, solution.regime, solution.usefulness, solution.adaptive_value
    (Fraction(2101, 3125), 'best', Fraction(13524, 15625), Fraction(1, 2))
    """
    names = [name for name in parameters(AuditBudget) if name != "attacker"]
    numbers = {name: getattr(model, name) for name in names}
    rates = [rate for point in model.roc for rate in point]
    for name, value in (*numbers.items(), *(("a rate in roc", rate) for rate in rates)):
        if not isinstance(value, int | float | Fraction):
            raise TypeError(f"{name} must be one number, got {value} of type {type(value).__name__}")
    changed = {name: exactly(value) for name, value in numbers.items()}
    exact = dataclasses.replace(model, **changed, roc=tuple((exactly(f), exactly(t)) for f, t in model.roc))
    return _solution(exact, number if all(map(is_exact, (*numbers.values(), *rates))) else float)


def _solution(model: AuditBudget, give: Give) -> AuditBudgetSolution:
    model = dataclasses.replace(model, audits=min(model.audits, model.episodes))
    if model.episodes * model.audits > _MOST_STATES:
        size = f"{model.episodes} * {model.audits}"
        raise ValueError(f"episodes times audits (at most one for each) must be at most {_MOST_STATES}, got {size}")
    own = (model.false_positive, model.true_positive)
    curve = concave_curve([own, *model.roc])
    rows = _frontier(model, curve)
    least = min(row["value"] for row in rows)
    best = [row for row in rows if row["value"] == least]
    chosen = max(best, key=lambda row: row["usefulness"])
    here = next(row for row in rows if (row["false_positive"], row["true_positive"]) == own)
    found = adaptive(curve, model.episodes, model.audits, model.continuation)
    value, waits, rate = _attack(model, give)
    return AuditBudgetSolution(
        value=value,
        regime=_regime(own[0], [row["false_positive"] for row in best]),
        safety=give(here["safety"]),
        usefulness=give(here["usefulness"]),
        audits_expected=give(_audits(model, own[0])),
        waits=waits,
        rate=rate,
        value_planning=give(planning(_watch(model, own))[0]),
        value_observing=give(observing(_watch(model, own))[0]),
        best_value=give(least),
        best_false_positive=give(chosen["false_positive"]),
        best_true_positive=give(chosen["true_positive"]),
        adaptive_value=give(found[0]),
        adaptive_false_positive=give(found[1][0]),
        frontier=tuple({name: cell if name == "dominated" else give(cell) for name, cell in row.items()} for row in rows),
    )


def _watch(model: AuditBudget, rates: Rates) -> Watch:
    return Watch(model.episodes, model.audits, *rates, model.continuation)


def _attack(model: AuditBudget, give: Give) -> tuple[Scalar, int | None, Scalar | None]:
    """What the attacker gets, how long it waits and at what rate it attacks, at the threshold in use."""
    watch = _watch(model, (model.false_positive, model.true_positive))
    if model.attacker != MEMORYLESS:
        worth, waits = {PLANNING: planning, OBSERVING: observing}[model.attacker](watch)
        return give(worth), waits, None
    from toymodels.symbolic.algebra.stationary_points import Point, float_of, polynomial_of, value_of

    polynomial = memoryless(watch)
    place, pick = best_rate(polynomial), value_of if give is number else float_of
    return pick(Point(polynomial, place)), None, pick(Point(polynomial_of([0, 1]), place))


def _worth(model: AuditBudget, rates: Rates) -> Scalar:
    """What the attacker gets at a threshold; a float if it is memoryless."""
    watch = _watch(model, rates)
    if model.attacker != MEMORYLESS:
        return {PLANNING: planning, OBSERVING: observing}[model.attacker](watch)[0]
    from toymodels.symbolic.algebra.stationary_points import Point, float_of

    polynomial = memoryless(watch)
    return float_of(Point(polynomial, best_rate(polynomial)))


def _frontier(model: AuditBudget, curve: tuple[Rates, ...]) -> list[dict[str, Any]]:
    """The table of thresholds: of the curve, at its corners and at even steps, and the one in use."""
    steps = (Fraction(i, model.steps) for i in range(model.steps + 1))
    own = (model.false_positive, model.true_positive)
    thresholds = sorted({own, *curve, *((f, rate_on(curve, f)) for f in steps)})
    unchecked = geometric_sum(model.continuation, model.episodes)
    rows = []
    for rates in thresholds:
        worth = _worth(model, rates)
        safety = 1 - (worth / unchecked if isinstance(worth, float) else Fraction(worth) / unchecked) if unchecked else 1
        rows.append(dict(zip(COLUMNS, (*rates, worth, safety, _usefulness(model, rates[0])), strict=False)))
    return [row | {"dominated": any(_dominates(other, row) for other in rows)} for row in rows]


def _dominates(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    gains = [one[name] - other[name] for name in ("safety", "usefulness")]
    return bool(min(gains) >= 0 and max(gains) > 0)


def _audits(model: AuditBudget, f: Scalar) -> Scalar:
    """The number of audits that an honest policy has to expect."""
    left = audits_left(_watch(model, (f, 1)))
    return sum((f * chance for chance in itertools.islice(left, model.episodes)), start=0)


def _usefulness(model: AuditBudget, f: Scalar) -> Scalar:
    return 1 - Fraction(model.audit_loss * _audits(model, f)) / model.episodes if model.episodes else 1


def _regime(false_positive: Scalar, best: list[Scalar]) -> str:
    if false_positive < min(best):
        return LENIENT
    return STRICT if false_positive > max(best) else BEST
