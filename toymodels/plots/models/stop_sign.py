"""How accurate a classifier of stop signs is in training and in deployment, by how often colour misleads in training."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.models.stop_sign import StopSign
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.stop_sign import stop_sign

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS = (REGIME_COLOURS["partly deceptive"], REGIME_COLOURS["deterred"], REGIME_COLOURS["deceptive"])
_POINTS = 61


def stop_sign_figure(model: StopSign) -> "Figure":
    """The picture: accuracy by the disagreement in training, for the model's number of pictures and for others."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.4, 4.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    shares = np.linspace(0, min(1, 2 * float(model.misread) or 1), _POINTS).tolist()
    for samples, colour in zip(sorted({10, model.samples, 1000}), _COLOURS, strict=False):
        rows = [stop_sign(with_fields(model, samples=samples, disagreement=share)) for share in shares]
        axes.plot(shares, [row.training_accuracy for row in rows], "--", color=colour, label=f"in training, {samples} pictures")
        axes.plot(shares, [float(row.value) for row in rows], color=colour, label=f"in deployment, {samples} pictures")
    axes.axvline(float(model.misread), color="black", linewidth=0.8, linestyle=":")
    axes.set_xlabel(f"share of training pictures in which colour misleads; shape is misread in {short_number(model.misread)}")
    axes.set_ylabel("accuracy")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=8, frameon=False)
    return figure
