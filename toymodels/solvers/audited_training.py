"""Training against an auditor with a budget: by recursion for observed audits, by the sequence form for secret ones.

With v(t, j) the worth of staying unmodified, in units of 1 - w, of t training episodes with j audits left, each state is the
matrix game of ``toymodels.models.audited_training``, solved like a stage of the inspection game: to act B there is to be legal,
A to violate, and an audit an inspection. Where audits are secret and deter, the value is that of B throughout by the theorem
there; else it is that of the tree in which nobody learns anything but the auditor what its audits show.
"""

import dataclasses
import math
from fractions import Fraction

from toymodels.domains import with_fields
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.facts import facts_html, facts_text
from toymodels.games.unfolding import AUDIT, OVERSEER, unfolded
from toymodels.geometric import geometric_sum
from toymodels.models.audited_training import AuditedTraining
from toymodels.scalars import Scalar, number
from toymodels.solvers.inspection_recursion import stage_solution
from toymodels.solvers.plain_numbers import plain_numbers
from toymodels.training import with_numbers

DECEIVES, MIXES, DEFECTS = "deceives", "mixes", "defects"
REGIMES = (DECEIVES, MIXES, DEFECTS)
LONGEST_SECRET = 10


@dataclasses.dataclass(frozen=True)
class AuditedTrainingSolution:
    """What auditing is worth, how it is best done, and what being watched at it costs the auditor.

    Parameters
    ----------
    value
        What the game is worth to the mesa-optimizer, which the auditor keeps as low as it can.
    regime
        One of ``REGIMES``: B throughout training is optimal (*deceives*), A throughout is (*defects*), or neither is.
    audit_probability
        The probability of an audit in the first episode, one of the best.
    defection_probability
        The probability of an A in the first episode, one of the best.
    deception
        What B throughout training is worth.
    value_observed, value_secret
        The value where the optimizer sees the audits, and where it doesn't: None if secret audits don't deter in a training
        longer than ``LONGEST_SECRET``.
    price_of_being_watched
        The difference: what the auditor loses by being watched.
    deterring_audits_observed
        The least number of audits that leaves B throughout optimal where they are observed; None if none does.
    deterring_audits_secret
        The same where they are secret: the sum of 1/(p g^i S_D) over the episodes, rounded up; None if none does.
    """

    value: Scalar
    regime: str
    audit_probability: Scalar
    defection_probability: Scalar
    deception: Scalar
    value_observed: Scalar
    value_secret: Scalar
    price_of_being_watched: Scalar
    deterring_audits_observed: int | None
    deterring_audits_secret: int | None

    def __str__(self) -> str:
        return facts_text(self)

    def _repr_html_(self) -> str:
        return facts_html(self)


@dataclasses.dataclass(frozen=True)
class AuditState:
    """A state of training with observed audits.

    Parameters
    ----------
    training, audits
        The numbers t and j of training episodes and audits that are left.
    value
        What staying unmodified is worth, in units of 1 - w.
    audit_probability, defection_probability
        The probabilities of an audit and of an A in the next episode, the least of the best.
    """

    training: int
    audits: int
    value: Scalar
    audit_probability: Scalar
    defection_probability: Scalar


def audited_training(model: AuditedTraining) -> AuditedTrainingSolution:
    """The value of training against an auditor, with what both do first, exactly for exact parameters.

    Raises
    ------
    TypeError
        If a parameter is a symbol or an array.
    ValueError
        If audits are secret and don't deter, and training is longer than ``LONGEST_SECRET``.

    Examples
    --------
    >>> solution = audited_training(AuditedTraining(training=6, deployment=3, audits=2))
    >>> solution.value, solution.value_secret, solution.price_of_being_watched
    (Fraction(113, 31), 3, Fraction(20, 31))
    """
    values, exact, *_ = plain_numbers(model)
    solution = _exactly(with_fields(model, **values))
    return solution if exact else with_numbers(solution, float)


