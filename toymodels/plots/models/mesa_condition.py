"""What each split is worth on one instance, and how the best mesa-optimizer grows with the diversity of the task."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.facts import fact_in_words
from toymodels.formulas import float_value, formula_tree
from toymodels.models.mesa_condition import MesaCondition
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.mesa_condition import mesa_condition

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_OWN, _OTHER, _MARK = REGIME_COLOURS["deceptive"], REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"]
_POINTS = 201
_DIVERSITIES = 61
_CLOSE = 1e-6


def mesa_condition_figure(model: MesaCondition) -> "Figure":
    """The picture: totals over the mesa-optimizer's power, and the best power over the number of instances."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.6, 4.6), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    _draw_totals(left, model)
    _draw_best(right, model)
    cost = model.cost if isinstance(model.cost, str) else "a function"
    power = short_number(model.power)
    figure.suptitle(
        f"A power of {power} to spend: on the task, or on a mesa-optimizer of power x that costs {cost}", fontsize=10
    )
    return figure


def _draw_totals(axes: "Axes", model: MesaCondition) -> None:
    own = float(model.instances)
    for instances in sorted({max(1.0, own / 4), own, own * 4}):
        solution = mesa_condition(with_fields(model, instances=instances))
        powers = np.linspace(0, float(solution.greatest_power), _POINTS)
        totals = [x + (float(model.power) - _cost(model, x)) / instances for x in powers.tolist()]
        colour = _OWN if instances == own else _OTHER
        axes.plot(powers, totals, color=colour, linewidth=2 if instances == own else 1)
        best = [float(x) for x in solution.optimal]
        axes.plot(best, [float(solution.value)] * len(best), "o", color=colour, clip_on=False, zorder=3)
        axes.annotate(f"N = {instances:.4g}", (0, totals[0]), xytext=(4, 5), textcoords="offset points", color=colour)
    axes.set_ylim(0, 1.12 * axes.get_ylim()[1])
    axes.set_xlabel("power x of the mesa-optimizer")
    axes.set_ylabel("optimization of one instance, (P - f(x))/N + x")
    axes.set_title("The dot marks the best split", fontsize=10)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)


def _draw_best(axes: "Axes", model: MesaCondition) -> None:
    own = mesa_condition(model)
    marks = {"threshold": own.threshold, "saturation": own.saturation}
    shown = {name: float(mark) for name, mark in marks.items() if mark is not None and float(mark) > 1}
    last = 1.6 * max(float(model.instances), *shown.values(), 2.0)
    jumps = [mark * (1 + side) for mark in shown.values() for side in (-_CLOSE, _CLOSE)]
    diversities = sorted([*np.linspace(1, last, _DIVERSITIES).tolist(), *jumps])
    best = [mesa_condition(with_fields(model, instances=instances)) for instances in diversities]
    axes.plot(diversities, [float(solution.mesa_power) for solution in best], color=_OTHER, linewidth=2)
    for name, mark in shown.items():
        axes.axvline(mark, color=_MARK, linestyle="--" if name == "threshold" else ":", label=f"{name} {mark:.4g}")
    label = f"N = {fact_in_words(model.instances)}: {own.regime}"
    axes.plot([float(model.instances)], [float(own.mesa_power)], "o", color=_OWN, clip_on=False, label=label, zorder=3)
    axes.set_ylim(0, 1.05 * float(own.greatest_power) or None)
    axes.set_xlabel("number N of different instances")
    axes.set_ylabel("best power of the mesa-optimizer")
    axes.set_title("It never falls with N", fontsize=10)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9)


def _cost(model: MesaCondition, x: float) -> float:
    return float(model.cost(x)) if callable(model.cost) else float_value(formula_tree(model.cost), x)
