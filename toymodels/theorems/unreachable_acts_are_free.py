"""With sure modification and no agreement in training, what a plan says after its first A in training makes no difference.

*Proof.* That A meets a conflict for sure and leads to modification for sure. From then on the objective in charge is the base
objective, which plays B whatever the original self had planned. So two plans that agree up to and including their first A in
training lead to the same acts for sure, and are worth the same, by any overlap and discount.

So of 2^(T + D) plans there are at most T + 2^D values, and the ex-ante reading allows anything after such an A.
"""

import dataclasses
import functools
from collections.abc import Callable
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.episode_game import EpisodeGame
from toymodels.theorems.readings import plan_worths, short_games


def depends_only_on(game: EpisodeGame, part: Callable[[str], str]) -> bool:
    """Whether what plans are worth depends on nothing but a part of them."""
    pairs = {(part(plan), worth) for plan, worth in plan_worths(game).items()}
    return len(pairs) == len({key for key, _ in pairs})


def until_defection(game: EpisodeGame, plan: str) -> str:
    """A plan up to and including its first A in training, or all of it if there is none."""
    first = plan.find("A", 0, game.training)
    return plan if first < 0 else plan[: first + 1]


CLAIM = Claim(
    label="unreachable-acts-are-free",
    statement=(
        "If p = 1 and every training episode is a conflict, plans that agree up to and including their first A in training are "
        "worth the same."
    ),
    latex=r"p = 1,\ \tau = 0 \implies V(B^j A x) = V(B^j A y) \text{ for } j < T \text{ and all } x, y",
    reading="any policy; ties make no difference",
    scope=dataclasses.replace(
        scope_of(
            EpisodeGame,
            training=[0, 1, 2, 3],
            deployment=[0, 1, 2, 3],
            modification=[1],
            training_agreement=[0],
            overlap=[0, 1, Fraction(1, 2), -1],
            discount=[1, 0, Fraction(1, 2)],
            monitoring=[0, 1, Fraction(1, 2)],
        ),
        any_of=functools.partial(short_games, modification=1, training_agreement=0),
    ),
    hypotheses={
        "modification is sure": lambda game: game.modification == 1,
        "no agreement in training": lambda game: game.training_agreement == 0,
    },
    conclusion=lambda game: depends_only_on(game, lambda plan: until_defection(game, plan)),
    refutation="Two plans with the same first A in training, and the same acts up to it, that are worth different amounts.",
    witness=EpisodeGame(training=2, deployment=3),
    source="derived here",
    variant=lambda game: depends_only_on(game, lambda plan: plan[: plan.find("A") + 1] or plan),
)
