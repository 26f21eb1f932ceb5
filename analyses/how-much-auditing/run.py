"""How much auditing does it take? Prints the tables of the README, computed anew, and draws its figures.

Usage: python analyses/how-much-auditing/run.py [--quick] [--out FOLDER]
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

import toymodels as tm
from toymodels.geometric import geometric_sum
from toymodels.models.audited_training import AuditedTraining
from toymodels.models.inspection_game import InspectionGame
from toymodels.reports import markdown_table, report
from toymodels.scalars import Scalar

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

AUDIT_COST = Fraction(1, 10)
CERTAIN = InspectionGame(stages=20, inspections=5, penalty=3, loss="1/2")

_ONE = Fraction(1)
_DISCOUNTS = (_ONE, Fraction(99, 100), Fraction(19, 20), Fraction(9, 10))
_COLOURS = ("#440154", "#3b528b", "#21918c", "#4aa02c", "#b5432a")
_DOTS_PER_INCH = 85


def stake(ahead: Scalar, deployment: float, g: Scalar = 1, p: Scalar = 1, b: Scalar = 0) -> Scalar:
    """What an audited A loses with so many episodes to go until deployment, b + p g^i S_D; deployment may be infinite."""
    endless = 1 / (1 - g) if g < 1 else math.inf
    return b + p * g**ahead * (endless if deployment == math.inf else geometric_sum(g, deployment))


def least_probability(ahead: int, deployment: float, g: Scalar = 1, p: Scalar = 1, b: Scalar = 0) -> Scalar | None:
    """The least probability of an audit that deters with so many episodes to go, None if none does."""
    lost = stake(ahead, deployment, g, p, b)
    return 1 / lost if lost >= 1 else None


def audits_in_all(training: int, deployment: int, g: Scalar = 1, p: Scalar = 1, b: Scalar = 0) -> Scalar | None:
    """The expected number of audits that deters throughout training, None if none does."""
    least = [least_probability(i, deployment, g, p, b) for i in range(1, training + 1)]
    return None if None in least else sum(least)


def uncommitted(training: int, c: Scalar = AUDIT_COST, a: Scalar = 0, p: Scalar = 1) -> list[Scalar]:
    """The probabilities of an A with 1, 2, ... episodes to go, without commitment."""
    found: list[Scalar] = []
    for _ in range(training):
        found.append(c / (1 - a + p * sum(found)))
    return found


def probability_table() -> str:
    """The least probability by the length of deployment, the discount and the episodes to go."""
    cases = ((_ONE, 1), (_DISCOUNTS[1], 1), (_DISCOUNTS[1], 30), (_DISCOUNTS[3], 1), (_DISCOUNTS[3], 10))
    rows = []
    for deployment in (1, 2, 3, 10, 30, 100, math.inf):
        cells = (_decimals(least_probability(i, deployment, g), 4) for g, i in cases)
        rows.append(("∞" if deployment == math.inf else str(deployment), *cells))
    heads = ("any i" if g == 1 else f"i = {i}" for g, i in cases)
    return markdown_table(("deployment D", *(f"g = {g}, {head}" for (g, _), head in zip(cases, heads, strict=True))), rows)


def penalty_table() -> str:
    """The least probability ten episodes before deployment by the penalty."""
    rows = []
    for penalty in map(Fraction, ("0", "1/2", "1", "3", "10", "30", "100")):
        cells = (_decimals(least_probability(10, deployment, _DISCOUNTS[3], b=penalty), 4) for deployment in (0, 1, 3, 10, 100))
        rows.append((str(penalty), *cells))
    return markdown_table(("penalty b", *(f"D = {D}" for D in (0, 1, 3, 10, 100))), rows)


def number_table() -> str:
    """The audits of all of training by its length, fitted to each episode or with one probability for all."""
    rows = []
    for training in (1, 3, 10, 30, 100):
        row = [str(training)]
        for g, b in ((_ONE, 0), (_DISCOUNTS[1], 0), (_DISCOUNTS[3], 0), (_DISCOUNTS[3], 1)):
            row.append(_decimals(audits_in_all(training, 10, g, b=b), 3))
            if g < 1:
                most = least_probability(training, 10, g, b=b)
                row.append(_decimals(None if most is None else training * most, 3))
        rows.append(tuple(row))
    cases = ("g = 99/100", "g = 9/10", "g = 9/10, b = 1")
    return markdown_table(("training T", "g = 1", *(head for case in cases for head in (case, "flat"))), rows)


def budget_table() -> str:
    """What six episodes of training and three of deployment are worth with a budget of audits."""
    rows = []
    for audits in range(7):
        found = tm.solve(AuditedTraining(training=6, deployment=3, audits=audits))
        numbers = (found.value_secret, found.value_observed, found.price_of_being_watched)
        rows.append((str(audits), *(_decimals(number, 4) for number in numbers)))
    return markdown_table(("audits k", "secret: value", "seen: value", "price of being watched"), rows)


def watched_table() -> str:
    """How many audits of twelve episodes of training deter, secret and seen, and what is lost if those that do are seen."""
    rows = []
    for deployment in (1, 2, 3, 4, 6, 12, 100):
        needed = tm.solve(AuditedTraining(training=12, deployment=deployment, audits=12))
        seen = tm.solve(AuditedTraining(training=12, deployment=deployment, audits=needed.deterring_audits_secret))
        counts = (deployment, needed.deterring_audits_secret, needed.deterring_audits_observed)
        rows.append((*map(str, counts), _decimals(seen.price_of_being_watched, 4)))
    return markdown_table(
        ("deployment D", "secret audits needed", "seen audits needed", "price, if the secret ones are seen"), rows
    )


def episode_table() -> str:
    """A single episode with an audit cost of 1/10, by what is at stake for the optimizer."""
    rows = []
    for at_stake in map(Fraction, ("3/2", "2", "3", "10", "30", "100")):
        without = uncommitted(1)[0]
        row = (1 / at_stake, without, AUDIT_COST / at_stake, without, without - AUDIT_COST / at_stake)
        rows.append((str(at_stake), *(_decimals(number, 4) for number in row)))
    heads = ("stake x", "audited", "defects, if not committed", "cost, committed", "cost, not committed", "price")
    return markdown_table(heads, rows)


def training_table() -> str:
    """All of training with an audit cost of 1/10, by its length."""
    rows = []
    for training in (1, 3, 10, 30, 100, 300):
        chances = uncommitted(training, c=float(AUDIT_COST))
        caught = 1 - math.prod(1 - chance / 10 for chance in chances)
        kept = float(AUDIT_COST) * training / 10
        row = (chances[-1], kept, sum(chances), sum(chances) - kept, caught)
        rows.append((str(training), *(_decimals(number, 4) for number in row)))
    heads = ("training T", "defects in the first episode", "cost, committed", "cost, not committed", "price", "caught")
    return markdown_table(heads, rows)


def stages_table() -> str:
    """A budget without cost: what the auditor pays with and without commitment by the share of stages that it can audit."""
    rows = []
    for share in map(Fraction, ("1/8", "1/4", "1/2", "3/4", "7/8")):
        cells = []
        for stages in (8, 80, 296):
            found = tm.solve(replace(CERTAIN, stages=stages, inspections=int(share * stages)))
            cells += [-found.committed_inspector_payoff, -found.inspector_payoff]
        limit = (max(0, 1 - (1 + CERTAIN.penalty) * share), 1 - (1 - CERTAIN.loss) * share)
        rows.append((str(share), *(_decimals(cell, 4) for cell in (*cells, *limit))))
    heads = (f"{n}, {word}" for n in ("n = 8", "n = 80", "n = 296", "n → ∞") for word in ("committed", "not"))
    return markdown_table(("share x", *heads), rows)


def penalties_table() -> str:
    """Five audits of twenty stages, by what the optimizer loses if caught."""
    rows = []
    for penalty in (0, 1, 3, 9, 29, 99):
        found = tm.solve(replace(CERTAIN, penalty=penalty))
        costs = (-found.committed_inspector_payoff, -found.inspector_payoff, found.price_of_no_commitment)
        row = (found.inspection_probability, found.equilibrium_violation_probability, *costs, found.caught)
        rows.append((str(penalty), *(_decimals(number, 4) for number in row)))
    heads = (
        "loss β",
        "audited first",
        "violates first, if not committed",
        "cost, committed",
        "not committed",
        "price",
        "caught",
    )
    return markdown_table(heads, rows)


TABLES: Mapping[str, Callable[[], str]] = {
    "probability": probability_table,
    "penalty": penalty_table,
    "number": number_table,
    "budget": budget_table,
    "watched": watched_table,
    "episode": episode_table,
    "training": training_table,
    "stages": stages_table,
    "penalties": penalties_table,
}


def least_figure(points: int) -> "Figure":
    """The least probability in the last episode of training against the length of deployment."""
    figure, axes = _axes("deployment episodes D", "least probability of an audit that deters")
    deployments = np.unique(np.geomspace(1, 1000, points).round().astype(int))
    cases = ((1.0, 0), (0.99, 0), (0.9, 0), (1.0, 10), (0.9, 10))
    for (g, b), colour in zip(cases, _COLOURS, strict=True):
        lost = np.array([stake(1, int(D), g, b=b) for D in deployments])
        axes.plot(deployments, np.where(lost >= 1, 1 / lost, np.nan), "--" if b else "-", color=colour)
        label, shift = (f"g = {g:g}, b = {b}", 6) if b else (f"g = {g:g}", -6 if g == 1 else 0)
        axes.annotate(label, (1000, 1 / lost[-1]), (6, shift), textcoords="offset points", va="center", color=colour)
    axes.set(xscale="log", yscale="log", xlim=(1, 1000), ylim=(6e-4, 1.1))
    figure.suptitle("last episode of training, certain modification, penalty b", fontsize=10)
    return figure


def schedule_figure(points: int) -> "Figure":
    """The least probability over training."""
    figure, axes = _axes("episodes to go until deployment, i", "least probability of an audit that deters")
    cases = ((1.0, 0), (0.99, 0), (0.95, 0), (0.9, 0), (0.9, 1))
    for (g, b), colour in zip(cases, _COLOURS, strict=True):
        ahead = np.linspace(1, 30, points)
        lost = np.array([stake(i, 10, g, b=b) for i in ahead])
        axes.plot(ahead, np.where(lost >= 1, 1 / lost, np.nan), "--" if b else "-", color=colour)
        end = int(np.flatnonzero(lost >= 1)[-1])
        label = f"g = {g:g}" + (f", b = {b}" if b else "")
        side = {"xytext": (-5, 0), "ha": "right", "va": "center"} if end == points - 1 else {"xytext": (0, 4), "ha": "center"}
        axes.annotate(label, (ahead[end], 1 / lost[end]), textcoords="offset points", color=colour, **side)
    axes.set(xlim=(38, 1), ylim=(0, 1.08), xticks=(30, 25, 20, 15, 10, 5, 1))
    figure.suptitle("10 deployment episodes, certain modification, penalty b", fontsize=10)
    return figure


def price_figure(points: int) -> "Figure":
    """What a single episode costs the auditor, with commitment and without, against the stake."""
    figure, axes = _axes("what an audited A loses, x = b + p gⁱ (1 + … + g^(D−1))", "cost to the auditor")
    at_stake = np.geomspace(1, 100, points)
    for cost, colour in zip((0.3, 0.1, 0.03), _COLOURS[:3], strict=True):
        axes.plot(at_stake, [cost] * points, "--", color=colour)
        axes.plot(at_stake, cost / at_stake, color=colour)
        axes.annotate(f"c = {cost:g}", (100, cost), (6, 0), textcoords="offset points", va="center", color=colour)
        axes.annotate(f"c = {cost:g}", (100, cost / 100), (6, 0), textcoords="offset points", va="center", color=colour)
    axes.set(xscale="log", yscale="log", xlim=(1, 100), ylim=(2e-4, 0.5))
    figure.suptitle("one episode, a = 0: without commitment (dashed) and with it", fontsize=10)
    return figure


def share_figure(points: int) -> "Figure":
    """What a budget costs the auditor, with commitment and without, against the share of stages that it can audit."""
    figure, axes = _axes("share of episodes that can be audited, m/n", "cost to the auditor")
    steps = max(points // 6, 3)
    for stages, colour in ((8, _COLOURS[2]), (48, _COLOURS[1])):
        counts = sorted({round(stages * step / steps) for step in range(steps + 1)})
        found = [tm.solve(replace(CERTAIN, stages=stages, inspections=count)) for count in counts]
        shares = [count / stages for count in counts]
        axes.plot(shares, [-float(each.inspector_payoff) for each in found], "--", color=colour)
        axes.plot(shares, [-float(each.committed_inspector_payoff) for each in found], color=colour, label=f"n = {stages}")
    axes.plot((0, 1), (1, float(CERTAIN.loss)), ":", color="black", linewidth=1)
    axes.plot((0, 1 / (1 + CERTAIN.penalty), 1), (1, 0, 0), color="black", linewidth=0.9, label="n → ∞")
    axes.set(xlim=(0, 1), ylim=(-0.02, 1.02))
    axes.legend(loc="upper right", frameon=False)
    figure.suptitle("β = 3, a = 1/2: without commitment (broken lines) and with it", fontsize=10)
    return figure


FIGURES: Mapping[str, Callable[[int], "Figure"]] = {
    "least.png": least_figure,
    "schedule.png": schedule_figure,
    "price.png": price_figure,
    "share.png": share_figure,
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


def _decimals(value: Scalar | None, places: int) -> str:
    return "none" if value is None else f"{float(value):.{places}f}"


if __name__ == "__main__":
    raise SystemExit(main())
