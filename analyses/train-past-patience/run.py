"""When to train past an optimizer's patience? Prints the tables of the README, computed anew, and draws its figures.

Usage: python analyses/train-past-patience/run.py [--quick] [--out FOLDER]
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

import toymodels as tm
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.plots.facts import facts_figure
from toymodels.reports import markdown_table, report
from toymodels.scalars import Scalar
from toymodels.solvers.trainer_commitment import TrainerCommitmentSolution

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EXAMPLE = TrainerCommitment(max_training=40, levels=1000, max_honeypots=0)
HONEYPOTS = replace(EXAMPLE, levels=40, max_honeypots="1/2")

_DOTS_PER_INCH = 100


def efforts_table() -> str:
    """What the best training costs at efforts of the example."""
    rows = []
    for p in map(Fraction, ("0.1", "0.17", "0.171", "0.21", "0.26", "0.32", "0.44", "1")):
        patience, defections = _patience(p), _best_defections(p)
        training = patience + defections
        survival = (1 - p) ** defections
        cost = (EXAMPLE.training_cost + EXAMPLE.audit_cost * p) * training + EXAMPLE.loss * EXAMPLE.deployment * survival
        counts = (patience, defections, training)
        rows.append((_decimals(p, 3), *map(str, counts), _decimals(survival, 4), _decimals(cost, 2)))
    return markdown_table(("p", "patience M", "open defections k", "training M + k", "unmodified", "cost"), rows)


def costs_table() -> str:
    """The best commitments over the cost of an audit and the loss."""
    audits, losses = (0, "1/2", 1, 2, 4, 8), (64, 32, 16, 8, 4, 2, 1, "1/2")
    rows = []
    for loss in losses:
        found = (tm.solve(replace(EXAMPLE, audit_cost=audit, loss=loss)) for audit in audits)
        rows.append((str(loss), *map(_commitment, found)))
    return markdown_table(("L", *(f"a = {audit}" for audit in audits)), rows)


def discount_table() -> str:
    """The best commitments against optimizers of more and more patience."""
    rows = []
    for discount in map(Fraction, ("1/2", "3/5", "7/10", "4/5", "9/10", "19/20", "99/100", "1")):
        best = tm.solve(replace(EXAMPLE, discount=discount))
        counts = (best.training, best.deceptive_episodes, best.open_defections)
        numbers = (_decimals(best.effort, 3), *map(str, counts), _decimals(best.survival, 4), _decimals(best.value, 2))
        rows.append((str(discount), best.regime, *numbers))
    return markdown_table(("g", "regime", "p", "T", "deceives in", "defects in", "unmodified", "cost"), rows)


def commitment_table() -> str:
    """What the trainer gets with commitment and without."""
    rows = []
    for discount in map(Fraction, ("1/2", "7/10", "9/10", "1")):
        for loss in (2, 10, 50):
            best = tm.solve(replace(EXAMPLE, discount=discount, loss=loss))
            row = (best.accepting, best.uncommitted, best.value, best.worth_of_commitment)
            trained = str(best.without_commitment["training"])
            rows.append((str(discount), str(loss), *(_decimals(each, 2) for each in row), trained))
    heads = ("g", "L", "doing nothing", "without commitment", "with commitment", "worth of commitment", "T without it")
    return markdown_table(heads, rows)


def honeypots_table() -> str:
    """What honeypots at different costs do to the best commitment."""
    rows = []
    for cost in map(Fraction, ("1/2", "1", "3/2", "2", "5/2", "3")):
        best = tm.solve(replace(HONEYPOTS, honeypot_cost=cost))
        shares = (_decimals(best.honeypot_rate, 3), _decimals(best.effort, 2))
        counts = (best.training, best.deceptive_episodes)
        rows.append((str(cost), best.regime, *shares, *map(str, counts), _decimals(best.value, 2)))
    return markdown_table(("h", "regime", "ρ", "p", "T", "deceives in", "cost"), rows)


def levels_table() -> str:
    """How the optimum of the example settles as efforts get finer."""
    rows = []
    for levels in (5, 10, 20, 50, 100, 1000, 10000):
        best = tm.solve(replace(EXAMPLE, levels=levels))
        rows.append((str(levels), best.regime, str(best.effort), str(best.training), _decimals(best.value, 4)))
    return markdown_table(("levels", "regime", "p", "T", "cost"), rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "efforts": efforts_table,
    "costs": costs_table,
    "discount": discount_table,
    "commitment": commitment_table,
    "honeypots": honeypots_table,
    "levels": levels_table,
}


def costs_figure(points: int) -> "Figure":
    """The best commitment over the cost of an audit and the loss."""
    return facts_figure(
        tm.phase_diagram(EXAMPLE, audit_cost=np.linspace(0, 8, points), loss=np.linspace(0, 20, points), progress=False)
    )


def patience_figure(points: int) -> "Figure":
    """The best commitment over the optimizer's discount and the loss."""
    return facts_figure(
        tm.phase_diagram(EXAMPLE, discount=np.linspace(0.4, 1, points), loss=np.linspace(0, 20, points), progress=False)
    )


FIGURES: Mapping[str, Callable[[int], "Figure"]] = {"costs.png": costs_figure, "patience.png": patience_figure}


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and draw the figures."""
    return report(__doc__.splitlines()[0], TABLES, FIGURES, (13, 101), _DOTS_PER_INCH, arguments)


def _patience(p: Fraction) -> int:
    """M in the example: the episodes of training, counted back from deployment, in which an A does not pay."""
    return int(tm.solve(tm.EpisodeGame(EXAMPLE.max_training, EXAMPLE.deployment, p, discount="9/10")).deceptive_episodes)


def _best_defections(p: Fraction) -> int:
    """The least k with L D s^k p <= c + a p."""
    price, k = EXAMPLE.training_cost + EXAMPLE.audit_cost * p, 0
    while EXAMPLE.loss * EXAMPLE.deployment * (1 - p) ** k * p > price:
        k += 1
    return k


def _commitment(best: TrainerCommitmentSolution) -> str:
    """A commitment as ``outlasts 11 + 4, p = 0.260``: its regime, the open defections and the rest of training, and p."""
    words = {"accepts the loss": "nothing", "invites defection": "invites", "trains past patience": "outlasts"}
    if best.training == 0:
        return words[best.regime]
    return f"{words[best.regime]} {best.open_defections} + {best.deceptive_episodes}, p = {_decimals(best.effort, 3)}"


def _decimals(value: Scalar, places: int) -> str:
    return f"{float(value):.{places}f}"


if __name__ == "__main__":
    raise SystemExit(main())
