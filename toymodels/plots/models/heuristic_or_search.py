"""The rule and the search in a maze of training and in one of deployment, and what both are worth as mazes get diverse."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.mazes import Mazes, random_mazes
from toymodels.models.heuristic_or_search import HeuristicOrSearch
from toymodels.plots.maze import draw_maze, draw_thing, draw_way
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.heuristic_or_search import heuristic_or_search, mixed
from toymodels.solvers.maze_rules import route, steps_to
from toymodels.solvers.maze_scores import placed_exits
from toymodels.solvers.maze_searches import breadth_first

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SHOWN = 50
_RULE = "down and right"
_RULE_COLOUR, _SEARCH_COLOUR = REGIME_COLOURS["partly deceptive"], REGIME_COLOURS["deterred"]
_COLOURS = (_RULE_COLOUR, "#a0522d", "#8c8c8c", _SEARCH_COLOUR, REGIME_COLOURS["deceptive"])


def heuristic_or_search_figure(model: HeuristicOrSearch) -> "Figure":
    """The picture: a maze as in training, one as in deployment, and the worth of every policy against diversity."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(13.5, 4.9), dpi=150, layout="constrained")
    left, middle, right = figure.subplots(1, 3, width_ratios=(1, 1, 1.15))
    rng = np.random.default_rng(model.seed)
    mazes = random_mazes(min(model.mazes, _SHOWN), model.size, rng, float(model.loops), model.kind)
    exits = placed_exits(mazes, rng)
    steps = steps_to(mazes, exits, _RULE, model.patience, rng)
    shown = int(np.argmax((steps[:, 0] >= 0) & (steps[:, 1] < 0)))
    for axes, place, title in ((left, 0, "Exit at the bottom right"), (middle, 1, "The same maze, exit anywhere")):
        taken = int(steps[shown, place])
        _draw_ways(axes, mazes, shown, int(exits[shown, place]), model.patience if taken < 0 else taken)
        needed = f"gives up after {model.patience}" if taken < 0 else f"takes {taken}"
        axes.set_title(f"{title}:\nthe rule {needed} steps", fontsize=10, pad=16)
    _draw_worths(right, model)
    left.legend(loc="upper center", bbox_to_anchor=(0.5, -0.03), ncols=2, fontsize=8, frameon=False)
    return figure


def _draw_ways(axes: "Axes", mazes: Mazes, maze: int, exit_cell: int, steps: int) -> None:
    draw_maze(axes, mazes, maze)
    rule = route(mazes, maze, _RULE, steps, np.random.default_rng(0))
    draw_way(axes, mazes.size, rule, _RULE_COLOUR, -0.1, f"rule: {_RULE}, avoiding where it was")
    draw_way(axes, mazes.size, breadth_first(mazes).path(maze, exit_cell), _SEARCH_COLOUR, 0.1, "search: a shortest path")
    draw_thing(axes, mazes.size, 0, "white", "start", "o")
    draw_thing(axes, mazes.size, exit_cell, REGIME_COLOURS["deceptive"], "exit")


def _draw_worths(axes: "Axes", model: HeuristicOrSearch) -> None:
    solution = heuristic_or_search(model)
    share = float(model.search_effort / model.instances)
    for row, colour in zip(solution.policies, _COLOURS, strict=True):
        searches = row["policy"] in ("breadth-first", "A*")
        ends = [
            float(row[f"solved_{place}"]) - float(model.price) * float(row[f"cells_{place}"]) - share * searches
            for place in ("in_the_corner", "anywhere")
        ]
        axes.plot(
            [0, 1], [mixed((ends[0], ends[1]), d) for d in (0, 1)], "-" if searches else "--", color=colour, label=row["policy"]
        )
    if solution.diversity_threshold is not None:
        axes.axvline(float(solution.diversity_threshold), color="black", linewidth=0.8, linestyle=":", gid="threshold")
    axes.set_xlabel("diversity: chance that an exit is anywhere")
    axes.set_ylabel("worth of the policy, in mazes solved")
    axes.set_title("Search pays for itself right of the dotted line", fontsize=10)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(loc="center", bbox_to_anchor=(0.64, 0.33), fontsize=8, frameon=False)
