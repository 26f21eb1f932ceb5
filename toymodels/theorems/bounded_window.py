"""An impatient optimizer looks ahead a bounded number of episodes: m >= 1 implies g^m > 1 - g, whatever T and D are.

*Proof.* Let g < 1. Without agreements and monitoring a deployment of one more episode is worth u' = 1 + g u, and if
(1 - g) u < 1 and g > 0, then 1 - (1 - g) u' = g (1 - (1 - g) u) > 0; so (1 - g) u_0 < 1 from u = 0 on. Agreements and
monitoring only lessen u_0 (*deployment-worth*). If m >= 1, then p g^m u_0 >= 1 by *single-switch*, hence g > 0 and

    g^m >= p g^m >= 1 / u_0 > 1 - g.

So m is at most the number of j >= 1 with g^j > 1 - g, which is less than ln(1/(1 - g)) / ln(1/g) however long training and
deployment are. For g <= 1/2 it is 0, which gives *half-discount* again.

*Ties* count as deception: for g < 1 at most one training conflict is a tie, p g^m u_0 = 1, and it is one of the m.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode, gap_before
from toymodels.theorems.readings import deceptive_episodes, patient_games
from toymodels.theorems.steps import domains, quantities, symbols


def is_within_reach(game: EpisodeGame, factor: int = 1) -> bool:
    """Whether g^m > (1 - g) times a factor."""
    return bool(game.discount ** deceptive_episodes(game) > factor * (1 - game.discount))


def obligations() -> tuple[Obligation, ...]:
    """Deployment is worth less than 1/(1 - g), and a threat of 1 at g^m = z then takes z > 1 - g."""
    p, g, _, _, u = symbols()
    (z,) = quantities("z")
    short = Relation("(1 - g) u < 1", 1 - (1 - g) * u, ">")
    deployed = gap_before(Episode(modification=0), g, u, "A")
    return (
        Obligation(
            "deployment is worth less than 1/(1 - g)",
            (Relation("g > 0", g, ">"), short),
            Relation("(1 - g) u' < 1", 1 - (1 - g) * deployed, ">"),
        ),
        Obligation(
            "the window",
            (*domains(), short, Relation("z >= 0", z), Relation("p z u >= 1", p * z * u - 1)),
            Relation("z > 1 - g", z - (1 - g), ">"),
        ),
    )


CLAIM = Claim(
    label="bounded-window",
    statement=(
        "In the episode game with overlap and discount below 1, if B is optimal in m >= 1 training conflicts, then "
        "g^m > 1 - g: m is bounded, whatever T, D and p are."
    ),
    latex=r"m \geq 1 \implies g^m > 1 - g",
    reading="subgame-perfect; ties count as deception",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            "training",
            "modification",
            deployment=range(1, 6),
            discount=("2/3", "3/4", "3/5", "4/5", "5/6"),
        ),
        any_of=patient_games,
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "discount below 1": lambda game: game.discount < 1,
        "some deception": lambda game: deceptive_episodes(game) > 0,
    },
    conclusion=is_within_reach,
    refutation="A game with g < 1 and more deceptive episodes than that.",
    witness=EpisodeGame(training=2, deployment=3, discount="3/4"),
    source="this library",
    uses=("single-switch", "deployment-worth"),
    variant=lambda game: is_within_reach(game, factor=2),
    obligations=obligations,
    induction=(
        "Backwards over deployment from u = 0: the first obligation keeps (1 - g) u below 1 where g > 0 (agreements and "
        "monitoring lessen u by deployment-worth). The second, with z = g^m and p g^m u_0 >= 1 from single-switch, is the "
        "bound; at g = 0 there is no deception."
    ),
    proofs=("bounded_window.v:bounded_window",),
)
