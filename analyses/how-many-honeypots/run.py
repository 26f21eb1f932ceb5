"""How many honeypots does it take? Prints the tables of the README, computed anew, and draws its figures.

Usage: python analyses/how-many-honeypots/run.py [--quick] [--out FOLDER]
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

import toymodels as tm
from toymodels.geometric import geometric_sum
from toymodels.reports import markdown_table, report
from toymodels.scalars import Scalar

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EXAMPLE = tm.Honeypots(fidelity=1, training=10, deployment=10)
LONG = replace(EXAMPLE, deployment=100)

_DEPLOYMENTS = (3, 5, 10, 30, 100)
_DISCOUNTS = tuple(map(Fraction, ("1", "99/100", "19/20", "9/10", "4/5")))
_COLOURS = ("#440154", "#3b528b", "#21918c", "#4aa02c", "#b5432a")
_STEPS, _DOTS_PER_INCH = 24, 85


def least_rate(model: tm.Honeypots, signals: int) -> Scalar:
    """The rate from which on whoever never learns what was real waits for more than so many signals; None if never.

    The number of signals rises with the rate: by bisection, up to 2^-24.
    """
    if signals == 1:
        return tm.solve(model).threshold
    unknown = replace(model, known_afterwards=False)
    low, high = (Fraction(0), Fraction(1)) if isinstance(model.training, int) else (0.0, 1.0)
    if tm.solve(replace(unknown, rate=high)).signals <= signals:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if tm.solve(replace(unknown, rate=middle)).signals > signals else (middle, high)
    return high


def best_training(model: tm.Honeypots) -> tuple[float, float] | None:
    """The length of training at which the fewest honeypots deter, and that rate; None if none deter at any length."""
    g, D = model.discount, model.deployment
    worth = math.sqrt(model.modification * g**2 * geometric_sum(g, D - 1))
    if g == 1 or worth <= 1:
        return None
    return (worth - 1) / float(1 - g), float(1 - g) / (worth - 1) ** 2 / float(model.fidelity)


def fidelity_table() -> str:
    """The threshold at every fidelity."""
    rows = []
    for fidelity in map(Fraction, ("1", "1/2", "1/5", "1/10", "1/20", "1/50", "1/100", "1/1000")):
        games = (replace(EXAMPLE, fidelity=fidelity, deployment=deployment) for deployment in _DEPLOYMENTS)
        rows.append((str(fidelity), *(_cell(tm.solve(game).threshold) for game in games)))
    least = (_cell(tm.solve(replace(EXAMPLE, deployment=deployment)).least_fidelity) for deployment in _DEPLOYMENTS)
    return markdown_table(("fidelity φ", *(f"D = {D}" for D in _DEPLOYMENTS)), [*rows, ("none deters below", *least)])


def alarms_table() -> str:
    """How many false alarms it takes in all of training, by deployment and modification, if nothing is discounted."""
    deployments = (2, *_DEPLOYMENTS)
    rows = []
    for modification in map(Fraction, ("1", "1/2", "1/4", "1/10", "1/50")):
        games = (replace(EXAMPLE, training=1000, deployment=D, modification=modification) for D in deployments)
        needed = [tm.solve(game).threshold for game in games]
        rows.append((str(modification), *("none" if rate is None else str(rate * 1000) for rate in needed)))
    return markdown_table(("modification p", *(f"D = {D}" for D in deployments)), rows)


def training_table() -> str:
    """The threshold by length of training and discount."""
    rows = []
    for training in (1, 3, 10, 30, 100, 300, 1000, 3000):
        games = (replace(LONG, training=training, discount=discount) for discount in _DISCOUNTS)
        rows.append((str(training), *(_percent(tm.solve(game).threshold) for game in games)))
    best = [best_training(replace(LONG, discount=discount)) for discount in _DISCOUNTS]
    rows.append(("best length", *("∞" if each is None else f"{each[0]:.1f}" for each in best)))
    rows.append(("threshold there", *("0" if each is None else f"{each[1]:.3%}" for each in best)))
    return markdown_table(("training m", *(f"g = {discount}" for discount in _DISCOUNTS)), rows)


def knowing_table() -> str:
    """What either optimizer does, what that is worth to it, and how often training catches it."""
    rows = []
    for rate in map(Fraction, ("0", "1/100", "1/80", "1/40", "1/20", "1/10", "1/5", "1/2", "1")):
        known, unknown = (tm.solve(replace(EXAMPLE, rate=rate, known_afterwards=knows)) for knows in (True, False))
        rows.append(
            (
                str(rate),
                known.regime,
                f"{float(known.value):.4f}",
                f"{float(known.caught):.4f}",
                str(unknown.signals),
                f"{float(unknown.value):.4f}",
                f"{float(unknown.caught):.4f}",
            )
        )
    heads = ("rate ρ", "if it learns", "value", "caught", "if not, signals it waits for", "value", "caught")
    return markdown_table(heads, rows)


def waiting_table() -> str:
    """The rates from which on it waits for more than one, two, three ... signals in a row."""
    rows = []
    for signals in range(1, 8):
        games = (replace(EXAMPLE, training=training) for training in (1, 3, 10, 30, 100))
        rows.append((str(signals + 1), *(_percent(least_rate(game, signals)) for game in games)))
    return markdown_table(("signals", *(f"m = {training}" for training in (1, 3, 10, 30, 100))), rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "fidelity": fidelity_table,
    "alarms": alarms_table,
    "training": training_table,
    "knowing": knowing_table,
    "waiting": waiting_table,
}


def fidelity_figure(points: int) -> "Figure":
    """The threshold against fidelity: straight lines on logarithmic scales, which end at a rate of 1."""
    figure, axes = _axes("fidelity: probability that a honeypot brings the signal", "least rate of honeypots that deters")
    for deployment, colour in zip(_DEPLOYMENTS, _COLOURS, strict=True):
        game = replace(EXAMPLE, deployment=deployment)
        fidelities = np.geomspace(float(tm.solve(game).least_fidelity) * (1 + 1e-9), 1, points)
        rates = [tm.solve(replace(game, fidelity=float(fidelity))).threshold for fidelity in fidelities]
        axes.plot(fidelities, rates, color=colour)
        axes.annotate(f"D = {deployment}", (1, rates[-1]), (6, 0), textcoords="offset points", va="center", color=colour)
    axes.set(xscale="log", yscale="log", xlim=(8e-4, 1), ylim=(8e-4, 1))
    figure.suptitle("10 training episodes on average, certain modification, no discount", fontsize=10)
    return figure


def training_figure(points: int) -> "Figure":
    """The threshold against the length of training: impatience turns the lines up again."""
    figure, axes = _axes("mean number of training episodes", "least rate of honeypots that deters")
    for discount, colour in zip(_DISCOUNTS, _COLOURS, strict=True):
        game = replace(LONG, discount=float(discount))
        lengths = np.geomspace(*_lengths_that_deter(game), points)
        axes.plot(lengths, [tm.solve(replace(game, training=float(length))).threshold for length in lengths], color=colour)
        best = best_training(replace(LONG, discount=discount))
        at = (100, 1 / 9800) if best is None else best
        place = (
            {"xytext": (-6, -6), "ha": "right", "va": "top"}
            if best is None
            else {"xytext": (0, -6), "ha": "center", "va": "top"}
        )
        axes.annotate(f"g = {discount}", at, textcoords="offset points", color=colour, **place)
    axes.set(xscale="log", yscale="log", xlim=(0.01, 1e4), ylim=(1e-5, 1))
    figure.suptitle("100 deployment episodes, certain modification, perfect honeypots", fontsize=10)
    return figure


def waiting_figure(points: int) -> "Figure":
    """How many signals in a row it waits for, over the length of training and the rate."""
    figure, axes = _axes("mean number of training episodes", "rate of honeypots")
    points = max(points // 3, 8)
    lengths, below = np.geomspace(1, 300, points), np.zeros(points)
    for signals in range(1, EXAMPLE.deployment + 1):
        found = [least_rate(replace(EXAMPLE, training=float(length)), signals) for length in lengths]
        above = np.array([1 if rate is None else float(rate) for rate in found])
        axes.fill_between(lengths, below, above, color=_shade(1.02 - 0.06 * signals), linewidth=0)
        axes.plot(lengths, np.where((above < 1) | np.roll(above < 1, -1), above, np.nan), color="black", linewidth=0.8)
        widest = min(max(int(np.argmax(above - below)), points // 20), points - 1 - points // 20)
        if above[widest] - below[widest] > 0.05:
            axes.annotate(str(signals), (lengths[widest], (below[widest] + above[widest]) / 2), ha="center", va="center")
        below = above
    axes.set(xscale="log", xlim=(1, 300), ylim=(0, 1))
    figure.suptitle(
        "Signals in a row that it waits for, if it never learns what was real:\n10 deployment episodes", fontsize=10
    )
    return figure


def knowing_figure(points: int) -> "Figure":
    """What honeypots cost the optimizer, and how often they catch it, over the rate."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 5.6), dpi=_DOTS_PER_INCH, layout="constrained")
    upper, lower = figure.subplots(2, sharex=True)
    rates = np.unique(np.append(np.geomspace(1e-3, 1, points), float(tm.solve(EXAMPLE).threshold)))
    for knows, colour, word in ((True, _COLOURS[1], "learns afterwards"), (False, _COLOURS[4], "never learns")):
        found = [tm.solve(replace(EXAMPLE, rate=float(rate), known_afterwards=knows)) for rate in rates]
        upper.plot(rates, [each.value for each in found], color=colour, label=word)
        lower.plot(rates, [each.caught for each in found], color=colour)
    upper.set(ylabel="value to the optimizer", ylim=(0, 10.5))
    lower.set(
        ylabel="chance of being caught in training",
        xlabel="rate of honeypots",
        xscale="log",
        xlim=(1e-3, 1),
        ylim=(-0.02, 0.55),
    )
    upper.legend(loc="lower left", frameon=False)
    figure.suptitle("10 training episodes on average, 10 deployment episodes, perfect honeypots", fontsize=10)
    return figure


