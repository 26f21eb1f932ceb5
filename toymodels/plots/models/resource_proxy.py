"""The picture of a proxy over a budget: both utilities as optimization proceeds, and what is left by what is mentioned."""

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from toymodels.models.resource_proxy import ResourceProxy
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.resource_proxy import ResourceProxySolution, resource_proxy, shares

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS = 201
_TRUE, _PROXY = REGIME_COLOURS["deceptive"], REGIME_COLOURS["partly deceptive"]


def resource_proxy_figure(model: ResourceProxy) -> "Figure":
    """True and proxy utility on the way to the proxy's optimum, and the true utility there against the attributes mentioned."""
    from matplotlib.figure import Figure

    solution = resource_proxy(model)
    figure = Figure(figsize=(9.2, 4.4), dpi=150, layout="constrained")
    way, mentions = figure.subplots(1, 2, width_ratios=(3, 2))
    _draw_way(way, model, solution)
    _draw_mentions(mentions, model, solution)
    figure.suptitle(f"{model.attributes} things matter, the proxy mentions {model.mentioned}: {solution.regime}", fontsize=10)
    return figure


def _draw_way(axes: "Axes", model: ResourceProxy, solution: ResourceProxySolution) -> None:
    progress = np.linspace(float(model.start), 1, _POINTS)
    floor = Fraction(model.floor)
    high, low = np.array([shares(model.attributes, model.mentioned, floor, Fraction(q)) for q in progress]).astype(float).T
    weight = model.mentioned / model.attributes
    axes.plot(progress, high, color=_PROXY, linewidth=2, label="proxy utility")
    axes.plot(progress, high**weight * low ** (1 - weight), color=_TRUE, linewidth=2, label="true utility")
    if progress[0] <= float(solution.turning_point) <= 1:
        axes.axvline(float(solution.turning_point), color="black", linestyle=":", linewidth=1)
        axes.annotate("turning point", (float(solution.turning_point), 0), (4, 4), textcoords="offset points", fontsize=8)
    axes.set_xlabel("share of the free budget for what is mentioned")
    axes.set_ylabel("utility")
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False, loc="upper left")


def _draw_mentions(axes: "Axes", model: ResourceProxy, solution: ResourceProxySolution) -> None:
    from matplotlib.ticker import MaxNLocator

    rows = solution.by_mentioned
    colours = [_TRUE if row.mentioned == model.mentioned else NOTHING_COLOUR for row in rows]
    axes.bar([row.mentioned for row in rows], [float(row.true_utility) for row in rows], color=colours, edgecolor="black")
    axes.axhline(float(solution.best), color="black", linestyle="--", linewidth=1)
    axes.annotate("best possible", (0.5, float(solution.best)), (2, 3), textcoords="offset points", fontsize=8)
    axes.set_ylim(top=1.15 * float(solution.best))
    axes.set_xlabel("attributes that the proxy mentions")
    axes.set_ylabel("true utility where the proxy is greatest")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
