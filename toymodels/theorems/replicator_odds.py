"""Under the replicator equation with constant payoffs the log odds of two types are a straight line in time.

*Proof.* With dx_i/dt = s x_i (Σ_j x_j f_j - f_i), d ln(x_i/x_j)/dt = -s (f_i - f_j): the mean cancels. So
ln(x_i/x_j)(n) = ln(x_i/x_j)(0) - s n (f_i - f_j), which with Σ x_i = 1 is x_i(n) in proportion to x_i exp(-s f_i n).
"""

import math

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.selection import Selection
from toymodels.solvers.selection import selection

TOLERANCE = 1e-9


def odds_are_straight(model: Selection, sign: int = -1) -> bool:
    """Whether log odds have moved by -s n times the difference of faults, up to rounding."""
    found, faults = selection(model), model.faults()
    there = [name for name, share in found.start.items() if share]
    logs = {name: math.log(found.shares[name]) - math.log(found.start[name]) for name in there}
    moved = sign * model.strength * model.training
    return all(abs(logs[i] - logs[j] - moved * (faults[i] - faults[j])) < TOLERANCE for i in there for j in there)


CLAIM = Claim(
    label="replicator-odds",
    statement=(
        "Under the replicator equation with payoffs -f the log odds of two types change by -s n times the difference of "
        "their chances f of a fault in n episodes."
    ),
    latex=r"\ln \frac{x_i(n)}{x_j(n)} = \ln \frac{x_i}{x_j} - s n (f_i - f_j)",
    reading="any policy; up to 1e-9, as exponentials are floats",
    scope=scope_of(
        Selection,
        "training",
        proxy=(0, 4),
        disagreement=("1/20", "1/2"),
        slip=(0, "1/4"),
        defiance=("1/2", 1),
        strength=(0, "1/2", 1),
        dynamic=("replicator",),
    ),
    hypotheses={"somebody is there": lambda model: any(model.start().values())},
    conclusion=odds_are_straight,
    refutation="A population in which log odds move otherwise.",
    witness=Selection(dynamic="replicator"),
    source="this library; Hofbauer and Sigmund (1998)",
    variant=lambda model: odds_are_straight(model, 1),
)
