"""The picture of best of n: what the pick is truly worth, with errors of three kinds, and what it looks like."""

import math
from typing import TYPE_CHECKING

from toymodels.models.best_of_n import LAPLACE, NORMAL, STUDENT, TAILS, BestOfN
from toymodels.plots.palette import NOTHING_COLOUR, REGIME_COLOURS
from toymodels.solvers.best_of_n import best_of_n, picks

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DECADES, _FEWEST = 8, 4
_COLOURS = dict(
    zip(TAILS, (REGIME_COLOURS["deterred"], REGIME_COLOURS["partly deceptive"], REGIME_COLOURS["deceptive"]), strict=True)
)
_WORDS = {NORMAL: "normal error", LAPLACE: "Laplace error", STUDENT: "Student error, heavy tails"}


def best_of_n_figure(model: BestOfN) -> "Figure":
    """The expected true value against the number of samples, for the three kinds of error, and the proxy for the model's."""
    from matplotlib.figure import Figure

    solution = best_of_n(model)
    unit = math.hypot(model.signal, model.noise)
    decades = max(_FEWEST, min(12, math.ceil(math.log10(model.n))))
    numbers = sorted({round(10 ** (k / _DECADES)) for k in range(decades * _DECADES + 1)})
    figure = Figure(figsize=(6.8, 5.2), dpi=150, layout="constrained")
    axes = figure.add_subplot()
    for tail in TAILS if model.noise else (NORMAL,):
        picked = picks(float(model.signal) / unit, float(model.noise) / unit, tail)
        width = 2.5 if tail == model.tail else 1.2
        true = [picked.true(n) * unit for n in numbers]
        axes.plot(numbers, true, color=_COLOURS[tail], linewidth=width, label=f"true value, {_WORDS[tail]}")
    picked = picks(float(model.signal) / unit, float(model.noise) / unit, model.tail if model.noise else NORMAL)
    proxy = [picked.proxy(n) * unit for n in numbers]
    axes.plot(numbers, proxy, color="black", linestyle="--", linewidth=1, label=f"proxy, {_WORDS[model.tail]}")
    axes.plot([model.n], [solution.expected_true], "o", color=_COLOURS[model.tail if model.noise else NORMAL])
    normal = picks(float(model.signal) / unit, float(model.noise) / unit, NORMAL).proxy(numbers[-1]) * unit
    axes.set_ylim(0, 1.1 * normal)
    axes.set_xscale("log")
    axes.set_xlabel("n, the number of samples of which the best-looking is kept")
    axes.set_ylabel("expected value of the pick")
    axes.grid(visible=True, linewidth=0.4, color=NOTHING_COLOUR)
    axes.set_title(f"best of {model.n} with {_WORDS[model.tail]}: the true value {solution.regime}", fontsize=10)
    figure.legend(loc="outside lower center", ncols=2, fontsize=9, frameon=False)
    return figure
