"""The picture of corrigibility: for how few permutations of a reward accepting is optimal, against the number of letters."""

from typing import TYPE_CHECKING

from toymodels.domains import with_fields
from toymodels.models.corrigibility import Corrigibility
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.corrigibility import corrigibility

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST = 12


def corrigibility_figure(model: Corrigibility) -> "Figure":
    """The picture: both shares for 1 to 12 letters, or up to the model's number."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    letters = range(model.best, max(_MOST, model.letters) + 1)
    found = [corrigibility(with_fields(model, letters=n)) for n in letters]
    rows = (
        ("accepting is optimal, reward independent of the copy", "accept_same_reward", "s--", REGIME_COLOURS["deterred"]),
        ("accepting is strictly optimal, reward may depend on the copy", "strictly_accept", "o-", REGIME_COLOURS["deceptive"]),
    )
    for label, name, style, colour in rows:
        axes.plot(list(letters), [float(getattr(one, name)) for one in found], style, color=colour, label=label)
    axes.set_xlabel("letters within reach of whoever disables its correction")
    axes.set_ylabel("share of the permutations of a reward")
    axes.set_ylim(0, 1.02)
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.legend(fontsize=9, frameon=False)
    return figure
