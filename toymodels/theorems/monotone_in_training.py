"""Longer training makes it serve the base objective in no fewer training episodes: none is lost, and at most one is won.

*Proof.* Whether an act is optimal depends on the later episodes only. An episode more of training, counted from the end of
training, comes before all the others and leaves them as they are; in it B is optimal or not. For g < 1 and m < T it is
not, since by *single-switch* A alone is optimal before the last m episodes: m doesn't depend on T once T > m.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import deceptive_episodes, is_deterred_wherever


def longer(game: EpisodeGame) -> EpisodeGame:
    """The same game with one more episode of training."""
    return dataclasses.replace(game, training=game.training + 1)


def wins_at_most_one(game: EpisodeGame) -> bool:
    """Whether an episode more keeps B optimal where it is, both ways round, and adds at most one episode of B."""
    more = longer(game)
    kept = is_deterred_wherever(more, game) and is_deterred_wherever(game, more)
    return kept and deceptive_episodes(more) - deceptive_episodes(game) in (0, 1)


CLAIM = Claim(
    label="monotone-in-training",
    statement=(
        "With one more episode of training, counted from the end of training, B is optimal in the episodes in which it was "
        "optimal before and in at most one more."
    ),
    latex=r"m(T) \le m(T + 1) \le m(T) + 1",
    reading="subgame-perfect; ties count as B",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={},
    conclusion=wins_at_most_one,
    refutation="A game whose training episodes are played otherwise when another one comes before them.",
    witness=EpisodeGame(training=2, deployment=3),
    source="derived here",
    variant=lambda game: deceptive_episodes(longer(game)) == deceptive_episodes(game) + 1,
    proofs=("monotone_deception.v:monotone_deception",),
)
