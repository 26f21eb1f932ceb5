"""The picture of sexual selection: the plane of preference and trait, with the line of equilibria and the paths onto it."""

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from toymodels.models.sexual_selection import SexualSelection
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.populations.two_locus import two_locus, unlinked

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_STARTS = tuple((p / 10, t) for t in (0.03, 0.97) for p in range(1, 10))
_GENERATIONS = 2000


def sexual_selection_figure(model: SexualSelection) -> "Figure":
    """The paths of populations from several starts, the model's own among them, and the line on which they end."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.0, 5.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    for start in _STARTS:
        _draw_path(axes, model, start, REGIME_COLOURS["deterred"], 1.0)
    _draw_path(axes, model, (float(model.preference), float(model.trait)), REGIME_COLOURS["deceptive"], 2.0)
    shares = [Fraction(i, 200) for i in range(201)]
    line = [(float(p), float(t)) for p in shares if (t := model.trait_on_line(p)) is not None]
    axes.plot(*zip(*line, strict=True), color=REGIME_COLOURS["partly deceptive"], linewidth=3, zorder=1) if line else None
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("share of females with the preference, p2")
    axes.set_ylabel("share with the trait, t2")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.set_title(f"attraction {model.attraction}, viability cost {model.viability_cost}", fontsize=10)
    figure.legend(handles=_handles(), loc="outside lower center", ncols=3, fontsize=9, frameon=False)
    return figure


def _draw_path(axes: "Axes", model: SexualSelection, start: tuple[float, float], colour: str, width: float) -> None:
    """A path from a start (open circle) for so many generations, with an arrow on its way."""
    if model.viability_cost == start[1] == 1:
        return
    run = two_locus(model.attraction, model.viability_cost, unlinked(*start), _GENERATIONS, model.recombination)
    preference, trait = run.of("T1P2") + run.of("T2P2"), run.of("T2P1") + run.of("T2P2")
    axes.plot(preference, trait, color=colour, linewidth=width, zorder=2 + width)
    axes.plot(*start, "o", color=colour, markerfacecolor="white", markersize=4, clip_on=False, zorder=5)
    length = np.concatenate([[0], np.cumsum(np.hypot(np.diff(preference), np.diff(trait)))])
    half = int(np.searchsorted(length, length[-1] / 2))
    if length[-1] > 0.05:
        ends = [(preference[half - 1], trait[half - 1]), (preference[half], trait[half])]
        axes.annotate("", ends[1], ends[0], arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": width})


def _handles() -> list[object]:
    from matplotlib.lines import Line2D

    return [
        Line2D([], [], color=REGIME_COLOURS["partly deceptive"], linewidth=3, label="where the trait stays"),
        Line2D([], [], color=REGIME_COLOURS["deceptive"], linewidth=2, label="this population"),
        Line2D([], [], color=REGIME_COLOURS["deterred"], linewidth=1, label="others"),
    ]
