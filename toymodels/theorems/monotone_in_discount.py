"""A more patient optimizer serves the base objective in no fewer training episodes.

*Proof.* By *single-switch* the episodes at the end of training in which B is optimal are the j = 1, ..., m, counted from the
end, with p g^j u_0 >= 1, and

    p g^j u_0 = p (1 - α) (g^j + g^j r + ... + g^j r^(D-1)),  r = g (1 - q (1 - α)),

is a sum of products of numbers that are >= 0 and don't fall as g grows. Before those m episodes A is optimal, and B at most
as a tie, which takes g = 1 (*monotone-in-deployment*): then there is no larger discount. So B stays optimal wherever it is.
For w >= 1 B is always optimal.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import deceptive_episodes, is_deterred_wherever

_DISCOUNTS = (Fraction(1, 2), Fraction(2, 3), Fraction(9, 10), 1)


def more_patient(game: EpisodeGame) -> tuple[EpisodeGame, ...]:
    """The same game with a larger discount, for some."""
    return tuple(dataclasses.replace(game, discount=g) for g in _DISCOUNTS if g > game.discount)


CLAIM = Claim(
    label="monotone-in-discount",
    statement="With a larger discount, at most 1, B is optimal in every training episode in which it was optimal before.",
    latex=r"g \le g' \le 1 \implies m(g) \le m(g')",
    reading="subgame-perfect; ties count as B",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1},
    conclusion=lambda game: all(is_deterred_wherever(other, game) for other in more_patient(game)),
    refutation="A training episode in which B is optimal for one discount and not for a larger one.",
    witness=EpisodeGame(training=2, deployment=3, discount=Fraction(9, 10)),
    source="derived here",
    uses=("single-switch", "monotone-in-deployment"),
    variant=lambda game: all(deceptive_episodes(other) <= deceptive_episodes(game) for other in more_patient(game)),
    proofs=("monotone_deception.v:monotone_deception",),
)
