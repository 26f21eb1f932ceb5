"""What claims about the episode game are stated in: plans under the two readings of optimality.

A plan says, for every episode, what the original self does in a conflict. It is *subgame-perfect* if each of its acts is
optimal given the later ones, whether or not its episode is ever reached unmodified; it is optimal *ex ante* if no plan is
worth more at the start. The worth of a plan is summed forward over the chance of being unmodified, which has nothing in
common with the backward recursion.
"""

import itertools
from collections.abc import Iterator, Sequence

from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import Scalar
from toymodels.solvers.gap_recursion import Episode, episodes_of, optimal_acts


def training_acts(game: EpisodeGame) -> tuple[str, ...]:
    """The optimal acts in the conflicts of training, in the order of play: ``"A"``, ``"B"`` or ``"BA"``."""
    return optimal_acts(game)[: game.training]


def deceptive_episodes(game: EpisodeGame) -> int:
    """m, the number of training episodes in which B is optimal, ties counted."""
    return sum("B" in acts for acts in training_acts(game))


def subgame_perfect_plans(game: EpisodeGame) -> frozenset[str]:
    """All plans that are optimal from every episode on.

    >>> sorted(subgame_perfect_plans(EpisodeGame(training=1, deployment=1)))
    ['AA', 'BA']
    """
    return frozenset(map("".join, itertools.product(*optimal_acts(game))))


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
