"""The picture of Goodhart's law: what is left of the true value as the measure is pushed, in each of four ways."""

import dataclasses
from fractions import Fraction
from typing import TYPE_CHECKING

from toymodels.models.goodhart import KINDS, Goodhart
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.scalars import exactly
from toymodels.solvers.goodhart import goodhart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STEPS = 60
_COLOURS = (REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"], "#5e5e5e", REGIME_COLOURS["deceptive"])


def goodhart_figure(model: Goodhart) -> "Figure":
    """The true value against the pressure for the four kinds, with their best pressures, beside what the measure says."""
    from matplotlib.figure import Figure

    solution = goodhart(model)
    end = max(Fraction(exactly(model.pressure)), Fraction(4) * Fraction(exactly(model.limit)), Fraction(1))
    pressures = [end * k / _STEPS for k in range(_STEPS + 1)]
    figure = Figure(figsize=(6.8, 5.2), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, float(end)], [0, float(end)], color="black", linestyle="--", linewidth=1, label="what the measure says")
    for kind, colour in zip(KINDS, _COLOURS, strict=True):
        pushed = [goodhart(dataclasses.replace(model, kind=kind, pressure=pressure)) for pressure in pressures]
        best = pushed[0].best_pressure
        width = 2.5 if kind == model.kind else 1.2
        axes.plot(
            [float(p) for p in pressures], [float(each.value) for each in pushed], color=colour, linewidth=width, label=kind
        )
        if best:
            axes.plot([float(best)], [float(pushed[0].best_value)], "o", color=colour)
    axes.plot([float(model.pressure)], [float(solution.value)], "D", color="black", markersize=5, zorder=3)
    axes.axhline(0, color="black", linewidth=0.6)
    axes.set_ylim(-float(end) / 4, float(end) * 3 / 4)
    axes.set_xlabel("pressure: the value to which the measure is pushed")
    axes.set_ylabel("expected true value")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.set_title(f"{model.kind} Goodhart at pressure {float(model.pressure):.4g}: {solution.regime}", fontsize=10)
    figure.legend(loc="outside lower center", ncols=3, fontsize=9, frameon=False)
    return figure
