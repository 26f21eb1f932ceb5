"""Exact regions and breakpoints: a complete list of policies, and the proof that there are no others."""

import time
from fractions import Fraction

import pytest
from sympy import symbols

import toymodels as tm
from benchmarks.measurements import Figure, Times
from toymodels.symbolic.parameter_space import parameter_space
from toymodels.symbolic.regions import covered_regions

pytestmark = pytest.mark.benchmark(timer=time.process_time)

PLANE = ["modification", "discount"]


def three_objectives(episodes):
    """An optimizer with two rungs above base, in two contexts, that may be caught (p) and discounts the future (g)."""
    p, g = symbols("p g")
    rungs = {"mesa": ("1", "1/3", "0"), "proxy": ("1/2", "1", "1/4"), "base": ("0", "1/2", "1")}
    near = {"mesa": ("3/4", "1/2", "1/6"), "proxy": ("1/5", "2/3", "1/3"), "base": ("1/10", "1/3", "1")}
    pays = {
        (phi, state, context, act): Fraction(pay)
        for context, table in (("conflict", rungs), ("near", near))
        for phi, row in table.items()
        for state in rungs
        for act, pay in zip("APB", row, strict=True)
    }
    kernel = {}
    for context in ("conflict", "near"):
        kernel["mesa", context, "A"] = {"proxy": p, "mesa": 1 - p}
        kernel["mesa", context, "P"] = {"base": p / 2, "mesa": 1 - p / 2}
        kernel["proxy", context, "A"] = {"base": p, "proxy": 1 - p}
        kernel["proxy", context, "P"] = {"base": p / 3, "proxy": 1 - p / 3}
    contexts = {"conflict": Fraction(2, 3), "near": Fraction(1, 3)}
    return tm.TrainingGame(
        base="base",
        states={rung: rung for rung in rungs},
        actions=dict.fromkeys(rungs, ("B", "A", "P")),
        payoffs=pays,
        phases=(tm.Phase("training", episodes, contexts, kernel, training=True), tm.Phase("deployment", episodes, contexts)),
        start="mesa",
        discount=g,
    )


def general(horizon):
    found = covered_regions(parameter_space(tm.EpisodeGame(horizon, horizon), PLANE))
    return found, found.graph


def fast(horizon):
    found = tm.regions(tm.EpisodeGame(horizon, horizon), PLANE)
    return found, found.graph


@pytest.mark.parametrize(
    ("method", "horizon", "seconds"),
    [(general, 10, 5), (fast, 10, None), (fast, 100, 2)],
    ids=["general", "fast 10", "fast 100"],
)
def test_regions_with_their_graph(benchmark, report, method, horizon, seconds):
    found, graph = benchmark.pedantic(method, (horizon,), rounds=5, warmup_rounds=1)
    assert found.complete
    assert len(found.cells) == horizon + 1
    assert graph.number_of_edges() == horizon
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            f"regions in (p, g) with their graph, T = D = {horizon}, {method.__name__} method",
            str(times),
            result=f"{len(found.cells)} regions, complete",
            required=f"under {seconds} s" if seconds else "–",
            kept=times.median < seconds if seconds else None,
        )
    )


def test_breakpoints_in_the_discount(benchmark, report):
    found = benchmark.pedantic(tm.breakpoints, (tm.EpisodeGame(100, 100), "discount", 0, 1), rounds=5, warmup_rounds=1)
    assert found.complete
    assert len(found.points) == 100
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            "breakpoints in the discount, T = D = 100",
            str(times),
            result=f"{len(found.points)} algebraic numbers, complete",
            required="under 1 s",
            kept=times.median < 1,
        )
    )


def test_a_general_game_with_three_objectives_and_two_contexts(benchmark, report):
    found = benchmark.pedantic(tm.symbolic_solution, (three_objectives(6),), {"g": (0, 1)}, rounds=1)
    assert found.complete
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            "piecewise solution in (p, g) of a game with three objectives and two contexts, T = D = 6",
            str(times),
            result=f"{len(found.pieces)} policies, complete, {found.method}",
            required="under 60 s",
            kept=times.median < 60,
        )
    )
