"""The closed form is right: its plan is worth what it says, and its optimal acts are those of the recursion on gaps.

*Proof.* The plan is that of *single-switch*, and its ties are those of *isolated-tie*, *undiscounted-trichotomy* and
*monitoring-never-deters*. What B in every conflict is worth is the sum over episodes of g^t times τ + (1 - τ) w in training
and α + (1 - α) w in deployment, that is β = (τ + (1 - τ) w) S_T(g) + g^T (α + (1 - α) w) S_D(g). A modified optimizer is
worth just that, and being unmodified is worth (1 - w) u_T more with

    u_T = g^T c^k u_0 + (1 - τ) S_k(g c),   c = 1 - p (1 - τ),  k = T - m,

by *deployment-worth*. So the value is β + (1 - w) u_T for w <= 1. For w >= 1 B is optimal in every conflict, and it is β.

*Ties.* The whole sets of optimal acts are claimed. The value doesn't depend on how ties are broken.
"""

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.solution import Solution
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.theorems.readings import plan_worth


def acts_of(solution: Solution) -> tuple[str, ...]:
    """The optimal acts in the conflicts of an unmodified optimizer as a solution has them."""
    return tuple("".join(rule["mesa", "conflict"]) for rule in solution.choices)


def worth_of_service(game: EpisodeGame) -> Scalar:
    """β, what B in every conflict is worth."""
    return plan_worth(game, "B" * (game.training + game.deployment))


def is_right(game: EpisodeGame) -> bool:
    """Whether the closed form's plan is worth its value, and its optimal acts are those of the recursion on gaps."""
    solution = closed_form(game)
    return bool(solution.value == plan_worth(game, solution.plan) and acts_of(solution) == optimal_acts(game))


CLAIM = Claim(
    label="closed-form-value",
    statement=(
        "The closed form of the episode game gives the value β + (1 - w) u_T that its plan A^(T-m) B^m A^D earns, summed over "
        "the episodes, or β for w >= 1; and its optimal acts in every conflict are those of the recursion on gaps."
    ),
    latex=r"V = \beta + (1 - w)\left(g^T c^k u_0 + (1 - \tau) S_k(g c)\right), \quad c = 1 - p(1 - \tau),\ k = T - m",
    reading="subgame-perfect; the whole set of optimal acts, ties included",
    scope=scope_of(
        EpisodeGame,
        "modification",
        training=range(4),
        deployment=range(3),
        overlap=(0, 1, "3/2"),
        discount=(1, "2/3"),
        training_agreement=(0, "1/2"),
        monitoring=(0, 1),
    ),
    hypotheses={},
    conclusion=is_right,
    refutation="A game whose value or optimal acts by the closed form are wrong.",
    witness=EpisodeGame(training=2, deployment=3),
    source="this library",
    uses=("single-switch", "deployment-worth", "gap-recursion-solves"),
    variant=lambda game: closed_form(game).value == worth_of_service(game),
)
