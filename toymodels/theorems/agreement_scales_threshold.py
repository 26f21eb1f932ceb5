"""Without monitoring, agreement in deployment scales the threshold for the last training episode by 1/(1 - α).

B is optimal there iff p g (1 - α) S_D(g) >= 1, where S_D(g) = 1 + g + ... + g^(D-1).

*Proof.* B is optimal with no training to follow iff p g u_0 >= 1. Without monitoring A is the only optimal act in every
deployment conflict, for it costs nothing, and the gap at the start of an episode is

    α g u + (1 - α)(1 + g u)  =  (1 - α) + g u,

so that u = (1 - α) S_n(g) gives (1 - α)(1 + g S_n(g)) = (1 - α) S_{n+1}(g). Hence u_0 = (1 - α) S_D(g): the threshold for p
is 1/(1 - α) times what it is without agreements. With monitoring it is not, for agreements then are a shelter too:
u_0 = (1 - α) S_D(r), and r = g (1 - q (1 - α)) grows with α.

*Ties.* Where p g (1 - α) S_D(g) = 1, both acts are optimal; this is claimed too.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import Episode, gap_before
from toymodels.theorems.last_episode_threshold import acts_against
from toymodels.theorems.readings import training_acts
from toymodels.theorems.steps import quantities, symbols


def scaled_threat(game: EpisodeGame, shares: int = 1) -> Scalar:
    """P g (1 - α)^i S_D(g), added up term by term; i is the number of shares."""
    worth = sum(game.discount**i for i in range(1, game.deployment + 1))
    return game.modification * (1 - game.deployment_agreement) ** shares * worth


def obligations() -> tuple[Obligation, ...]:
    """What one more unmonitored episode of deployment is worth."""
    _, g, _, t, u = symbols()
    (s,) = quantities("s")
    deployed = Episode(modification=0, conflict=1 - t)
    return (
        Obligation(
            "one more episode of deployment",
            (Relation("u = (1 - t) s", u - (1 - t) * s, "="),),
            Relation("u' = (1 - t)(1 + g s)", gap_before(deployed, g, u, "A") - (1 - t) * (1 + g * s), "="),
        ),
    )


CLAIM = Claim(
    label="agreement-scales-threshold",
    statement=(
        "In the episode game with overlap below 1 and no monitoring, B is optimal in the last training conflict iff "
        "p g (1 - α)(1 + g + ... + g^(D-1)) >= 1, and is the only optimal act iff that is above 1."
    ),
    latex=r"\text{B is optimal last} \iff p\, (1 - \alpha) \sum_{i=1}^{D} g^i \geq 1 \quad (q = 0)",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(
        EpisodeGame,
        "modification",
        "deployment_agreement",
        training=(1, 2),
        deployment=range(4),
        discount=(1, "1/2", "5/6"),
        monitoring=(0,),
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "no monitoring": lambda game: game.monitoring == 0,
        "some training": lambda game: game.training > 0,
    },
    conclusion=lambda game: training_acts(game)[-1] == acts_against(scaled_threat(game)),
    refutation="A game without monitoring in which the last training conflict is decided otherwise.",
    witness=EpisodeGame(training=2, deployment=3, deployment_agreement="1/2"),
    source="this library",
    uses=("last-episode-threshold",),
    variant=lambda game: training_acts(game)[-1] == acts_against(scaled_threat(game, shares=0)),
    obligations=obligations,
    induction=(
        "Backwards over deployment: with s = S_n(g), from u = s = 0, the obligation gives u = (1 - α) S_D(g) at its start, A "
        "being optimal throughout, where it costs nothing. last-episode-threshold does the rest."
    ),
    proofs=("last_episode_threshold.v:last_episode_threshold_agreement",),
)
