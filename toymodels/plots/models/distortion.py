"""The picture of distortion: objective, measure and deeds as arrows, and what pay on the measure is worth."""

import math
from typing import TYPE_CHECKING

import numpy as np

from toymodels.models.distortion import Distortion
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.distortion import DistortionSolution, distortion

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS = 101
_OBJECTIVE, _MEASURE, _DEEDS = REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"], REGIME_COLOURS["deceptive"]


def distortion_figure(model: Distortion) -> "Figure":
    """The plane of objective and measure, and the shared worth against the pay for a unit of the measure."""
    from matplotlib.figure import Figure

    solution = distortion(model)
    figure = Figure(figsize=(9.2, 4.6), dpi=150, layout="constrained")
    arrows, worths = figure.subplots(1, 2)
    _draw_arrows(arrows, model, solution)
    _draw_worths(worths, model, solution)
    figure.suptitle(
        f"{solution.regime}: at {solution.angle:.4g}° the best pay wins {float(solution.efficiency):.3g} of the first best",
        fontsize=10,
    )
    return figure


def _draw_arrows(axes: "Axes", model: Distortion, solution: DistortionSolution) -> None:
    angle, length = math.radians(solution.angle), math.hypot(*map(float, model.objective))
    reach = math.hypot(*map(float, model.measure))
    along, scale = np.array([math.cos(angle), math.sin(angle)]), float(solution.pay) * reach
    ends = {
        "objective": (np.array([length, 0.0]), _OBJECTIVE, 4.0),
        "measure": (along * reach, _MEASURE, 4.0),
        "what is done": (along * scale, _DEEDS, 1.8),
    }
    for name, (end, colour, width) in ends.items():
        axes.plot([0, end[0]], [0, end[1]], color=colour, linewidth=width, label=name)
        axes.plot(*end, "o", color=colour, markersize=6)
    axes.plot([length, along[0] * scale], [0, along[1] * scale], color="black", linestyle=":", linewidth=1)
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.15)
    axes.set_xlabel("along the objective")
    axes.set_ylabel("across it")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False)


def _draw_worths(axes: "Axes", model: Distortion, solution: DistortionSolution) -> None:
    overlap = sum(float(f) * float(g) for f, g in zip(model.objective, model.measure, strict=True))
    reach = sum(float(g) ** 2 for g in model.measure)
    ends = sorted((0.0, 2.4 * float(solution.pay) or math.sqrt(float(solution.first_best) / reach)))
    pays = np.linspace(ends[0], ends[1], _POINTS)
    axes.plot(pays, pays * overlap - pays**2 * reach / 2, color=_DEEDS, linewidth=2)
    axes.plot([float(solution.pay)], [float(solution.value)], "o", color=_DEEDS)
    axes.axhline(float(solution.first_best), color=_OBJECTIVE, linestyle="--", linewidth=1.5)
    axes.annotate("first best", (pays[0], float(solution.first_best)), (2, 3), textcoords="offset points", fontsize=9)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.margins(y=0.12)
    axes.set_xlabel("pay for a unit of the measure")
    axes.set_ylabel("what firm and manager share")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
