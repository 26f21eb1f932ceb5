"""How many training episodes are deceptive doesn't depend on the length of training, once that is no longer a limit.

It is m(T) = min(T, m_∞), where m_∞ is the number of all j >= 1 with p g^j u_0 >= 1.

*Proof.* u_0 is free of T, and by *single-switch* m(T) is the number of j = 1, ..., T with p g^j u_0 >= 1. As p g^j u_0
doesn't grow with j, those j that satisfy it are the first ones: m(T) = min(T, m_∞), with m_∞ infinite where g = 1 and
p u_0 >= 1. In particular m(T) = min(T, m(T')) for every T' >= T, which is what is put to the test.

*Ties.* m is the number of training conflicts in which B is optimal, ties counted. That is the number of single-switch
unless p = g = 1, τ = 0 and u_0 < 1, where one A is all that can be had in training: all its conflicts but the last are
ties there, so that B is optimal in T - 1 of them, though no threat reaches 1.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import deceptive_episodes, is_spent_by_one_defection


def in_longer_training(game: EpisodeGame, more: int) -> int:
    """M after so many more episodes of training."""
    return deceptive_episodes(dataclasses.replace(game, training=game.training + more))


def is_cut_off_only(game: EpisodeGame) -> bool:
    """Whether m is what it is in longer training, or all of training if that is less."""
    here = deceptive_episodes(game)
    return all(here == min(game.training, in_longer_training(game, more)) for more in (1, game.training + 1))


CLAIM = Claim(
    label="window-independent-of-training",
    statement=(
        "In the episode game with overlap below 1, the number of training conflicts in which B is optimal is m(T) = "
        "min(T, m(T')) for all T' >= T; unless p = g = 1, τ = 0 and u_0 < 1."
    ),
    latex=r"m(T) = \min(T, m_\infty), \quad m_\infty = \#\{j \geq 1 : p\, g^j u_0 \geq 1\}",
    reading="subgame-perfect; ties count as deception",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", discount=(1, "1/2", "2/3", "3/4", "4/5", "5/6")),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "a second A is worth something": lambda game: not is_spent_by_one_defection(game),
    },
    conclusion=is_cut_off_only,
    refutation="A game in which longer training changes the number of deceptive episodes though it was less than T.",
    witness=EpisodeGame(training=2, deployment=3, discount="2/3"),
    source="this library",
    uses=("single-switch",),
    variant=lambda game: deceptive_episodes(game) == in_longer_training(game, 1),
    proofs=(
        "window_independent_of_training.v:window_independent_of_training",
        "window_independent_of_training.v:deceptive_episodes_are",
    ),
)
