"""The picture of the Irish elk: the trait and the population over the generations, and where its decline begins."""

import math
from typing import TYPE_CHECKING

from toymodels.models.irish_elk import IrishElk
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.irish_elk import course, irish_elk

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GENERATIONS = 100
_DECADES = 300


def irish_elk_figure(model: IrishElk) -> "Figure":
    """The mean trait with the limit beyond which the population declines, above the number of individuals."""
    from matplotlib.figure import Figure

    solution, run = irish_elk(model), course(model, _GENERATIONS)
    figure = Figure(figsize=(6.4, 5.6), dpi=150, layout="constrained")
    trait, numbers = figure.subplots(2, sharex=True)
    steps = range(len(run.trait))
    trait.plot(steps, run.trait, color=REGIME_COLOURS["deceptive"], label="mean trait")
    if solution.limit is not None:
        optimum = float(model.optimum)
        trait.axhspan(
            optimum - solution.limit, optimum + solution.limit, color="#e3eef2", label="where the population keeps its numbers"
        )
    trait.set_ylabel("mean trait")
    shown = [math.exp(min(each, math.log(10) * _DECADES)) for each in run.log_numbers]
    numbers.plot(steps, shown, color=REGIME_COLOURS["deterred"], label="individuals")
    numbers.axhline(1, color="black", linewidth=0.8)
    numbers.set_yscale("log")
    numbers.set_ylabel("individuals")
    numbers.set_xlabel("generation")
    for axes in (trait, numbers):
        axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
        _mark(axes, solution.declines_from, len(run.trait))
    figure.suptitle(f"{solution.regime}: B/G = {_said(solution.ratio)}, threshold {_said(solution.threshold)}", fontsize=10)
    handles, labels = trait.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    return figure


def _mark(axes: "Axes", generation: int | None, drawn: int) -> None:
    """A line at the generation from which on the population declines, if it is in the picture."""
    if generation is not None and generation < drawn:
        axes.axvline(generation, color=REGIME_COLOURS["partly deceptive"], linewidth=1.5, label="decline begins")


def _said(value: object) -> str:
    return "undefined" if value is None else str(value)
