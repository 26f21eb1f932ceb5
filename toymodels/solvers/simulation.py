"""Monte Carlo: play a policy many times and average what the starting self gets.

The returns of independent plays have mean W_0(θ(start), start) under the policy, and their sample mean has standard error
s / √n with s² the unbiased sample variance. All plays advance together, one episode at a time.
"""

import dataclasses
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toymodels.policies import Rule, Runs, by_phase, policy_of
from toymodels.stages import is_numeric_game
from toymodels.training import Action, Context, Phase, Problem, State, TrainingGame, stated


@dataclasses.dataclass(frozen=True)
class Simulation:
    """The average return of a policy over many plays.

    Parameters
    ----------
    mean
        The mean return by the starting self's objective.
    standard_error
        The standard error of the mean.
    plays
        The number of plays.
    trajectories
        The first plays in full: for each a tuple of (state, context, action), one an episode.
    """

    mean: float
    standard_error: float
    plays: int
    trajectories: tuple[tuple[tuple[State, Context, Action], ...], ...]

    def __str__(self) -> str:
        return f"mean return {self.mean:.6g} ± {self.standard_error:.2g} (standard error) over {self.plays:,} plays"


def simulation(
    problem: Problem,
    policy: str | Sequence[Action] | Runs[Rule],
    rng: np.random.Generator,
    plays: int = 10_000,
    keep: int = 10,
) -> Simulation:
    """The return of a policy by simulation.

    Parameters
    ----------
    problem
        A training game or a model that states one, in numbers.
    policy
        A plan or a whole policy, as for ``policy_evaluation``.
    rng
        The source of randomness, such as ``numpy.random.default_rng(0)``.
    plays
        The number of plays, an integer >= 2.
    keep
        Of how many plays to keep the trajectory, an integer in [0, plays].

    Raises
    ------
    TypeError
        If there are symbols or arrays in the game.
    ValueError
        If the policy does not fit the game, or the numbers of plays are out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> game = EpisodeGame(training=1, deployment=2, modification=0.5)
    >>> result = simulation(game, "AAA", np.random.default_rng(0), plays=4000)
    >>> abs(result.mean - 2) < 4 * result.standard_error
    True
    >>> result.trajectories[0]
    (('mesa', 'conflict', 'A'), ('base', 'conflict', 'B'), ('base', 'conflict', 'B'))
    """
    game = stated(problem)
    if not is_numeric_game(game):
        raise TypeError("simulation draws with numbers, and the game has symbols or arrays in it")
    if isinstance(plays, bool) or not isinstance(plays, int) or plays < 2:
        raise ValueError(f"plays must be an integer >= 2, got {plays}")
    if isinstance(keep, bool) or not isinstance(keep, int) or not 0 <= keep <= plays:
        raise ValueError(f"keep must be an integer in [0, {plays}], got {keep}")
    if not isinstance(rng, np.random.Generator):
        raise TypeError(f"rng must be a numpy.random.Generator, got {rng!r}")
    whole = policy_of(game, policy)
    names = list(game.states)
    states = np.full(plays, names.index(game.start))
    returns, weight = np.zeros(plays), 1.0
    kept: list[list[tuple[State, Context, Action]]] = [[] for _ in range(keep)]
    for phase, count, rule in by_phase(game, whole):
        contexts = list(phase.contexts)
        odds = np.array([float(mu) for mu in phase.contexts.values()])
        for _ in range(count):
            drawn = _drawn(np.broadcast_to(odds, (plays, len(odds))), rng)
            for story, s, c in zip(kept, states[:keep].tolist(), drawn[:keep].tolist(), strict=True):
                story.append((names[s], contexts[c], rule[names[s], contexts[c]]))
            earned, odds_next = _tables(game, phase, rule)
            returns += weight * earned[states, drawn]
            states = _drawn(odds_next[states, drawn], rng)
            weight *= float(game.discount)
    return Simulation(
        mean=float(returns.mean()),
        standard_error=float(returns.std(ddof=1) / np.sqrt(plays)),
        plays=plays,
        trajectories=tuple(map(tuple, kept)),
    )


def _tables(game: TrainingGame, phase: Phase, rule: Rule) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The payoff by (state, context), and the chances of the next state by (state, context, next state)."""
    objective, names = game.states[game.start], list(game.states)
    earned = np.zeros((len(names), len(phase.contexts)))
    chances = np.zeros((len(names), len(phase.contexts), len(names)))
    for i, state in enumerate(names):
        for j, context in enumerate(phase.contexts):
            move = (state, context, rule[state, context])
            earned[i, j] = float(game.payoffs[objective, *move])
            for after, chance in phase.successors(move).items():
                chances[i, j, names.index(after)] = float(chance)
    return earned, chances


def _drawn(odds: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.intp]:
    """One outcome a row, with the row's probabilities."""
    ladder = np.cumsum(odds, axis=1)
    ladder /= ladder[:, -1:]
    return np.asarray((rng.random(len(odds))[:, None] >= ladder).sum(axis=1))
