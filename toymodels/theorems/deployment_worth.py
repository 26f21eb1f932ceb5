"""What staying oneself is worth, in units of 1 - w, at the start of deployment and at the start of training.

It is u_0 = (1 - α) S_D(r) with r = g (1 - q (1 - α)), and u_T = g^T c^k u_0 + (1 - τ) S_k(g c) with c = 1 - p (1 - τ) and
k = T - m.

*Proof.* In deployment A is always optimal (*monitoring-never-deters*), and the gap u before such an episode is

    α g u + (1 - α)(1 + (1 - q) g u)  =  (1 - α) + r u,

so that u = (1 - α) S_n(r) gives (1 - α)(1 + r S_n(r)) = (1 - α) S_{n+1}(r), from u = 0 = S_0 on. In training the last m
episodes are B (*single-switch*) and multiply the gap by g each; in the k before, an A takes

    u = z u_0 + (1 - τ) s   to   (1 - τ) + g c u = g c z u_0 + (1 - τ)(1 + g c s),

and from z = g^m, s = 0 that makes z = g^m (g c)^k = g^T c^k and s = S_k(g c).

As (1 - α) + r u <= 1 + g u, neither agreements nor monitoring make deployment worth more: u_0 <= 1 + g + ... + g^(D-1).

*Ties.* At a tie both acts leave the same gap, so the gaps are those of every subgame-perfect plan.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import Episode, episodes_of, gap_before, gap_recursion
from toymodels.theorems.readings import worth_of_deployment
from toymodels.theorems.single_switch import deterred_episodes
from toymodels.theorems.steps import domains, quantities, symbols, training_episode


def worth_of_training(game: EpisodeGame) -> Scalar:
    """u_T by the formula, its geometric sum added up term by term.

    >>> worth_of_training(EpisodeGame(training=2, deployment=1, modification="1/2"))
    Fraction(7, 4)
    """
    conflict = 1 - game.training_agreement
    kept = 1 - game.modification * conflict
    k = game.training - deterred_episodes(game)
    later = game.discount**game.training * kept**k * worth_of_deployment(game)
    return later + conflict * sum((game.discount * kept) ** i for i in range(k))


def has_the_gaps(game: EpisodeGame) -> bool:
    """Whether the gaps before training and before deployment are by the formulas, and the latter is within its bound."""
    gaps = gap_recursion(episodes_of(game), game.discount).gaps
    deployed = worth_of_deployment(game)
    return bool(
        gaps[0] == worth_of_training(game)
        and gaps[game.training] == deployed <= sum(game.discount**i for i in range(game.deployment))
    )


def obligations() -> tuple[Obligation, ...]:
    """One more episode of deployment (p and t stand for q and α), of B and of A; and the bound."""
    p, g, _, t, u = symbols()
    s, z, v, w0 = quantities("s", "z", "v", "u0")
    episode = training_episode()
    kept = 1 - p * (1 - t)
    after_defection, after_service = (gap_before(episode, g, u, act) for act in "AB")
    deployed, trained = u - (1 - t) * s, u - (z * w0 + (1 - t) * s)
    plain = gap_before(Episode(modification=0), g, v, "A")
    return (
        Obligation(
            "one more episode of deployment",
            (Relation("u = (1 - t) s", deployed, "="),),
            Relation("u' = (1 - t)(1 + r s)", after_defection - (1 - t) * (1 + g * kept * s), "="),
        ),
        Obligation(
            "one more B",
            (Relation("u = z u0", u - z * w0, "="),),
            Relation("u' = g z u0", after_service - g * z * w0, "="),
        ),
        Obligation(
            "one more A",
            (Relation("u = z u0 + (1 - t) s", trained, "="),),
            Relation(
                "u' = g c z u0 + (1 - t)(1 + g c s)",
                after_defection - (g * kept * z * w0 + (1 - t) * (1 + g * kept * s)),
                "=",
            ),
        ),
        Obligation(
            "agreements and monitoring lessen the gap",
            (*domains(), Relation("u <= v", v - u)),
            Relation("u' <= 1 + g v", plain - after_defection),
        ),
    )


CLAIM = Claim(
    label="deployment-worth",
    statement=(
        "In the episode game with overlap below 1, staying oneself is worth u_0 = (1 - α)(1 + r + ... + r^(D-1)) at the start "
        "of deployment, r = g (1 - q (1 - α)), at most 1 + g + ... + g^(D-1), and u_T = g^T c^k u_0 + (1 - τ)(1 + g c + ... + "
        "(g c)^(k-1)) at the start of training, c = 1 - p (1 - τ) and k = T - m."
    ),
    latex=r"u_0 = (1 - \alpha) S_D(r), \quad u_T = g^T c^k u_0 + (1 - \tau) S_k(g c)",
    reading="subgame-perfect; the gaps are the same however ties are broken",
    scope=scope_of(
        EpisodeGame,
        "modification",
        training=range(4),
        deployment=range(4),
        discount=(1, "2/3"),
        training_agreement=(0, "1/2"),
        deployment_agreement=(0, "1/3"),
        monitoring=(0, 1, "1/2"),
    ),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1},
    conclusion=has_the_gaps,
    refutation="A game in which staying oneself is worth something else.",
    witness=EpisodeGame(training=2, deployment=3),
    source="this library",
    uses=("single-switch", "monitoring-never-deters"),
    variant=lambda game: worth_of_training(game) == game.discount**game.training * worth_of_deployment(game),
    obligations=obligations,
    induction=(
        "Backwards: over deployment with s = S_n(r) from u = s = 0 by the first obligation; over the m episodes of B with "
        "z = g^n from z = 1, by the second; over the k of A with z = g^m (g c)^n and s = S_n(g c) from s = 0, by the third. "
        "The fourth, over deployment from u = v = 0, keeps u_0 below 1 + g + ... + g^(D-1)."
    ),
)
