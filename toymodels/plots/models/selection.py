"""The picture of selection by behaviour: the share of every type over training, stacked, and what the base optimizer sees."""

from typing import TYPE_CHECKING

from toymodels.domains import with_fields
from toymodels.models.selection import Selection
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.selection import selection

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS = {
    "aligned": REGIME_COLOURS["deterred"],
    "corrigible": "#9cc9d8",
    "deceptive": REGIME_COLOURS["deceptive"],
    "proxy": REGIME_COLOURS["partly deceptive"],
    "open": REGIME_COLOURS["defects"],
}
_LABELS = {"proxy": "with a proxy", "open": "openly misaligned"}
_POINTS = {"filtering": 60, "replicator": 60, "moran": 12}


def selection_figure(model: Selection) -> "Figure":
    """The share of every type after each number of training episodes, up to the model's."""
    from matplotlib.figure import Figure

    last = max(1, model.training)
    points = min(last, _POINTS[model.dynamic])
    lengths = sorted({round(last * (i / points) ** 2) for i in range(points + 1)})  # most changes early
    found = [selection(with_fields(model, training=n)) for n in lengths]
    left = [each for each in found if each.shares]
    figure = Figure(figsize=(6.4, 4.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    kept = lengths[: len(left)]
    rows = [[float(each.shares[name]) for each in left] for name in _COLOURS]
    axes.stackplot(
        kept,
        rows,
        labels=[_LABELS.get(name, name) for name in _COLOURS],
        colors=list(_COLOURS.values()),
        edgecolor="black",
        linewidth=0.4,
    )
    seen = [float(each.visible_faults) for each in left]
    axes.plot(kept, seen, color="black", linestyle=(0, (4, 2)), label="visible faults per episode")
    axes.set_xlim(0, last)
    axes.set_ylim(0, 1)
    axes.set_facecolor(NOTHING_COLOUR)
    axes.set_xlabel("training episodes")
    axes.set_ylabel("share of candidates")
    axes.set_title(f"What training by behaviour leaves ({model.dynamic})", fontsize=10)
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, fontsize=9, frameon=False)
    return figure
