"""A maze of training, the same maze with its colours shifted, and the three outcomes by how often training tells them apart."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.models.green_exit import GreenExit
from toymodels.plots.captions import short_number
from toymodels.plots.maze import draw_maze, draw_thing, draw_way
from toymodels.plots.palette import REGIME_COLOURS
from toymodels.solvers.green_exit import REGIMES, Tried, deployment_mazes

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_GREEN, _GREY = "#2f9e44", "#b5b5b5"
_RIGHT, _WRONG = REGIME_COLOURS["deterred"], REGIME_COLOURS["deceptive"]
_COLOURS = (_RIGHT, _GREY, _WRONG)
_SHOWN, _POINTS, _MOST = 100, 101, 0.05


def green_exit_figure(model: GreenExit) -> "Figure":
    """The picture: the way to the green exit in training, the ways in deployment, and the outcomes by disagreement."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(13.5, 4.9), dpi=150, layout="constrained")
    left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 1.15))
    tried = deployment_mazes(min(model.mazes, _SHOWN), model.size, float(model.loops), model.patience, model.seed)
    shown = int(np.argmax(np.where(tried.passes, -1, tried.steps.min(axis=1))))
    _draw_training(left, tried, shown)
    _draw_deployment(middle, tried, shown)
    _draw_outcomes(right, model)
    return figure


def _draw_training(axes: "Axes", tried: Tried, shown: int) -> None:
    size, corner = tried.mazes.size, tried.mazes.cells - 1
    draw_maze(axes, tried.mazes, shown)
    draw_way(axes, size, tried.searched.path(shown, corner), _RIGHT, 0, "training")
    draw_thing(axes, size, 0, "white", "start", "o")
    draw_thing(axes, size, corner, _GREEN, "exit")
    axes.set_title("Training: the exit is green, and nothing else is", fontsize=10, pad=16)


def _draw_deployment(axes: "Axes", tried: Tried, shown: int) -> None:
    size, (exit_cell, decoy) = tried.mazes.size, tried.places[shown].tolist()
    draw_maze(axes, tried.mazes, shown)
    for cell, colour, shift, label in ((exit_cell, _RIGHT, -0.1, "it wants the exit"), (decoy, _WRONG, 0.1, "it wants green")):
        draw_way(axes, size, tried.searched.path(shown, cell), colour, shift, label)
    draw_thing(axes, size, 0, "white", "start", "o")
    draw_thing(axes, size, exit_cell, _GREY, "exit")
    draw_thing(axes, size, decoy, _GREEN, "green thing", "^")
    axes.set_title("Deployment: the colours have shifted", fontsize=10, pad=16)
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.03), ncols=2, fontsize=8, frameon=False)


def _draw_outcomes(axes: "Axes", model: GreenExit) -> None:
    disagreement = np.linspace(0, _MOST, _POINTS)
    astray = (1 - disagreement) ** model.training / (1 + 2.0 ** -float(model.simplicity)) * float(model.shift)
    decoyed = float(model.decoy)
    axes.stackplot(disagreement, 1 - astray, astray * (1 - decoyed), astray * decoyed, colors=_COLOURS, labels=REGIMES)
    axes.set_xlim(0, _MOST)
    axes.set_ylim(0, 1)
    axes.set_xlabel("chance that a training maze tells green and exit apart")
    axes.set_ylabel("probability of each outcome in deployment")
    axes.set_title(f"What becomes of a searcher after {short_number(model.training)} training mazes", fontsize=10)
    axes.legend(loc="lower right", fontsize=8, framealpha=1)
