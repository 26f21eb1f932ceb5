"""The best linear pay for several tasks, the efforts that it buys, and which tasks it crowds out, in rational numbers.

In the symbols of ``toymodels.models.multitask``, the worth of efforts is written as vectors and matrices of rationals and every
linear system is solved by flint; nothing is rounded but the results of a model with floats, at the end.
"""

import dataclasses
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from toymodels.facts import facts_html, facts_text
from toymodels.models.multitask import Multitask
from toymodels.scalars import Scalar
from toymodels.solvers.plain_numbers import plain_numbers

if TYPE_CHECKING:
    from flint import fmpq_mat

FIRST_BEST, ALL_GAIN, CROWDED, NO_PAY = "first best", "no task suffers", "crowds out a task", "no pay for performance"
REGIMES = (FIRST_BEST, ALL_GAIN, CROWDED, NO_PAY)


@dataclasses.dataclass(frozen=True)
class MultitaskSolution:
    """The best pay for several tasks and what it brings; worths are in the unit of the benefits, tasks in their order.

    Parameters
    ----------
    value
        What principal and agent share under the best pay, above what they share without pay for performance.
    regime
        One of ``REGIMES``: whether nothing is lost; no task worth something suffers; one does; or not to pay is best.
    incentives
        The best pay α for a unit of each task, as it is seen.
    efforts
        The agent's efforts under it, counted from what it does unpaid.
    crowded_out
        The tasks, counted from 1, that are worth something and get less effort than from an unpaid agent.
    first_best, first_best_efforts
        The same with efforts that could be seen without noise, or an agent that minds no risk and tasks all measured.
    loss
        What is lost against that.
    risk_cost
        What the agent charges for the risk of the best pay.
    break_even_benefits
        For each measured task what a unit of effort in it takes away in tasks that can't be measured: were the others
        measured ones not there, paying for it would be best iff its benefit is greater. None for tasks that can't be measured.
    naive_incentives
        The pay of a principal who takes the tasks one by one, and forgets that they share the agent's time.
    naive_value
        What that pay brings; below 0 it is worse than no pay for performance.
    """

    value: Scalar
    regime: str
    incentives: tuple[Scalar, ...]
    efforts: tuple[Scalar, ...]
    crowded_out: tuple[int, ...]
    first_best: Scalar
    first_best_efforts: tuple[Scalar, ...]
    loss: Scalar
    risk_cost: Scalar
    break_even_benefits: tuple[Scalar, ...]
    naive_incentives: tuple[Scalar, ...]
    naive_value: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def multitask(model: Multitask) -> MultitaskSolution:
    """The best linear pay for several tasks.

    Returns
    -------
    Exact numbers if the model's are, infinities aside; else the floats nearest to the exact ones.

    Raises
    ------
    TypeError
        If the risk aversion is a symbol or an array.

    Examples
    --------
    Paid for the one task as if it were all there is, the agent neglects the other, and all are worse off than unpaid.

    >>> solution = multitask(Multitask((1, 1), ((1, "9/10"), ("9/10", 1)), 1, (1, "inf")))
    >>> solution.incentives, solution.crowded_out, solution.value
    ((Fraction(10, 119), 0), (2,), Fraction(50, 2261))
    >>> solution.naive_incentives, solution.naive_value
    ((Fraction(1, 2), 0), Fraction(-79, 152))
    """
    numbers = plain_numbers(model)
    benefits, risk, noise = (numbers.values[name] for name in ("benefits", "risk_aversion", "noise"))
    costs = numbers.values["cost_matrix"]
    displaced = _displaced(benefits, costs, _measured(noise))
    incentives = best_incentives(benefits, costs, risk, noise)
    naive = [
        Fraction(benefit) / (1 + risk * row[i] * noise[i]) if math.isfinite(noise[i]) else 0
        for i, (benefit, row) in enumerate(zip(benefits, costs, strict=True))
    ]
    best = shared_worth(benefits, costs, risk, noise, incentives)
    first_best = shared_worth(benefits, costs, 0, noise, benefits)
    efforts = _solved(costs, incentives)
    crowded = tuple(i + 1 for i, effort in enumerate(efforts) if effort < 0 < benefits[i])
    return MultitaskSolution(
        value=numbers.told(best),
        regime=FIRST_BEST if best == first_best else NO_PAY if not any(incentives) else CROWDED if crowded else ALL_GAIN,
        incentives=numbers.told_all(incentives),
        efforts=numbers.told_all(efforts),
        crowded_out=crowded,
        first_best=numbers.told(first_best),
        first_best_efforts=numbers.told_all(_solved(costs, benefits)),
        loss=numbers.told(first_best - best),
        risk_cost=numbers.told(_risk_cost(risk, noise, incentives)),
        break_even_benefits=numbers.told_all(displaced),
        naive_incentives=numbers.told_all(naive),
        naive_value=numbers.told(shared_worth(benefits, costs, risk, noise, naive)),
    )


