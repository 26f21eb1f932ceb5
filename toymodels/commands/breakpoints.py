"""``toymodels breakpoints``: all values of one parameter at which the optimal policy changes."""

import json
from typing import TYPE_CHECKING, Any

import click

from toymodels.commands.model_commands import given_fields, model_command, model_options, model_with, others_text
from toymodels.commands.numbers import exact_text
from toymodels.commands.parameter_ranges import parameter_range
from toymodels.domains import parameters

if TYPE_CHECKING:
    from toymodels.symbolic.stretches import Breakpoints


def breakpoints_command(model: type) -> click.Command:
    """The subcommand that finds the breakpoints of a model."""
    options: list[click.Parameter] = [
        click.Argument(["parameter"], metavar="PARAMETER[=LOW:HIGH]"),
        *model_options(model),
        click.Option(["--json", "as_json"], is_flag=True, help="print one JSON object, for machines"),
    ]
    return model_command(
        model, options, _print, f"PARAMETER is one of: {', '.join(parameters(model))}; a number of episodes needs a range."
    )


def _print(model: type, options: dict[str, Any]) -> None:
    from toymodels.symbolic.breakpoints import breakpoints

    name, (low, high) = parameter_range(model, options["parameter"])
    given = given_fields(model, options)
    if name in given:
        raise ValueError(f"{name} must not be given a value when its breakpoints are asked for, got {given[name]}")
    game = model_with(model, given)
    found = breakpoints(game, name, low, high)
    if options["as_json"]:
        click.echo(json.dumps(_record(found), indent=2, allow_nan=False))
    else:
        click.echo(found)
        click.echo(others_text(game, [name]))


def _record(found: "Breakpoints") -> dict[str, Any]:
    """The breakpoints for machines: ``low`` and ``high`` enclose each, and are equal if rational; episodes count from 0."""
    return {
        "parameter": found.parameter,
        "complete": found.complete,
        "open": [list(map(exact_text, interval)) for interval in found.open_intervals],
        "policies": [stretch.label for stretch in found.stretches],
        "breakpoints": [
            {
                "low": exact_text(point.low),
                "high": exact_text(point.high),
                "float": float(point),
                "polynomial": point.polynomial,
                "ties": [
                    {"episode": episode, "episodes": count, "at": list(map(str, at)), "actions": sorted(actions)}
                    for episode, count, at, actions in point.tie_runs
                ],
            }
            for point in found.points
        ],
    }
