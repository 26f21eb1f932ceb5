"""Agreement in training leaves the policy as it is: the optimal acts in every conflict are those at τ = 0.

*Proof.* τ is the chance that a training episode holds no conflict; in a conflict it plays no part, but it might through
the gap u that follows. Going back from deployment, u_0 is free of τ. After a B the gap is g u, in agreement or not. After
an A it depends on τ, but wherever A is optimal it is so in all earlier episodes: 1 - p g u' = (1 - g) + ρ (1 - p g u) with
ρ = g (1 - p (1 - τ)), whatever τ is (*single-switch*). So B lasts, going back, for as many episodes as p g^j u_0 >= 1, and
a tie p g^j u_0 = 1 is there for every τ; at g = 1 it is followed by ties, as both acts keep 1 - p u = 0. Where 1 - p g u > 0,
the right side is positive and A the only optimal act in all earlier episodes, unless g = 1 and ρ = 0.

*Ties.* ρ = 0 at g = 1 means p = 1 and τ = 0. If moreover u_0 < 1, one A is all that can be had in training at τ = 0, so
that all training conflicts but the last are ties. For τ > 0 these are broken: A is the only optimal act throughout, because
there may be no conflict later. That is the only case in which the optimal acts differ, and it is claimed too.

Ex ante any act is optimal in a training that never has a conflict, τ = 1.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.theorems.readings import is_spent_by_one_defection, training_acts


def without_agreement(game: EpisodeGame) -> EpisodeGame:
    """The same game at τ = 0."""
    return dataclasses.replace(game, training_agreement=0)


def has_the_same_acts(game: EpisodeGame) -> bool:
    """Whether in every conflict exactly those acts are optimal that are optimal at τ = 0."""
    return optimal_acts(game) == optimal_acts(without_agreement(game))


def is_unmoved_by_agreement(game: EpisodeGame) -> bool:
    """Whether the optimal acts are those at τ = 0, or A alone where one A is all that could be had then."""
    if game.training_agreement > 0 and is_spent_by_one_defection(without_agreement(game)):
        return set(training_acts(game)) <= {"A"}
    return has_the_same_acts(game)


CLAIM = Claim(
    label="training-agreement-is-idle",
    statement=(
        "In the episode game with overlap below 1, the optimal acts in every conflict are those at τ = 0; unless p = g = 1 "
        "and u_0 < 1, where at τ = 0 all training conflicts but the last are ties and for τ > 0 A alone is optimal."
    ),
    latex=r"\operatorname{argmax}_a Q_t(a; \tau) = \operatorname{argmax}_a Q_t(a; 0)",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(
        EpisodeGame,
        "modification",
        "training_agreement",
        training=range(4),
        deployment=range(3),
        discount=(1, "1/2", "4/5"),
    ),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1},
    conclusion=is_unmoved_by_agreement,
    refutation="A game with other optimal acts than at τ = 0, outside that case.",
    witness=EpisodeGame(training=2, deployment=3, training_agreement="1/2"),
    source="this library",
    uses=("single-switch",),
    variant=has_the_same_acts,
    proofs=("training_agreement_is_idle.v:training_agreement_is_idle",),
)