def best_incentives(
    benefits: Sequence[Scalar], costs: Sequence[Sequence[Scalar]], risk: Scalar, noise: Sequence[Scalar]
) -> list[Fraction]:
    """The best pay α for a unit of each task, in rational numbers: 0 for a task that can't be measured.

    >>> best_incentives((1, 1), ((1, 0), (0, 1)), 1, (1, 3))
    [Fraction(1, 2), Fraction(1, 4)]
    """
    seen = _measured(noise)
    if not seen:
        return [Fraction(0)] * len(noise)
    reduced = _inverse([[row[j] for j in seen] for row in [_solved_column(costs, i) for i in seen]])
    net = [benefits[i] - _displaced(benefits, costs, seen)[i] for i in seen]
    system = [[int(a == b) + risk * reduced[a][b] * noise[j] for b, j in enumerate(seen)] for a in range(len(seen))]
    pay = dict(zip(seen, _solved(system, net), strict=True))
    return [pay.get(i, Fraction(0)) for i in range(len(noise))]


def shared_worth(
    benefits: Sequence[Scalar],
    costs: Sequence[Sequence[Scalar]],
    risk: Scalar,
    noise: Sequence[Scalar],
    incentives: Sequence[Scalar],
) -> Scalar:
    """What principal and agent share when efforts are paid like this: B·t - t'Ct/2 less the cost of the risk.

    >>> shared_worth((1,), ((1,),), 2, (Fraction(1, 2),), (Fraction(1, 2),))
    Fraction(1, 4)
    """
    efforts = _solved(costs, incentives)
    effort_cost = sum(a * t for a, t in zip(incentives, efforts, strict=True)) / Fraction(2)
    return sum(b * t for b, t in zip(benefits, efforts, strict=True)) - effort_cost - _risk_cost(risk, noise, incentives)


def _risk_cost(risk: Scalar, noise: Sequence[Scalar], incentives: Sequence[Scalar]) -> Scalar:
    """What the risk of the pay costs, r α'Σα/2; a task that isn't paid for costs none."""
    if not risk:
        return 0
    return risk * sum(a * a * variance for a, variance in zip(incentives, noise, strict=True) if a) / Fraction(2)


def _measured(noise: Sequence[Scalar]) -> list[int]:
    return [i for i, variance in enumerate(noise) if math.isfinite(variance)]


def _displaced(benefits: Sequence[Scalar], costs: Sequence[Sequence[Scalar]], seen: list[int]) -> list[Scalar]:
    """C_MU C_UU^{-1} B_U for the measured tasks M, None for the unmeasured ones U."""
    unseen = [i for i in range(len(benefits)) if i not in seen]
    weights = _solved([[costs[i][j] for j in unseen] for i in unseen], [benefits[i] for i in unseen]) if unseen else []
    return [
        sum(costs[i][j] * weight for j, weight in zip(unseen, weights, strict=True)) if i in seen else None
        for i in range(len(benefits))
    ]


def _solved(rows: Sequence[Sequence[Scalar]], right: Sequence[Scalar]) -> list[Fraction]:
    """The solution of a linear system, which has one."""
    from flint import fmpq_mat

    column = fmpq_mat(len(right), 1, [_flint(item) for item in right])
    return [Fraction(int(item.p), int(item.q)) for item in _matrix(rows).solve(column).entries()]


def _solved_column(rows: Sequence[Sequence[Scalar]], place: int) -> list[Fraction]:
    """A column of the inverse."""
    return _solved(rows, [int(i == place) for i in range(len(rows))])


def _inverse(rows: Sequence[Sequence[Scalar]]) -> list[list[Fraction]]:
    """The inverse of a symmetric matrix."""
    return [_solved_column(rows, i) for i in range(len(rows))]


def _matrix(rows: Sequence[Sequence[Scalar]]) -> "fmpq_mat":
    from flint import fmpq_mat

    return fmpq_mat(len(rows), len(rows[0]), [_flint(item) for row in rows for item in row])


def _flint(value: Scalar) -> Any:
    from flint import fmpq

    return fmpq(*Fraction(value).as_integer_ratio())
