"""The recursion on gaps: what the episode game comes down to for an optimizer that modification turns to the base objective.

An unmodified optimizer meets a conflict with probability c, in which A pays it the stake s and B pays w s, and an A
replaces its objective with probability p; a modified one plays B for ever. Write u for the gap with the later episodes
to follow, what staying oneself is worth in units of 1 - w: u = (W(mesa, mesa) - W(mesa, base)) / (1 - w), 0 after the
last episode. With discount g, A instead of B gains (1 - w) times the *temptation*

    s - p g u,

so B is optimal iff that is <= 0, whatever w < 1 is; and the gap one episode earlier is

    g u                                   after B,
    (1 - c) g u + c (s + (1 - p) g u)     after A.

Where both acts are optimal both lines give the same. So there is one gap, the subgame-perfect plans are the products of
the sets of optimal acts, and training and deployment differ only in their numbers. Only + and * are used besides the one
comparison; p, c and s may differ from episode to episode.
"""

from collections.abc import Sequence
from typing import NamedTuple

from toymodels.scalars import Scalar
from toymodels.solvers.switching import EpisodeParameters


class Episode(NamedTuple):
    """One episode: the probability that an A in a conflict leads to modification, that of a conflict, and the stake."""

    modification: Scalar
    conflict: Scalar = 1
    stake: Scalar = 1


def temptation(episode: Episode, discount: Scalar, gap: Scalar) -> Scalar:
    """What A instead of B gains in a conflict, in units of 1 - w, with a gap to follow.

    >>> temptation(Episode(modification=1), 1, gap=3)
    -2
    """
    return episode.stake - episode.modification * discount * gap


def gap_before(episode: Episode, discount: Scalar, gap: Scalar, act: str) -> Scalar:
    """What staying oneself is worth at the start of an episode, in units of 1 - w, given the gap that follows.

    Parameters
    ----------
    episode, discount
        The episode and the weight g of the next.
    gap
        u, what staying oneself is worth from the next episode on.
    act
        What the optimizer does in a conflict, ``"A"`` or ``"B"``.

    Examples
    --------
    >>> gap_before(Episode(modification=1), 1, 3, "B"), gap_before(Episode(modification=1), 1, 3, "A")
    (3, 1)
    """
    kept = discount * gap
    if act == "B":
        return kept
    return (1 - episode.conflict) * kept + episode.conflict * (episode.stake + (1 - episode.modification) * kept)


class Gaps(NamedTuple):
    """The optimal acts of every episode in the order of play, ``"A"``, ``"B"`` or ``"BA"`` for a tie, and the gaps.

    ``gaps[t]`` is the gap at the start of episode t; the last one, 0, that after the last episode.
    """

    acts: tuple[str, ...]
    gaps: tuple[Scalar, ...]


def gap_recursion(episodes: Sequence[Episode], discount: Scalar) -> Gaps:
    """The optimal acts in the conflicts of a sequence of episodes, for any overlap w < 1.

    Parameters
    ----------
    episodes
        In the order of play, in exact numbers.
    discount
        g >= 0.

    Examples
    --------
    >>> gap_recursion([Episode(1), Episode(1), Episode(0), Episode(0), Episode(0)], 1)
    Gaps(acts=('B', 'B', 'A', 'A', 'A'), gaps=(3, 3, 3, 2, 1, 0))
    """
    acts: list[str] = []
    gaps: list[Scalar] = [0]
    for episode in reversed(episodes):
        gain = temptation(episode, discount, gaps[-1])
        acts.append("A" if gain > 0 else "B" if gain < 0 else "BA")
        gaps.append(gap_before(episode, discount, gaps[-1], acts[-1][0]))
    return Gaps(tuple(reversed(acts)), tuple(reversed(gaps)))


def episodes_of(model: object) -> tuple[Episode, ...]:
    """The episodes of an episode game with short horizons, one after the other.

    Raises
    ------
    TypeError
        If the model is no episode game.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> episodes_of(EpisodeGame(training=1, deployment=1, monitoring=0))
    (Episode(modification=1, conflict=1, stake=1), Episode(modification=0, conflict=1, stake=1))
    """
    game = EpisodeParameters.of(model)
    trained = Episode(game.modification, 1 - game.training_agreement)
    deployed = Episode(game.monitoring, 1 - game.deployment_agreement)
    return (trained,) * int(game.training) + (deployed,) * int(game.deployment)


def optimal_acts(model: object) -> tuple[str, ...]:
    """The optimal acts of an episode game's conflicts in the order of play: ``"A"``, ``"B"``, or ``"BA"`` for a tie.

    Parameters
    ----------
    model
        The episode game in exact numbers, with short horizons: every episode is a step.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> optimal_acts(EpisodeGame(training=2, deployment=3, modification="1/3", overlap="1/2"))
    ('BA', 'BA', 'A', 'A', 'A')
    """
    game = EpisodeParameters.of(model)
    if game.overlap >= 1:
        return ("BA" if game.overlap == 1 else "B",) * int(game.training + game.deployment)
    return gap_recursion(episodes_of(model), game.discount).acts
