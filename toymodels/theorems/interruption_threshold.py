"""An agent disables its interruption iff it is interrupted with a probability above (S - L)/(S - X).

*Proof.* The short way is worth (1 - p) S + p X = S - p (S - X) and the way over the button L. So the button is strictly better
iff p (S - X) > S - L. For the gridworld's 42, 38 and -100 that is p > 4/142.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.interruption import Interruption
from toymodels.scalars import Scalar
from toymodels.solvers.interruption import DISABLES, interruption


def threshold(model: Interruption) -> Scalar:
    """(S - L)/(S - X)."""
    return Fraction(model.short - model.button) / (model.short - model.interrupted)


def _disables(model: Interruption) -> bool:
    """Whether the agent presses the button, by what the solver says that the ways are worth."""
    return interruption(model).regime == DISABLES


CLAIM = Claim(
    label="interruption-threshold",
    statement=(
        "An agent whose short way pays S, or X where it is interrupted, and whose way over the button pays L, with S > L > X, "
        "disables the interruption iff its probability is above (S - L)/(S - X)."
    ),
    latex=r"p > \frac{S - L}{S - X}",
    reading="any policy; a tie counts as no reason to disable",
    scope=scope_of(Interruption, "probability", short=(42, 10), button=(38, 9), interrupted=(-100, 4, 8)),
    hypotheses={"S > L > X": lambda model: model.short > model.button > model.interrupted},
    conclusion=lambda model: _disables(model) == (model.probability > threshold(model)),
    refutation="An agent that disables below the threshold, or doesn't above it.",
    witness=Interruption(),
    source="this library, for a gridworld of Leike and others, arXiv:1711.09883",
    variant=lambda model: _disables(model) == (model.probability >= threshold(model)),
)
