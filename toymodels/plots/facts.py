"""Pictures of what a model's own solver reports: over two parameters as coloured cells, over one as a curve."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.plots.captions import axis_label, diagram_title, is_whole, meaning_label, set_ticks, spaced
from toymodels.plots.cells import cell_edges, drawn_limits
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS, number_scale

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

_REGIME = "regime"


def facts_figure(diagram: "xr.Dataset", show: str | None = None) -> "Figure":
    """The picture of a diagram of one or two parameters of a model that has a solver of its own.

    Parameters
    ----------
    diagram
        What ``toymodels.phase_diagram`` returns for such a model.
    show
        Which variable; by default the regime over two parameters and the value over one, where there are such, and the
        first variable otherwise.

    Raises
    ------
    ValueError
        If the diagram has more than two axes, or no such variable.
    """
    from matplotlib.figure import Figure

    shown = shown_fact(diagram, show)
    figure = Figure(figsize=(6.4, 5.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    handles = _draw_curve(axes, diagram[shown]) if len(diagram.sizes) == 1 else _draw_cells(axes, diagram[shown])
    figure.suptitle(diagram_title(diagram), fontsize=9)
    if handles:
        figure.legend(handles=handles, loc="outside lower center", fontsize=9, frameon=False)
    return figure


def shown_fact(diagram: "xr.Dataset", show: str | None) -> str:
    """The variable of a diagram that is shown."""
    if len(diagram.sizes) > 2:
        raise ValueError(f"a picture has one axis or two, got {', '.join(map(str, diagram.sizes))}: use diagram.sel(...)")
    known = [str(name) for name in diagram.data_vars]
    usual = [_REGIME, "value"] if len(diagram.sizes) == 2 else ["value"]
    numbers = [name for name in known if name != _REGIME or len(diagram.sizes) == 2]
    if show is not None and show not in numbers:
        raise ValueError(f"what is shown must be one of {', '.join(numbers)}, got {show!r}")
    return show or next((name for name in usual if name in numbers), numbers[0])


def _draw_cells(axes: "Axes", variable: "xr.DataArray") -> list["Patch"]:
    from matplotlib.colors import BoundaryNorm, ListedColormap
    from matplotlib.patches import Patch

    x, y = map(str, variable.dims)
    edges = cell_edges(variable[x].values), cell_edges(variable[y].values)
    for axis, limit, name in ((axes.xaxis, axes.set_xlim, x), (axes.yaxis, axes.set_ylim, y)):
        set_ticks(axis, variable[name])
        limit(*drawn_limits(variable[name].values, is_whole(variable[name])))
        axis.set_label_text(axis_label(variable[name]))
    if variable.name == _REGIME:
        words = str(variable.attrs["flag_meanings"]).split()
        colours = word_colours(words)
        scale = BoundaryNorm(np.arange(-0.5, len(words)), len(words))
        axes.pcolormesh(*edges, variable.values.T, cmap=ListedColormap(list(colours.values())), norm=scale, rasterized=True)
        return [
            Patch(facecolor=colour, edgecolor="black", linewidth=0.6, label=spaced(word))
            for code, (word, colour) in enumerate(colours.items())
            if np.any(variable.values == code)
        ]
    colours_of, spread = number_scale(variable.values, str(variable.name))
    mesh = axes.pcolormesh(*edges, variable.values.T, cmap=colours_of, norm=spread, rasterized=True)
    axes.figure.colorbar(mesh, ax=axes, label=meaning_label(variable))
    nothing = bool(np.isnan(variable.values).any())
    return [Patch(facecolor=NOTHING_COLOUR, edgecolor="black", linewidth=0.6, label="not defined")] if nothing else []


def word_colours(words: list[str]) -> dict[str, str]:
    """A colour for each regime: its own if it is one of the episode game's, else evenly spaced, from light to dark.

    >>> word_colours(["deceptive", "trusts"])
    {'deceptive': '#3f1260', 'trusts': '#fde725'}
    """
    import matplotlib
    from matplotlib.colors import to_hex

    known = {word.replace(" ", "_"): colour for word, colour in REGIME_COLOURS.items()}
    others = [word for word in words if word not in known]
    shades = matplotlib.colormaps["viridis"](np.linspace(1, 0.25, len(others)))
    return {word: known.get(word) or to_hex(shades[others.index(word)]) for word in words}


def _draw_curve(axes: "Axes", variable: "xr.DataArray") -> list["Patch"]:
    (name,) = variable.dims
    coordinate = variable[name]
    marked = is_whole(coordinate) or coordinate.size == 1
    axes.plot(coordinate.values, variable.values, "o-" if marked else "-", color=REGIME_COLOURS["deceptive"], clip_on=False)
    set_ticks(axes.xaxis, coordinate)
    axes.set_xlabel(axis_label(coordinate))
    axes.set_ylabel(meaning_label(variable))
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    return []
