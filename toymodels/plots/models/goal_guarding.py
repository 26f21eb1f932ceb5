"""The picture of goal guarding: what objectives drawn at random are, against the length of deployment."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.domains import with_fields
from toymodels.models.goal_guarding import GoalGuarding
from toymodels.plots.palette import REGIME_COLOURS, SERVING_COLOUR
from toymodels.solvers.goal_guarding import goal_guarding

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LONGEST = 12
_KINDS = (
    ("aligned", "aligned", SERVING_COLOUR),
    ("misgeneralizes", "misgeneralizes: aligned in training only", "#a8cfdc"),
    ("value", "deceptive: complies so as not to be modified", REGIME_COLOURS["deceptive"]),
    ("defects", "defects in training", REGIME_COLOURS["defects"]),
)


def goal_guarding_figure(model: GoalGuarding) -> "Figure":
    """The picture: the shares of the four kinds, with outcomes of deployment's own and with those of training."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4.6), dpi=150, layout="constrained")
    left, right = figure.subplots(1, 2, sharey=True)
    for axes, same, title in ((left, False, "deployment has outcomes of its own"), (right, True, "the same outcomes in both")):
        _draw_shares(axes, with_fields(model, same=same))
        axes.set_title(title, fontsize=10)
    left.set_ylabel("share of objectives")
    handles, labels = left.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    return figure


def _draw_shares(axes: "Axes", model: GoalGuarding) -> None:
    lengths = np.arange(max(_LONGEST, min(model.deployment, 100)) + 1)
    found = [goal_guarding(with_fields(model, deployment=int(length))) for length in lengths]
    below = np.zeros(len(lengths))
    for name, label, colour in _KINDS:
        shares = np.array([float(getattr(one, name)) for one in found])
        axes.bar(lengths, shares, bottom=below, width=0.9, color=colour, edgecolor="black", linewidth=0.4, label=label)
        below += shares
    axes.set_xlabel("episodes of deployment")
    axes.set_ylim(0, 1)
