"""Long training gets an impatient deceiver after all: its chance to be unmodified at deployment goes to 0.

It is (1 - p (1 - τ))^(T-m), and m is bounded.

*Proof.* Let g < 1 and p (1 - τ) > 0. The plan A^(T-m) B^m A^D of *single-switch* takes A in the first T - m training
episodes, each of which has a conflict with probability 1 - τ and then modifies with probability p; B never leads to
modification. The episodes are independent, which gives the formula. Any other subgame-perfect plan differs from this one by
an A in place of a B (*isolated-tie*), so that no one brings the original objective through with a greater probability.
By *bounded-window* m is at most b, the number of j >= 1 with g^j > 1 - g, so that for T >= b

    P(unmodified at deployment) <= (1 - p (1 - τ))^(T-b),

where b depends on g alone: for any D, overlap, agreement and monitoring in deployment this goes to 0 as T grows.

*Ties.* The formula is for the plan that takes B at ties; the bound is for all subgame-perfect plans.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.theorems.readings import deceptive_episodes, subgame_perfect_plans, unmodified_at_deployment
from toymodels.theorems.single_switch import switching_plan


def reach(game: EpisodeGame) -> int:
    """b, or T if that is less: the number of j = 1, ..., T with g^j > 1 - g.

    >>> reach(EpisodeGame(training=10, discount="3/4"))
    4
    """
    return sum(game.discount**j > 1 - game.discount for j in range(1, game.training + 1))


def survival(game: EpisodeGame, deceived: int) -> Scalar:
    """(1 - p (1 - τ))^(T-m): the chance to survive all training episodes but m of them defecting."""
    return (1 - game.modification * (1 - game.training_agreement)) ** (game.training - deceived)


def is_survived_as_claimed(game: EpisodeGame) -> bool:
    """Whether the chance to be unmodified at deployment is by the formula, and within the bound for all plans."""
    m = deceptive_episodes(game)
    chances = [unmodified_at_deployment(game, plan) for plan in subgame_perfect_plans(game)]
    formula = unmodified_at_deployment(game, switching_plan(game, m)) == survival(game, m) == max(chances)
    return bool(formula and max(chances) <= survival(game, reach(game)))


CLAIM = Claim(
    label="survival-vanishes",
    statement=(
        "In the episode game with overlap and discount below 1 and p (1 - τ) > 0, the plan A^(T-m) B^m A^D is unmodified at "
        "deployment with probability (1 - p (1 - τ))^(T-m), and no subgame-perfect plan with a greater one; it is at most "
        "(1 - p (1 - τ))^(T-b) with b the number of j = 1, ..., T such that g^j > 1 - g, so that it vanishes as T grows."
    ),
    latex=r"P(\text{unmodified at deployment}) = (1 - p(1 - \tau))^{T-m} \xrightarrow[T \to \infty]{} 0",
    reading="subgame-perfect; the formula for the plan with B at ties, the bound for all plans",
    scope=scope_of(
        EpisodeGame,
        "training",
        "modification",
        deployment=range(4),
        discount=("1/2", "2/3", "3/4", "5/6"),
        training_agreement=(0, "1/2"),
    ),
    hypotheses={
        "overlap below 1": lambda game: game.overlap < 1,
        "discount below 1": lambda game: game.discount < 1,
        "modification happens": lambda game: game.modification * (1 - game.training_agreement) > 0,
    },
    conclusion=is_survived_as_claimed,
    refutation="A game that is survived with another probability, or with a greater one than the bound.",
    witness=EpisodeGame(training=4, deployment=3, discount="3/4", modification="1/2"),
    source="this library",
    uses=("single-switch", "isolated-tie", "bounded-window"),
    variant=lambda game: unmodified_at_deployment(game, switching_plan(game, deceptive_episodes(game))) <= survival(game, 0),
    proofs=(
        "bounded_window.v:survival_of_deceiver",
        "bounded_window.v:survival_vanishes",
    ),
)
