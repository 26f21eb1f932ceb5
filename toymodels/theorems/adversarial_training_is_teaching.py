"""Adversarial training by a trainer that plans ahead takes as many rounds as a smallest separating set has environments.

*The game.* R are the rivals left. The learner, which plays for time, holds any r in R; the trainer, which knows the base
objective and what the learner holds, shows an environment in which r does something else; all rivals that do are gone. So
V(∅) = 0 and V(R) = max over r in R of min over e that excludes r of 1 + V(R without those that e excludes).

*Proof.* The environments shown in a play of the game that ends separate, so no play is shorter than the smallest separating
set X: V >= |X|. Conversely, let the trainer always show an environment in X that excludes r: there is one, since X separates.
It wasn't shown before, because r is still there. So after at most |X| rounds the game is over.

A trainer that shows any failure can take longer, but no longer than there are environments, or rivals.
"""

import functools

from toymodels.claims import Claim
from toymodels.models.identifiability import MAZES, Identifiability
from toymodels.solvers.identifiability import identifiability
from toymodels.theorems.small_tables import TABLES


def rounds(model: Identifiability) -> int:
    """The value of the game, played on the table itself.

    >>> rounds(Identifiability())
    2
    """
    table, environments = model.objectives, range(model.training, len(model.objectives[0]))
    excluding = {row: [e for e in environments if table[row][e] != table[0][e]] for row in identifiability(model).rivals}

    @functools.cache
    def value(left: frozenset[int]) -> int:
        def after(e: int) -> int:
            return value(frozenset(row for row in left if e not in excluding[row]))

        return max((1 + min(after(e) for e in excluding[row]) for row in left), default=0)

    return value(frozenset(excluding))


def takes_a_smallest_set(model: Identifiability) -> bool:
    """Whether the game takes a round for each environment of a smallest separating set, and no training takes more than all."""
    solution = identifiability(model)
    most = min(len(model.objectives[0]) - model.training, len(solution.rivals))
    longest = solution.longest_training
    return rounds(model) == solution.game_value == solution.separating_size and longest is not None and longest <= most


CLAIM = Claim(
    label="adversarial-training-is-teaching",
    statement=(
        "If the learner holds any objective consistent with the environments so far, and the trainer answers with an "
        "environment in which it fails, the best trainer needs against the most stubborn learner as many rounds as a smallest "
        "separating set has environments; any trainer at most as many as there are environments, or rivals."
    ),
    latex=r"V(R) = \min \{|X| : \forall r \in R \; \exists e \in X \; b_{re} \neq b_{0e}\}",
    reading="any policy; the learner plays for time",
    scope=TABLES,
    hypotheses={},
    conclusion=takes_a_smallest_set,
    refutation="A table on which the game takes more or fewer rounds.",
    witness=Identifiability(MAZES),
    source="this library",
    variant=lambda model: identifiability(model).longest_training == rounds(model),
)
