"""What a plan amounts to, in one word."""

from toymodels.policies import Runs, by_phase, plan_point
from toymodels.training import Action, TrainingGame

REGIMES = ("defects", "partly deceptive", "deceptive", "deterred", "other")
"""The words; the position of each is its code in a phase diagram."""


def regime(game: TrainingGame, plan: Runs[Action]) -> str:
    """What a plan amounts to, one of ``REGIMES``.

    Call an action B if none serves the base objective better in its episode, and A otherwise. A plan *defects* if it is
    A in all of training, is *partly deceptive* if training is first A and then B, *deceptive* if training is B and
    deployment A, and *deterred* if it is B throughout. Where there is no training, all of it is A. Any other plan, the
    empty one too, is *other*.

    Parameters
    ----------
    game
        The game, whose phases say which episodes are training.
    plan
        Runs of actions over its episodes.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> game = EpisodeGame(training=2, deployment=3).training_game()
    >>> [regime(game, Runs.of(plan)) for plan in ("AAAAA", "ABAAA", "BBAAA", "BBBBB", "BAAAA")]
    ['defects', 'partly deceptive', 'deceptive', 'deterred', 'other']
    """
    labelled = [
        (phase.training, count, game.serves_base(*plan_point(game, phase), action))
        for phase, count, action in by_phase(game, plan)
    ]
    training = [b for _, b in Runs.joined((count, b) for trains, count, b in labelled if trains).pieces]
    deployment = [b for _, b in Runs.joined((count, b) for trains, count, b in labelled if not trains).pieces]
    if labelled and all(b for _, _, b in labelled):
        return "deterred"
    if training == [False] or (deployment and not training):
        return "defects"
    if training == [False, True]:
        return "partly deceptive"
    return "deceptive" if training == [True] and deployment == [False] else "other"
