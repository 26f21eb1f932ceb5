"""The last training episode is deceptive iff p g u_0 >= 1.

Without agreements and monitoring in deployment that is p >= 1/(g + g^2 + ... + g^D).

*Proof.* With no training to follow, an A in a conflict gains 1 now and loses p g u_0, both in units of 1 - w
(*overlap-cancels*). In deployment A is always optimal (*monitoring-never-deters*), so that u_0 = (1 - α) S_D(r); for
α = q = 0 each episode of it takes X = g u to g (1 + g u) = g + g X, and from X = 0 that makes g u_0 = g + g^2 + ... + g^D.

Where the game is not deployed, or g = 0, the sum is 0 and there is no such p. Agreement in training plays no part.

*Ties.* At p g u_0 = 1 both acts are optimal, above only B is, and below only A; all three are claimed.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import Episode, gap_before, temptation
from toymodels.theorems.readings import threat, training_acts
from toymodels.theorems.steps import quantities, symbols


def acts_against(loss: Scalar) -> str:
    """The optimal acts where an A in a training conflict gains 1 and loses so much."""
    return "B" if loss > 1 else "BA" if loss == 1 else "A"


def is_decided_by_the_sum(game: EpisodeGame) -> bool:
    """Whether the last training conflict is decided by p g u_0, and by p (g + ... + g^D) in a plain deployment."""
    last = training_acts(game)[-1]
    powers = sum(game.discount**i for i in range(1, game.deployment + 1))
    plain = game.deployment_agreement == game.monitoring == 0
    return last == acts_against(threat(game, 1)) and (not plain or last == acts_against(game.modification * powers))


def obligations() -> tuple[Obligation, ...]:
    """The sum X = g u grows by its next term, and p X decides the last training conflict."""
    p, g, _, _, u = symbols()
    (x,) = quantities("X")
    discounted = Relation("X = g u", x - g * u, "=")
    gain = temptation(Episode(modification=p), g, u)
    earlier = gap_before(Episode(modification=0), g, u, "A")
    return (
        Obligation("the next power", (discounted,), Relation("X' = g + g X", g * earlier - (g + g * x), "=")),
        Obligation("at the threshold", (discounted, Relation("p X >= 1", p * x - 1)), Relation("B is optimal", -gain)),
        Obligation("above it", (discounted, Relation("p X > 1", p * x - 1, ">")), Relation("B is better", -gain, ">")),
        Obligation("below it", (discounted, Relation("p X < 1", 1 - p * x, ">")), Relation("A is better", gain, ">")),
    )


CLAIM = Claim(
    label="last-episode-threshold",
    statement=(
        "In the episode game with overlap below 1, B is optimal in the last training conflict iff p g u_0 >= 1, which "
        "without agreements and monitoring in deployment is p (g + g^2 + ... + g^D) >= 1; A is iff it is <= 1."
    ),
    latex=r"\text{B is optimal last} \iff p \geq \frac{1}{g + g^2 + \dots + g^D}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(
        EpisodeGame,
        "modification",
        "discount",
        training=(1, 2),
        deployment=range(5),
        deployment_agreement=(0, "1/2"),
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "some training": lambda game: game.training > 0,
    },
    conclusion=is_decided_by_the_sum,
    refutation="A game whose last training conflict is decided otherwise.",
    witness=EpisodeGame(training=1, deployment=2, modification="1/2"),
    source="this library; for p = 1, section 4 of arXiv:1906.01820",
    uses=("overlap-cancels", "monitoring-never-deters", "deployment-worth"),
    variant=lambda game: ("B" in training_acts(game)[-1]) == (threat(game, 1) > 1),
    obligations=obligations,
    induction=(
        "Backwards over a deployment without agreements and monitoring, from X = 0: each episode adds the next power of g "
        "by the first obligation, so that g u_0 = g + ... + g^D. The others are the three cases of the last training "
        "conflict. The general form takes u_0 from deployment-worth."
    ),
    proofs=("last_episode_threshold.v:last_episode_threshold", "last_episode_threshold.v:last_episode_threshold_plain"),
)
