"""What an outcome's bits compare with: the mean bits of the best of n random tries, and the chance that one does as well."""

from typing import TYPE_CHECKING

import numpy as np

from toymodels.models.optimization_bits import OptimizationBits
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.optimization_bits import optimization_bits

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BITS, _TRIES, _CHANCE = REGIME_COLOURS["deceptive"], REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"]
_DOUBLINGS = 20
_LEAST_DOUBLINGS = 6


def optimization_bits_figure(model: OptimizationBits) -> "Figure":
    """The picture: bits and chances over the number of random tries."""
    from matplotlib.figure import Figure

    solution = optimization_bits(model)
    bits = float(solution.bits)
    doublings = min(_DOUBLINGS, max(_LEAST_DOUBLINGS, int(bits) + 4))
    tries = np.unique(np.rint(2 ** np.linspace(0, doublings, 121)).astype(int))
    means = np.cumsum(1 / np.arange(1, tries[-1] + 1))[tries - 1] / np.log(2)
    figure = Figure(figsize=(6.8, 4.6), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    (tried,) = axes.plot(tries, means, color=_TRIES, label="mean bits of the best of n random tries")
    goal = axes.axhline(bits, color=_BITS, label=f"this outcome: {bits:.4g} bits")
    axes.set_xscale("log", base=2)
    axes.set_xlabel("number n of random tries")
    axes.set_ylabel("bits of optimization")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    other = axes.twinx()
    chances = -np.expm1(tries * np.log1p(-min(float(solution.share), 1 - 1e-16)))
    (chance,) = other.plot(tries, chances, "--", color=_CHANCE, label="chance that one of them is as good (right axis)")
    other.set_ylim(0, 1.3)
    other.set_yticks([0, 0.25, 0.5, 0.75, 1])
    other.set_ylabel("chance")
    axes.set_ylim(0, 1.3 * max(bits, means[-1]))
    axes.legend(handles=[goal, tried, chance], fontsize=9, loc="upper left")
    axes.set_title(f"{model.better} of {model.outcomes} outcomes {'is' if model.better == 1 else 'are'} as good", fontsize=10)
    return figure
