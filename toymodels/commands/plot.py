"""``toymodels plot``: the picture of a model."""

import textwrap
from pathlib import Path
from typing import Any

import click

from toymodels.commands.diagram_file import PICTURE_SUFFIXES
from toymodels.commands.model_commands import fields_text, given_fields, model_command, model_options, model_with
from toymodels.files import written_whole
from toymodels.plots.model_picture import model_figure
from toymodels.plots.picture import picture

_WIDTH = 78
_HELP = "The picture is the model's own, its optimal plan, or a diagram over two of its parameters: phase-diagram says which."


def plot_command(model: type) -> click.Command:
    """The subcommand that draws the picture of a model."""
    suffixes = ", ".join(PICTURE_SUFFIXES)
    out = click.Option(["--out"], default="plot.png", metavar="FILE", help=f"{suffixes}  [plot.png]", type=str)
    return model_command(model, [*model_options(model), out], _draw, _HELP)


def _draw(model: type, options: dict[str, Any]) -> None:
    drawn = model_with(model, given_fields(model, options))
    path = Path(options["out"])
    with written_whole(path, PICTURE_SUFFIXES) as draft:
        draft.write_bytes(picture(model_figure(drawn), path.suffix.lower()[1:]))
    head = textwrap.fill(f"{model.__name__}: {fields_text(drawn)}", _WIDTH, subsequent_indent="  ")
    click.echo(f"{head}\n\n{path}")
