"""False: without discounting there is one subgame-perfect way through training, all B if p D (1 - α) > 1 and all A if not.

*Counterexample.* One episode of training and one of deployment, p = 1. The A in training gains 1 and loses 1 * 1: a tie.
B A and A A are both worth 1, and both are subgame-perfect. At g = 1 and p D (1 - α) = 1 the gap stays the same in every
episode of training, so that there every sequence of A and B is optimal, 2^T of them.

*True instead:* *undiscounted-trichotomy*. Another exception is p = 1 without agreement in training, where after an A in the
last episode all earlier episodes are ties; with α = 0 this needs no deployment.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import training_acts


def is_all_or_nothing(game: EpisodeGame) -> bool:
    """Whether B alone is optimal throughout training above the threshold, and A alone otherwise."""
    above = game.modification * game.deployment * (1 - game.deployment_agreement) > 1
    return set(training_acts(game)) <= {"B" if above else "A"}


CLAIM = Claim(
    label="strict-threshold",
    statement=(
        "Without discounting and monitoring, the optimal acts in training are B alone if p D (1 - α) > 1 and A alone otherwise."
    ),
    latex=r"g = 1 \implies \text{one plan: } B^T \text{ if } pD(1-\alpha) > 1, \text{ else } A^T",
    reading="subgame-perfect; all ties counted",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "deployment_agreement", discount=[1], monitoring=[0]),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "no discounting": lambda game: game.discount == 1,
        "no monitoring": lambda game: game.monitoring == 0,
        "it is deployed": lambda game: game.deployment > 0,
    },
    conclusion=is_all_or_nothing,
    refutation="Such a game with another optimal act in an episode of training.",
    witness=EpisodeGame(training=2, deployment=3),
    source="a conjecture that fell",
    counterexample=EpisodeGame(training=1, deployment=1),
)
