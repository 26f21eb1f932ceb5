"""An optimizer with discount g <= 1/2 never deceives, however long it is deployed and however sure modification is.

*Proof.* Let u_n be the gap at the start of n episodes of deployment. Agreements and monitoring only lessen it
(*deployment-worth*), and without them g u' = g (1 + g u) = g + g (g u). If g u < 1 and g <= 1/2, then

    1 - g u' = (1 - 2 g) + g (1 - g u) > 0,

for both terms are >= 0 and not both 0. From u = 0 on, g u < 1 therefore stays: all of the future is worth less than one A
now. So p g u_0 <= g u_0 < 1 and A is the only optimal act in the last training conflict; and then in all earlier ones,
since 1 - p g u' = (1 - g) + ρ (1 - p g u) >= 1 - g > 0 (*single-switch*).

The bound is the best possible: for p = 1 and any g > 1/2, g + g^2 + ... + g^D >= 1 once D is large.

*Ties.* There are none: in every conflict A is the only optimal act. Ex ante any act is as good as another in an episode
that can't be reached unmodified.
"""

import dataclasses
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import Episode, gap_before, optimal_acts, temptation
from toymodels.theorems.readings import threat
from toymodels.theorems.steps import domains, symbols, training_episode


def only_defects(game: EpisodeGame) -> bool:
    """Whether A is the only optimal act in every conflict."""
    return set(optimal_acts(game)) <= {"A"}


def more_patient(game: EpisodeGame, factor: Scalar) -> EpisodeGame:
    """The same game with its discount multiplied: by 4/3 to try the bound 2/3 in place of 1/2."""
    return dataclasses.replace(game, discount=game.discount * factor)


def obligations() -> tuple[Obligation, ...]:
    """For g <= 1/2 the future stays worth less than one A, and A the only optimal act."""
    _, g, _, _, u = symbols()
    episode = training_episode()
    half, small = Relation("g <= 1/2", 1 - 2 * g), Relation("g u < 1", 1 - g * u, ">")
    now = temptation(episode, g, u)
    deployed = gap_before(Episode(modification=0), g, u, "A")
    before = temptation(episode, g, gap_before(episode, g, u, "A"))
    return (
        Obligation("the future stays small", (*domains(), half, small), Relation("g u' < 1", 1 - g * deployed, ">")),
        Obligation("A is better last", (*domains(), small), Relation("A is better", now, ">")),
        Obligation(
            "A is better before",
            (*domains(), half, Relation("A is better", now, ">")),
            Relation("A is better one episode earlier", before, ">"),
        ),
    )


CLAIM = Claim(
    label="half-discount",
    statement=(
        "In the episode game with overlap below 1 and discount at most 1/2, A is the only optimal act in every conflict, "
        "whatever p and D are; for the threat p g u_0 is less than 1."
    ),
    latex=r"g \leq \tfrac{1}{2} \implies p\, g\, u_0 < 1 \text{ and } A^{T+D} \text{ is the only subgame-perfect plan}",
    reading="subgame-perfect; there are no ties",
    scope=scope_of(
        EpisodeGame,
        "training",
        "deployment",
        "modification",
        discount=("1/2", 0, "1/3", "1/4", "2/5"),
        monitoring=(0, "1/2"),
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "discount at most 1/2": lambda game: 2 * game.discount <= 1,
    },
    conclusion=lambda game: only_defects(game) and threat(game, 1) < 1,
    refutation="A game with g <= 1/2 and a conflict in which B is optimal.",
    witness=EpisodeGame(training=2, deployment=3, discount="1/2"),
    source="this library",
    uses=("single-switch", "deployment-worth"),
    variant=lambda game: only_defects(more_patient(game, Fraction(4, 3))),
    obligations=obligations,
    induction=(
        "Backwards over deployment from u = 0, where g u < 1: the first obligation keeps that so (agreements and monitoring "
        "lessen u by deployment-worth). The second makes A the better act in the last training conflict, and the third, "
        "backwards over training, in all earlier ones. In deployment A is better as monitoring-never-deters has it for g < 1."
    ),
    proofs=("half_discount.v:half_discount",),
)
