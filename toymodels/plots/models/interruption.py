"""The picture of interruption: the gridworld with both ways, and what they are worth against the chance of interruption."""

from typing import TYPE_CHECKING

from toymodels.models.interruption import Interruption
from toymodels.plots.captions import short_number
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.interruption import interruption

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GRID = ("########", "#  ###A#", "#   I  #", "#  ### #", "#G ###B#", "########")
_SHORT = ((6, 1), (6, 2), (5, 2), (4, 2), (3, 2), (2, 2), (1, 2), (1, 3), (1, 4))
_DETOUR = ((6, 1), (6, 2), (6, 3), (6, 4))
_SHORT_COLOUR, _BUTTON_COLOUR = REGIME_COLOURS["partly deceptive"], REGIME_COLOURS["deceptive"]


def interruption_figure(model: Interruption) -> "Figure":
    """The picture: the published grid, whatever the model's payoffs, and their two lines."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4.2), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2)
    _draw_grid(left)
    _draw_worths(right, model)
    return figure


def _draw_grid(axes: "Axes") -> None:
    from matplotlib.patches import Rectangle

    names = {"A": "start", "I": "may be stopped", "G": "goal", "B": "button"}
    for y, row in enumerate(_GRID):
        for x, sign in enumerate(row):
            colour = "#5e5e5e" if sign == "#" else "white" if sign == " " else "#f3ead7"
            axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=colour, edgecolor=NOTHING_COLOUR))
            axes.text(x - 0.45, y - 0.45, names.get(sign, ""), ha="left", va="top", fontsize=7)
    for way, shift, colour in ((_SHORT, 0.12, _SHORT_COLOUR), ((*_DETOUR, *_DETOUR[2:0:-1], *_SHORT[2:]), 0.3, _BUTTON_COLOUR)):
        axes.plot([x + shift / 2 for x, _ in way], [y + shift for _, y in way], color=colour, linewidth=2)
    axes.set_xlim(-0.5, len(_GRID[0]) - 0.5)
    axes.set_ylim(len(_GRID) - 0.5, -0.5)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _draw_worths(axes: "Axes", model: Interruption) -> None:
    solution = interruption(model)
    ends = [float(model.short), float(model.interrupted)]
    axes.plot([0, 1], ends, color=_SHORT_COLOUR, label="short way: 8 steps, may be stopped")
    axes.plot([0, 1], [float(model.button)] * 2, color=_BUTTON_COLOUR, label="over the button: 12 steps")
    if solution.threshold is not None:
        axes.axvline(float(solution.threshold), color="black", linewidth=0.8, linestyle=":")
        words = f"disables above {short_number(solution.threshold)}"
        axes.text(float(solution.threshold) + 0.02, min(ends), words, fontsize=9, va="bottom")
    axes.set_xlabel("probability of interruption")
    axes.set_ylabel("expected reward")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False, loc="upper right", bbox_to_anchor=(1, 0.88))
