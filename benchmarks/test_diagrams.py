"""Phase diagrams of a million cells: cells per second against QuantEcon, and against longer horizons.

Ours makes the whole labelled array by formula, or by one recursion on arrays; the peer solves cell by cell.
"""

import time
import tracemalloc

import numpy as np
import pytest

import toymodels as tm
from benchmarks.measurements import Figure, Stopwatch, Times

ROUNDS = 9
SIDE = 1000
PEER_CELLS = 300

pytestmark = [
    pytest.mark.benchmark(timer=time.process_time),
    pytest.mark.filterwarnings("ignore:infinite horizon solution methods"),
]


def axes(low, side=SIDE):
    return {"modification": np.linspace(0, 1, side), "discount": np.linspace(low, 1, side)}


def diagram(low, horizon=10, solver=None):
    return tm.phase_diagram(tm.EpisodeGame(horizon, horizon), solver=solver, progress=False, **axes(low))


class Peer:
    """The peer at work on some cells of a diagram, chosen at random."""

    def __init__(self, quantecon, low, horizon=10):
        rng = np.random.default_rng(2019)
        self.places = rng.integers(SIDE, size=(PEER_CELLS, 2))
        modification, discount = (axis[column] for axis, column in zip(axes(low).values(), self.places.T, strict=True))
        self.cells = [quantecon.Cell(float(p), float(g)) for p, g in zip(modification, discount, strict=True)]
        self.solved = lambda: quantecon.all_solved(self.cells, horizon, horizon)

    def check(self, found):
        """Compare values in all cells, and labels where there is no tie for a float to break."""
        ours = [found.isel(modification=i, discount=j) for i, j in self.places.tolist()]
        answers = self.solved()
        np.testing.assert_allclose([cell.value.item() for cell in ours], [a.value for a in answers], rtol=1e-11)
        for cell, answer in zip(ours, answers, strict=True):
            assert cell.tie or cell.deceptive_episodes == answer.deceptive_episodes


@pytest.mark.parametrize(("solver", "least"), [(None, 10_000), (tm.grid_induction, 200)], ids=["closed form", "grid induction"])
@pytest.mark.parametrize("low", [0.0, 0.5])
def test_cells_per_second(benchmark, report, quantecon, low, solver, least):
    peer = Peer(quantecon, low)
    watch = Stopwatch(peer.solved)
    found = benchmark.pedantic(diagram, (low, 10, solver), setup=watch, rounds=ROUNDS if solver is None else 3, warmup_rounds=1)
    peer.check(found)
    rounds = benchmark.stats.stats.data
    ours, other = Times(tuple(rounds), SIDE**2), watch.times(len(rounds), PEER_CELLS)
    ratio = other.median / ours.median
    name = "closed form" if solver is None else "grid_induction"
    report(
        Figure(
            f"a cell of 1000 x 1000, discount {low:g} to 1, T = D = 10, {name}",
            f"{ours}: {1 / ours.median:,.0f} cells/s",
            f"QuantEcon {other}: {1 / other.median:,.0f} cells/s",
            f"{ratio:,.0f} times as fast",
            f"at least {least:,}",
            ratio >= least,
        )
    )


@pytest.mark.parametrize("low", [0.0, 0.5])
def test_long_horizons_cost_at_most_twice_as_much(benchmark, report, low):
    watch = Stopwatch(lambda: diagram(low, 10))
    benchmark.pedantic(diagram, (low, 1000), setup=watch, rounds=ROUNDS, warmup_rounds=1)
    long, short = Times(tuple(benchmark.stats.stats.data)), watch.times(ROUNDS)
    ratio = long.median / short.median
    report(
        Figure(
            f"1000 x 1000 cells, discount {low:g} to 1, T = D = 1000",
            str(long),
            f"T = D = 10: {short}",
            f"{ratio:.2f} times the cost",
            "at most 2",
            ratio <= 2,
        )
    )


def test_memory_of_grid_induction_does_not_grow_with_the_horizon(report):
    diagram(0.5, 2, tm.grid_induction)
    short, long = (peak_memory(horizon) for horizon in (10, 40))
    report(
        Figure(
            "peak memory of the diagram by grid_induction, T = D = 40",
            f"{long / 2**20:.1f} MiB",
            f"T = D = 10: {short / 2**20:.1f} MiB",
            f"{long / short:.3f} times",
            "at most 1.02",
            long <= 1.02 * short,
        )
    )


def peak_memory(horizon):
    tracemalloc.start()
    diagram(0.5, horizon, tm.grid_induction)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
