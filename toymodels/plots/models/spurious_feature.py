"""A proxy's posterior falls with every sample, and its advantage in bits falls on a straight line."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.spurious_feature import spurious_feature

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_OTHERS = (0, 4)
_COLOURS = (REGIME_COLOURS["deceptive"], REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"])
_POINTS = 81


def spurious_feature_figure(model: SpuriousFeature) -> "Figure":
    """The picture: for the model's proxy and for some others, the expected posterior and the odds in bits, by samples."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.6, 4.2), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    counts = np.unique(np.linspace(0, 2 * max(1, model.samples), _POINTS).astype(int)).tolist()
    extras = dict.fromkeys((model.extra_bits, *_OTHERS))
    for extra, colour in zip(extras, _COLOURS, strict=False):
        near = with_fields(model, extra_bits=float(extra), disagreement=float(model.disagreement))
        rows = [spurious_feature(with_fields(near, samples=count)) for count in counts]
        label = f"{'simpler' if extra < 0 else 'longer'} by {short_number(abs(extra))} bits" if extra else "just as simple"
        left.plot(counts, [row.value for row in rows], color=colour, label=label)
        shown = [(count, np.log2(row.odds)) for count, row in zip(counts, rows, strict=True) if row.odds > 0]
        right.plot(*zip(*shown, strict=True), color=colour)
    for axes, label in ((left, "expected posterior of the proxy"), (right, "average odds for the proxy, in bits")):
        axes.axvline(model.samples, color="black", linewidth=0.8, linestyle=":")
        axes.set_xlabel(f"samples, of which a share {short_number(model.disagreement)} tells proxy and goal apart")
        axes.set_ylabel(label)
        axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    right.axhline(0, color="black", linewidth=0.8)
    left.legend(title="the proxy is", fontsize=8, frameon=False)
    return figure
