"""If g < 1 and p g^j u_0 = 1 for some 1 <= j <= T, then exactly two plans are subgame-perfect.

*Proof.* For g < 1 the powers p g^i u_0 fall strictly, so that they reach 1 for i = j and are above it for i < j only. By
*single-switch* B is the only optimal act in the last j - 1 training conflicts, and both acts are in the j-th from the end.
Whichever is taken there, the gap that it leaves is the same, as A gains nothing over B:

    τ g u + (1 - τ)(1 + (1 - p) g u)  =  g u + (1 - τ)(1 - p g u)  =  g u.

The threat is thus g p g^j u_0 = g < 1 one episode earlier: A is the only optimal act, and stays so, because
1 - p g u' = (1 - g) + ρ (1 - p g u) > 0. In deployment A is the only optimal act for g < 1 (*monitoring-never-deters*).
So the plans are A^(T-j) B^j A^D and A^(T-j+1) B^(j-1) A^D.

*Ex ante* there may be more: with p = 1, what is done after an A in training is never reached, and if training has no
conflicts, τ = 1, what would be done in them doesn't matter.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import best_plans, patient_games, subgame_perfect_plans, threat
from toymodels.theorems.single_switch import switching_plan


def tied_episodes(game: EpisodeGame) -> list[int]:
    """All j = 1, ..., T with p g^j u_0 = 1.

    >>> tied_episodes(EpisodeGame(training=3, deployment=1, discount="1/2")), tied_episodes(EpisodeGame(deployment=1))
    ([], [1, 2])
    """
    return [j for j in range(1, game.training + 1) if threat(game, j) == 1]


def the_two_plans(game: EpisodeGame) -> frozenset[str]:
    """A^(T-j) B^j A^D and A^(T-j+1) B^(j-1) A^D, for the first tie counted back from deployment."""
    tied = tied_episodes(game)[0]
    return frozenset(switching_plan(game, deterred) for deterred in (tied, tied - 1))


CLAIM = Claim(
    label="isolated-tie",
    statement=(
        "In the episode game with overlap and discount below 1, if p g^j u_0 = 1 for some 1 <= j <= T, then exactly two plans "
        "are subgame-perfect: A^(T-j) B^j A^D and A^(T-j+1) B^(j-1) A^D."
    ),
    latex=r"p\, g^j u_0 = 1 \implies \{A^{T-j} B^j A^D,\ A^{T-j+1} B^{j-1} A^D\} \text{ are the subgame-perfect plans}",
    reading="subgame-perfect; the whole set of plans",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            "training",
            "deployment",
            "modification",
            discount=("2/3", "3/4", "3/5", "4/5", "5/6"),
            training_agreement=(0, 1, "1/2"),
        ),
        any_of=patient_games,
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "discount below 1": lambda game: game.discount < 1,
        "a tie": lambda game: bool(tied_episodes(game)),
    },
    conclusion=lambda game: subgame_perfect_plans(game) == the_two_plans(game),
    refutation="A game with g < 1 and a tie that has fewer or more subgame-perfect plans.",
    witness=EpisodeGame(training=2, deployment=2, discount="2/3", modification="9/10"),
    source="this library",
    uses=("single-switch", "monitoring-never-deters"),
    variant=lambda game: best_plans(game) == the_two_plans(game),
    proofs=("isolated_tie.v:isolated_tie",),
)
