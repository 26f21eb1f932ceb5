"""The picture of multitasking: where the effort goes, and what pay is worth as the tasks get in each other's way."""

import dataclasses
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from toymodels.models.multitask import Multitask
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.multitask import MultitaskSolution, multitask

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_STEPS = 40
_BEST, _PAID = REGIME_COLOURS["deterred"], REGIME_COLOURS["deceptive"]


def multitask_figure(model: Multitask) -> "Figure":
    """Efforts task by task, first best and under the best pay; and worths against the strength of what ties the tasks."""
    from matplotlib.figure import Figure

    solution = multitask(model)
    figure = Figure(figsize=(9.2, 4.6), dpi=150, layout="constrained")
    efforts, worths = figure.subplots(1, 2)
    _draw_efforts(efforts, model, solution)
    _draw_worths(worths, model)
    pay = ", ".join(f"{float(rate):.3g}" for rate in solution.incentives)
    figure.suptitle(f"best pay for a unit of each task {pay}: {solution.regime}", fontsize=10)
    return figure


def _draw_efforts(axes: "Axes", model: Multitask, solution: MultitaskSolution) -> None:
    places = np.arange(1, len(model.benefits) + 1)
    for shift, efforts, colour, label in (
        (-0.2, solution.first_best_efforts, _BEST, "first best"),
        (0.2, solution.efforts, _PAID, "under the best pay"),
    ):
        axes.bar(places + shift, [float(effort) for effort in efforts], 0.4, color=colour, edgecolor="black", label=label)
    axes.axhline(0, color="black", linewidth=0.8)
    names = [f"task {i}\nnoise {float(variance):.3g}" for i, variance in enumerate(model.noise, 1)]
    axes.set_xticks(places, names)
    axes.set_ylabel("effort above that of an unpaid agent")
    axes.legend(fontsize=9, frameon=False)


def _draw_worths(axes: "Axes", model: Multitask) -> None:
    ties = [Fraction(k, _STEPS) for k in range(_STEPS + 1)]
    solved = [multitask(dataclasses.replace(model, cost_matrix=_tied(model, tie))) for tie in ties]
    lines = (
        ("first_best", "first best", _BEST, "-"),
        ("value", "best pay", _PAID, "-"),
        ("naive_value", "pay task by task", REGIME_COLOURS["partly deceptive"], "--"),
    )
    for name, label, colour, style in lines:
        worths = [float(getattr(each, name)) for each in solved]
        axes.plot([float(tie) for tie in ties], worths, color=colour, linestyle=style, label=label)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_xlabel("strength of the ties between tasks (1: as given)")
    axes.set_ylabel("what principal and agent share")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False)


def _tied(model: Multitask, tie: Fraction) -> tuple[tuple[object, ...], ...]:
    """The cost matrix with the entries off its diagonal times a number."""
    return tuple(tuple(item if i == j else item * tie for j, item in enumerate(row)) for i, row in enumerate(model.cost_matrix))
