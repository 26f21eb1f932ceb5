"""What it costs to follow a helper who misleads, by the number of spheres, and what training has to show to prevent it."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.models.spheres_in_order import SpheresInOrder
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.spheres_in_order import spheres_in_order

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINES = {
    "knowing": ("behind a helper who knows", REGIME_COLOURS["deterred"], "o-"),
    "alone": ("heeds the reward, no helper", "#8c8c8c", "o:"),
    "heeding": ("heeds the reward, misled", REGIME_COLOURS["partly deceptive"], "o--"),
    "follower": ("follows, misled", REGIME_COLOURS["deceptive"], "o-"),
}
_LEAST, _POINTS, _MOST = 8, 51, 0.1


def spheres_in_order_figure(model: SpheresInOrder) -> "Figure":
    """The picture: scores by the number of spheres, and the expected score in deployment by how often training misleads."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.2, 4.3), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    _draw_scores(left, model)
    shares = np.linspace(0, _MOST, _POINTS)
    rows = [spheres_in_order(with_fields(model, training_misled=float(share))) for share in shares]
    right.plot(shares, [row.value for row in rows], color=REGIME_COLOURS["deceptive"])
    right.set_xlabel(f"share of {short_number(model.training)} training episodes in which the helper misleads")
    right.set_ylabel(f"expected score in deployment, {short_number(model.spheres)} spheres")
    for axes in (left, right):
        axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    return figure


def _draw_scores(axes: "Axes", model: SpheresInOrder) -> None:
    counts = range(1, max(_LEAST, model.spheres) + 1)
    rows = [spheres_in_order(with_fields(model, spheres=count)) for count in counts]
    for name, (label, colour, style) in _LINES.items():
        axes.plot(counts, [float(getattr(row, name)) for row in rows], style, color=colour, label=label)
    axes.set_xlabel("number of spheres")
    axes.set_ylabel("score in an episode")
    axes.legend(fontsize=8, frameon=False)
