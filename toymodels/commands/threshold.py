"""``toymodels threshold``: the value of one parameter from which on deception pays."""

import json
from fractions import Fraction
from typing import Any, cast

import click

from toymodels.commands.model_commands import given_fields, model_command, model_options, model_with, others_text
from toymodels.commands.numbers import decimals, exact_text, number_record
from toymodels.domains import parameters
from toymodels.errors import unknown_name
from toymodels.threshold import Threshold
from toymodels.thresholds import deception_threshold

_MOST_DIGITS = 10_000


def threshold_command(model: type) -> click.Command:
    """The subcommand that finds a threshold of a model."""
    options: list[click.Parameter] = [
        click.Argument(["parameter"]),
        *model_options(model),
        click.Option(
            ["--digits"], type=click.IntRange(1, _MOST_DIGITS), metavar="INTEGER", help="print so many significant digits alone"
        ),
        click.Option(["--json", "as_json"], is_flag=True, help="print one JSON object, for machines"),
    ]
    return model_command(model, options, _print, f"PARAMETER is one of: {', '.join(parameters(model))}.")


def threshold_record(threshold: Threshold) -> dict[str, Any]:
    """A threshold for machines: ``low`` and ``high`` enclose it, and are equal if it is rational."""
    numeric = threshold.status == "threshold"
    middle = Fraction(cast(Fraction, threshold.low) + cast(Fraction, threshold.high)) / 2 if numeric else None
    return {
        "parameter": threshold.parameter,
        "status": threshold.status,
        "direction": threshold.direction if numeric else None,
        "low": exact_text(threshold.low) if numeric else None,
        "high": exact_text(threshold.high) if numeric else None,
        "float": None if middle is None else number_record(middle)["float"],
        "text": str(threshold),
    }


def _print(model: type, options: dict[str, Any]) -> None:
    name, digits = options["parameter"].replace("-", "_"), options["digits"]
    given = given_fields(model, options)
    if name not in parameters(model):
        raise unknown_name("parameter", name, parameters(model))
    if name in given:
        raise ValueError(f"{name} must not be given a value when its threshold is asked for, got {given[name]}")
    game = model_with(model, given)
    threshold = deception_threshold(game, name)
    numeric = threshold.status == "threshold"
    if options["as_json"]:
        record = threshold_record(threshold)
        if digits:
            record["decimal"] = _decimals(threshold, digits) if numeric else None
        click.echo(json.dumps(record, indent=2, allow_nan=False))
    elif digits and numeric:
        click.echo(_decimals(threshold, digits))
    else:
        click.echo(threshold)
        click.echo(others_text(game, [name]))


def _decimals(threshold: Threshold, digits: int) -> str:
    """So many digits of a threshold: from its bounds where they agree, otherwise from the number in symbols."""
    low, high = (decimals(cast(Fraction, end), digits) for end in (threshold.low, threshold.high))
    return low if low == high else str(cast(Any, threshold.value).evalf(digits))
