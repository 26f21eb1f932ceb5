"""The example of section 4 in one picture (after the paper's figure 4.1): the grid, and the five episodes.

Usage: python papers/hubinger2019/figures/fig4_1.py PICTURE.png   (or .svg, .pdf)
"""

import itertools
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # the papers are not part of the installed package

from papers.hubinger2019.ablation import EXAMPLE
from papers.hubinger2019.grid import START, GridTask, shortest_walks
from toymodels.solvers.policy_evaluation import policy_evaluation

BASE, MESA, INK = "#00517f", "#f0b43c", "#222222"
"""Dark blue and light amber: apart in hue for the colour-blind and in lightness for a greyscale print."""
NAMES = {"base": ("corner\nA", "base objective", "white"), "mesa": ("corner\nB", "mesa-objective", INK)}


def figure() -> Figure:
    """The picture: the grid with all shortest walks on the left, two plans for five episodes on the right."""
    with mpl.rc_context({"font.size": 9, "hatch.linewidth": 0.7}):
        drawing = Figure(figsize=(8.6, 3.5), layout="constrained")
        left, right = drawing.subplots(1, 2, width_ratios=(1, 1.5))
        _draw_grid(left, GridTask())
        _draw_episodes(right)
    return drawing


def _draw_grid(axes: Axes, task: GridTask) -> None:
    fills = {task.base: BASE, task.mesa: MESA}
    for column, row in itertools.product("abc", "123"):
        x, y = _centre(column + row)
        axes.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=fills.get(column + row, "white"), edgecolor=INK))
    for objective, style, colour, shift in (("base", "-", BASE, -0.14), ("mesa", "--", "#8a5a00", 0.06)):
        walks = shortest_walks(task, objective)
        uses = Counter(step for walk in walks for step in itertools.pairwise(walk))
        for step, count in sorted(uses.items()):
            gap = 28 if step[1] in fills else 12
            axes.add_patch(_arrow(step, shift, linestyle=style, linewidth=0.9 + 0.5 * count, color=colour, shrinkB=gap))
        x, y = _centre(task.corner(objective))
        corner, name, letters = NAMES[objective]
        number = f"{len(walks)} shortest walk{'s' * (len(walks) > 1)}\nof {len(next(iter(walks))) - 1} steps"
        axes.text(x, y, corner, color=letters, ha="center", va="center", weight="bold")
        axes.text(x, y + 0.58, f"{name}:\n{number}", ha="center", va="bottom", fontsize=8)
    x, y = _centre(START)
    axes.text(x, y - 0.58, "start", ha="center", va="top")
    axes.set(xlim=(-0.95, 2.95), ylim=(-0.85, 3.3), aspect="equal")
    axes.axis("off")


def _arrow(step: tuple[str, str], shift: float, **looks: Any) -> FancyArrowPatch:
    """An arrow from cell to cell, moved sideways so that two objectives' walks do not cover each other."""
    (x, y), (u, v) = map(_centre, step)
    shift_x, shift_y = (shift, 0) if x == u else (0, shift)
    ends = (x + shift_x, y + shift_y), (u + shift_x, v + shift_y)
    return FancyArrowPatch(*ends, arrowstyle="-|>", mutation_scale=10, shrinkA=4, **looks)


def _draw_episodes(axes: Axes) -> None:
    rows = (("deceptive: the optimum", "BBAAA"), ("defects at once", "AAAAA"))
    for level, (name, plan) in zip((1.55, 0), rows, strict=True):
        value = policy_evaluation(EXAMPLE, plan).value
        axes.text(0, level + 1.06, name, va="bottom", weight="bold")
        axes.plot([EXAMPLE.training] * 2, [level - 0.2, level + 1.05], color=INK, linestyle=":")
        axes.text(5.15, level + 0.5, f"= {value}", va="center", fontsize=12)
        caught = plan.find("A") < EXAMPLE.training
        for episode, act in enumerate(plan):
            modified = caught and episode > plan.find("A")
            _draw_episode(axes, episode, level, "B" if modified else act, modified)
    for start, count, name in ((0, EXAMPLE.training, "training"), (EXAMPLE.training, EXAMPLE.deployment, "deployment")):
        axes.annotate("", (start + 0.05, 3.05), (start + count - 0.05, 3.05), arrowprops={"arrowstyle": "<->"})
        axes.text(start + count / 2, 3.1, name, ha="center", va="bottom")
    axes.text(0, -0.45, _legend(), va="top", fontsize=8, linespacing=1.5)
    axes.set(xlim=(-0.1, 5.9), ylim=(-1.3, 3.5))
    axes.axis("off")


def _draw_episode(axes: Axes, episode: int, level: float, act: str, modified: bool) -> None:
    fill, text = (BASE, "white") if act == "B" else (MESA, INK)
    if modified:
        fill, text = "white", INK
    box = Rectangle((episode + 0.05, level), 0.9, 1, facecolor=fill, edgecolor=BASE if modified else INK)
    box.set_hatch("///" if modified else "")
    axes.add_patch(box)
    label = axes.text(episode + 0.5, level + 0.5, act, color=text, ha="center", va="center", fontsize=15, weight="bold")
    if modified:
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 2})
    axes.text(episode + 0.5, level - 0.05, "1" if act == "A" else "0", ha="center", va="top", fontsize=8)


def _legend() -> str:
    return (
        "B: goes to corner A, serves the base objective;  A: goes to corner B, serves the mesa-objective\n"
        "(letters of the library; the paper's are the other way round). Hatched: modified, goes to corner A\n"
        "for good. Below each episode: what it pays the mesa-objective."
    )


def _centre(cell: str) -> tuple[int, int]:
    return "abc".index(cell[0]), "123".index(cell[1])


def main(arguments: list[str]) -> int:
    """Draw to the path given."""
    if len(arguments) != 1:
        print(__doc__.splitlines()[2], file=sys.stderr)
        return 2
    figure().savefig(arguments[0], dpi=110)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
