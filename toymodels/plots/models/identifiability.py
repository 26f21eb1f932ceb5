"""The table of objectives by environments, with what excludes each rival, and how many rivals chosen and random ones leave."""

from typing import TYPE_CHECKING

from toymodels.models.identifiability import Identifiability
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.identifiability import IdentifiabilitySolution, excluders_of, identifiability

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BASE, _EXCLUDED, _SAME = REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"], "#ffffff"
_CHOSEN = REGIME_COLOURS["deceptive"]
_LARGEST = 20
_SEVERAL = 6


def identifiability_figure(model: Identifiability) -> "Figure":
    """The picture: what every objective does in every environment, and the rivals left against the number of environments."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(13, 5.4), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
    solution = identifiability(model)
    _draw_table(left, model, solution)
    _draw_rivals_left(right, model, solution)
    return figure


def _draw_table(axes: "Axes", model: Identifiability, solution: IdentifiabilitySolution) -> None:
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Rectangle

    table = model.objectives
    rows, columns = len(table), len(table[0])
    differs = [[1 + (own != due) for own, due in zip(row, table[0], strict=True)] for row in table]
    differs[0] = [0] * columns
    axes.imshow(differs, ListedColormap([_BASE, _SAME, _EXCLUDED]), vmin=0, vmax=2, aspect="auto", interpolation="nearest")
    if model.training:
        trained = (-0.5, -0.5), model.training, rows
        axes.add_patch(Rectangle(*trained, facecolor=NOTHING_COLOUR, alpha=0.5, edgecolor="none", gid="training"))
    for e in solution.separating_set:
        axes.add_patch(Rectangle((e - 0.5, -0.5), 1, rows, fill=False, edgecolor=_CHOSEN, linewidth=3, gid="chosen"))
    if max(rows, columns) <= _LARGEST:
        for i, row in enumerate(table):
            for j, entry in enumerate(row):
                axes.text(j, i, str(entry), ha="center", va="center", fontsize=9)
        axes.set_xticks(range(columns), model.columns, rotation=35, ha="right", fontsize=8)
        axes.set_yticks(range(rows), model.rows, fontsize=8)
    else:
        axes.set_xlabel("environment")
        axes.set_ylabel("objective")
    title = "What each objective (row) does in each environment (column)\n"
    axes.set_title(f"{title}grey: training; orange: excludes the rival; framed: a smallest set that excludes all", fontsize=9)


def _draw_rivals_left(axes: "Axes", model: Identifiability, solution: IdentifiabilitySolution) -> None:
    from matplotlib.ticker import MaxNLocator

    further = len(model.objectives[0]) - model.training
    chosen = _left_after(model, solution, solution.separating_set)
    axes.plot(range(len(chosen)), chosen, "o-", color=_CHOSEN, label="a smallest separating set")
    if solution.greedy_set != solution.separating_set:
        greedy = _left_after(model, solution, solution.greedy_set)
        axes.plot(range(len(greedy)), greedy, "s--", color=_EXCLUDED, label="greedily chosen")
    random = [float(left) for left in solution.expected_left]
    axes.plot(
        range(further + 1), random, "^-", markevery=max(1, further // _SEVERAL), color=_BASE, label="at random, on average"
    )
    axes.set_xlabel("further environments shown")
    axes.set_ylabel("rivals of the base objective left")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylim(bottom=0)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=8, frameon=False)


def _left_after(model: Identifiability, solution: IdentifiabilitySolution, shown: tuple[int, ...]) -> list[int]:
    """How many rivals are left when so many of some environments were shown, in their order."""
    masks = excluders_of(model.objectives)
    seen = [sum(1 << e for e in shown[:count]) for count in range(len(shown) + 1)]
    return [sum(not masks[row] & each for row in solution.rivals) for each in seen]
