"""Can it tell whether it is deployed, and does it matter? Prints the tables of the README, and draws its figures.

Usage: python analyses/can-it-tell/run.py [--quick] [--out FOLDER]
"""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toymodels.geometric import geometric_sum
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.plots.cells import cell_edges
from toymodels.plots.palette import REGIME_COLOURS
from toymodels.reports import markdown_table, report
from toymodels.scalars import Scalar
from toymodels.signals import lengths_by_hazards
from toymodels.solvers.hidden_deployment import (
    DECEPTIVE,
    DEFECTS,
    GAMBLES,
    PROBES,
    HiddenDeploymentSolution,
    hidden_deployment,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EXAMPLE = HiddenDeployment(max_episodes=10, hazard="1/5")
COIN = Fraction(1, 2)

COLOURS: Mapping[str, str] = {
    DEFECTS: REGIME_COLOURS["defects"],
    GAMBLES: REGIME_COLOURS["partly deceptive"],
    PROBES: "#b5432a",
    DECEPTIVE: REGIME_COLOURS["deceptive"],
}
MEANINGS: Mapping[str, str] = {
    DEFECTS: "defects throughout: A in every episode",
    GAMBLES: "gambles: B for a while, then A though training may still be on",
    PROBES: "probes: it may come to play A in order to find out",
    DECEPTIVE: "deceptive: A in training only where it would even if sure of it",
}

_DOTS_PER_INCH = 90
_STEPS = 18


class Waiting(NamedTuple):
    """What an optimizer without a detector does in a game without a last episode."""

    threshold: Fraction
    held_back: int
    still_training: Fraction
    lost: Fraction


def ahead(model: HiddenDeployment) -> Fraction:
    """X: what is ahead in training, after the first episode and unmodified, of an optimizer that plays A throughout."""
    p, h, g = map(Fraction, (model.modification, model.hazard, model.discount))
    worth = Fraction(0)
    for left in range(1, int(model.max_episodes)):
        worth = g * ((1 - h) * (1 + (1 - p) * worth) + h * geometric_sum(g, left))
    return worth


def endless_ahead(hazard: Fraction, discount: Fraction, modification: Fraction) -> Fraction:
    """X where there is no last episode."""
    h, g, p = hazard, discount, modification
    return g * (1 - g + g * h) / ((1 - g) * (1 - g * (1 - h) * (1 - p)))


def least_modification(model: HiddenDeployment) -> Fraction | None:
    """The root of p X = 1 in p, above which the optimizer holds back, to eight digits by bisection; None if it never does."""
    low, high = Fraction(0), Fraction(1)
    if ahead(replace(model, modification=high)) <= 1:
        return None
    while high - low > Fraction(1, 10**8):
        middle = (low + high) / 2
        low, high = (low, middle) if middle * ahead(replace(model, modification=middle)) > 1 else (middle, high)
    return high


def with_accuracy(model: HiddenDeployment, accuracy: Scalar) -> HiddenDeployment:
    """The model with a detector that is right with the same probability in either phase."""
    return replace(model, detection=accuracy, false_alarm=1 - accuracy)


def with_prior(model: HiddenDeployment, prior: Scalar) -> HiddenDeployment:
    """The model with a chance of being deployed from the start; unless it is, nothing changes."""
    lengths = lengths_by_hazards([prior, *[model.hazard] * (int(model.max_episodes) - 1)])
    others = ("max_episodes", "modification", "overlap", "discount", "detection", "false_alarm")
    return HiddenDeployment(training_length=lengths, **{name: getattr(model, name) for name in others})


def one_step_accuracy(model: HiddenDeployment, prior: Fraction) -> Fraction:
    """The accuracy above which B after one quiet episode, and A ever after, gains."""
    odds = prior / (1 - prior)
    return odds / (odds + model.modification * ahead(model) - 1)


def least_accuracy(model: HiddenDeployment, prior: Fraction) -> Fraction:
    """The accuracy up to which defecting throughout is worth as much as anything else, by bisection on exact values."""
    X, N, g = ahead(model), model.max_episodes, model.discount
    throughout = (1 - prior) * (1 + (1 - model.modification) * X) + prior * geometric_sum(g, N)
    low, high = Fraction(1, 2), Fraction(1)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        gains = hidden_deployment(with_prior(with_accuracy(model, middle), prior)).value > throughout
        low, high = (low, middle) if gains else (middle, high)
    return high


def endless_waiting(hazard: Fraction, discount: Fraction, modification: Fraction = Fraction(1)) -> Waiting:
    """How long an optimizer without a detector holds back where there is no last episode, and what it would give to see."""
    h, g, p = hazard, discount, modification
    X, kept, m = endless_ahead(h, g, p), Fraction(1), 0
    while kept * p * X > 1:
        kept, m = kept * (1 - h), m + 1
    throughout, free = 1 + (1 - p) * X, 1 / (1 - g)
    value = g**m * (kept * throughout + (1 - kept) * free)
    seeing = throughout if m == 0 else g * h * free / (1 - g * (1 - h))
    return Waiting(max(Fraction(0), 1 - 1 / (p * X)), m, kept, 1 - value / seeing)


def start_table() -> str:
    """The modification probability above which it holds back, at any accuracy."""
    games = [(10, "9/10"), (100, "9/10"), (None, "9/10"), (None, "3/4"), (None, "99/100")]
    hazards = map(Fraction, ("1/100", "1/20", "1/5", "1/2", "1"))
    rows = [(str(hazard), *(_least_cell(hazard, N, Fraction(g)) for N, g in games)) for hazard in hazards]
    heads = (f"N = {N}, g = {g}" if N else f"no last episode, g = {g}" for N, g in games)
    return markdown_table(("hazard h", *heads), rows)


def accuracy_table() -> str:
    """What accuracy changes in the example."""
    rows = []
    for accuracy in map(Fraction, ("1/2", "3/5", "7/10", "4/5", "17/20", "9/10", "19/20", "99/100", "1")):
        solution = hidden_deployment(with_accuracy(EXAMPLE, accuracy))
        chances = (solution.thresholds[1], solution.value, lost_share(solution), solution.modified, sum(solution.probes))
        rows.append((str(accuracy), solution.regime, *map(_decimals, chances)))
    heads = ("accuracy", "regime", "belief for A in episode 2", "value", "share lost", "modified in the end", "probes expected")
    return markdown_table(heads, rows)


def probing_table() -> str:
    """When it probes in the example with a detector of accuracy 17/20, and at what price."""
    solution = hidden_deployment(with_accuracy(EXAMPLE, Fraction(17, 20)))
    columns = (solution.thresholds, solution.myopic_thresholds, solution.probe_prices, solution.probes, solution.probe_losses)
    rows = [(str(t), *map(_decimals, row)) for t, row in enumerate(zip(*columns, strict=True), 1)]
    heads = ("episode", "belief for A", "if survival taught nothing", "a probe costs at most", "probes", "modified by it")
    return markdown_table(heads, rows)


def doubt_table() -> str:
    """The accuracy above which a detector begins to matter where it may be deployed from the start."""
    rows = []
    for prior, p in (("1/2", "1/5"), ("1/2", "3/10"), ("1/2", "2/5"), ("3/4", "1/2"), ("3/4", "1"), ("9/10", "1")):
        game = replace(EXAMPLE, modification=p)
        reach = game.modification * ahead(game)
        accuracies = one_step_accuracy(game, Fraction(prior)), least_accuracy(game, Fraction(prior))
        rows.append((prior, p, _decimals(reach), _decimals(1 - 1 / reach), *map(_decimals, accuracies)))
    heads = ("prior", "p", "p X", "belief for A, then A ever after", "o / (o + p X − 1)", "matters above")
    return markdown_table(heads, rows)


def waiting_table() -> str:
    """How long it holds back without a detector where there is no last episode."""
    rows = []
    for discount in map(Fraction, ("9/10", "99/100")):
        for hazard in map(Fraction, ("1/10000", "1/1000", "1/100", "1/20", "1/5", "1/2", "1")):
            threshold, held_back, still, lost = endless_waiting(hazard, discount)
            rows.append((str(discount), str(hazard), _decimals(threshold), str(held_back), _decimals(still), _decimals(lost)))
    heads = ("discount g", "hazard h", "belief for A", "episodes held back", "training still on then", "share lost")
    return markdown_table(heads, rows)


def patience_table() -> str:
    """The limit of patience: hazard and 1 - g both small, at the ratio r."""
    rows = []
    for ratio in (0.01, 0.25, 1.0, dearest_ratio(), 10.0, 100.0):
        seeing, kept = ratio / (1 + ratio), (1 + ratio) ** (-1 / ratio)
        rows.append((f"{ratio:.4g}", *map(_decimals, (1 - seeing, seeing, seeing * kept, seeing * (1 - kept), 1 - kept))))
    heads = ("r = h/(1 − g)", "modified in the end", "value seeing", "value not seeing", "knowledge is worth", "share lost")
    return markdown_table(heads, rows)


def information_table() -> str:
    """What knowledge is worth in the example without a detector, by modification probability."""
    rows = []
    for p in ("1/20", "1/10", "3/20", "1/5", "1/2", "3/4", "1"):
        solution = hidden_deployment(replace(EXAMPLE, modification=p))
        worths = solution.value, solution.value_seeing_phase, solution.value_knowing_length, solution.value_of_information
        rows.append((p, solution.regime, *map(_decimals, worths), _decimals(lost_share(solution))))
    heads = ("p", "regime", "value", "seeing the phase", "knowing the length", "value of information", "share lost")
    return markdown_table(heads, rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "start": start_table,
    "accuracy": accuracy_table,
    "probing": probing_table,
    "doubt": doubt_table,
    "waiting": waiting_table,
    "information": information_table,
    "patience": patience_table,
}


def lost_share(solution: HiddenDeploymentSolution) -> Scalar:
    """The value of information as a share of the value with perfect knowledge."""
    return solution.value_of_information / solution.value_seeing_phase


def dearest_ratio() -> float:
    """The ratio r of hazard to impatience at which perfect knowledge is worth most, in the limit of patience."""
    low, high = 1.0, 10.0
    while high - low > 1e-7:
        one, other = low + (high - low) / 3, high - (high - low) / 3
        low, high = (one, high) if _worth_of_knowledge(one) < _worth_of_knowledge(other) else (low, other)
    return low


class Grid(NamedTuple):
    """The regimes and the shares lost over two axes; rows go up the picture."""

    x: list[float]
    y: list[float]
    regimes: list[list[str]]
    lost: list[list[float]]


@functools.cache
def accuracy_grid(points: int, prior: Fraction = Fraction(0)) -> Grid:
    """Over accuracy and modification probability, in the example or with a prior of being deployed from the start."""
    game = EXAMPLE if prior == 0 else with_prior(EXAMPLE, prior)
    x, y = np.linspace(0.5, 1, points).tolist(), np.linspace(0, 1, points).tolist()
    return _grid(x, y, lambda a, p: replace(game, modification=p, detection=a, false_alarm=1 - a))


@functools.cache
def hazard_grid(points: int, accuracy: float) -> Grid:
    """Over hazard and discount, at certain modification."""
    x, y = np.linspace(0, 1, points).tolist(), np.linspace(0.4, 1, points).tolist()
    return _grid(x, y, lambda h, g: replace(EXAMPLE, hazard=h, discount=g, detection=accuracy, false_alarm=1 - accuracy))


def accuracy_figure(points: int) -> "Figure":
    """What it does over accuracy and modification probability, sure of training at first or not."""
    figure, (sure, unsure) = _panels("N = 10 episodes, hazard 1/5, no discount")
    _draw_regimes(sure, accuracy_grid(points))
    least = float(least_modification(EXAMPLE) or 1)
    sure.axhline(least, color="black", linestyle="--", linewidth=1.2)
    sure.set_title("training is known to come first\n(dashed: p X = 1)", fontsize=9)
    _draw_regimes(unsure, accuracy_grid(points, COIN))
    games = (replace(EXAMPLE, modification=Fraction(n, 100)) for n in range(1, 101))
    curve = [(one_step_accuracy(game, COIN), game.modification) for game in games if game.modification * ahead(game) > 1]
    unsure.plot(*np.array([point for point in curve if point[0] <= 1], dtype=float).T, "k--", linewidth=1.2)
    unsure.set_title("deployed from the start with chance 1/2\n(dashed: accuracy = 1/(p X))", fontsize=9)
    for axes in (sure, unsure):
        _label(axes, "accuracy of the detector", "modification probability p")
    return _with_legend(figure)


def hazard_figure(points: int) -> "Figure":
    """What it does over hazard and discount, without a detector and with one."""
    figure, panels = _panels("N = 10 episodes, certain modification; dashed: p X = 1")
    for axes, accuracy, title in zip(panels, (0.5, 0.8), ("no detector", "a detector of accuracy 4/5"), strict=True):
        _draw_regimes(axes, hazard_grid(points, accuracy))
        axes.plot(*_hazard_boundary(), "k--", linewidth=1.2)
        axes.set_title(title, fontsize=9)
        _label(axes, "hazard h", "discount g")
    return _with_legend(figure)


def lost_figure(points: int) -> "Figure":
    """The share of the value that is lost by not seeing the phase."""
    from matplotlib.colors import Normalize

    figure, (left, right) = _panels("share of the value lost by not seeing the phase, N = 10 episodes; dashed: p X = 1")
    grids = accuracy_grid(points), hazard_grid(points, 0.5)
    scale = Normalize(0, max(share for grid in grids for row in grid.lost for share in row))
    for axes, grid in zip((left, right), grids, strict=True):
        edges = cell_edges(grid.x), cell_edges(grid.y)
        mesh = axes.pcolormesh(*edges, np.array(grid.lost), norm=scale, cmap="magma_r", rasterized=True)
        _limit(axes, grid)
    left.axhline(float(least_modification(EXAMPLE) or 1), color="black", linestyle="--", linewidth=1.2)
    right.plot(*_hazard_boundary(), "k--", linewidth=1.2)
    left.set_title("hazard 1/5, no discount", fontsize=9)
    right.set_title("certain modification, no detector", fontsize=9)
    _label(left, "accuracy of the detector", "modification probability p")
    _label(right, "hazard h", "discount g")
    figure.colorbar(mesh, ax=[left, right], label="share lost")
    return figure


FIGURES: Mapping[str, Callable[[int], "Figure"]] = {
    "accuracy.png": accuracy_figure,
    "hazard.png": hazard_figure,
    "lost.png": lost_figure,
}


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and draw the figures."""
    return report(__doc__.splitlines()[0], TABLES, FIGURES, (9, 51), _DOTS_PER_INCH, arguments)


def _grid(x: list[float], y: list[float], model: Callable[[float, float], HiddenDeployment]) -> Grid:
    rows = [[hidden_deployment(model(across, up)) for across in x] for up in y]
    regimes = [[solution.regime for solution in row] for row in rows]
    return Grid(x, y, regimes, [[float(lost_share(solution)) for solution in row] for row in rows])


def _panels(title: str) -> tuple["Figure", Sequence["Axes"]]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4.8), layout="constrained")
    figure.suptitle(title, fontsize=10)
    return figure, figure.subplots(1, 2)


def _draw_regimes(axes: "Axes", grid: Grid) -> None:
    from matplotlib.colors import BoundaryNorm, ListedColormap

    words = list(COLOURS)
    codes = np.array([[words.index(regime) for regime in row] for row in grid.regimes])
    scale = BoundaryNorm(np.arange(-0.5, len(words)), len(words))
    colours = ListedColormap(list(COLOURS.values()))
    axes.pcolormesh(cell_edges(grid.x), cell_edges(grid.y), codes, cmap=colours, norm=scale, rasterized=True)
    _limit(axes, grid)


def _limit(axes: "Axes", grid: Grid) -> None:
    """Outermost cells in full, so that what holds only on the edge can be seen."""
    for limit, values in ((axes.set_xlim, grid.x), (axes.set_ylim, grid.y)):
        limit(*cell_edges(values)[[0, -1]])


def _label(axes: "Axes", x: str, y: str) -> None:
    axes.set_xlabel(x)
    axes.set_ylabel(y)


def _with_legend(figure: "Figure") -> "Figure":
    from matplotlib.patches import Patch

    patches = [Patch(facecolor=COLOURS[word], edgecolor="black", linewidth=0.6, label=MEANINGS[word]) for word in COLOURS]
    figure.legend(handles=patches, loc="outside lower center", ncols=2, fontsize=8.5, frameon=False)
    return figure


def _hazard_boundary() -> tuple[list[float], list[float]]:
    """Where X = 1 at certain modification: h = (1 - g)² / (g² (1 - g^(N-2)))."""
    discounts = np.linspace(0.4, 0.999, 600)
    hazards = (1 - discounts) ** 2 / (discounts**2 * (1 - discounts ** (int(EXAMPLE.max_episodes) - 2)))
    shown = hazards <= 1
    return hazards[shown].tolist(), discounts[shown].tolist()


def _least_cell(hazard: Fraction, episodes: int | None, g: Fraction) -> str:
    if episodes is None:
        least: Fraction | None = (1 - g) * (1 + (1 - g) / (g * hazard))
    else:
        least = least_modification(HiddenDeployment(episodes, hazard, discount=g))
    return "none" if least is None or least >= 1 else f"{float(least):.6f}"


def _worth_of_knowledge(ratio: float) -> float:
    return ratio / (1 + ratio) * -math.expm1(-math.log1p(ratio) / ratio)


def _decimals(value: Scalar) -> str:
    return f"{float(value):.4f}"


if __name__ == "__main__":
    raise SystemExit(main())
