"""``toymodels solve``: the optimal plan of a model, its value, why it is optimal, and where deception pays."""

import contextlib
import itertools
import json
import textwrap
from typing import Any

import click

from toymodels.catalogue import command_line_name, summary
from toymodels.commands.model_commands import fields_text, given_fields, model_options, model_with
from toymodels.commands.numbers import exact_and_decimal, number_record
from toymodels.commands.solved_facts import print_facts
from toymodels.commands.temptation import Temptation, temptation
from toymodels.commands.threshold import threshold_record
from toymodels.domains import parameters
from toymodels.policies import by_phase, strip
from toymodels.scalars import Scalar
from toymodels.solution import Solution
from toymodels.solving import own_solver, solve
from toymodels.threshold import Threshold
from toymodels.thresholds import deception_threshold
from toymodels.training import Statement, with_numbers

WIDTH = 78
_LONGEST_CERTIFIED = 200
_MOST_TIES = 5


def solve_command(model: type) -> click.Command:
    """The subcommand that solves a model."""
    options: list[click.Parameter] = [
        *model_options(model),
        click.Option(["--json", "as_json"], is_flag=True, help="print one JSON object, exact numbers in full"),
    ]
    return click.Command(
        command_line_name(model), callback=lambda **given: _print(model, given), params=options, help=summary(model)
    )


def _print(model: type, options: dict[str, Any]) -> None:
    game = model_with(model, given_fields(model, options))
    if own_solver(model) is not None:
        print_facts(game, options["as_json"])
        return
    solution = _solved(game)
    if options["as_json"]:
        click.echo(json.dumps(_record(game, solution), indent=2, allow_nan=False))
    else:
        click.echo("\n".join(_lines(game, solution)))


def _solved(game: Statement) -> Solution:
    """The solution, with a rounded value where the exact one is too long to write down."""
    try:
        found: Solution = solve(game)
    except ValueError:
        found = solve(with_numbers(game, float))
    return found


def _lines(game: Statement, solution: Solution) -> list[str]:
    facts = {
        "value": exact_and_decimal(solution.value),
        "regime": solution.regime,
        "deceptive episodes": f"{solution.deceptive_episodes} of {_training(solution)}",
        "ties": _ties_text(solution),
        "certificate": _certificate_text(_certificate(solution)),
        "method": f"{solution.method}, {'exact' if solution.exact else 'choices exact, value rounded'}",
    }
    plan = strip(solution.game, solution.plan_runs) or "no episodes"
    bars = " | ".join(name for name, _ in _phases(solution)) or "no phases"
    reason = _reason(game, solution)
    return [
        textwrap.fill(f"{type(game).__name__}: {fields_text(game)}", WIDTH, subsequent_indent="  "),
        "",
        *textwrap.wrap(f"{plan}   ({bars})", WIDTH, initial_indent="  ", subsequent_indent="  "),
        "",
        *(
            textwrap.fill(f"  {name:<20}{fact}", WIDTH, subsequent_indent=" " * 22, break_long_words=False)
            for name, fact in facts.items()
        ),
        *(["", textwrap.fill(str(reason), WIDTH)] if reason else []),
        "",
        *_threshold_lines(game),
    ]


def _reason(game: Statement, solution: Solution) -> Temptation | None:
    """Why the plan is optimal, unless the numbers are beyond the range of floats."""
    with contextlib.suppress(OverflowError):
        return temptation(game, solution)
    return None


def _threshold_lines(game: Statement) -> list[str]:
    """Where deception pays, parameter by parameter, or why that can't be told."""
    found = _thresholds(game)
    told = [item for item in found.values() if isinstance(item, Threshold)]
    untold = dict.fromkeys(str(item) for item in found.values() if not isinstance(item, Threshold))
    heading = ["B in all of training is optimal, by one parameter with the others fixed:"] if told else []
    return [
        *heading,
        *(textwrap.fill(f"  {threshold}", WIDTH, subsequent_indent="    ") for threshold in told),
        *(textwrap.fill(f"No threshold: {reason}", WIDTH) for reason in untold),
    ]


def _thresholds(game: Statement) -> dict[str, Threshold | Exception]:
    """The deception threshold of every parameter, or the error that says why there is none to be told."""
    found: dict[str, Threshold | Exception] = {}
    for name in parameters(type(game)):
        try:
            found[name] = deception_threshold(game, name)  # type: ignore[arg-type]
        except (TypeError, ValueError, ArithmeticError) as error:
            found[name] = error
    return found


def _record(game: Statement, solution: Solution) -> dict[str, Any]:
    """The solution for machines; episodes are counted from 0."""
    reason = _reason(game, solution)
    certificate = _certificate(solution)
    return {
        "model": command_line_name(type(game)),
        "parameters": {name: number_record(getattr(game, name)) for name in parameters(type(game))},
        "strip": strip(solution.game, solution.plan_runs),
        "plan": [
            {"phase": name, "runs": [{"episodes": count, "action": action} for count, action in runs]}
            for name, runs in _phases(solution)
        ],
        "value": number_record(solution.value),
        "regime": solution.regime,
        "deceptive_episodes": solution.deceptive_episodes,
        "ties": [
            {"first_episode": first, "episodes": count, "state": str(state), "context": str(context)}
            for first, count, (state, context) in solution.ties
        ],
        "certificate": None if certificate is None else number_record(certificate),
        "method": solution.method,
        "exact": solution.exact,
        "last_training_episode": reason and {"gain": reason.gain, "loss": reason.loss, "reason": str(reason)},
        "thresholds": {
            name: threshold_record(item) if isinstance(item, Threshold) else {"status": "unknown", "text": str(item)}
            for name, item in _thresholds(game).items()
        },
    }


def _phases(solution: Solution) -> list[tuple[str, list[tuple[int, str]]]]:
    """The plan's runs by phase."""
    pieces = itertools.groupby(by_phase(solution.game, solution.plan_runs), key=lambda piece: id(piece[0]))
    phases = (list(group) for _, group in pieces)
    return [(group[0][0].name, [(count, action) for _, count, action in group]) for group in phases]


def _training(solution: Solution) -> int:
    return sum(phase.episodes for phase in solution.game.phases if phase.training)


def _certificate(solution: Solution) -> Scalar | None:
    """The certificate where it takes no time: it is a recursion over all episodes."""
    return solution.certificate if solution.game.episodes <= _LONGEST_CERTIFIED else None


def _certificate_text(certificate: Scalar | None) -> str:
    if certificate is None:
        return f"not computed beyond {_LONGEST_CERTIFIED} episodes"
    return f"{exact_and_decimal(certificate)} (the most that any self gains by deviating once)"


def _ties_text(solution: Solution) -> str:
    ties = solution.ties
    texts = [
        f"{state} in {context}, episode{f's {first} to {first + count - 1}' if count > 1 else f' {first}'}"
        for first, count, (state, context) in ties[:_MOST_TIES]
    ]
    more = [f"and {len(ties) - _MOST_TIES} more"] if len(ties) > _MOST_TIES else []
    return f"{'; '.join(texts + more)}; counted from 0" if texts else "none"
