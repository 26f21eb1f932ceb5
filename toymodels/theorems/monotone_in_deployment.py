"""Longer deployment makes it serve the base objective in no fewer training episodes.

*Proof.* Compare a game with D episodes of deployment and one with D + 1 that is otherwise the same. Both gaps at the end of
the last episode are 0, and a gap that is at least as large stays so in deployment, where A is optimal:

    (gap before an A with u' to follow) - (gap before an A with u to follow) = g (α + (1 - α)(1 - q)) (u' - u) >= 0;

the extra episode comes first in this count and leaves a gap 1 - α >= 0. So u_0' >= u_0 where training ends. In training an A
tempts by 1 - p g u, the less the larger u is; and while B is optimal in the shorter game, so it is in the longer one, and
both gaps are multiplied by g, which keeps their order. This lasts for the m episodes at the end of training in which B is
optimal in the shorter game. In all earlier ones A is optimal there (*single-switch*).

*Ties.* B may still be optimal in an earlier episode, as a tie. By the identity of *single-switch*, in which both terms would
have to be 0, that takes g = 1 and p (1 - τ) = 1. Then x = p g u becomes 1 after every A and stays, so that B is
optimal in all training episodes but the last; the same holds in the longer game if A is optimal in its last episode, and
otherwise B is optimal in all of them. So B is optimal wherever it is in the shorter game; all the more is it in as many
episodes. For w >= 1 B is always optimal.
"""

from toymodels.claims import Claim
from toymodels.domains import with_fields
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode, gap_before, temptation
from toymodels.theorems.readings import deceptive_episodes, is_deterred_wherever
from toymodels.theorems.steps import domains, symbols, training_episode


def longer(game: EpisodeGame) -> EpisodeGame:
    """The same game with one more episode of deployment."""
    return with_fields(game, deployment=game.deployment + 1)


def obligations() -> tuple[Obligation, ...]:
    """A larger gap stays larger, in deployment and after a B, and tempts less; B after an A is a tie in one case only."""
    import sympy

    p, g, _, t, u = symbols()
    q, larger = sympy.Symbol("q"), sympy.Symbol("v")
    monitored, trained = Episode(modification=q, conflict=1 - t), training_episode()
    ordered = Relation("the gap with longer deployment is no smaller", larger - u)
    rates = (Relation("q >= 0", q), Relation("q <= 1", 1 - q))
    before = [gap_before(monitored, g, gap, "A") for gap in (u, larger)]
    served = [gap_before(trained, g, gap, "B") for gap in (u, larger)]
    now = temptation(trained, g, u)
    earlier = temptation(trained, g, gap_before(trained, g, u, "A"))
    tie = (*domains(), Relation("only A is optimal", now, ">"), Relation("B is optimal one episode earlier", -earlier))
    return (
        Obligation("the extra episode", domains(), Relation("its gap", gap_before(monitored, g, 0, "A"))),
        Obligation("deployment", (*domains(), *rates, ordered), Relation("the gaps keep their order", before[1] - before[0])),
        Obligation("a B in training", (*domains(), ordered), Relation("the gaps keep their order", served[1] - served[0])),
        Obligation("deterrence", (*domains(), ordered), Relation("it tempts less", now - temptation(trained, g, larger))),
        Obligation("a tie before an A needs a discount of 1", tie, Relation("g >= 1", g - 1)),
        Obligation("a tie before an A needs sure modification", tie, Relation("p (1 - t) >= 1", p * (1 - t) - 1)),
    )


CLAIM = Claim(
    label="monotone-in-deployment",
    statement="With one more episode of deployment, B is optimal in every training episode in which it was optimal before.",
    latex=r"m(T, D) \le m(T, D + 1)",
    reading="subgame-perfect; ties count as B",
    scope=scope_of(EpisodeGame, "training", "deployment", "modification", "discount"),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1},
    conclusion=lambda game: is_deterred_wherever(longer(game), game),
    refutation="A training episode in which B is optimal, and no longer is when deployment is one episode longer.",
    witness=EpisodeGame(training=2, deployment=3),
    source="derived here",
    uses=("single-switch",),
    variant=lambda game: (
        deceptive_episodes(game) < deceptive_episodes(longer(game)) or deceptive_episodes(game) == game.training
    ),
    obligations=obligations,
    induction=(
        "Backwards over the episodes of deployment, and then over those at the end of training in which B is optimal in the "
        "shorter game: the longer game's gap is no smaller. Before them A is optimal in the shorter game (single-switch), "
        "and B at most as a tie, which needs g = p (1 - t) = 1; there B is optimal in all training episodes but perhaps the "
        "last in both games. More than one episode more: by repetition."
    ),
    proofs=("monotone_deception.v:monotone_deception",),
)
