"""What an agent does while a supervisor is present and absent, seen or not, and what hiding the supervisor is good for."""

import dataclasses

from toymodels.facts import facts_html, facts_text
from toymodels.models.absent_supervisor import AbsentSupervisor
from toymodels.scalars import Scalar, number, quotient
from toymodels.solvers.plain_numbers import check_plain

BEHAVES, INDIFFERENT, WATCHED, MISBEHAVES = "behaves", "indifferent", "behaves when watched", "misbehaves"
REGIMES = (BEHAVES, INDIFFERENT, WATCHED, MISBEHAVES)


@dataclasses.dataclass(frozen=True)
class AbsentSupervisorSolution:
    """The best way with and without a supervisor. Worths in the model's unit of reward.

    Parameters
    ----------
    value
        What the best policy is worth.
    regime
        One of ``REGIMES``: the long way always, a tie between the ways somewhere, the long way iff watched, or the shortcut
        always. An agent that doesn't see the supervisor does the same in both cases. What never happens counts as well.
    shortcuts
        The probability that an episode ends with the shortcut; None if that is a tie.
    unwatched_loss
        What seeing the supervisor is worth to the agent, >= 0.
    threshold
        The probability of a supervisor below which an agent that doesn't see it takes the shortcut; None if none in [0, 1].
    """

    value: Scalar
    regime: str
    shortcuts: Scalar
    unwatched_loss: Scalar
    threshold: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def absent_supervisor(model: AbsentSupervisor) -> AbsentSupervisorSolution:
    """What the agent does, exactly for exact numbers.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.

    Examples
    --------
    >>> solution = absent_supervisor(AbsentSupervisor())
    >>> solution.value, solution.shortcuts, solution.unwatched_loss, solution.threshold
    (44, Fraction(1, 2), 3, Fraction(1, 5))
    """
    check_plain(model)
    q, gain, punishment = model.probability, model.shortcut - model.long, model.punishment
    seeing = q * max(gain - punishment, 0) + (1 - q) * max(gain, 0)
    blind = max(gain - q * punishment, 0)
    watched, unwatched = (gain - punishment, gain) if model.seen else (gain - q * punishment,) * 2
    regime = _regime(watched, unwatched)
    return AbsentSupervisorSolution(
        value=number(model.long + (seeing if model.seen else blind)),
        regime=regime,
        shortcuts={BEHAVES: 0, WATCHED: number(1 - q), MISBEHAVES: 1, INDIFFERENT: None}[regime],
        unwatched_loss=number(seeing - blind),
        threshold=number(quotient(gain, punishment)) if 0 <= gain <= punishment and punishment > 0 else None,
    )


def _regime(watched: Scalar, unwatched: Scalar) -> str:
    """What it does, by what the shortcut gains while watched and unwatched; the second is at least the first."""
    if 0 in (watched, unwatched):
        return INDIFFERENT
    return MISBEHAVES if watched > 0 else WATCHED if unwatched > 0 else BEHAVES
