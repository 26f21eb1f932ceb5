"""False: a higher discount never lowers what the game is worth to the optimizer.

*Counterexample.* One episode of training and one of deployment, p = 1, w = -1. With g = 0 the A in training is worth 1. With
g = 1/2 it is still optimal, for it gains 1 - w = 2 and loses p g (1 - w) = 1; the modified self then plays B, which costs the
original objective 1: worth 1 - 1/2 = 1/2. A future that one has sold is the worse the more one cares about it.

*True instead:* *patience-raises-value*, for w >= 0.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.patience_raises_value import value_never_falls

CLAIM = Claim(
    label="value-rises-with-discount",
    statement="A larger discount never lowers the value of the game to the original objective.",
    latex=r"g \le g' \implies V(g) \le V(g')",
    reading="subgame-perfect; the value is the same whatever is done at ties",
    scope=scope_of(
        EpisodeGame,
        training=[0, 1, 2],
        deployment=[1, 2],
        modification=[0, 1, Fraction(1, 2)],
        overlap=[0, -1],
        discount=[0, 1],
    ),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1, "it is deployed": lambda game: game.deployment > 0},
    conclusion=value_never_falls,
    refutation="A game with a smaller value at a larger discount.",
    witness=EpisodeGame(training=2, deployment=3),
    source="a conjecture that fell",
    counterexample=EpisodeGame(training=1, deployment=1, overlap=-1, discount=0),
)
