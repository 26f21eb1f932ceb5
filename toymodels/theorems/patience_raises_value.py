"""A higher discount never lowers what the game is worth, if B in a conflict costs the original objective nothing.

*Proof.* Every plan is worth sum_t g^t E(pay in episode t), with expectations that don't depend on g. If w >= 0, then so are
all of these, and each plan is worth no less for a larger g. A subgame-perfect plan is worth as much as the best plan
(*subgame-perfect-is-best*), and the largest of numbers none of which falls doesn't fall. For w < 0 the conjecture is
false: *value-rises-with-discount*.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import value

_DISCOUNTS = (Fraction(1, 2), Fraction(9, 10), 1)


def value_never_falls(game: EpisodeGame) -> bool:
    """Whether the game is worth no less at some larger discounts."""
    here = value(game)
    return all(value(dataclasses.replace(game, discount=g)) >= here for g in _DISCOUNTS if g > game.discount)


def value_rises(game: EpisodeGame) -> bool:
    """Whether the game is worth more at some larger discounts."""
    here = value(game)
    return all(value(dataclasses.replace(game, discount=g)) > here for g in _DISCOUNTS if g > game.discount)


CLAIM = Claim(
    label="patience-raises-value",
    statement="With an overlap of at least 0, a larger discount never lowers the value of the game to the original objective.",
    latex=r"w \ge 0,\ g \le g' \implies V(g) \le V(g')",
    reading="subgame-perfect; the value is the same whatever is done at ties",
    scope=scope_of(
        EpisodeGame,
        "modification",
        training=[0, 1, 2, 3],
        deployment=[0, 1, 2, 3],
        overlap=[0, Fraction(1, 2), 1],
        discount=[0, 1, Fraction(1, 2), Fraction(2, 3)],
    ),
    hypotheses={"overlap at least 0": lambda game: game.overlap >= 0},
    conclusion=value_never_falls,
    refutation="Such a game with a smaller value at a larger discount.",
    witness=EpisodeGame(training=2, deployment=3),
    source="derived here",
    uses=("subgame-perfect-is-best",),
    variant=value_rises,
)
