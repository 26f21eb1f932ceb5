"""The picture of the executive: what the firm gets and loses, and whether it finds out, against the length of probation."""

import dataclasses
from typing import TYPE_CHECKING

from toymodels.models.executive import Executive
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.executive import ExecutiveSolution, executive

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FEWEST, _MOST = 12, 60


def executive_figure(model: Executive) -> "Figure":
    """The shares of the first best lost to outer and to inner misalignment, and the suspicion that is left after probation.

    Lengths of probation run to twice what the candidate's patience or the model's probation is, from 12 to 60 periods.
    """
    from matplotlib.figure import Figure

    patience = executive(model).patience
    longest = min(_MOST, max(_FEWEST, 2 * (patience or 0), 2 * model.probation))
    solved = [executive(dataclasses.replace(model, probation=length)) for length in range(longest + 1)]
    figure = Figure(figsize=(6.8, 6.4), dpi=150, layout="constrained")
    losses, suspicion = figure.subplots(2, 1, sharex=True, height_ratios=(3, 2))
    _draw_losses(losses, solved)
    suspicion.plot(range(longest + 1), [_chance(each.suspicion_after) for each in solved], "o-", color="black", markersize=3)
    suspicion.set_ylabel("suspicion of one\nwho passed probation")
    suspicion.set_ylim(bottom=0)
    suspicion.set_xlabel("periods of probation")
    for axes in (losses, suspicion):
        axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
        axes.axvline(model.probation, color="black", linewidth=0.8)
        if patience is not None and patience <= longest:
            axes.axvline(patience, color="black", linestyle=":", linewidth=1.2)
            axes.annotate("patience", (patience, 0), (4, 4), textcoords="offset points", fontsize=8)
    figure.suptitle(f"probation of {model.probation}: a private motive {executive(model).regime}", fontsize=10)
    return figure


def _draw_losses(axes: "Axes", solved: list[ExecutiveSolution]) -> None:
    lengths = range(len(solved))
    outer, inner = ([_chance(getattr(each, name)) for each in solved] for name in ("outer_share", "inner_share"))
    both = [a + b for a, b in zip(outer, inner, strict=True)]
    axes.fill_between(lengths, 0, outer, color=REGIME_COLOURS["partly deceptive"], label="outer: pay on a measure")
    axes.fill_between(lengths, outer, both, color=REGIME_COLOURS["deceptive"], label="inner: a private motive")
    axes.set_ylim(0, max(1.0, *both))
    axes.set_ylabel("share of the first best lost")
    axes.legend(fontsize=9, frameon=False, loc="upper right")


def _chance(value: object) -> float:
    """A number as a float; nothing as not a number."""
    return float("nan") if value is None else float(value)  # type: ignore[arg-type]
