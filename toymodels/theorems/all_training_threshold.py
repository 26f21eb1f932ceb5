"""B in all of training is subgame-perfect iff p g^T u_0 >= 1.

Without agreements and monitoring in deployment that is p >= 1/(g^T + ... + g^(T+D-1)).

*Proof.* After a B the gap is g times what it was, so while B is taken the threat against the j-th training conflict,
counted back from deployment, is p g^j u_0, which does not grow with j. If p g^T u_0 >= 1, all these are >= 1 and B is
optimal in each. If B is optimal in each, it is in the first, where the threat is p g^T u_0. Without agreements and
monitoring g^T u_0 = g^T (1 + ... + g^(D-1)).

*What lies between.* If p g u_0 >= 1 > p g^T u_0, then g < 1, and going back from the end B is optimal in the last m of the
training conflicts, 1 <= m < T. In the one before, A is better; there 1 - p g u > 0, and the identity of *single-switch*,
1 - p g u' = (1 - g) + ρ (1 - p g u) >= 1 - g > 0, makes A the only optimal act in all earlier ones: every subgame-perfect
plan defects first and deceives last. If p g u_0 < 1, A is the only optimal act in the last training conflict.

*Ties.* Above p g^T u_0 = 1, B is the only optimal act in all of training. At it the first training conflict is a tie, and
for g = 1 all of them are. All this is claimed.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import gap_before, temptation
from toymodels.theorems.readings import threat, training_acts
from toymodels.theorems.steps import domains, quantities, symbols, training_episode


def is_split_by_two_thresholds(game: EpisodeGame) -> bool:
    """Whether training is B throughout, A first and B last, or A last, as the threats against its two ends say."""
    acts, first = training_acts(game), threat(game, game.training)
    if first >= 1:
        tied = game.training if game.discount == 1 else 1
        return acts == ("BA" if first == 1 else "B",) * tied + ("B",) * int(game.training - tied)
    return acts[-1] == "A" if threat(game, 1) < 1 else (acts[0] == "A" and "B" in acts[-1])


def is_long_enough(game: EpisodeGame) -> bool:
    """Whether B is optimal in all of training iff p (g^T + ... + g^(T+D-1)) >= 1."""
    powers = sum(game.discount ** (game.training + i) for i in range(game.deployment))
    return all("B" in acts for acts in training_acts(game)) == bool(game.modification * powers >= 1)


def holds(game: EpisodeGame) -> bool:
    """The claim for one game, with the sum of powers where deployment is plain."""
    plain = game.deployment_agreement == game.monitoring == 0
    return is_split_by_two_thresholds(game) and (not plain or is_long_enough(game))


def obligations() -> tuple[Obligation, ...]:
    """A B discounts the threat, B optimal first is B optimal later, and where A is better it is better before."""
    p, g, _, _, u = symbols()
    (x,) = quantities("x")
    episode = training_episode()
    now = temptation(episode, g, u)
    after_service = temptation(episode, g, gap_before(episode, g, u, "B"))
    after_defection = temptation(episode, g, gap_before(episode, g, u, "A"))
    better = Relation("A is better", now, ">")
    return (
        Obligation(
            "a B discounts the threat",
            (Relation("x = p g u", x - p * g * u, "="),),
            Relation("x' = g x", 1 - after_service - g * x, "="),
        ),
        Obligation(
            "B optimal before a B",
            (*domains(), Relation("B is optimal one episode earlier", -after_service)),
            Relation("B is optimal", -now),
        ),
        Obligation(
            "A before an A",
            (*domains(), Relation("g < 1", 1 - g, ">"), better),
            Relation("A is better one episode earlier", after_defection, ">"),
        ),
    )


CLAIM = Claim(
    label="all-training-threshold",
    statement=(
        "In the episode game with overlap below 1, B throughout training is subgame-perfect iff p g^T u_0 >= 1, which without "
        "agreements and monitoring in deployment is p (g^T + ... + g^(T+D-1)) >= 1. Between this threshold and that of the "
        "last episode every subgame-perfect plan takes A in the first training conflict, and some take B in the last."
    ),
    latex=r"B^T A^D \text{ is subgame-perfect} \iff p \geq \frac{1}{g^T + \dots + g^{T+D-1}}",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "some training": lambda game: game.training > 0,
    },
    conclusion=holds,
    refutation="A game on the other side of a threshold than its optimal acts.",
    witness=EpisodeGame(training=2, deployment=3),
    source="this library; for p = 1, section 4 of arXiv:1906.01820",
    uses=("single-switch", "last-episode-threshold", "deployment-worth"),
    variant=lambda game: all("B" in acts for acts in training_acts(game)) == (threat(game, 1) >= 1),
    obligations=obligations,
    induction=(
        "Backwards over training while B is taken, the threat being x = p g u: it starts at p g u_0 and the first "
        "obligation multiplies it by g each time, so that it is p g^T u_0 in the first conflict. If B is optimal there, "
        "the second obligation, going forward, makes it optimal in all later ones. Where A is the better act the third "
        "keeps it so in all earlier conflicts, if g < 1."
    ),
    proofs=(
        "all_training_threshold.v:all_training_threshold",
        "all_training_threshold.v:all_training_threshold_plain",
        "all_training_threshold.v:between_thresholds",
    ),
)
