"""Every subgame-perfect plan is optimal ex ante: the game among selves costs the original objective nothing.

*Proof.* The modified self only ever plays B, so that the original self alone decides anything, and its objective is that by
which plans are judged. Write V_t for the most that any plan is worth from episode t on while still unmodified, and M_t for
what the modified self's B's are worth. A plan is worth from t on, while unmodified, a mean of its payoff and g times a
mixture of M_{t+1} and what it is worth from t + 1 on, with weights >= 0 given by its act at t. If it takes an optimal act
given its later ones, and is worth V_{t+1} from there, then no act at t with any continuation is worth more, since the
continuation enters with a weight >= 0. By induction from the end it is worth V_t from every t on, V_0 at the start. Nothing
was assumed of w or g >= 0; at ties either act will do.

The converse needs that every episode matters: *reachable-best-is-subgame-perfect* and *best-is-subgame-perfect*.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import best_plans, short_games, subgame_perfect_plans

CLAIM = Claim(
    label="subgame-perfect-is-best",
    statement="Every subgame-perfect plan is optimal ex ante, for any overlap.",
    latex=r"\text{subgame-perfect} \implies \text{optimal ex ante}",
    reading="subgame-perfect; all plans that ties allow, compared with the plans that are optimal ex ante",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            training=[0, 1, 2, 3],
            deployment=[0, 1, 2, 3],
            modification=[0, 1, Fraction(1, 2), Fraction(1, 3)],
            overlap=[0, 1, Fraction(3, 2), -1],
            discount=[1, 0, Fraction(1, 2)],
        ),
        any_of=short_games,
    ),
    hypotheses={},
    conclusion=lambda game: subgame_perfect_plans(game) <= best_plans(game),
    refutation="A subgame-perfect plan that is worth less at the start than another.",
    witness=EpisodeGame(training=2, deployment=3),
    source="derived here",
    variant=lambda game: subgame_perfect_plans(game) == best_plans(game),
    proofs=("deviations.v:one_shot_deviation",),
)
