"""What can happen in a training game, as commands of the PRISM language: guards, actions, payoffs and weighted updates."""

import dataclasses
from collections.abc import Iterator, Mapping

from toymodels.interop.prism_syntax import identifier
from toymodels.policies import Point, Rule, Runs, by_phase
from toymodels.scalars import Scalar
from toymodels.training import Action, Context, Phase, State, TrainingGame


@dataclasses.dataclass(frozen=True)
class Command:
    """What a self does at a state and context and what comes of it, or the drawing of a context, where no self acts.

    Parameters
    ----------
    label, guard
        The action's label, and when it can be taken besides during the episodes of its stretch.
    outcomes
        The updates of the variables with their probabilities, none of them 0.
    point, payoff
        The state and context, and what the action pays the deciding self.
    """

    label: str
    guard: str
    outcomes: tuple[tuple[Scalar, str], ...]
    point: Point | None = None
    payoff: Scalar = 0


@dataclasses.dataclass(frozen=True)
class Stretch:
    """The commands of consecutive episodes of a phase, first and last counted from 0."""

    phase: Phase
    first: int
    last: int
    commands: tuple[Command, ...]


@dataclasses.dataclass(frozen=True)
class Numbering:
    """The integers of the starting state, of states and of contexts (0: not yet drawn), and the labels of actions."""

    start: int
    states: Mapping[State, int]
    contexts: Mapping[Context, int]
    labels: Mapping[Action, str]

    @classmethod
    def of(cls, game: TrainingGame) -> "Numbering":
        """That of a game: contexts that never occur have no number."""
        met = (context for phase in game.phases if phase.episodes for context in _weights(phase))
        labels: dict[Action, str] = {}
        for action in dict.fromkeys(action for actions in game.actions.values() for action in actions):
            labels[action] = identifier(f"do_{action}", f"do_{len(labels)}", labels.values())
        states = {state: i for i, state in enumerate(game.states)}
        return cls(
            start=states[game.start],
            states=states,
            contexts={context: i for i, context in enumerate(dict.fromkeys(met), start=1)},
            labels=labels,
        )

    def guard(self, point: Point) -> str:
        """Being at a state and context."""
        return f"state={self.states[point[0]]} & context={self.contexts[point[1]]}"


def stretches(game: TrainingGame, numbering: Numbering, choices: Runs[Rule]) -> list[Stretch]:
    """The commands of a game in which some choices are fixed, in runs of episodes.

    Parameters
    ----------
    game
        The game.
    numbering
        That of its states, contexts and actions.
    choices
        The actions at the points (state, context) that are not left open, as runs over the episodes.
    """
    found, first = [], 0
    for phase, count, rule in by_phase(game, choices):
        found.append(Stretch(phase, first, first + count - 1, tuple(_commands(game, numbering, phase, rule))))
        first += count
    return found


def _commands(game: TrainingGame, numbering: Numbering, phase: Phase, rule: Rule) -> Iterator[Command]:
    weights = _weights(phase)
    yield Command("draw", "context=0", tuple((mu, f"(context'={numbering.contexts[c]})") for c, mu in weights.items()))
    for state in game.states:
        for context in weights:
            actions = game.actions[state] if (state, context) not in rule else (rule[state, context],)
            for action in actions:
                yield Command(
                    label=numbering.labels[action],
                    guard=numbering.guard((state, context)),
                    outcomes=tuple(_outcomes(game, numbering, phase, state, context, action)),
                    point=(state, context),
                    payoff=game.payoffs[game.states[game.start], state, context, action],
                )


def _outcomes(
    game: TrainingGame, numbering: Numbering, phase: Phase, state: State, context: Context, action: Action
) -> Iterator[tuple[Scalar, str]]:
    for after, chance in phase.successors((state, context, action)).items():
        if game.discount * chance != 0:
            move = f"(episode'=episode+1) & (state'={numbering.states[after]}) & (context'=0)"
            yield game.discount * chance, move
    if game.discount != 1:
        yield 1 - game.discount, "(episode'=episodes) & (context'=0)"


def _weights(phase: Phase) -> dict[Context, Scalar]:
    return {context: mu for context, mu in phase.contexts.items() if mu != 0}
