"""The value as a function of one parameter, with the thresholds at which behaviour changes.

Above, the value; below it a band in the colours of the regimes, cut at the exact thresholds where they are given, and
otherwise (and between integers) half-way between the points of the axis.
"""

from collections.abc import Iterable
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
from toymodels.plots.shades import regime_shades

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from toymodels.boundaries import Boundary

Floats = NDArray[np.float64]

_MOST_MARKERS = 60
_LEVEL_GAP, _UPRIGHT_GAP = 0.14, 0.035


def curve_figure(diagram: "xr.Dataset", boundaries: "Iterable[Boundary]" = ()) -> "Figure":
    """The picture of a phase diagram of one parameter.

    Parameters
    ----------
    diagram
        What ``toymodels.phase_diagram`` returns for one axis. Along an axis of integers the value is drawn in steps.
    boundaries
        The thresholds to mark (``toymodels.boundaries``): each of their points gets a line and its number.

    Raises
    ------
    ValueError
        If the diagram has not one axis.

    Examples
    --------
    >>> import toymodels as tm
    >>> figure = curve_figure(tm.phase_diagram(tm.EpisodeGame(), deployment=[1, 2, 3]))
    >>> figure.axes[0].lines[0].get_ydata().tolist()
    [1.0, 2.0, 3.0]
    """
    from matplotlib.figure import Figure

    if diagram["value"].ndim != 1:
        names = ", ".join(map(str, diagram["value"].dims))
        raise ValueError(f"a curve has one axis, got {names}: use diagram_figure or diagram.sel(...)")
    coordinate = diagram[diagram["value"].dims[0]]
    limits = drawn_limits(coordinate.values, is_whole(coordinate))
    thresholds = np.unique([point[0] for boundary in boundaries for point in boundary.points])
    figure = Figure(figsize=(6.4, 5.2), dpi=150, layout="constrained")
    axes, band = figure.subplots(2, 1, sharex=True, height_ratios=(18, 1))
    _draw_value(axes, diagram["value"], coordinate)
    handles = _draw_band(band, diagram, coordinate, thresholds)
    handles += _draw_thresholds(axes, thresholds, limits)
    set_ticks(band.xaxis, coordinate)
    axes.set_xlim(*limits)
    band.set_xlabel(axis_label(coordinate))
    figure.suptitle(diagram_title(diagram), fontsize=9)
    figure.legend(handles=handles, loc="outside lower center", fontsize=9, frameon=False)
    return figure


def band_edges(coordinate: Floats, positions: NDArray[np.int64], thresholds: Floats) -> Floats:
    """Where the band changes colour: at the threshold between two points of different colour, else half-way.

    Examples
    --------
    >>> band_edges(np.array([0.0, 0.5, 1.0]), np.array([0, 0, 2]), np.array([0.9])).tolist()
    [-0.25, 0.25, 0.9, 1.25]
    """
    edges = cell_edges(coordinate)
    for place in np.flatnonzero(positions[1:] != positions[:-1]):
        low, high = coordinate[place], coordinate[place + 1]
        between = thresholds[(thresholds >= low) & (thresholds <= high)]
        if between.size:
            edges[place + 1] = between[0]
    return edges


def label_places(places: Floats, gap: float) -> Floats:
    """Places in [0, 1] near the given increasing ones, at least a gap apart.

    Raises
    ------
    ValueError
        If so many do not fit.

    Examples
    --------
    >>> label_places(np.array([0.25, 0.5, 1.0, 1.0]), 0.25).tolist()
    [0.25, 0.5, 0.75, 1.0]
    """
    steps = gap * np.arange(places.size)
    if places.size and steps[-1] > 1:
        raise ValueError(f"labels must fit: {places.size} of them, {gap} apart, do not fit in [0, 1]")
    from_left = np.minimum(np.maximum.accumulate(places - steps) + steps, 1 - steps[::-1])
    from_right = np.maximum(np.minimum.accumulate((places - steps)[::-1])[::-1] + steps, steps)
    return np.asarray((from_left + from_right) / 2)


def _draw_value(axes: "Axes", value: "xr.DataArray", coordinate: "xr.DataArray") -> None:
    marker = "o" if coordinate.size == 1 or (is_whole(coordinate) and coordinate.size <= _MOST_MARKERS) else ""
    style = "steps-mid" if is_whole(coordinate) else "default"
    axes.plot(coordinate.values.astype(float), value.values, color="black", marker=marker, markersize=4, drawstyle=style)
    axes.set_ylabel(meaning_label(value))
    axes.ticklabel_format(axis="y", useOffset=False)
    axes.tick_params(axis="x", labelbottom=False)


def _draw_band(axes: "Axes", diagram: "xr.Dataset", coordinate: "xr.DataArray", thresholds: Floats) -> "list[Artist]":
    """Colour a band by regime; the entries of the legend."""
    shades = regime_shades(diagram)
    points = coordinate.values.astype(float)
    edges = cell_edges(points) if is_whole(coordinate) else band_edges(points, shades.positions, thresholds)
    axes.pcolormesh(edges, [0, 1], shades.positions[np.newaxis], cmap=shades.colours, norm=shades.scale, rasterized=True)
    axes.set_yticks([])
    return [*regime_handles(shades.words, shades.shaded)]


def _draw_thresholds(axes: "Axes", thresholds: Floats, limits: tuple[float, float]) -> "list[Artist]":
    """Mark the thresholds with lines and, above the axes, with their numbers; the entries of the legend."""
    if not thresholds.size:
        return []
    for threshold in thresholds:
        axes.axvline(threshold, color="0.35", linestyle="--", linewidth=1)
    level = (thresholds.size - 1) * _LEVEL_GAP <= 1
    gap = _LEVEL_GAP if level else _UPRIGHT_GAP
    every = int(np.ceil(thresholds.size / (1 + int(1 / gap))))
    labelled = thresholds[::every]
    places = label_places((labelled - limits[0]) / (limits[1] - limits[0]), gap)
    for threshold, place in zip(labelled, places, strict=True):
        axes.annotate(
            f"{threshold:.6g}",
            (threshold, 1),
            (place, 1.05),
            xycoords=axes.get_xaxis_transform(),
            textcoords="axes fraction",
            arrowprops={
                "arrowstyle": "-",
                "color": "0.35",
                "linewidth": 0.6,
                "shrinkA": 0,
                "shrinkB": 0,
                "relpos": (0.5, 0),
            },
            horizontalalignment="center",
            verticalalignment="bottom",
            fontsize=8,
            rotation=0 if level else 90,
        )
    some = "" if every == 1 else f" (one in {every} has its number)"
    return [axes.plot([], [], color="0.35", linestyle="--", linewidth=1, label=f"threshold{some}")[0]]
