"""In training the optimizer changes its behaviour at most once, from A to B: the optimal policy is A^k B^m A^D.

*Proof.* Let u_n be the gap with n episodes of training to follow (``toymodels.solvers.gap_recursion``), and x_n = p g u_n
what the threat of modification weighs against a stake of 1: B is optimal iff x_n >= 1. After a B the gap is u_{n+1} = g u_n.
After an A it is u_{n+1} = τ g u_n + (1 - τ)(1 + (1 - p) g u_n), so that

    1 - x_{n+1} = (1 - g) + g (1 - p (1 - τ)) (1 - x_n),

which is >= 0 if 1 - x_n is: where A is optimal it stays optimal in all earlier episodes. So going back from the end of
training there are first m episodes in which B is optimal and then only such in which A is. In the first m, x_n = g^n x_0
with x_0 = p g u_0; hence m is the number of j = 1, ..., T with p g^j u_0 >= 1, and as p g^j u_0 doesn't grow with j, these
are the first ones. In deployment the same line with q and α for p and τ, started from the gap 0, shows that A is optimal
throughout. For p = 0 the identity holds as well.

*Ties.* The plan named takes B at ties in training and A at ties in deployment. That it is subgame-perfect is claimed;
which others are is the matter of *isolated-tie* and *undiscounted-trichotomy*.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import gap_before, temptation
from toymodels.theorems.readings import subgame_perfect_plans, threat
from toymodels.theorems.steps import domains, symbols, training_episode


def deterred_episodes(game: EpisodeGame) -> int:
    """The number of j = 1, ..., T with p g^j u_0 >= 1, u_0 added up term by term."""
    return sum(threat(game, j) >= 1 for j in range(1, game.training + 1))


def switching_plan(game: EpisodeGame, deterred: int) -> str:
    """A^(T-m) B^m A^D."""
    return "A" * int(game.training - deterred) + "B" * deterred + "A" * int(game.deployment)


def obligations() -> tuple[Obligation, ...]:
    """Where A is optimal, it is optimal one episode earlier, and so for the threat that a B leaves behind."""
    _, g, _, _, u = symbols()
    episode = training_episode()
    now = temptation(episode, g, u)
    after_defection = temptation(episode, g, gap_before(episode, g, u, "A"))
    after_service = temptation(episode, g, gap_before(episode, g, u, "B"))
    return (
        Obligation(
            "A stays optimal",
            (*domains(), Relation("A is optimal", now)),
            Relation("A is optimal one episode earlier", after_defection),
        ),
        Obligation("the threat does not grow", domains(), Relation("the temptation after a B", after_service - now)),
        Obligation("the gap stays positive", domains(), Relation("the gap before an A", gap_before(episode, g, u, "A"))),
    )


CLAIM = Claim(
    label="single-switch",
    statement=(
        "In the episode game with overlap below 1 and discount above 0, A^(T-m) B^m A^D is subgame-perfect, where m is the "
        "number of j = 1, ..., T with p g^j u_0 >= 1."
    ),
    latex=r"A^{T-m} B^m A^D \text{ is subgame-perfect}, \quad m = \#\{1 \le j \le T : p\, g^j u_0 \ge 1\}",
    reading="subgame-perfect; the plan takes B at ties in training and A at ties in deployment",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "discount above 0": lambda game: game.discount > 0,
    },
    conclusion=lambda game: switching_plan(game, deterred_episodes(game)) in subgame_perfect_plans(game),
    refutation="A game in which that plan has an act that is not optimal given the later ones.",
    witness=EpisodeGame(training=2, deployment=3),
    source="this library; the example is section 4 of arXiv:1906.01820",
    variant=lambda game: switching_plan(game, max(deterred_episodes(game) - 1, 0)) in subgame_perfect_plans(game),
    obligations=obligations,
    induction=(
        "Backwards over the episodes of training: the gap starts at u_0 >= 0 and stays so; while B is optimal the threat "
        "is multiplied by g and does not grow; once A is optimal, the first obligation keeps it optimal. The same three "
        "with q and α for p and τ, from the gap 0, show that A is optimal throughout deployment."
    ),
    proofs=("single_switch.v:single_switch",),
)
