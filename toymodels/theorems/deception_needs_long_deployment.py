"""False: for deception throughout training, deployment has to be at least as long as training.

*Counterexample.* Three episodes of training and two of deployment, p = 1, no discounting. An A in the last episode of
training gains 1 and loses 2: B, which leaves the gap at 2; so for the same reason B in all three. Serving three episodes
isn't the price of two in deployment: what counts is what *one* A gains and loses, and the B's before are paid for by the
same threat again. B B B A A is worth 2, and A at once is worth 1. The tie at T = 2, D = 1, p = 1 doesn't count, since A is
optimal there too.

*True instead:* it deceives throughout training iff p g^T u_0 >= 1 (*single-switch*), which at g = 1 doesn't depend on T.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import training_acts

CLAIM = Claim(
    label="deception-needs-long-deployment",
    statement="If B alone is optimal in every episode of training, then deployment is at least as long as training.",
    latex=r"m = T \implies D \ge T",
    reading="subgame-perfect; ties do not count as deception",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", discount=[1, Fraction(1, 2), Fraction(9, 10)]),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "it deceives throughout": lambda game: set(training_acts(game)) <= {"B"},
    },
    conclusion=lambda game: game.deployment >= game.training,
    refutation="A game with training longer than deployment in which B alone is optimal throughout training.",
    witness=EpisodeGame(training=2, deployment=3),
    source="a conjecture that fell",
    counterexample=EpisodeGame(training=3, deployment=2),
)
