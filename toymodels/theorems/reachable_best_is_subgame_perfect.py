"""Where every conflict can occur while it is unmodified, the plans that are optimal ex ante are the subgame-perfect ones.

*Proof.* That subgame-perfect plans are optimal ex ante is *subgame-perfect-is-best*. Conversely let a plan have acts that
are not optimal given the plan's later acts, and take the last of them, at t. From t + 1 on the plan is subgame-perfect.
Changing the act at t changes what the plan is worth at the start by

    g^t * P(unmodified at t) * P(conflict at t) * (what the other act gains there),

because nothing else depends on it. The last factor is > 0, and so are the others: g > 0; an A in an earlier episode is
modified with probability p (1 - τ) < 1 in training and q (1 - α) < 1 in deployment, so that no plan is modified for sure;
conflicts occur with probability 1 - τ > 0, 1 - α > 0. So the plan was not optimal ex ante.

*Each hypothesis is needed* in some game: with p = 1, τ = 0 anything goes after an A (*unreachable-acts-are-free*), with
g = 0 after the first episode, and with τ = 1 or α = 1 in conflicts that never occur. They need not be met by a phase without
episodes, nor p (1 - τ) < 1 by a last episode. For w = 1 all plans are worth the same, and all are subgame-perfect.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import best_plans, short_games, subgame_perfect_plans

CLAIM = Claim(
    label="reachable-best-is-subgame-perfect",
    statement=(
        "If the discount is above 0, conflicts can occur in both phases and no A leads to modification for sure, the plans "
        "that are optimal ex ante are exactly the subgame-perfect ones."
    ),
    latex=r"g > 0,\ \tau, \alpha < 1,\ p(1-\tau), q(1-\alpha) < 1 \implies \text{ex ante} = \text{subgame-perfect}",
    reading="ex ante; all ties, compared with all subgame-perfect plans",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            training=[0, 1, 2, 3],
            deployment=[0, 1, 2, 3],
            modification=[0, 1, Fraction(1, 2), Fraction(1, 3)],
            training_agreement=[0, Fraction(1, 2)],
            monitoring=[0, Fraction(1, 2)],
            discount=[1, Fraction(1, 2)],
        ),
        any_of=short_games,
    ),
    hypotheses={
        "discount above 0": lambda game: game.discount > 0,
        "conflicts can occur": lambda game: game.training_agreement < 1 and game.deployment_agreement < 1,
        "modification in training is never sure": lambda game: game.modification * (1 - game.training_agreement) < 1,
        "modification in deployment is never sure": lambda game: game.monitoring * (1 - game.deployment_agreement) < 1,
    },
    conclusion=lambda game: subgame_perfect_plans(game) == best_plans(game),
    refutation="Such a game with a plan that is optimal ex ante and not subgame-perfect.",
    witness=EpisodeGame(training=2, deployment=3, modification=Fraction(1, 2)),
    source="derived here",
    uses=("subgame-perfect-is-best",),
    variant=lambda game: len(best_plans(game)) == 1,
)
