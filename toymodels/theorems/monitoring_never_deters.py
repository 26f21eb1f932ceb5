"""Monitoring at a constant rate never deters: A is optimal in every deployment conflict, and deployment is only shortened.

*Proof.* Let u be the gap with some episodes of deployment to follow, 0 after the last one. A is optimal iff q g u <= 1.
After an A the gap is u' = α g u + (1 - α)(1 + (1 - q) g u) = (1 - α) + r u with r = g (1 - q (1 - α)), so that

    1 - q g u' = (1 - g) + r (1 - q g u) >= 0:

A stays optimal, and u_0 = (1 - α)(1 + r + ... + r^(D-1)) is what deployment with the smaller discount r is worth: whatever
a survivor could lose to monitoring is discounted by monitoring itself. As u' falls with q for any given u and grows with
u, u_0 falls with q: monitoring makes no training episode deceptive that is not so without it.

*Ties.* The right side is 0 only if g = 1 and r (1 - q g u) = 0. As 1 - q g u starts from 1, that takes r = 0 at first: so
A is the only optimal act in every deployment conflict unless q = g = 1 and α = 0, and in that case all deployment
conflicts but the last are ties. Both are claimed.
"""

import dataclasses

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import Episode, gap_before, optimal_acts, temptation
from toymodels.theorems.readings import worth_of_deployment
from toymodels.theorems.single_switch import deterred_episodes
from toymodels.theorems.steps import domains, quantities, symbols, training_episode


def acts_in_deployment(game: EpisodeGame) -> tuple[str, ...]:
    """The optimal acts in deployment as claimed: A alone, but for certain modification with nothing else at stake."""
    tied = game.monitoring == game.discount == 1 and game.deployment_agreement == 0
    horizon = int(game.deployment)
    return ("BA" if tied else "A",) * (horizon - 1) + ("A",) * (horizon > 0)


def is_not_deterred(game: EpisodeGame) -> bool:
    """Whether the optimal acts in deployment are those, and monitoring adds nothing to u_0 and to deception."""
    free = dataclasses.replace(game, monitoring=0)
    return (
        optimal_acts(game)[game.training :] == acts_in_deployment(game)
        and worth_of_deployment(game) <= worth_of_deployment(free)
        and deterred_episodes(game) <= deterred_episodes(free)
    )


def obligations() -> tuple[Obligation, ...]:
    """A stays optimal in earlier episodes, strictly where g < 1, and monitoring lessens the gap; p and t stand for q and α."""
    _, g, _, _, u = symbols()
    (v,) = quantities("v")
    monitored = training_episode()
    now, before = temptation(monitored, g, u), gap_before(monitored, g, u, "A")
    earlier = temptation(monitored, g, before)
    unmonitored = gap_before(Episode(modification=0, conflict=monitored.conflict), g, v, "A")
    optimal, better = Relation("A is optimal", now), Relation("A is optimal one episode earlier", earlier)
    patient = Relation("g < 1", 1 - g, ">")
    return (
        Obligation("A stays optimal", (*domains(), optimal), better),
        Obligation("A alone for g < 1", (*domains(), patient, optimal), Relation("A is better", earlier, ">")),
        Obligation("the gap stays positive", domains(), Relation("the gap before", before)),
        Obligation(
            "monitoring lessens the gap",
            (*domains(), Relation("u <= v", v - u)),
            Relation("u' <= v' without monitoring", unmonitored - before),
        ),
    )


CLAIM = Claim(
    label="monitoring-never-deters",
    statement=(
        "In the episode game with overlap below 1, A is optimal in every deployment conflict whatever the monitoring "
        "probability, and alone so unless q = g = 1 and α = 0, where all but the last are ties; and neither u_0 nor the "
        "number m of deceptive episodes is greater than without monitoring."
    ),
    latex=r"A \in \operatorname{argmax}_a Q_t(a) \text{ for all } t \geq T, \quad u_0(q) \leq u_0(0), \quad m(q) \leq m(0)",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(
        EpisodeGame,
        "monitoring",
        training=(0, 1, 2),
        deployment=range(5),
        modification=(1, "1/2"),
        discount=(1, "1/2", "5/6"),
        deployment_agreement=(0, "1/2", 1),
    ),
    hypotheses={"overlap below 1": lambda game: game.overlap < 1},
    conclusion=is_not_deterred,
    refutation="A deployment conflict in which A is not optimal, or a game that monitoring makes more deceptive.",
    witness=EpisodeGame(training=2, deployment=3, monitoring="1/2"),
    source="this library",
    variant=lambda game: set(optimal_acts(game)[game.training :]) <= {"A"},
    obligations=obligations,
    induction=(
        "Backwards over deployment from u = 0, where A is optimal: the first obligation keeps A optimal, the second makes "
        "it the only optimal act where g < 1, the third keeps the gap positive, and the fourth, from u = v = 0, keeps the "
        "gap below that without monitoring. That the threat p g^j u_0 and so m then fall too, and the ties at g = 1, are "
        "not in the obligations."
    ),
    proofs=(
        "monitoring_never_deters.v:monitoring_never_deters",
        "monitoring_never_deters.v:monitoring_ties",
        "monotone_deception.v:monotone_window",
    ),
)
