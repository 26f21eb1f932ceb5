"""The inspection game solved in closed form: zero-sum, general-sum, with commitment, and with fixed schedules.

The formulas are derived in ``toymodels.models.inspection_game``, ``toymodels.solvers.inspection_closed_form``,
``toymodels.solvers.inspection_payoffs`` and ``toymodels.solvers.inspection_schedules``; the recursion that they are checked
against is ``toymodels.solvers.inspection_recursion``. Floats are solved as the rational numbers that they are, and
every result is rounded once.
"""

import dataclasses
import itertools
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_html, facts_text
from toymodels.models.inspection_game import InspectionGame
from toymodels.scalars import Scalar
from toymodels.solvers.inspection_closed_form import inspection_closed_form, inspection_states
from toymodels.solvers.inspection_payoffs import InspectionPayoffs, inspection_payoffs
from toymodels.solvers.inspection_recursion import InspectionState, reached_states
from toymodels.solvers.inspection_schedules import announced_value, drawn_value
from toymodels.solvers.plain_numbers import plain_numbers

DETERRED, MIXED, UNCHECKED, CAUGHT = "deterred", "mixed", "unchecked", "caught"
REGIMES = (DETERRED, MIXED, UNCHECKED, CAUGHT)

MOST_STATES = 200
"""The number of states up to which a solution lists them."""

_SHOWN = 12
_EXACT = ("stages", "inspections", "violations")


@dataclasses.dataclass(frozen=True)
class InspectionGameSolution:
    """What an inspection game is worth, and what both sides do. Payoffs are in units of what an unseen violation pays.

    Parameters
    ----------
    value
        What the zero-sum game is worth to the inspectee.
    regime
        One of ``REGIMES``: it never violates; both mix; there is no inspection; it violates and is caught (only if that pays).
    inspection_probability, violation_probability
        The probabilities of an inspection and of a violation in the first stage; of several optimal ones the least, but 1
        for a violation once there are no inspections left. The first is that of the general-sum game and with commitment too.
    announced_value, drawn_value
        What the game is worth to the inspectee if the stages to inspect are announced beforehand; if they are drawn
        beforehand, all sets alike, and kept secret.
    inspectee_payoff, inspector_payoff, equilibrium_violation_probability, caught
        The equilibrium of the general-sum game: both payoffs, the probability of a violation in the first stage, and that of
        being caught ever. These fields and the next are None if more than one violation is intended or the penalty is negative.
    committed_inspectee_payoff, committed_inspector_payoff, committed_violation_probability
        The same with an inspector that commits itself to its probabilities; nobody is caught.
    price_of_no_commitment
        What the inspector would gain by being able to commit itself.
    states
        The zero-sum game's states that can be reached with a stage and a violation left, from the first one on, if there are
        at most ``MOST_STATES``; ``inspection_states`` of ``toymodels.solvers.inspection_closed_form`` gives them all. Each
        state is the start of a shorter inspection game.
    """

    value: Scalar
    regime: str
    inspection_probability: Scalar
    violation_probability: Scalar
    announced_value: Scalar
    drawn_value: Scalar
    inspectee_payoff: Scalar | None
    inspector_payoff: Scalar | None
    equilibrium_violation_probability: Scalar | None
    caught: Scalar | None
    committed_inspectee_payoff: Scalar | None
    committed_inspector_payoff: Scalar | None
    committed_violation_probability: Scalar | None
    price_of_no_commitment: Scalar | None
    states: tuple[InspectionState, ...]

    def __str__(self) -> str:
        if len(self.states) <= _SHOWN:
            return facts_text(self)
        return f"{facts_text(dataclasses.replace(self, states=self.states[:_SHOWN]))}\n  and {len(self.states) - _SHOWN} more"

    def _repr_html_(self) -> str:
        return facts_html(self)


def inspection_game(model: InspectionGame) -> InspectionGameSolution:
    """The value of an inspection game and both sides' strategies, its general-sum version and its alternatives.

    Parameters
    ----------
    model
        The game, in exact numbers or floats.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If the penalty is negative and more than one violation is intended: see ``toymodels.models.inspection_game``.

    Examples
    --------
    >>> solution = inspection_game(InspectionGame(stages=2, inspections=1, penalty=1, loss="1/2"))
    >>> solution.value, solution.inspector_payoff, solution.committed_inspector_payoff, solution.price_of_no_commitment
    (Fraction(1, 3), Fraction(-2, 3), Fraction(-1, 3), Fraction(1, 3))
    """
    values, exact, *_ = plain_numbers(model)
    n, m, k, penalty, loss = values.values()
    first = inspection_closed_form(n, m, k, penalty)
    few = len(list(itertools.islice(reached_states(n, m, k), MOST_STATES + 1))) <= MOST_STATES
    solution = InspectionGameSolution(
        value=first.value,
        regime=_regime(model, first),
        inspection_probability=first.inspection_probability,
        violation_probability=first.violation_probability,
        announced_value=announced_value(n, m, k, penalty),
        drawn_value=drawn_value(n, m, k, penalty),
        states=inspection_states(n, m, k, penalty) if few else (),
        **_payoffs(n if k else 0, m, min(n, k), penalty, loss),
    )
    return solution if exact else _rounded(solution)


def _regime(model: InspectionGame, first: InspectionState) -> str:
    if first.value == 0:
        return DETERRED
    if first.inspection_probability == 0:
        return UNCHECKED
    return CAUGHT if model.inspections >= model.stages else MIXED


def _payoffs(stages: int, inspections: int, violations: int, penalty: Scalar, loss: Scalar) -> dict[str, Any]:
    """The general-sum fields; without an intended violation they are those of a game without stages."""
    if violations > 1 or penalty < 0:
        return {field.name: None for field in dataclasses.fields(InspectionPayoffs)}
    return dataclasses.asdict(inspection_payoffs(stages, inspections, penalty, loss))


def _rounded(result: Any) -> Any:
    """A result with floats for all numbers but counts."""
    return dataclasses.replace(
        result, **{field.name: _nearest(field.name, getattr(result, field.name)) for field in dataclasses.fields(result)}
    )


def _nearest(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_rounded, value))
    return float(value) if isinstance(value, int | Fraction) and name not in _EXACT else value
