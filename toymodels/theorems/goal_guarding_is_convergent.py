"""With the same outcomes in both phases, either all objectives but 1/n guard their goal or none, whatever they want.

*Proof.* An objective that pays the first outcome R_1 and its best one M > R_1 is, per unit of M, that of the episode game with
the overlap w = R_1/M < 1. The overlap cancels there: B is optimal in all of training iff p g^T S_D >= 1, whatever w is. The
first of n independent uniform rewards is the best with probability 1/n; all others guard their goal, or none.
"""

from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.models.goal_guarding import GoalGuarding
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.goal_guarding import goal_guarding

OVERLAPS = (Fraction(0), Fraction(1, 2), Fraction(9, 10))


def _guards(model: GoalGuarding, overlap: Fraction) -> bool:
    """Whether an objective with some overlap complies in all of training, by the episode game."""
    game = EpisodeGame(model.training, model.deployment, model.modification, overlap, model.discount)
    return bool(closed_form(game).deceptive_episodes == model.training)


def _shares(model: GoalGuarding) -> list[Fraction]:
    """For each overlap, the share of objectives that guard their goal if all that conflict have it."""
    return [(1 - Fraction(1, model.outcomes)) * _guards(model, overlap) for overlap in OVERLAPS]


CLAIM = Claim(
    label="goal-guarding-is-convergent",
    statement=(
        "If deployment has the outcomes of training, all objectives but the share 1/n that agrees with the base objective "
        "comply only so as not to be modified if p g^T (1 + ... + g^(D-1)) >= 1, and none otherwise, whatever they want."
    ),
    latex=r"1 - \frac{1}{n} \text{ if } p g^T S_D \geq 1, \text{ else } 0",
    reading="subgame-perfect; ties count as compliance",
    scope=scope_of(
        GoalGuarding,
        outcomes=(1, 2, 4),
        training=(1, 2, 3),
        deployment=(0, 1, 2, 3),
        modification=(1, "1/2"),
        discount=(1, "1/2", "9/10"),
        same=(True,),
    ),
    hypotheses={"both phases have the same outcomes": lambda model: model.same},
    conclusion=lambda model: all(share == goal_guarding(model).value for share in _shares(model)),
    refutation="A game in which what is wanted decides whether it is guarded.",
    witness=GoalGuarding(same=True),
    source="this library",
    uses=("overlap-cancels", "all-training-threshold"),
    variant=lambda model: goal_guarding(model).value == 1 - Fraction(1, model.outcomes),
)
