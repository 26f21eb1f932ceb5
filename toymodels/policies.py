"""Policies: what each self does in each episode, written as runs of episodes with the same rule.

A rule maps (state, context) to an action; a policy is a sequence of (number of episodes, rule). A *plan* is the part of
it that one can say aloud: the actions of the starting state, on the path on which the optimizer is never modified, each
in the first context of its phase, such as ``"BBAAA"``.
"""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

from toymodels.scalars import is_symbolic
from toymodels.training import Action, Context, Phase, State, TrainingGame

Point: TypeAlias = tuple[State, Context]
Rule: TypeAlias = Mapping[Point, Action]
Choices: TypeAlias = Mapping[Point, tuple[Action, ...]]
R = TypeVar("R")

_LONGEST_PLAN = 1_000_000
_LONGEST_STRIP = 30


@dataclasses.dataclass(frozen=True)
class Runs(Generic[R]):
    """A sequence over episodes that says once what repeats: (number of episodes, item) in the order of play.

    Examples
    --------
    >>> runs = Runs.of(["B", "B", "A"])
    >>> runs.pieces, runs[2], len(runs), list(runs)
    (((2, 'B'), (1, 'A')), 'A', 3, ['B', 'B', 'A'])
    """

    pieces: tuple[tuple[int, R], ...]

    @classmethod
    def of(cls, items: Iterable[R]) -> "Runs[R]":
        """The runs of a sequence."""
        return cls.joined((1, item) for item in items)

    @classmethod
    def joined(cls, pieces: Iterable[tuple[int, R]]) -> "Runs[R]":
        """The runs of a sequence of pieces, empty ones dropped and equal neighbours made one."""
        merged: list[tuple[int, R]] = []
        for count, item in pieces:
            if merged and merged[-1][1] == item:
                merged[-1] = (merged[-1][0] + count, item)
            elif count:
                merged.append((count, item))
        return cls(tuple(merged))

    @property
    def episodes(self) -> int:
        """The number of episodes, which ``len`` cannot say beyond 2^63."""
        return sum(count for count, _ in self.pieces)

    def __len__(self) -> int:
        return self.episodes

    def __iter__(self) -> Iterator[R]:
        return itertools.chain.from_iterable(itertools.repeat(item, count) for count, item in self.pieces)

    def __getitem__(self, episode: int) -> R:
        if not 0 <= episode < self.episodes:
            raise IndexError(f"episode must be in [0, {self.episodes - 1}], got {episode}")
        ends = itertools.accumulate(count for count, _ in self.pieces)
        return next(item for end, (_, item) in zip(ends, self.pieces, strict=True) if episode < end)


def by_phase(game: TrainingGame, runs: Runs[R]) -> list[tuple[Phase, int, R]]:
    """The pieces of a sequence over a game's episodes, cut where phases end: (phase, number of episodes, item).

    Raises
    ------
    ValueError
        If the sequence has not as many items as the game has episodes.
    """
    if runs.episodes != game.episodes:
        raise ValueError(f"a policy must cover the game's {game.episodes} episodes, got {runs.episodes}")
    pieces = iter(runs.pieces)
    cut: list[tuple[Phase, int, R]] = []
    left = 0
    for phase in game.phases:
        due = phase.episodes
        while due:
            if not left:
                left, item = next(pieces)
            cut.append((phase, min(left, due), item))
            left, due = left - cut[-1][1], due - cut[-1][1]
    return cut


def plan_point(game: TrainingGame, phase: Phase) -> Point:
    """Where the plan is read in a phase: the starting state in the phase's first context."""
    return game.start, next(iter(phase.contexts))


def plan_of(game: TrainingGame, policy: Runs[Rule]) -> Runs[Action]:
    """The plan of a policy as runs of actions."""
    pieces = by_phase(game, policy)
    return Runs.joined((count, rule[plan_point(game, phase)]) for phase, count, rule in pieces)


