"""When does deception pay? Prints the tables of the README, computed anew, and draws its figures.

Usage: python analyses/when-does-deception-pay/run.py [--quick] [--out FOLDER]
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

import toymodels as tm
from toymodels.boundaries import phase_boundaries
from toymodels.domains import parameters
from toymodels.plots.curve import curve_figure
from toymodels.plots.diagram import diagram_figure
from toymodels.reports import markdown_table, report
from toymodels.scalars import Scalar

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EXAMPLE = tm.EpisodeGame(training=2, deployment=3, modification="3/4", discount="9/10")
PATIENT = tm.EpisodeGame(training=5, deployment=10, modification="1/2")
HESITANT = tm.EpisodeGame(training=10, deployment=10, modification="1/4", discount="9/10")

_DOTS_PER_INCH = 100


def thresholds_table() -> str:
    """The threshold of every parameter of the example."""
    rows = []
    for name in parameters(tm.EpisodeGame):
        threshold = tm.deception_threshold(EXAMPLE, name)
        where = f"{threshold.direction} {_number(threshold.value)}" if threshold.status == "threshold" else threshold.status
        rows.append((name, str(getattr(EXAMPLE, name)), where))
    return markdown_table(("parameter", "in the example", "B in all of training is optimal"), rows)


def overlap_table() -> str:
    """What the three kinds of overlap do to the patient game: nothing, nothing, and scale the threshold."""
    rows = []
    for name in ("overlap", "training_agreement", "deployment_agreement"):
        for share in map(Fraction, ("0", "1/2", "4/5", "19/20")):
            game = replace(PATIENT, **{name: share})
            solution = tm.solve(game)
            rows.append((name, str(share), _least_modification(game), solution.regime, _number(solution.value)))
    return markdown_table(("kind of overlap", "how much", "least p that deceives", "regime at p = 1/2", "value"), rows)


def monitoring_table() -> str:
    """What monitoring leaves of ten and of a thousand episodes of deployment."""
    rows = []
    for monitoring in map(Fraction, ("0", "1/100", "1/10", "1/4", "1/2", "1")):
        game = replace(PATIENT, monitoring=monitoring)
        least, thousand = (
            float(tm.deception_threshold(replace(game, deployment=deployment), "modification")) for deployment in (10, 1000)
        )
        solution = tm.solve(game)
        rows.append(
            (
                str(monitoring),
                f"{1 / least:.4f}",
                f"{least:.4f}",
                f"{thousand:.4f}",
                f"`{solution.plan}`",
                solution.regime,
            )
        )
    heads = ("monitoring q", "u₀, D = 10", "least p, D = 10", "least p, D = 1000", "plan, D = 10, p = 1/2", "regime")
    return markdown_table(heads, rows)


def training_table() -> str:
    """What longer training does to an impatient optimizer."""
    rows = []
    for training in (1, 2, 4, 5, 6, 10, 20):
        solution = tm.solve(replace(HESITANT, training=training))
        chance = 1 - (1 - HESITANT.modification) ** (training - solution.deceptive_episodes)
        plan = f"`{solution.plan[:training]}`"
        rows.append((str(training), plan, solution.regime, f"{float(chance):.4f}", f"{float(solution.value):.4f}"))
    return markdown_table(("T", "plan in training", "regime", "chance of modification in training", "value"), rows)


def discount_table() -> str:
    """The discount from which on deception pays at certain modification, by both horizons."""
    deployments = (1, 2, 3, 10, 100)
    rows = [
        (str(training), *(_least_discount(training, deployment) for deployment in deployments), _limit(training))
        for training in (1, 2, 3, 5, 10, 100)
    ]
    return markdown_table(("T", *(f"D = {deployment}" for deployment in deployments), "D → ∞"), rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "thresholds": thresholds_table,
    "overlap": overlap_table,
    "monitoring": monitoring_table,
    "training": training_table,
    "discount": discount_table,
}


def agreement_figure(points: int) -> "Figure":
    """Where deception pays, over agreement in deployment and the modification probability."""
    axis = np.linspace(0, 1, points)
    diagram = tm.phase_diagram(PATIENT, deployment_agreement=axis, modification=axis)
    return diagram_figure(diagram, boundaries=phase_boundaries(PATIENT, diagram))


def patience_figure(points: int) -> "Figure":
    """Where deception pays, over the length of training and the discount."""
    diagram = tm.phase_diagram(HESITANT, training=range(1, 31), discount=np.linspace(0.75, 1, points))
    return diagram_figure(diagram, boundaries=phase_boundaries(HESITANT, diagram))


def modification_figure(points: int) -> "Figure":
    """What the hesitant game is worth at every modification probability."""
    diagram = tm.phase_diagram(HESITANT, modification=np.linspace(0, 1, points))
    return curve_figure(diagram, boundaries=phase_boundaries(HESITANT, diagram))


FIGURES: Mapping[str, Callable[[int], "Figure"]] = {
    "agreement.png": agreement_figure,
    "patience.png": patience_figure,
    "modification.png": modification_figure,
}


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and draw the figures."""
    return report(__doc__.splitlines()[0], TABLES, FIGURES, (21, 301), _DOTS_PER_INCH, arguments)


def _least_modification(game: tm.EpisodeGame) -> str:
    threshold = tm.deception_threshold(game, "modification")
    return str(threshold.value) if threshold.status == "threshold" else "none"


def _number(value: Scalar) -> str:
    """An integer or a fraction in full, and anything but an integer to six decimal places."""
    decimals = f"{float(value):.6f}"
    return str(value) if isinstance(value, int) else f"{value}, {decimals}" if isinstance(value, Fraction) else decimals


def _least_discount(training: int, deployment: int) -> str:
    return f"{float(tm.deception_threshold(tm.EpisodeGame(training, deployment), 'discount')):.10f}"


def _limit(training: int) -> str:
    """The root of g^T + g = 1, which is where g^T (1 + g + g² + ...) = 1."""
    low, high = 0.0, 1.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if middle**training + middle < 1 else (low, middle)
    return f"{high:.10f}"


if __name__ == "__main__":
    raise SystemExit(main())
