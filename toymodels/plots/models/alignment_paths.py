"""The picture of the three ways in: where the race ends, by how fast it learns and by how much training tells it apart."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.models.alignment_paths import AlignmentPaths
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.alignment_paths import CORRIGIBLE, DECEPTIVE, INTERNALIZED, PROXY, arrivals

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_COLOURS = {
    INTERNALIZED: REGIME_COLOURS["deterred"],
    CORRIGIBLE: REGIME_COLOURS["partly deceptive"],
    DECEPTIVE: REGIME_COLOURS["deceptive"],
    PROXY: NOTHING_COLOUR,
}
_POINTS = 81
_AXES = (("learning", "learning rate"), ("data", "share of episodes that tell proxy and base apart"))


def alignment_paths_figure(model: AlignmentPaths) -> "Figure":
    """The probabilities of all ends, stacked, against the learning rate and against the data rate.

    Raises
    ------
    TypeError
        If a rate is a symbol.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11.4, 4.4), dpi=150, layout="constrained")
    for axes, (name, label) in zip(figure.subplots(1, 2, sharey=True), _AXES, strict=True):
        at = np.linspace(0, 1, _POINTS)
        found = [arrivals(with_fields(model, **{name: float(rate)})) for rate in at]
        rows = {end: np.array([float(each[end].chance) for each in found]) for end in _COLOURS}
        stack = axes.stackplot(
            at, list(rows.values()), labels=list(rows), colors=list(_COLOURS.values()), edgecolor="black", linewidth=0.4
        )
        rate = float(getattr(model, name))
        axes.axvline(rate, color="white", linewidth=2.4)
        line = axes.axvline(rate, color="black", linewidth=1.2, linestyle=(0, (4, 2)), label="this model")
        axes.set_xlim(0, 1)
        axes.set_ylim(0, 1)
        axes.set_xlabel(label)
    figure.axes[0].set_ylabel("probability of ending so")
    figure.legend(handles=[*reversed(stack), line], loc="outside right center", fontsize=9, frameon=False)
    title = f"{model.knowledge} steps to know the base objective, {model.distance} to be modified into it"
    rest = ", ".join(f"{name} {short_number(getattr(model, name))}" for name in ("modification", "awareness", "pointing"))
    figure.suptitle(f"{title}; {rest}", fontsize=10)
    return figure
