"""What the agent that may be interrupted does, what each way is worth, and from which probability on it does something else."""

import dataclasses

from toymodels.facts import facts_html, facts_text
from toymodels.models.interruption import Interruption
from toymodels.scalars import Scalar, number, quotient
from toymodels.solvers.plain_numbers import check_plain

ALLOWS, INDIFFERENT, DISABLES = "allows interruption", "indifferent", "disables"
REGIMES = (ALLOWS, INDIFFERENT, DISABLES)


@dataclasses.dataclass(frozen=True)
class InterruptionSolution:
    """The best way, and the probability of interruption at which it changes. Worths in the model's unit of reward.

    Parameters
    ----------
    value
        What the best way is worth.
    regime
        One of ``REGIMES``.
    short_way, button_way
        What each way is worth.
    threshold
        The probability of interruption above which it presses the button; None if none in [0, 1] makes it indifferent, or all.
    """

    value: Scalar
    regime: str
    short_way: Scalar
    button_way: Scalar
    threshold: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def interruption(model: Interruption) -> InterruptionSolution:
    """The best way and the threshold, exactly for exact numbers.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = interruption(Interruption(probability="1/50"))
    >>> solution.regime, solution.short_way, solution.threshold
    ('allows interruption', Fraction(979, 25), Fraction(2, 71))
    """
    check_plain(model)
    p = model.probability
    short, button = number((1 - p) * model.short + p * model.interrupted), model.button
    return InterruptionSolution(
        value=max(short, button),
        regime=DISABLES if button > short else INDIFFERENT if button == short else ALLOWS,
        short_way=short,
        button_way=button,
        threshold=_threshold(model),
    )


def _threshold(model: Interruption) -> Scalar:
    """The probability at which both ways are worth the same, if there is one above which the button is."""
    detour, loss = model.short - model.button, model.short - model.interrupted
    return number(quotient(detour, loss)) if 0 <= detour <= loss and loss > 0 else None
