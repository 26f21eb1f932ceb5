"""What optimizers of different dispositions do, what they expect of it and what they really get.

An optimizer plans in the game it believes in, by backward induction, and acts on its plan as long as it is unmodified. With
c = 1 - p and S_n(x) = 1 + x + ... + x^(n-1), a plan of A throughout is worth

    w S_N(g) + (1 - w) [ S_T(g c) + (g c)^T S_D(g) ],   N = T + D,

to the original objective in the true game, whatever the optimizer expected; for 2 + 3 episodes and certain modification
that is 1, where the realistic optimizer's plan brings 3.

Where an optimizer's plan has ties, its other optimal plans may be worth more or less than it in the true game, since they
are ties in the believed game only. The greatest and the least worth of them are found in the true game with every choice
that is no tie kept, one by backward induction for the original objective and one for its opposite.
"""

import dataclasses
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.disposition import KINDS, Disposition
from toymodels.policies import Rule, Runs, by_phase, plan_point, short_plan
from toymodels.regimes import regime
from toymodels.scalars import Scalar, is_exact, number
from toymodels.solution import Solution
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.training import Action, TrainingGame

REGIMES = ("defects", "partly deceptive", "deceptive", "complies", "other")
"""What a plan amounts to, as in ``toymodels.regimes``, where B throughout is called deterred; in the order of the codes."""

CONDITIONS = {
    "realistic": "deceives in all of training iff p (g^T + ... + g^(T+D-1)) >= 1, at its end iff p (g + ... + g^D) >= 1",
    "hedonistic": "defects",
    "myopic": "defects",
    "unaware": "defects",
    "watched": "defects; if p = g = 1, B is as good in all episodes but the last",
    "indifferent": "defects",
    "corrigible": "complies, whatever w",
}
"""What each disposition does, by T, D, p, w and g, for w < 1: a theorem each."""

COLUMNS = ("regime", "plan", "optimal", "expected", "value", "least_value", "greatest_value", "base_value")
"""The columns of the table of dispositions, fields of ``DispositionSolution``."""

_WIDTHS = (13, 18, 11, 11, 12, 0)


@dataclasses.dataclass(frozen=True)
class DispositionSolution:
    """What an optimizer does, expects and gets. Payoffs are in units of what A pays the mesa-objective in an episode.

    Parameters
    ----------
    kind
        Its disposition.
    plan
        Its acts while it is unmodified, in runs where there are many.
    regime
        What the plan amounts to, one of ``REGIMES``.
    optimal
        The acts that are optimal in the game it believes in, ``*`` where both are.
    tied_episodes
        The number of episodes where both are.
    expected
        What it expects, by its own values and beliefs, as it discounts.
    value
        What its plan is worth to the original objective in the true game.
    least_value, greatest_value
        The least and the most that any of its optimal plans is worth there.
    base_value
        What its plan is worth to the base objective there.
    threshold
        The modification probability from which it serves in all of training and defects in deployment; None if there is none.
    condition
        What its disposition does for w < 1, in words and symbols.
    table
        For every disposition in the same game, the ``COLUMNS`` by name.
    """

    kind: str
    plan: str
    regime: str
    optimal: str
    tied_episodes: int
    expected: Scalar
    value: Scalar
    least_value: Scalar
    greatest_value: Scalar
    base_value: Scalar
    threshold: Scalar | None
    condition: str
    table: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return "\n".join([facts_text(dataclasses.replace(self, table={})).rpartition("\n")[0], *_table_lines(self.table)])

    def _repr_html_(self) -> str:
        return facts_html(self)


def disposition(model: Disposition) -> DispositionSolution:
    """What an optimizer of a disposition does, expects and gets, beside what those of all other dispositions do.

    Parameters
    ----------
    model
        The model, in exact numbers or floats.

    Raises
    ------
    TypeError
        If there are symbols or arrays in it.

    Examples
    --------
    >>> found = disposition(Disposition("unaware"))
    >>> found.regime, found.expected, found.value
    ('defects', 5, 1)
    """
    outcomes = _outcomes(model)
    return dataclasses.replace(outcomes[model.kind], table=_rows(outcomes))


