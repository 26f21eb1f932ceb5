"""What claims about the episode game are stated in: plans under the two readings of optimality.

A plan says, for every episode, what the original self does in a conflict. It is *subgame-perfect* if each of its acts is
optimal given the later ones, whether or not its episode is ever reached unmodified; it is optimal *ex ante* if no plan is
worth more at the start. The worth of a plan is summed forward over the chance of being unmodified, which has nothing in
common with the backward recursion.
"""

import functools
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import Episode, episodes_of, optimal_acts
from toymodels.testing import instances


@functools.lru_cache(maxsize=1 << 15)
def acts(game: EpisodeGame) -> tuple[str, ...]:
    """The optimal acts in all conflicts, in the order of play; kept, as many claims ask for those of the same games.

    >>> acts(EpisodeGame(training=2, deployment=1))
    ('BA', 'BA', 'A')
    """
    return optimal_acts(game)


def training_acts(game: EpisodeGame) -> tuple[str, ...]:
    """The optimal acts in the conflicts of training, in the order of play: ``"A"``, ``"B"`` or ``"BA"``."""
    return acts(game)[: game.training]


def deceptive_episodes(game: EpisodeGame) -> int:
    """m, the number of training episodes in which B is optimal, ties counted."""
    return sum("B" in acts for acts in training_acts(game))


def subgame_perfect_plans(game: EpisodeGame) -> frozenset[str]:
    """All plans that are optimal from every episode on.

    >>> sorted(subgame_perfect_plans(EpisodeGame(training=1, deployment=1)))
    ['AA', 'BA']
    """
    return frozenset(map("".join, itertools.product(*acts(game))))


def plan_worths(game: EpisodeGame) -> dict[str, Scalar]:
    """What every plan is worth at the start, by the original objective.

    >>> plan_worths(EpisodeGame(training=1, deployment=1))
    {'BB': 0, 'BA': 1, 'AB': 1, 'AA': 1}
    """
    return dict(_worths(episodes_of(game), game.overlap, game.discount, "", 1, 1, 0))


def plan_worth(game: EpisodeGame, plan: str) -> Scalar:
    """What one plan is worth at the start, by the original objective.

    >>> plan_worth(EpisodeGame(training=2, deployment=3), "BBAAA")
    3
    """
    unmodified, weight, total = 1, 1, 0
    for episode, act in zip(episodes_of(game), plan, strict=True):
        total += weight * _payoff(episode, game.overlap, act, unmodified)
        unmodified *= kept_chance(episode, act)
        weight *= game.discount
    return total


def best_plans(game: EpisodeGame) -> frozenset[str]:
    """All plans that are optimal ex ante.

    >>> sorted(best_plans(EpisodeGame(training=1, deployment=1)))
    ['AA', 'AB', 'BA']
    """
    worths = plan_worths(game)
    most = max(worths.values())
    return frozenset(plan for plan, worth in worths.items() if worth == most)


def unmodified_at_deployment(game: EpisodeGame, plan: str) -> Scalar:
    """The probability that a plan brings the original objective through training.

    >>> unmodified_at_deployment(EpisodeGame(training=2, modification="1/4"), "ABAAA")
    Fraction(3, 4)
    """
    chance = 1
    for episode, act in zip(episodes_of(game)[: game.training], plan, strict=False):
        chance *= kept_chance(episode, act)
    return chance


def kept_chance(episode: Episode, act: str) -> Scalar:
    """The probability that an episode leaves the objective as it is."""
    return 1 - episode.conflict * episode.modification if act == "A" else 1


def worth_of_deployment(game: EpisodeGame) -> Scalar:
    """u_0 = (1 - α)(1 + r + ... + r^(D-1)) with r = g (1 - q (1 - α)), added up term by term.

    >>> worth_of_deployment(EpisodeGame(deployment=3, discount="1/2"))
    Fraction(7, 4)
    """
    conflict = 1 - game.deployment_agreement
    lasting = game.discount * (1 - game.monitoring * conflict)
    return conflict * sum(lasting**i for i in range(game.deployment))


def threat(game: EpisodeGame, ahead: int) -> Scalar:
    """What an A loses in the j-th training episode counted back from deployment, in units of what it gains: p g^j u_0.

    >>> threat(EpisodeGame(deployment=3, modification="1/3"), 2)
    Fraction(1, 1)
    """
    return game.modification * game.discount**ahead * worth_of_deployment(game)


