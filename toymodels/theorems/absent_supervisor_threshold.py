"""An agent that sees its supervisor misbehaves in all unwatched episodes; one that doesn't behaves iff q >= (S - L)/F.

*Proof.* Let the shortcut gain S - L > 0 on the long way, and lose F > S - L where it is punished. Who sees the supervisor gains
S - L - F < 0 by the shortcut when watched and S - L > 0 when not, whatever the probability q of being watched. Who doesn't
gains S - L - q F by it, which is positive iff q < (S - L)/F.
"""

import dataclasses
import functools
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.domains import with_fields
from toymodels.evidence.small_scope import scope_of
from toymodels.models.absent_supervisor import AbsentSupervisor
from toymodels.solvers.absent_supervisor import BEHAVES, INDIFFERENT, MISBEHAVES, WATCHED, absent_supervisor
from toymodels.testing import instances, rationals


def _is_tempting(model: AbsentSupervisor) -> bool:
    return bool(0 < model.shortcut - model.long < model.punishment)


def _blind_regime(model: AbsentSupervisor) -> str:
    """What it does unseeing, by the threshold."""
    share = Fraction(model.shortcut - model.long) / model.punishment
    return MISBEHAVES if model.probability < share else INDIFFERENT if model.probability == share else BEHAVES


CLAIM = Claim(
    label="absent-supervisor-threshold",
    statement=(
        "If a shortcut gains more than nothing and less than its punishment takes away, an agent that sees its supervisor "
        "takes it in all unwatched episodes and in no other; one that doesn't see it takes it iff the probability of "
        "supervision is below the gain over the punishment."
    ),
    latex=r"q < \frac{S - L}{F}",
    reading="any policy; ties are said",
    scope=dataclasses.replace(
        scope_of(AbsentSupervisor, "probability", "seen", long=(41, 0), shortcut=(47, 1), punishment=(30, 4, 2)),
        any_of=functools.partial(
            instances,
            AbsentSupervisor,
            long=list(rationals(-1, 1)),
            shortcut=list(rationals(0, 2)),
            punishment=[f for f in rationals(0, 4) if f > 0],
        ),
    ),
    hypotheses={"the shortcut tempts, and its punishment deters": _is_tempting},
    conclusion=lambda model: (
        absent_supervisor(with_fields(model, seen=True)).regime == WATCHED
        and absent_supervisor(with_fields(model, seen=False)).regime == _blind_regime(model)
    ),
    refutation="An agent that behaves unwatched though it sees the supervisor, or the other way round.",
    witness=AbsentSupervisor(),
    source="this library, for a gridworld of Leike and others, arXiv:1711.09883",
    variant=lambda model: absent_supervisor(model).regime in (WATCHED, BEHAVES),
)
