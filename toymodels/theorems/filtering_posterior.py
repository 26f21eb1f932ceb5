"""Filtering by behaviour leaves types in proportion to x_i (1 - s f_i)^n: Bayes' posterior, and the replicator's shares.

*Proof.* A candidate of type i gets through one episode undiscarded with probability 1 - s f_i, whatever happened before, and so
through n of them with (1 - s f_i)^n. Of those that get through, type i has by Bayes' rule the share of x_i (1 - s f_i)^n in the
sum over all types. The replicator with fitness 1 - s f_i multiplies weights by the same factor and divides by the same
sum, one episode at a time.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.selection import Selection
from toymodels.populations.replicator import replicator
from toymodels.scalars import Scalar
from toymodels.solvers.selection import selection


def deceptive_share(model: Selection, exponent: int) -> Scalar:
    """The share of the deceptive in x_i (1 - s f_i)^n, for an exponent n."""
    faults = model.faults()
    left = {name: share * (1 - model.strength * faults[name]) ** exponent for name, share in model.start().items()}
    return Fraction(left["deceptive"]) / sum(left.values())


def share_by_steps(model: Selection) -> Scalar:
    """The same, one episode after the other."""
    fitness = {name: 1 - model.strength * rate for name, rate in model.faults().items()}
    return replicator(fitness, model.start(), model.training).final["deceptive"]


def some_get_through(model: Selection) -> bool:
    """Whether somebody is there who isn't sure to be discarded."""
    return any(share and model.strength * model.faults()[name] < 1 for name, share in model.start().items())


CLAIM = Claim(
    label="filtering-posterior",
    statement=(
        "After n episodes of filtering a type has a share in proportion to its weight times (1 - s f)^n, with its chance f of "
        "a fault: one replicator step with fitness 1 - s f for each episode, and Bayes' posterior."
    ),
    latex=r"x_i(n) = \frac{x_i (1 - s f_i)^n}{\sum_j x_j (1 - s f_j)^n}",
    reading="any policy",
    scope=scope_of(
        Selection,
        "training",
        proxy=(0, 4),
        deceptive=(0, 1, 2),
        disagreement=("1/20", "1/2"),
        slip=(0, "1/4"),
        defiance=("1/2", 1),
        strength=(0, "1/2", 1),
        dynamic=("filtering",),
    ),
    hypotheses={"some get through": some_get_through},
    conclusion=lambda model: (
        selection(model).deceptive_share == deceptive_share(model, model.training) == share_by_steps(model)
    ),
    refutation="A population in which filtering leaves another share of the deceptive.",
    witness=Selection(training=2),
    source="this library; Bayes' rule",
    variant=lambda model: selection(model).deceptive_share == deceptive_share(model, model.training + 1),
)
