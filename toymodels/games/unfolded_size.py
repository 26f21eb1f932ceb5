"""How large the tree of a training game is, without unfolding it.

Between two episodes nothing matters to what can still happen but the state and the number of audits left. So positions are
counted, not listed: forward over the episodes, how many there are with each state and number.
"""

from collections import Counter
from typing import Any

from toymodels.training import Phase, Statement, TrainingGame

Place = tuple[Any, int]


def unfolded_size(problem: TrainingGame | Statement, audits: int | None = None, most: int = 1_000_000) -> int:
    """How many places between two episodes the tree of ``toymodels.games.unfolding.unfolded`` has, its ends among them.

    Parameters
    ----------
    problem, audits
        As for ``unfolded``.
    most
        Where the count stops: what is returned is then larger.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> unfolded_size(EpisodeGame(training=2, deployment=3)), unfolded_size(EpisodeGame(training=2, deployment=3), audits=1)
    (5, 15)
    """
    game = problem if isinstance(problem, TrainingGame) else problem.training_game()
    alive = [_can_change(game, phase) for phase in range(len(game.phases))]
    open_places: Counter[Place] = Counter({(game.start, audits or 0): 1})
    total = 1
    for number, phase in enumerate(game.phases):
        for _ in range(phase.episodes):
            open_places = Counter({place: n for place, n in open_places.items() if place[0] in alive[number]})
            if not open_places:
                break
            open_places = _after(game, phase, open_places, watched=audits is None or not phase.training)
            total += sum(open_places.values())
            if total > most:
                return total
    return total


def _can_change(game: TrainingGame, first: int) -> set[Any]:
    """The states that some act in a phase or later can change."""
    rows = (row for phase in game.phases[first:] for row in phase.kernel.items())
    return {move[0] for move, row in rows if any(chance and after != move[0] for after, chance in row.items())}


def _after(game: TrainingGame, phase: Phase, places: Counter[Place], *, watched: bool) -> Counter[Place]:
    """The places after an episode from those before it."""
    found: Counter[Place] = Counter()
    for (state, left), count in places.items():
        for context in (context for context, chance in phase.contexts.items() if chance):
            for action in game.actions[state]:
                if not watched:
                    found[state, left] += count
                if watched or left:
                    after = [s for s, chance in phase.successors((state, context, action)).items() if chance]
                    found.update({(s, left - (not watched)): count for s in after})
    return found
