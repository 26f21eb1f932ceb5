"""The picture of a small world: its states with their POWER, and how POWER and avoidance depend on the discount."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.models.power import Power
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.scalars import Scalar
from toymodels.small_worlds import World
from toymodels.solvers.power import SAMPLING, power
from toymodels.solvers.tree_power import reached

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_POINTS = 21
_FEW = 2000


def power_figure(model: Power) -> "Figure":
    """The picture: the world, the start on the left, each state as dark as its POWER; and two curves against the discount."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10.5, 4.6), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.25, 1))
    _draw_world(left, model)
    _draw_curves(right, model)
    return figure


def places(world: World) -> dict[str, tuple[float, float]]:
    """Where the states are drawn: across by the number of moves from the start, those that it can't reach last.

    >>> from toymodels.small_worlds import WORLDS
    >>> places(WORLDS["wait"])["hug"]
    (2.0, -0.5)
    """
    moves = {world.start: 0} | {state: steps for state, steps in reached(world, world.start).items() if state != world.start}
    last = max(moves.values()) + 1
    rows: dict[int, list[str]] = {}
    for state in (*moves, *(state for state in world.states if state not in moves)):
        rows.setdefault(moves.get(state, last), []).append(state)
    return {
        state: (float(x), (len(column) - 1) / 2 - place) for x, column in rows.items() for place, state in enumerate(column)
    }


def _draw_world(axes: "Axes", model: Power) -> None:
    import matplotlib

    solution, world = power(model), model.graph
    at = places(world)
    shades = matplotlib.colormaps["viridis_r"]
    for state, target in world.moves:
        if state != target:
            optimal = solution.chances[target] if state == world.start else None
            _draw_move(axes, at[state], at[target], optimal, bent=(target, state) in world.moves)
    for state, (x, y) in at.items():
        share = float(solution.powers[state])
        colour = shades((share - 0.4) / 0.5)
        box = {"boxstyle": "round,pad=0.4", "facecolor": colour, "edgecolor": "black", "linewidth": 0.8}
        ink = "white" if share > 0.62 else "black"
        text = f"{state}\n{short_number(solution.powers[state])}"
        axes.text(x, y, text, ha="center", va="center", fontsize=9, color=ink, bbox=box, zorder=3)
    xs, ys = zip(*at.values(), strict=True)
    axes.set_xlim(min(xs) - 0.4, max(xs) + 0.4)
    axes.set_ylim(min(ys) - 0.7, max(ys) + 0.7)
    axes.set_axis_off()
    where = f"POWER of each state at discount {short_number(model.discount)}"
    axes.set_title(f"{where}, and\nthe share of objectives for which a first move is optimal", fontsize=10)


def _draw_move(axes: "Axes", start: tuple[float, float], stop: tuple[float, float], optimal: Scalar, bent: bool) -> None:
    """An arrow, bent if there is a way back; from the start with the share for which it is optimal."""
    arrow = {"arrowstyle": "-|>", "color": "black", "shrinkA": 26, "shrinkB": 26, "connectionstyle": f"arc3,rad={0.12 * bent}"}
    axes.annotate("", stop, start, arrowprops=arrow, zorder=2)
    if optimal is not None:
        x, y = ((a + b) / 2 for a, b in zip(start, stop, strict=True))
        axes.text(
            x, y + 0.05, f"{100 * float(optimal):.0f} %", fontsize=9, ha="right" if stop[1] > start[1] else "left", va="bottom"
        )


def _draw_curves(axes: "Axes", model: Power) -> None:
    sampled = power(with_fields(model, discount="1/2", samples=2)).method == SAMPLING
    discounts = [point / (_POINTS - 1) for point in range(_POINTS - sampled)]
    few = with_fields(model, samples=min(model.samples, _FEW))
    found = [power(with_fields(few, discount=discount)) for discount in discounts]
    first = model.graph.ways(model.graph.start)[0]
    for values, label, style, colour in (
        ([one.power for one in found], "POWER of the start", "-", REGIME_COLOURS["deceptive"]),
        ([one.value for one in found], f"share that avoids: {first}", "--", REGIME_COLOURS["deterred"]),
    ):
        axes.plot(discounts, np.array(values, dtype=float), style, color=colour, label=label)
    axes.set_xlabel("discount: weight of the next reward")
    axes.set_ylim(0, 1)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False, loc="lower right")