def is_spent_by_one_defection(game: EpisodeGame) -> bool:
    """Whether one A is all that can be had in training, at any time but not twice: p = g = 1, τ = 0 and u_0 < 1.

    All training conflicts but the last are ties then, and A is the only optimal act in the last.

    >>> is_spent_by_one_defection(EpisodeGame(deployment=0)), is_spent_by_one_defection(EpisodeGame(deployment=1))
    (True, False)
    """
    certain = game.modification == game.discount == 1 and game.training_agreement == 0
    return bool(certain and worth_of_deployment(game) < 1)


def is_deterred_wherever(game: EpisodeGame, other: EpisodeGame) -> bool:
    """Whether B is optimal in every training episode in which it is in another game, counted from the end of training.

    >>> is_deterred_wherever(EpisodeGame(training=3), EpisodeGame(training=2)), is_deterred_wherever(
    ...     EpisodeGame(modification=0), EpisodeGame())
    (True, False)
    """
    here, there = (training_acts(one)[::-1] for one in (game, other))
    return all("B" in acts or "B" not in asked for acts, asked in zip(here, there, strict=False))


def switches_once(acts: Sequence[str]) -> bool:
    """Whether some choice among the optimal acts changes at most once, from A to B.

    >>> switches_once(("A", "BA", "B")), switches_once(("BA", "A")), switches_once(("B", "A"))
    (True, True, False)
    """
    served = next((t for t, optimal in enumerate(acts) if optimal == "B"), len(acts))
    return all("B" in optimal for optimal in acts[served:])


def survival_range(game: EpisodeGame) -> tuple[Scalar, Scalar]:
    """The least and the largest probability with which a subgame-perfect plan comes through training unmodified.

    >>> survival_range(EpisodeGame(training=1, deployment=2, modification="1/2"))
    (Fraction(1, 2), 1)
    """
    acts = training_acts(game)
    plans = ("".join(optimal[i] for optimal in acts) for i in (-1, 0))
    least, most = (unmodified_at_deployment(game, plan) for plan in plans)
    return least, most


def value(game: EpisodeGame) -> Scalar:
    """What the game is worth to the original objective: the worth of a subgame-perfect plan.

    >>> value(EpisodeGame(training=2, deployment=3))
    3
    """
    return plan_worth(game, "".join(optimal[0] for optimal in acts(game)))


def short_games(**fixed: object) -> Any:
    """The strategy of random episode games of at most three episodes of either kind, for claims about all plans.

    Parameters
    ----------
    fixed
        As in ``toymodels.testing.instances``.
    """
    return instances(EpisodeGame, training=range(4), deployment=range(4), **fixed)


def patient_games() -> Any:
    """The strategy of random episode games with discounts above 1/2 and deployment so long that many of them deceive."""
    discounts = sorted({Fraction(a, b) for b in range(3, 13) for a in range(b // 2 + 1, b)}, key=lambda g: g.denominator)
    return instances(
        EpisodeGame,
        training=range(1, 5),
        deployment=range(2, 8),
        overlap=[0, "1/2", "-1", "2/3"],
        discount=[1] * 5 + discounts,
        training_agreement=[0, "1/2", 1, "1/3"],
        deployment_agreement=[0, "1/4", "1/10"],
        monitoring=[0, "1/4", "1/3"],
    )


def _payoff(episode: Episode, overlap: Scalar, act: str, unmodified: Scalar) -> Scalar:
    """The expected payoff of an episode by the original objective; the modified self plays B."""
    own = unmodified if act == "A" else 0
    return (1 - episode.conflict) + episode.conflict * (own * episode.stake + (1 - own) * overlap * episode.stake)


def _worths(
    episodes: Sequence[Episode],
    overlap: Scalar,
    discount: Scalar,
    plan: str,
    unmodified: Scalar,
    weight: Scalar,
    total: Scalar,
) -> Iterator[tuple[str, Scalar]]:
    if not episodes:
        yield plan, total
        return
    for act in "BA":
        earned = total + weight * _payoff(episodes[0], overlap, act, unmodified)
        kept = unmodified * kept_chance(episodes[0], act)
        yield from _worths(episodes[1:], overlap, discount, plan + act, kept, weight * discount, earned)
