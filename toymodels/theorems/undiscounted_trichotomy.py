"""Without discounting the product p D decides: above 1 deception throughout training, at 1 anything, below 1 defection.

There are to be no agreements and no monitoring in deployment.

*Proof.* Let g = 1 and u be the gap with some episodes of training to follow; u_0 = D. A gains 1 - p u over B. After a B
the gap stays u; after an A it is u' = τ u + (1 - τ)(1 + (1 - p) u) = u + (1 - τ)(1 - p u), so that

    1 - p u' = (1 - p (1 - τ)) (1 - p u).

* p D > 1: B is better in the last training conflict, and as a B leaves the gap as it is, in all of them: B^T A^D only.
* p D = 1: both acts are optimal in the last one, and as 1 - p u = 0 is kept by either, in all of them: all 2^T sequences.
* p D < 1: A is better in the last one, and if 1 - p (1 - τ) > 0 in all of them: A^(T+D) only. The *exception* is p = 1
  without agreements in training; p D < 1 means D = 0 then. After the A of the last conflict 1 - p u' = 0, so that all earlier
  conflicts are ties: the plans are all sequences that end with A. One A is all that can be had, at any time.

In deployment nothing is monitored, and A is the only optimal act.

*Ex ante* the same plans are best if p < 1 and there are conflicts in training, since every episode is then reached
unmodified with positive probability. With p = 1 any plan is as good as another that differs from it only after its first
A in training; without conflicts in training, any training sequence is as good as another.
"""

import dataclasses
import itertools

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.obligations import Obligation, Relation
from toymodels.solvers.gap_recursion import gap_before, temptation
from toymodels.theorems.readings import best_plans, short_games, subgame_perfect_plans
from toymodels.theorems.steps import symbols, training_episode


def claimed_plans(game: EpisodeGame) -> frozenset[str]:
    """The subgame-perfect plans as claimed.

    >>> sorted(claimed_plans(EpisodeGame(training=2, deployment=1))), sorted(claimed_plans(EpisodeGame(deployment=0)))
    (['AAA', 'ABA', 'BAA', 'BBA'], ['AA', 'BA'])
    """
    stakes = game.modification * game.deployment
    if stakes > 1:
        trained = {"B" * game.training}
    elif stakes == 1:
        trained = set(map("".join, itertools.product("AB", repeat=game.training)))
    elif game.modification == 1 and game.training_agreement == 0 and game.training > 0:
        trained = {"".join(acts) + "A" for acts in itertools.product("AB", repeat=game.training - 1)}
    else:
        trained = {"A" * game.training}
    return frozenset(plan + "A" * game.deployment for plan in trained)


def is_decided_by_the_product(game: EpisodeGame) -> bool:
    """Whether the subgame-perfect plans are the claimed ones, and the best ones too where every episode is reached."""
    plans = claimed_plans(game)
    reached = game.modification < 1 and game.training_agreement < 1
    return subgame_perfect_plans(game) == plans and (not reached or best_plans(game) == plans)


def obligations() -> tuple[Obligation, ...]:
    """What either act does to 1 - p u, in the three cases and the exception."""
    p, _, _, t, u = symbols()
    episode = training_episode()
    now = temptation(episode, 1, u)
    after_service, after_defection = (temptation(episode, 1, gap_before(episode, 1, u, act)) for act in "BA")
    tie, some_survive = Relation("a tie", now, "="), Relation("some survive", 1 - p * (1 - t), ">")
    return (
        Obligation("B stays better", (Relation("B is better", -now, ">"),), Relation("B before a B", -after_service, ">")),
        Obligation("a tie before a B", (tie,), Relation("a tie", after_service, "=")),
        Obligation("a tie before an A", (tie,), Relation("a tie", after_defection, "=")),
        Obligation(
            "A stays better",
            (some_survive, Relation("A is better", now, ">")),
            Relation("A before an A", after_defection, ">"),
        ),
        Obligation(
            "the exception",
            (Relation("p = 1", p - 1, "="), Relation("t = 0", t, "=")),
            Relation("a tie before an A", after_defection, "="),
        ),
    )


CLAIM = Claim(
    label="undiscounted-trichotomy",
    statement=(
        "In the episode game with overlap below 1, discount 1 and no agreements or monitoring in deployment, the "
        "subgame-perfect plans are B^T A^D if p D > 1, all 2^T training sequences followed by A^D if p D = 1, and A^(T+D) if "
        "p D < 1; except that with p = 1, D = 0 and no agreements in training they are all sequences that end with A. They "
        "are the best plans ex ante too if p < 1 and training has conflicts."
    ),
    latex=r"pD > 1: B^T A^D; \quad pD = 1: \{A, B\}^T A^D; \quad pD < 1: A^{T+D}",
    reading="subgame-perfect, and ex ante where every episode can be reached unmodified; the whole set of plans",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            "modification",
            training=range(4),
            deployment=range(4),
            discount=(1,),
            training_agreement=(0, "1/2", 1),
        ),
        any_of=lambda: short_games(discount=1, deployment_agreement=0, monitoring=0),
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "no discounting": lambda game: game.discount == 1,
        "plain deployment": lambda game: game.deployment_agreement == game.monitoring == 0,
    },
    conclusion=is_decided_by_the_product,
    refutation="A game with other subgame-perfect plans, or with p < 1 and other best plans.",
    witness=EpisodeGame(training=2, deployment=3, modification="1/3"),
    source="this library",
    uses=("deployment-worth", "monitoring-never-deters"),
    variant=lambda game: best_plans(game) == claimed_plans(game),
    obligations=obligations,
    induction=(
        "Backwards over training from u = u_0 = D: p D > 1 is kept by the B that it makes optimal; p D = 1 is kept by either "
        "act; p D < 1 is kept by the A that it makes optimal, unless p = 1 and t = 0, where an A leaves a tie, which is "
        "then kept by either act. What is best ex ante is not in the obligations."
    ),
    proofs=(
        "undiscounted_trichotomy.v:undiscounted_trichotomy",
        "undiscounted_trichotomy.v:undiscounted_trichotomy_ex_ante",
    ),
)