def disposition_table(model: Disposition) -> dict[str, dict[str, Any]]:
    """Who deceives, who defects and who complies: the ``COLUMNS`` for every disposition, in the game of a model.

    Parameters
    ----------
    model
        The model, in exact numbers or floats; its own disposition does not matter.

    Examples
    --------
    >>> for kind, row in disposition_table(Disposition(training=2, deployment=3)).items():
    ...     print(f"{kind:12}{row['regime']:10}{row['plan']} {row['expected']} {row['value']} {row['base_value']}")
    realistic   deceptive BBAAA 3 3 2
    hedonistic  defects   AAAAA 5 1 4
    myopic      defects   AAAAA 1 1 4
    unaware     defects   AAAAA 5 1 4
    watched     defects   AAAAA 1 1 4
    indifferent defects   AAAAA 5 1 4
    corrigible  complies  BBBBB 5 0 5
    """
    return _rows(_outcomes(model))


def _outcomes(model: Disposition) -> dict[str, DispositionSolution]:
    """The solutions for all dispositions, without the table."""
    return {kind: _outcome(dataclasses.replace(model, kind=kind)) for kind in KINDS}


def _rows(outcomes: Mapping[str, DispositionSolution]) -> dict[str, dict[str, Any]]:
    return {kind: {name: getattr(found, name) for name in COLUMNS} for kind, found in outcomes.items()}


def _outcome(model: Disposition) -> DispositionSolution:
    """The solution without the table."""
    believed = backward_induction(model)
    true, plan = model.true_game(), believed.plan_runs
    acts = _optimal_acts(believed)
    tied = sum(count for count, act in acts.pieces if not act)
    value = policy_evaluation(true, "".join(plan)).value
    other_values = _extreme_values(true, acts) if tied else ()
    word = regime(true, plan)
    return DispositionSolution(
        kind=model.kind,
        plan=short_plan(true, plan),
        regime="complies" if word == "deterred" else word,
        optimal=short_plan(true, Runs.joined((count, act or "*") for count, act in acts.pieces)),
        tied_episodes=tied,
        expected=believed.value,
        value=value,
        least_value=min((value, *other_values)),
        greatest_value=max((value, *other_values)),
        base_value=policy_evaluation(model.base_game(), "".join(plan)).value,
        threshold=_threshold(model),
        condition=CONDITIONS[model.kind],
    )


def _optimal_acts(believed: Solution) -> Runs[Action]:
    """The unmodified optimizer's optimal act in each episode, empty where both are."""
    pieces = by_phase(believed.game, believed.choices)
    sets = ((count, choices[plan_point(believed.game, phase)]) for phase, count, choices in pieces)
    return Runs.joined((count, acts[0] if len(acts) == 1 else "") for count, acts in sets)


def _extreme_values(true: TrainingGame, acts: Runs[Action]) -> tuple[Scalar, Scalar]:
    """The least and the greatest worth of the plans with these acts in the true game, any act where none is given."""
    kept: list[Rule] = [{(true.start, "conflict"): act} if act else {} for act in acts]
    judged = true.states[true.start]
    opposite = {key: -pay if key[0] == judged else pay for key, pay in true.payoffs.items()}
    worst = backward_induction(dataclasses.replace(true, payoffs=opposite), kept=kept)
    return 0 - worst.value, backward_induction(true, kept=kept).value


def _threshold(model: Disposition) -> Scalar | None:
    """1/(g^T + ... + g^(T+D-1)) for a realistic optimizer, where that is a probability and w < 1."""
    worth = model.discount**model.training * geometric_sum(model.discount, model.deployment)
    if model.kind != "realistic" or model.overlap >= 1 or not model.training or worth < 1:
        return None
    return number(1 / (Fraction(worth) if is_exact(worth) else worth))


def _table_lines(table: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The table for reading, a line for every disposition and one for what stands in the columns."""
    shown = ("regime", "expected", "value", "base_value")
    rows = [(kind, *(_short(row[name]) for name in shown), row["optimal"]) for kind, row in table.items()]
    head = ("kind", *(name.replace("_", " ") for name in shown), "optimal acts")
    return [
        "",
        *("".join(f"{cell:<{width}}" for cell, width in zip(row, _WIDTHS, strict=True)).rstrip() for row in (head, *rows)),
    ]


def _short(cell: Any) -> str:
    return cell if isinstance(cell, str) else f"{float(cell):.6g}"
