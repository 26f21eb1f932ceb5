"""The parts of a model in the PRISM language, line by line."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from toymodels.interop.prism_commands import Command, Numbering, Stretch
from toymodels.interop.prism_syntax import comment, formula
from toymodels.policies import Point
from toymodels.scalars import Scalar
from toymodels.training import TrainingGame

Names = Mapping[Any, str]


def header(game: TrainingGame, question: str, numbering: Numbering, shift: Scalar, names: Names) -> Iterator[str]:
    """What the model means, in comments."""
    own = game.states[game.start]
    yield f"// A training game: what the objective {comment(own)}, in charge at the start, expects to gain."
    yield f"// Ask for {question}"
    if shift != 0:
        g = formula(game.discount, names)
        yield f"// and take off h*(1 + g + ... + g^(episodes-1)), where h is {formula(shift, names)} and g is {g}:"
        yield "// all payoffs are raised by h, as rewards must not be negative."
    yield "//"
    yield "// An episode is two steps: its context is drawn, then the self in charge acts. The discount is the chance that"
    yield "// another episode follows; if none does, episode=episodes at once. A policy fixes what is not left open."
    for state, i in numbering.states.items():
        yield f"// state={i}: {comment(state)}, in charge: {comment(game.states[state])}"
    yield "// context=0: not drawn yet"
    yield from (f"// context={i}: {comment(context)}" for context, i in numbering.contexts.items())
    yield from (f"// {label}: the action {comment(action)}" for action, label in numbering.labels.items())
    yield from (f"// {name}: {comment(str(symbol))}" for symbol, name in names.items() if name != str(symbol))
    yield ""


def module(numbering: Numbering, stretches: Iterable[Stretch], names: Names) -> Iterator[str]:
    """The module, with the commands of every stretch of episodes."""
    yield "module game"
    yield "  episode : [0..episodes] init 0;"
    yield f"  state : [0..{len(numbering.states) - 1}] init {numbering.start};"
    yield f"  context : [0..{len(numbering.contexts)}] init 0;"
    for stretch in stretches:
        yield ""
        yield f"  // {comment(stretch.phase.name)}"
        for command in stretch.commands:
            yield from _command(command, _when(stretch), names)
    yield ""
    yield "  [] episode=episodes -> true;"
    yield "endmodule"


def rewards(numbering: Numbering, payoffs: Mapping[tuple[str, Point], Scalar], names: Names) -> Iterator[str]:
    """The reward structure: what each action pays at each state and context, after a line that keeps it from being empty."""
    yield 'rewards "payoff"'
    yield "  true : 0;"
    for (label, point), payoff in payoffs.items():
        if payoff != 0:
            yield f"  [{label}] {numbering.guard(point)} : {formula(payoff, names)};"
    yield "endrewards"


def _command(command: Command, when: str, names: Names) -> Iterator[str]:
    head = f"  [{command.label}] {when} & {command.guard} -> "
    outcomes = [update if chance == 1 else f"{formula(chance, names)} : {update}" for chance, update in command.outcomes]
    for i, outcome in enumerate(outcomes):
        yield (head if not i else "    + ") + outcome + (";" if i == len(outcomes) - 1 else "")


def _when(stretch: Stretch) -> str:
    if stretch.first == stretch.last:
        return f"episode={stretch.first}"
    return f"episode>={stretch.first} & episode<={stretch.last}"
