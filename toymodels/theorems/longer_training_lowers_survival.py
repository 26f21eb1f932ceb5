"""False: as long as an A may be modified, another episode of training makes it less likely to come through unmodified.

*Counterexample.* One episode of training and two of deployment, p = 2/3, no discounting. An A in training gains 1 and loses
p * 2 = 4/3: B, so that the objective survives for sure; and with two episodes of training it survives for sure
again, since B leaves the gap as it is. Training for longer only makes it wait for longer. Doubtful cases are left out: at
p = 1/2 every plan of training is optimal, and some of them survive less.

*True instead:* with ties taken as B, survival never rises with training, because B is optimal in at most one episode more
(*monotone-in-training*); and for g < 1 it falls to 0 in the end (*survival-vanishes*).
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import survival_range


def may_survive_less(game: EpisodeGame) -> bool:
    """Whether some plan for one more episode of training survives with a lower probability than some plan for these."""
    longer = dataclasses.replace(game, training=game.training + 1)
    return bool(survival_range(longer)[0] < survival_range(game)[1])


CLAIM = Claim(
    label="longer-training-lowers-survival",
    statement=(
        "If an A in training leads to modification with a probability between 0 and 1, the original objective comes through "
        "training less likely when training is one episode longer."
    ),
    latex=r"P_{T+1}(\text{unmodified at deployment}) < P_T(\text{unmodified at deployment})",
    reading="subgame-perfect; refuted only if it fails however ties are taken on either side",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "it is trained and deployed": lambda game: game.training > 0 and game.deployment > 0,
        "modification is possible and not sure": lambda game: 0 < game.modification * (1 - game.training_agreement) < 1,
    },
    conclusion=may_survive_less,
    refutation="Such a game that survives no less when training is longer, however ties are taken.",
    witness=EpisodeGame(training=2, deployment=3, modification=Fraction(1, 4)),
    source="a conjecture that fell",
    counterexample=EpisodeGame(training=1, deployment=2, modification=Fraction(2, 3)),
)
