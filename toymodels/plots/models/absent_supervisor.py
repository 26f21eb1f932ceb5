"""The picture of the absent supervisor: how often the shortcut is taken by an agent that sees the supervisor or doesn't."""

from typing import TYPE_CHECKING

from toymodels.domains import with_fields
from toymodels.models.absent_supervisor import AbsentSupervisor
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.absent_supervisor import absent_supervisor

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_POINTS = 201


def absent_supervisor_figure(model: AbsentSupervisor) -> "Figure":
    """The picture: the share of episodes that end with the shortcut, against the probability of a supervisor."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.4), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    chances = [point / (_POINTS - 1) for point in range(_POINTS)]
    rows = (
        (True, "sees the supervisor: whenever it is away", "-", REGIME_COLOURS["deceptive"]),
        (False, "doesn't see it: always or never", "--", REGIME_COLOURS["deterred"]),
    )
    for seen, label, style, colour in rows:
        found = [absent_supervisor(with_fields(model, probability=q, seen=seen)).shortcuts for q in chances]
        shown = [float("nan") if share is None else share for share in found]
        axes.plot(chances, shown, style, color=colour, label=label)
    axes.set_xlabel("probability that the supervisor is present")
    axes.set_ylabel("share of episodes with the shortcut")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False)
    return figure
