"""``toymodels phase-diagram`` for models with a solver of their own: what it reports over one parameter or two."""

import math
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from toymodels.axes import parsed_axis
from toymodels.commands.axis_help import AXIS_HELP
from toymodels.commands.diagram_file import DATA_SUFFIXES, SUFFIXES, write_data
from toymodels.commands.model_commands import given_fields, model_command, model_options, model_with
from toymodels.domains import parameters
from toymodels.files import written_whole
from toymodels.phases import phase_diagram
from toymodels.plots.facts import facts_figure, shown_fact
from toymodels.plots.model_picture import usual_axes
from toymodels.plots.picture import picture

if TYPE_CHECKING:
    import xarray as xr

_WIDTH = 78
_HELP = f"{AXIS_HELP}\nOne axis alone (--x) gives a curve."


def fact_diagram_command(model: type) -> click.Command:
    """The subcommand that draws a diagram of a model with a solver of its own."""
    x, y = usual_axes(model, {})
    options: list[click.Parameter] = [
        click.Option(["--x"], metavar="AXIS", help=f"the parameter across{_usual(x)}"),
        click.Option(["--y"], metavar="AXIS", help=f"the parameter up{_usual(y)}"),
        *model_options(model),
        click.Option(["--show"], metavar="NAME", help="which of the reported numbers  [the regime, or the value]"),
        click.Option(["--out"], default="diagram.png", metavar="FILE", help=f"{', '.join(SUFFIXES)}  [diagram.png]", type=str),
        click.Option(["--exact"], is_flag=True, help="take the axes' values as rationals, not as the nearest floats"),
    ]
    return model_command(model, options, _draw, _HELP)


def _usual(axis: str | None) -> str:
    """What help says of an axis that is taken if neither is given."""
    return f"  [{axis} if neither axis is given]" if axis else ""


def _draw(model: type, options: dict[str, Any]) -> None:
    given = given_fields(model, options)
    texts = [text for text in (options["x"], options["y"]) if text] or [text for text in usual_axes(model, given) if text]
    axes: dict[str, Any] = dict(parsed_axis(text, parameters(model), options["exact"]) for text in texts)
    if twice := [name for name in axes if name in given]:
        raise ValueError(f"{twice[0]} must not be an axis and be given a value, got {given[twice[0]]}")
    if not axes or len(axes) < len(texts):
        raise ValueError(f"the axes must be about one parameter each, got {' and '.join(texts) or 'none'}")
    if not options["x"] and options["y"]:
        raise ValueError(f"--y must come with --x, got --y {options['y']} alone")
    game = model_with(model, {name: points[0] for name, points in axes.items()} | given)
    out = Path(options["out"])
    with written_whole(out, SUFFIXES) as draft:
        diagram = phase_diagram(game, **axes)
        show = shown_fact(diagram, options["show"])
        _write(diagram, show, draft)
    click.echo("\n".join(_lines(diagram, show, out)))


def _write(diagram: "xr.Dataset", show: str, path: Path) -> None:
    suffix = path.suffix.lower()
    if suffix in DATA_SUFFIXES:
        write_data(diagram, path)
    else:
        path.write_bytes(picture(facts_figure(diagram, show), suffix[1:]))


def _lines(diagram: "xr.Dataset", show: str, out: Path) -> list[str]:
    variable = diagram[show]
    if show == "regime":
        words = str(variable.attrs["flag_meanings"]).split()
        shares = np.bincount(variable.values.ravel(), minlength=len(words)) / math.prod(diagram.sizes.values())
        facts = {word.replace("_", " "): f"{share:.2%}" for word, share in zip(words, shares, strict=True) if share}
    else:
        facts = {show.replace("_", " "): f"{float(variable.min()):.6g} to {float(variable.max()):.6g}"}
    sizes = " x ".join(f"{name} ({size})" for name, size in diagram.sizes.items())
    head = f"{diagram.attrs['model']}: {diagram.attrs['parameters']}"
    return [
        textwrap.fill(head, _WIDTH, subsequent_indent="  "),
        "",
        *(f"  {name:<19} {fact}" for name, fact in facts.items()),
        "",
        f"{out}: {sizes}",
    ]