FIGURES: Mapping[str, Callable[[int], "Figure"]] = {
    "fidelity.png": fidelity_figure,
    "training.png": training_figure,
    "waiting.png": waiting_figure,
    "knowing.png": knowing_figure,
}


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and draw the figures."""
    return report(__doc__.splitlines()[0], TABLES, FIGURES, (21, 301), _DOTS_PER_INCH, arguments)


def _axes(across: str, up: str) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.4, 4.8), dpi=_DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    axes.set(xlabel=across, ylabel=up)
    return figure, axes


def _lengths_that_deter(model: tm.Honeypots) -> tuple[float, float]:
    """The lengths of training between which perfect honeypots deter, just inside: where the threshold is 1."""
    g, impatience = float(model.discount), 1 - float(model.discount)
    worth = model.modification * g**2 * geometric_sum(g, model.deployment - 1)
    half = (worth - 1 - impatience) / 2
    if impatience == 0:
        return 1 / (2 * half) * (1 + 1e-9), 1e4
    root = math.sqrt(half**2 - impatience)
    return (half - root) / impatience * (1 + 1e-9), (half + root) / impatience * (1 - 1e-9)


def _shade(lightness: float) -> tuple[float, float, float]:
    """A blue, from nearly white down."""
    return lightness * 0.75, lightness * 0.9, min(1.0, lightness * 1.05)


def _cell(rate: Scalar) -> str:
    return "none" if rate is None else str(rate)


def _percent(rate: Scalar) -> str:
    return "none" if rate is None else f"{float(rate):.3%}"


if __name__ == "__main__":
    raise SystemExit(main())
