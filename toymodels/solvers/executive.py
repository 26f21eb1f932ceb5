"""What a firm loses to pay for the wrong thing and to a private motive, and when longer probation helps, in closed form.

The candidate's plan is that of the episode game, by the exact comparison of ``toymodels.solvers.switching``; the worths are
geometric sums, in the symbols of ``toymodels.models.executive``.
"""

import dataclasses
from fractions import Fraction

from toymodels.facts import facts_html, facts_text
from toymodels.geometric import geometric_sum
from toymodels.models.executive import Executive
from toymodels.scalars import LONGEST_NUMBER, Scalar, bits
from toymodels.solvers.distortion import product
from toymodels.solvers.plain_numbers import plain_numbers
from toymodels.solvers.switching import EpisodeParameters, switch

NO_PROBATION, SHOWN, PARTLY, BEHAVES = "no probation", "shows itself", "behaves at the end", "behaves throughout"
REGIMES = (NO_PROBATION, SHOWN, PARTLY, BEHAVES)
_LONGEST = 10**18


@dataclasses.dataclass(frozen=True)
class ExecutiveSolution:
    """What an executive does and what the firm loses; worths are discounted sums in the unit of the objective.

    Parameters
    ----------
    value
        What the firm can expect of a candidate in probation and tenure.
    regime
        One of ``REGIMES``: what a candidate with a private motive does in probation; at a tie it behaves.
    plan
        What it does period by period unless found out: A serves its motive, B earns its pay.
    first_best
        What an honest executive would bring who is paid for the objective itself.
    outer_loss
        What is lost because pay rests on a measure; it is lost by honest executives too.
    inner_loss
        What is lost besides to a private motive.
    outer_share, inner_share
        The two as shares of the first best; None where there is nothing to be had.
    efficiency
        The share of a period's worth that pay on the measure wins.
    patience
        Through how many periods of probation it would behave; None if through any number.
    deterrence
        p g^T u_0, what misbehaviour in the first period of probation puts at risk, in units of what it gains.
    detection_threshold
        The least probability of being found out at which it behaves throughout; None if no probability is enough.
    survival
        The probability that a candidate with a private motive reaches the end of probation.
    suspicion_after
        The probability that one who has reached it has a private motive.
    longer_helps
        Whether one more period of probation would raise the chance of finding out.
    inner_loss_longer
        What would be lost to a private motive with one more period of probation.
    """

    value: Scalar
    regime: str
    plan: str
    first_best: Scalar
    outer_loss: Scalar
    inner_loss: Scalar
    outer_share: Scalar
    inner_share: Scalar
    efficiency: Scalar
    patience: int | None
    deterrence: Scalar
    detection_threshold: Scalar
    survival: Scalar
    suspicion_after: Scalar
    longer_helps: bool
    inner_loss_longer: Scalar

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


def executive(model: Executive) -> ExecutiveSolution:
    """What an executive does and what the firm loses to pay for the wrong thing and to a private motive.

    Returns
    -------
    Exact numbers if the model's are, else the floats nearest to the exact ones.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If there are so many periods that the worths would be too long to write down.

    Examples
    --------
    Probation shorter than its patience teaches a candidate to wait, and shows nothing; a longer one finds it out.

    >>> short, long = executive(Executive(probation=5)), executive(Executive(probation=14))
    >>> short.patience, short.survival, short.longer_helps, short.suspicion_after
    (11, 1, False, Fraction(1, 5))
    >>> long.plan, long.survival, long.suspicion_after
    ('A x 3, B x 11, A x 10', Fraction(1, 8), Fraction(1, 33))
    """
    numbers = plain_numbers(model)
    given = Executive(**numbers.values)
    _check_length(given)
    T, D, mu, g = given.probation, given.tenure, given.suspicion, given.discount
    first, efficiency = _period(given)
    patience = patience_of(given)
    behaved = T if patience is None else min(T, patience)
    periods = geometric_sum(g, T + D)
    stake = mu * (efficiency * first + given.harm)
    lost, kept, threat = stake * misused(given, T, behaved), (1 - given.detection) ** (T - behaved), g**T * _tenure(given)
    passed = mu * kept + 1 - mu
    told = numbers.told
    return ExecutiveSolution(
        value=told(efficiency * first * periods - lost),
        regime=NO_PROBATION if T == 0 else SHOWN if behaved == 0 else PARTLY if behaved < T else BEHAVES,
        plan=_plan(T - behaved, behaved, D),
        first_best=told(first * periods),
        outer_loss=told((1 - efficiency) * first * periods),
        inner_loss=told(lost),
        outer_share=told(1 - efficiency) if periods else None,
        inner_share=told(lost / (first * periods)) if periods else None,
        efficiency=told(efficiency),
        patience=patience,
        deterrence=told(given.detection * threat),
        detection_threshold=told(1 / Fraction(threat)) if T and threat >= 1 else None,
        survival=told(kept),
        suspicion_after=told(mu * kept / Fraction(passed)) if passed else None,
        longer_helps=bool(given.detection * kept > 0 and patience is not None and patience <= T),
        inner_loss_longer=told(stake * misused(given, T + 1, T + 1 if patience is None else min(T + 1, patience))),
    )


def patience_of(model: Executive) -> int | None:
    """Through how many periods of probation a candidate with a private motive would behave; None if through any number.

    Parameters
    ----------
    model
        The model in exact numbers; its probation plays no part.

    Examples
    --------
    >>> patience_of(Executive(tenure=3, detection=1, discount="9/10")), patience_of(Executive(discount=1))
    (9, None)
    """
    endless = EpisodeParameters(_LONGEST, model.tenure, model.detection, 0, model.discount, 0, 0, model.monitoring)
    found = switch(endless).length
    return None if found == _LONGEST else found


def misused(model: Executive, probation: int, behaved: int) -> Scalar:
    """The expected discounted number of periods in which a candidate with a private motive serves it.

    Parameters
    ----------
    model
        The model in exact numbers, but for its probation.
    probation, behaved
        The number of periods of probation, and in how many of them, the last ones, it behaves.

    Examples
    --------
    >>> misused(Executive(tenure=1, discount=1), 2, 1)
    Fraction(3, 2)
    """
    kept = 1 - model.detection
    tenure = model.discount**probation * kept ** (probation - behaved) * _tenure(model)
    return Fraction(geometric_sum(model.discount * kept, probation - behaved) + tenure)


def _period(model: Executive) -> tuple[Fraction, Fraction]:
    """What a period is worth at best, and the share of it that pay on the measure wins."""
    squared = product(model.objective, model.objective)
    return squared / 2, product(model.objective, model.measure) ** 2 / (squared * product(model.measure, model.measure))


def _tenure(model: Executive) -> Scalar:
    """u_0, the expected discounted number of periods of tenure before it is found out."""
    return geometric_sum(model.discount * (1 - model.monitoring), model.tenure)


def _check_length(model: Executive) -> None:
    """A ValueError if the worths would have too many digits."""
    factor = bits(model.discount) + bits(1 - model.detection) + bits(1 - model.monitoring)
    if (model.probation + model.tenure + 1) * factor > LONGEST_NUMBER:
        periods = model.probation + model.tenure
        raise ValueError(f"probation and tenure must leave worths of at most {LONGEST_NUMBER} bits, got {periods} periods")


def _plan(open_: int, behaved: int, tenure: int) -> str:
    """The acts in runs, such as ``B x 2, A x 3``."""
    runs = ((open_, "A"), (behaved, "B"), (tenure, "A"))
    return ", ".join(f"{act} x {count}" for count, act in runs if count) or "none"
