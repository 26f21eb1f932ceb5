"""``toymodels phase-diagram``: what is optimal over one or two parameters, as a picture, a dataset or a table."""

import math
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from toymodels.axes import parsed_axis
from toymodels.commands.axis_help import AXIS_HELP
from toymodels.commands.diagram_file import DATA_SUFFIXES, SUFFIXES, write_diagram
from toymodels.commands.model_commands import default_values, given_fields, model_command, model_options, model_with
from toymodels.domains import parameters
from toymodels.files import written_whole
from toymodels.phases import phase_diagram
from toymodels.plots.diagram import SHOWN
from toymodels.regimes import REGIMES

if TYPE_CHECKING:
    import xarray as xr

_WIDTH = 78
_LONGER = {"training": 10, "deployment": 10}
_RANGES = {"discount": "0.5:1:501"}
_CHANCES = "0:1:501"


def phase_diagram_command(model: type) -> click.Command:
    """The subcommand that draws the phase diagram of a model."""
    x, y = _default_axes(model, {})
    options: list[click.Parameter] = [
        click.Option(["--x"], metavar="AXIS", help=f"the parameter across  [{x} if neither axis is given]"),
        click.Option(["--y"], metavar="AXIS", help=f"the parameter up  [{y} if neither axis is given]"),
        *model_options(model, _longer(model)),
        click.Option(["--show"], type=click.Choice(SHOWN), help="what colours the picture of two axes  [regime]"),
        click.Option(["--out"], default="phases.png", metavar="FILE", help=f"{', '.join(SUFFIXES)}  [phases.png]", type=str),
        click.Option(["--exact"], is_flag=True, help="take the axes' values as rationals, not as the nearest floats"),
    ]
    return model_command(model, options, _draw, _HELP)


_HELP = f"{AXIS_HELP}\nOne axis alone (--x) gives the value against it, with thresholds."


def _draw(model: type, options: dict[str, Any]) -> None:
    given = given_fields(model, options)
    axes = _axes(model, options, given)
    firsts = {name: points[0] for name, points in axes.items()}
    game = model_with(model, _longer(model) | firsts | given)
    show = _shown(options["show"], axes)
    out = Path(options["out"])
    with written_whole(out, SUFFIXES) as draft:
        margin = show == "margin" or out.suffix.lower() in DATA_SUFFIXES
        diagram = phase_diagram(game, margin=margin, **axes)
        write_diagram(diagram, game, show, draft)
    click.echo("\n".join(_lines(out, diagram)))


def _axes(model: type, options: Mapping[str, Any], given: Mapping[str, object]) -> dict[str, Any]:
    texts = [options["x"], options["y"]]
    if texts == [None, None]:
        texts = list(_default_axes(model, given))
    if texts[0] is None and texts[1] is not None:
        raise ValueError(f"--y must come with --x, got --y {texts[1]} alone")
    pairs = [parsed_axis(text, parameters(model), options["exact"]) for text in texts if text is not None]
    axes: dict[str, Any] = dict(pairs)
    if len(axes) < len(pairs):
        raise ValueError(f"--x and --y must be about different parameters, got {pairs[0][0]} twice")
    for name in axes:
        if name in given:
            raise ValueError(f"{name} must not be an axis and be given a value, got {given[name]}")
    return axes


def _default_axes(model: type, given: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The first two probabilities among a model's parameters that were given no value, and their ranges."""
    free = [name for name, item in parameters(model).items() if (item.low, item.high) == (0, 1) and name not in given]
    x, y, *_ = [*(f"{name}={_RANGES.get(name, _CHANCES)}" for name in free), None, None]
    return x, y


def _longer(model: type) -> dict[str, object]:
    """Values used instead of the model's defaults: a picture shows more than a worked example at longer horizons."""
    return {name: value for name, value in _LONGER.items() if name in default_values(model)}


def _shown(show: str | None, axes: Mapping[str, object]) -> str:
    if show is not None and len(axes) == 1:
        raise ValueError(f"--show is for two axes, and one axis shows the value: got --show {show}")
    return show or "regime"


def _lines(out: Path, diagram: "xr.Dataset") -> list[str]:
    """What was written, and what is in it."""
    cells = math.prod(diagram.sizes.values())
    counts = np.bincount(diagram["regime"].values.ravel(), minlength=len(REGIMES))
    sizes = " x ".join(f"{name} ({size})" for name, size in diagram.sizes.items())
    facts = {word: f"{count / cells:.2%}" for word, count in zip(REGIMES, counts, strict=True) if count}
    facts["decided exactly"] = f"{diagram.attrs['decided_exactly']:,} of {cells:,} cells"
    facts["exact ties"] = f"{int(diagram['tie'].sum()):,}"
    parameters_text = f"{diagram.attrs['model']}: {diagram.attrs['parameters']}"
    return [
        textwrap.fill(parameters_text, _WIDTH, subsequent_indent="  "),
        "",
        *(f"  {name:<20}{fact}" for name, fact in facts.items()),
        "",
        f"{out}: {sizes}",
    ]
