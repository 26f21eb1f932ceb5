"""The picture of pleasure as a proxy: the numbers of pleasure-seekers and fitness-seekers after the environment changes."""

import itertools
from typing import TYPE_CHECKING

from toymodels.models.pleasure_proxy import PleasureProxy
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.pleasure_proxy import pleasure_proxy, population

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LARGEST = 1e290


def pleasure_proxy_figure(model: PleasureProxy) -> "Figure":
    """Numbers for each creature at the change."""
    from matplotlib.figure import Figure

    solution = pleasure_proxy(model)
    rare = float(model.mutants) if solution.past_pleasure > solution.fitness_itself else 1.0
    after = [
        population(rare, float(solution.later_pleasure), float(solution.fitness_itself), t)
        for t in range(model.generations + 1)
    ]
    shown = list(itertools.takewhile(lambda pair: sum(pair) < _LARGEST, after))
    figure = Figure(figsize=(6.4, 4.8), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    steps = range(len(shown))
    axes.plot(steps, [sum(pair) for pair in shown], color="black", linewidth=3, alpha=0.35, label="all")
    axes.plot(steps, [pair[0] for pair in shown], color=REGIME_COLOURS["partly deceptive"], label="pleasure-seekers")
    axes.plot(steps, [pair[1] for pair in shown], color=REGIME_COLOURS["deceptive"], label="fitness-seekers")
    axes.set_yscale("log")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.set_xlabel("generations after the change")
    axes.set_ylabel("numbers, for each creature at the change")
    axes.set_title(
        f"{solution.regime}: pleasure agrees with fitness {model.agreement} of the time, then {model.later_agreement}",
        fontsize=10,
    )
    figure.legend(loc="outside lower center", ncols=3, fontsize=9, frameon=False)
    return figure
