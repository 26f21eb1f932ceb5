"""What ``toymodels solve`` prints of a model with a solver of its own: all facts of its result."""

import dataclasses
import json
import textwrap
from collections.abc import Mapping
from typing import Any

import click

from toymodels.catalogue import command_line_name
from toymodels.commands.model_commands import fields_text
from toymodels.commands.numbers import number_record
from toymodels.domains import parameters
from toymodels.facts import facts
from toymodels.scalars import is_symbolic
from toymodels.solving import solve

_WIDTH = 78


def print_facts(model: Any, as_json: bool) -> None:
    """Solve a model and print what its solver reports, for the eye or as one JSON object."""
    result = solve(model)
    if as_json:
        record = {
            "model": command_line_name(type(model)),
            "parameters": {name: fact_record(getattr(model, name)) for name in parameters(type(model))},
            **{name: fact_record(value) for name, value in facts(result).items()},
        }
        click.echo(json.dumps(record, indent=2, allow_nan=False))
        return
    head = textwrap.fill(f"{type(model).__name__}: {fields_text(model)}", _WIDTH, subsequent_indent="  ")
    click.echo("\n".join([head, "", *(f"  {line}" for line in str(result).splitlines())]))


def fact_record(value: Any) -> Any:
    """A fact for machines: a number as its exact digits and the nearest float, everything else as it is.

    >>> from fractions import Fraction
    >>> fact_record({"p": Fraction(1, 4), "names": ("a", "b")})
    {'p': {'exact': '1/4', 'float': 0.25}, 'names': ['a', 'b']}
    """
    if value is None or isinstance(value, bool | str):
        return value
    if dataclasses.is_dataclass(value):
        return fact_record(facts(value))
    if isinstance(value, Mapping):
        return {str(name): fact_record(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [fact_record(item) for item in value]
    if is_symbolic(value):
        return {"exact": str(value), "float": float(value)}
    return number_record(value)