def _exactly(model: AuditedTraining) -> AuditedTrainingSolution:
    """The solution of a model in exact numbers."""
    t, deterring = model.training, _deterring(model)
    first = audit_states(model)[t, min(model.audits, t)]
    deception = _worth(model, model.discount**t * geometric_sum(model.discount, model.deployment))
    observed, secret = _worth(model, first.value), _secret(model, deterring, deception)
    if secret is None and not model.observed:
        raise ValueError(f"training must be <= {LONGEST_SECRET} where audits are secret and don't deter, got {t}")
    seen = observed, first.audit_probability, first.defection_probability
    value, audit, defection = secret if secret is not None and not model.observed else seen
    return AuditedTrainingSolution(
        value=value,
        regime=DECEIVES if value == deception else DEFECTS if value == _worth(model, _defiance(model)) else MIXES,
        audit_probability=audit,
        defection_probability=defection,
        deception=deception,
        value_observed=observed,
        value_secret=None if secret is None else secret[0],
        price_of_being_watched=None if secret is None else number(observed - secret[0]),
        deterring_audits_observed=t if deterring is not None else None,
        deterring_audits_secret=deterring,
    )


def audit_states(model: AuditedTraining) -> dict[tuple[int, int], AuditState]:
    """All states of training with observed audits by the numbers (t, j) of episodes and audits that are left.

    Examples
    --------
    >>> audit_states(AuditedTraining(training=2, deployment=3, audits=1))[1, 1]
    AuditState(training=1, audits=1, value=3, audit_probability=Fraction(1, 3), defection_probability=0)
    """
    p, g = model.modification, model.discount
    most = min(model.audits, model.training)
    found = {(0, j): AuditState(0, j, geometric_sum(g, model.deployment), 0, 0) for j in range(most + 1)}
    for t in range(1, model.training + 1):
        for j in range(most + 1):
            unseen = g * found[t - 1, j].value
            if j:
                seen = g * found[t - 1, j - 1].value
                solved = stage_solution(seen, 1 + (1 - p) * seen, unseen, 1 + unseen)
            else:
                solved = 1 + unseen, 0, 1
            found[t, j] = AuditState(t, j, *map(number, solved))
    return found


def _deterring(model: AuditedTraining) -> int | None:
    """The least number of secret audits that deters, None if none does."""
    deployed = geometric_sum(model.discount, model.deployment)
    losses = [model.modification * model.discount**i * deployed for i in range(1, model.training + 1)]
    return math.ceil(sum(1 / Fraction(loss) for loss in losses)) if all(loss >= 1 for loss in losses) else None


def _secret(model: AuditedTraining, deterring: int | None, deception: Scalar) -> tuple[Scalar, Scalar, Scalar] | None:
    """The value with secret audits, and the probabilities of an audit and of an A in the first episode."""
    t = model.training
    if deterring is not None and model.audits >= deterring:
        loss = model.modification * model.discount**t * geometric_sum(model.discount, model.deployment)
        return deception, number(1 / Fraction(loss)) if t else 0, 0
    if t > LONGEST_SECRET:
        return None
    found = optimal_behaviour(unfolded(dataclasses.replace(model, overlap=0), model.audits, observed=False)).found[0]
    audit = found.strategies.get(f"{OVERSEER}: start", {AUDIT: 0})[AUDIT]
    return _worth(model, found.payoffs["mesa"]), audit, found.strategies.get("mesa: start", {"A": 1})["A"]


def _defiance(model: AuditedTraining) -> Scalar:
    """What A throughout training is worth in units of 1 - w, against the audits that are worst for it."""
    p, g = model.modification, model.discount
    worths = [geometric_sum(g, model.deployment)] * (min(model.audits, model.training) + 1)
    for _ in range(model.training):
        caught = ((1 - p) * worth for worth in [worths[0], *worths])
        worths = [1 + g * (min(one, other) if j else other) for j, (one, other) in enumerate(zip(caught, worths, strict=False))]
    return worths[-1]


def _worth(model: AuditedTraining, unmodified: Scalar) -> Scalar:
    """A worth in units of 1 - w as one in units of a win."""
    episodes = geometric_sum(model.discount, model.training + model.deployment)
    return number(model.overlap * episodes + (1 - model.overlap) * unmodified)
