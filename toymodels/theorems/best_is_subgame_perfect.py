"""False: every plan that is optimal ex ante is subgame-perfect.

*Counterexample.* One episode of training and one of deployment, p = 1, no discounting. Two plans are subgame-perfect, B A
and A A, for A is the only optimal act in deployment. But A B is worth 1 too: after its A the objective has been replaced for
sure, and what the original self would do in deployment doesn't matter (*unreachable-acts-are-free*).

*True instead:* *reachable-best-is-subgame-perfect*.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import best_plans, short_games, subgame_perfect_plans

CLAIM = Claim(
    label="best-is-subgame-perfect",
    statement="With overlap below 1 and discount above 0, every plan that is optimal ex ante is subgame-perfect.",
    latex=r"\text{optimal ex ante} \implies \text{subgame-perfect}",
    reading="ex ante; all plans that are optimal",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            training=[0, 1, 2, 3],
            deployment=[0, 1, 2, 3],
            modification=[0, 1, Fraction(1, 2), Fraction(1, 3)],
            discount=[1, Fraction(1, 2)],
        ),
        any_of=short_games,
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "discount above 0": lambda game: game.discount > 0,
        "it is deployed": lambda game: game.deployment > 0,
    },
    conclusion=lambda game: best_plans(game) <= subgame_perfect_plans(game),
    refutation="A plan that is optimal ex ante and has an act that isn't optimal given the later ones.",
    witness=EpisodeGame(training=2, deployment=3, modification=Fraction(1, 2)),
    source="a conjecture that fell",
    counterexample=EpisodeGame(training=1, deployment=1),
)
