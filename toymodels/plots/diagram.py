"""A phase diagram of two parameters as a picture.

Every cell is drawn around its own point: between the midpoints to its neighbours, and around its integer on an axis of
integers. Exact boundaries are drawn over the cells.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toymodels.plots.captions import (
    axis_label,
    diagram_title,
    is_whole,
    meaning_label,
    regime_handles,
    set_ticks,
)
from toymodels.plots.cells import cell_edges, drawn_limits
from toymodels.plots.outline import outline
from toymodels.plots.palette import NOTHING_COLOUR, number_scale
from toymodels.plots.shades import regime_shades

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.collections import QuadMesh
    from matplotlib.colors import Colormap, Normalize
    from matplotlib.figure import Figure

    from toymodels.boundaries import Boundary

SHOWN = ("regime", "deceptive_episodes", "value", "margin")
"""What a diagram can be a picture of."""

_MOST_TIES = 200
_FEW = 0.05


def diagram_figure(diagram: "xr.Dataset", show: str = "regime", boundaries: "Iterable[Boundary]" = ()) -> "Figure":
    """The picture of a phase diagram of two parameters: the first across, the second up.

    Parameters
    ----------
    diagram
        What ``toymodels.phase_diagram`` returns for two axes.
    show
        What the cells are coloured by: ``"regime"``, ``"deceptive_episodes"``, ``"value"`` or ``"margin"``. Regimes
        have a legend in words, partly deceptive cells are the darker the longer B lasts, and ties are dotted where
        they are few.
    boundaries
        Exact boundaries (``toymodels.boundaries``) to draw over the cells.

    Raises
    ------
    ValueError
        If the diagram has not two axes, or does not hold what is to be shown.

    Examples
    --------
    >>> import toymodels as tm
    >>> diagram = tm.phase_diagram(tm.EpisodeGame(), modification=["1/4", "1/2"], deployment=[1, 2, 3])
    >>> figure = diagram_figure(diagram)
    >>> [text.get_text() for text in figure.legends[0].get_texts()]
    ['defects: A in all of training', 'deceptive: B in training, A once deployed']
    """
    from matplotlib.figure import Figure

    x, y = _shown(diagram, show).dims
    figure = Figure(figsize=(6.4, 5.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    handles = _draw_regimes(axes, diagram) if show == "regime" else _draw_numbers(axes, diagram[show])
    handles += _draw_boundaries(axes, tuple(boundaries), diagram)
    for axis, limit, name in ((axes.xaxis, axes.set_xlim, x), (axes.yaxis, axes.set_ylim, y)):
        coordinate = diagram[name]
        set_ticks(axis, coordinate)
        limit(*drawn_limits(coordinate.values, is_whole(coordinate)))
        axis.set_label_text(axis_label(coordinate))
    figure.suptitle(diagram_title(diagram), fontsize=9)
    if handles:
        figure.legend(handles=handles, loc="outside lower center", fontsize=9, frameon=False)
    return figure


def _shown(diagram: "xr.Dataset", show: str) -> "xr.DataArray":
    if show not in SHOWN:
        raise ValueError(f"show must be one of {', '.join(SHOWN)}, got {show!r}")
    if show not in diagram:
        raise ValueError(f"the diagram must hold what is shown, got no {show!r} in it (phase_diagram: margin=True)")
    if diagram[show].ndim != 2:
        names = ", ".join(map(str, diagram[show].dims))
        raise ValueError(f"a picture of a diagram has two axes, got {names}: use curve_figure or diagram.sel(...)")
    return diagram[show]


def _draw_regimes(axes: "Axes", diagram: "xr.Dataset") -> list["Artist"]:
    """Colour the cells by regime; the entries of the legend."""
    shades = regime_shades(diagram)
    _draw_mesh(axes, diagram["regime"].copy(data=shades.positions), shades.colours, shades.scale)
    return [*regime_handles(shades.words, shades.shaded), *_draw_ties(axes, diagram["tie"])]


def _draw_numbers(axes: "Axes", variable: "xr.DataArray") -> list["Artist"]:
    """Colour the cells by number, with a colour bar; the entries of the legend."""
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator

    colours, scale = number_scale(variable.values.astype(float), str(variable.name))
    mesh = _draw_mesh(axes, variable.astype(float), colours, scale)
    ticks = MaxNLocator(integer=True, min_n_ticks=1) if variable.name == "deceptive_episodes" else None
    axes.figure.colorbar(mesh, ax=axes, label=meaning_label(variable), ticks=ticks)
    nothing = bool(np.isnan(variable.values.astype(float)).any())
    return [Patch(facecolor=NOTHING_COLOUR, edgecolor="black", linewidth=0.6, label="no training")] if nothing else []


def _draw_mesh(axes: "Axes", variable: "xr.DataArray", colours: "Colormap", scale: "Normalize") -> "QuadMesh":
    x, y = (variable[name].values for name in variable.dims)
    return axes.pcolormesh(cell_edges(x), cell_edges(y), variable.values.T, cmap=colours, norm=scale, rasterized=True)


def _draw_ties(axes: "Axes", tie: "xr.DataArray") -> list["Artist"]:
    """Dot the cells that are ties, where they are few enough not to hide anything."""
    places = np.argwhere(tie.values)
    if not 0 < len(places) <= min(_MOST_TIES, _FEW * tie.size):
        return []
    x, y = (tie[name].values[column] for name, column in zip(tie.dims, places.T, strict=True))
    marks = axes.plot(x, y, "o", color="black", markerfacecolor="white", markersize=3, clip_on=False, zorder=4)
    marks[0].set(markeredgewidth=0.6, label="tie: different actions are equally good")
    return [*marks]


def _draw_boundaries(axes: "Axes", boundaries: "Sequence[Boundary]", diagram: "xr.Dataset") -> list["Artist"]:
    """Draw boundaries in black on white, so that they show on any colour; the entry of the legend."""
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D

    if not boundaries:
        return []
    segments = _segments(boundaries, diagram)
    for colour, width, height in (("white", 2.4, 2), ("black", 1.0, 3)):
        lines = LineCollection(list(segments), colors=colour, linewidths=width, zorder=height)
        lines.set_capstyle("round")
        axes.add_collection(lines, autolim=False)
    return [Line2D([], [], color="black", linewidth=1.0, label="exact boundary")]


def _segments(boundaries: "Sequence[Boundary]", diagram: "xr.Dataset") -> NDArray[np.float64]:
    """The lines to draw: as the boundaries have them, or between cells where that is no matter of curves."""
    names = [str(name) for name in diagram["regime"].dims]
    if any(is_whole(diagram[name]) or diagram[name].size == 1 for name in names):
        return outline(boundaries, diagram)
    return np.concatenate([line.segments[..., [line.axes.index(name) for name in names]] for line in boundaries])
