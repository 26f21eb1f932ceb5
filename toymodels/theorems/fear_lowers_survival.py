"""False: the likelier modification is, the less likely the original objective comes through training.

*Counterexample.* One episode of training, two of deployment, no discounting. At p = 1/3 an A in training gains 1 and loses
p * 2 = 2/3: A, and the objective survives with probability 2/3. At p = 1 the A would lose 2: B, and the objective survives
for sure. Raising p through the threshold 1/2 switches deception on. This doesn't hang on ties: at p = 1/3 and at p = 1
there are none, while at p = 1/2, where there is one, the plan with B survives for sure as well.

*True instead:* with the plan held fixed survival falls with p, and by *monotone-in-modification* B is optimal in no
fewer episodes: the two work against each other.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import survival_range

_CHANCES = (Fraction(1, 3), Fraction(1, 2), Fraction(3, 4), 1)


def never_rises(game: EpisodeGame) -> bool:
    """Whether at some larger probabilities of modification survival may be no likelier, whatever is done at ties."""
    most = survival_range(game)[1]
    likelier = (dataclasses.replace(game, modification=p) for p in _CHANCES if p > game.modification)
    return all(survival_range(other)[0] <= most for other in likelier)


CLAIM = Claim(
    label="fear-lowers-survival",
    statement="The original objective comes through training unmodified the less likely, the likelier modification is.",
    latex=r"p \le p' \implies P_{p'}(\text{unmodified at deployment}) \le P_p(\text{unmodified at deployment})",
    reading="subgame-perfect; refuted only if it fails however ties are taken on either side",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "it is deployed": lambda game: game.deployment > 0,
    },
    conclusion=never_rises,
    refutation="A game that survives training with a higher probability when modification is likelier, however ties are taken.",
    witness=EpisodeGame(training=2, deployment=3),
    source="a conjecture that fell",
    counterexample=EpisodeGame(training=1, deployment=2, modification=Fraction(1, 3)),
)
