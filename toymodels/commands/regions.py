"""``toymodels regions``: where in the space of some parameters which policy is optimal, as inequalities."""

import json
from typing import TYPE_CHECKING, Any

import click

from toymodels.commands.model_commands import given_fields, model_command, model_options, model_with, others_text
from toymodels.commands.parameter_ranges import parameter_ranges
from toymodels.domains import parameters

if TYPE_CHECKING:
    from toymodels.symbolic.regions import Regions


def regions_command(model: type) -> click.Command:
    """The subcommand that finds the regions of a model."""
    options: list[click.Parameter] = [
        click.Argument(["named"], metavar="PARAMETER[=LOW:HIGH]...", nargs=-1, required=True),
        *model_options(model),
        click.Option(["--latex", "as_latex"], is_flag=True, help="print the values and conditions as LaTeX"),
        click.Option(["--json", "as_json"], is_flag=True, help="print one JSON object, for machines"),
    ]
    return model_command(model, options, _print, f"PARAMETER is one of: {', '.join(parameters(model))}.")


def _print(model: type, options: dict[str, Any]) -> None:
    from toymodels.symbolic.regions import regions
    from toymodels.symbolic.symbolic_solution import symbolic_solution

    ranges: dict[str, Any] = dict(parameter_ranges(model, options["named"]))
    given = given_fields(model, options)
    for name in given:
        if name in ranges:
            raise ValueError(f"{name} must not be given a value when it is a parameter of the regions, got {given[name]}")
    game = model_with(model, given)
    if options["as_latex"] and options["as_json"]:
        raise click.UsageError("give one of --latex and --json, not both")
    if options["as_latex"]:
        click.echo(symbolic_solution(game, **ranges).latex())
        return
    found = regions(game, ranges)
    if options["as_json"]:
        click.echo(json.dumps(_record(found), indent=2, allow_nan=False))
    else:
        click.echo(found)
        click.echo(others_text(game, ranges))


def _record(found: "Regions") -> dict[str, Any]:
    """The regions for machines."""
    return {
        "parameters": list(found.space.names),
        "complete": found.complete,
        "regions": [
            {
                "policy": cell.label,
                "value": str(cell.piece.value),
                "conditions": [str(condition) for condition in cell.piece.conditions],
                "sample": {name: str(x) for name, x in zip(found.space.names, cell.sample, strict=True)},
            }
            for cell in found.cells
        ],
    }