def spelled(plan: Runs[Action]) -> str:
    """A plan as text: its actions in a row, with spaces between where a name has several letters.

    Raises
    ------
    ValueError
        If the plan has over a million episodes.

    Examples
    --------
    >>> spelled(Runs(((2, "B"), (3, "A")))), spelled(Runs(((1, "wait"), (1, "act"))))
    ('BBAAA', 'wait act')
    """
    if plan.episodes > _LONGEST_PLAN:
        raise ValueError(f"a plan of {plan.episodes} episodes is too long to write out: use plan_runs")
    return ("" if all(len(action) == 1 for _, action in plan.pieces) else " ").join(plan)


def strip(game: TrainingGame, plan: Runs[Action]) -> str:
    """A plan for the eye, phases apart: ``B B | A A A``, or in runs where it is long: ``A×662 B×338 | A×1000``.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> strip(EpisodeGame().training_game(), Runs.of("BBAAA"))
    'B B | A A A'
    """
    short = game.episodes <= _LONGEST_STRIP
    phases = itertools.groupby(by_phase(game, plan), key=lambda piece: id(piece[0]))
    words = ([[action] * count if short else [f"{action}×{count}"] for _, count, action in pieces] for _, pieces in phases)
    return " | ".join(" ".join(itertools.chain(*phase)) for phase in words)


def short_plan(game: TrainingGame, plan: Runs[Action]) -> str:
    """A plan as text, spelled out where it is short and in runs where it is long.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> short_plan(EpisodeGame().training_game(), Runs.of("BBAAA"))
    'BBAAA'
    >>> short_plan(EpisodeGame(training=100, deployment=100).training_game(), Runs(((90, "A"), (10, "B"), (100, "A"))))
    'A×90 B×10 | A×100'
    """
    return spelled(plan) if game.episodes <= _LONGEST_STRIP else strip(game, plan)


def policy_of(game: TrainingGame, plan: str | Sequence[Action] | Runs[Rule]) -> Runs[Rule]:
    """The policy in which the starting state follows a plan and every other self its own objective; a policy as it is.

    The starting state takes the plan's action in every context; in every other state the objective in charge is served
    by the action that pays it most in the episode at hand (the first listed of several), which is what it would choose
    with foresight too wherever its action does not decide who is in charge next.

    Raises
    ------
    ValueError
        If the plan or policy has the wrong length, lacks an action or has an unknown one, or if a choice of another self
        hangs on a symbol.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> game = EpisodeGame(training=1, deployment=1).training_game()
    >>> policy_of(game, "BA")[0]["mesa", "conflict"]
    'B'
    """
    if isinstance(plan, Runs):
        _check_policy(game, plan)
        return plan
    if isinstance(plan, str) and not all(len(action) == 1 for action in game.actions[game.start]):
        plan = plan.split()
    for action in plan:
        if action not in game.actions[game.start]:
            raise ValueError(f"a plan must be made of the actions {game.actions[game.start]}, got {action!r}")
    others = {
        (state, context): _best_now(game, state, context)
        for context in game.contexts
        for state in game.states
        if state != game.start
    }
    rules = {action: others | {(game.start, context): action for context in game.contexts} for action in plan}
    policy: Runs[Rule] = Runs.of(rules[action] for action in plan)
    by_phase(game, policy)
    return policy


def _check_policy(game: TrainingGame, policy: Runs[Rule]) -> None:
    for phase, _, rule in by_phase(game, policy):
        for state in game.states:
            for context in phase.contexts:
                if rule.get((state, context)) not in game.actions[state]:
                    raise ValueError(
                        f"a policy must take one of {game.actions[state]} in {(state, context)}, "
                        f"got {rule.get((state, context))!r}"
                    )


def _best_now(game: TrainingGame, state: State, context: Context) -> Action:
    best = game.actions[state][0]
    for action in game.actions[state][1:]:
        objective = game.states[state]
        gain = game.payoffs[objective, state, context, action] - game.payoffs[objective, state, context, best]
        if is_symbolic(gain) and not gain.is_number:
            raise ValueError(f"the choice of {state!r} between {best!r} and {action!r} hangs on the sign of {gain}")
        best = action if gain > 0 else best
    return best
