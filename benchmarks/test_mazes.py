"""10,000 mazes of 15 x 15: drawn, and scored by every policy with two exits each, and the same searches by networkx."""

import time

import networkx as nx
import numpy as np
import pytest

from benchmarks.measurements import Figure, Stopwatch, Times
from toymodels.mazes import KINDS, maze_graph, random_mazes
from toymodels.solvers.maze_scores import placed_exits, policy_scores
from toymodels.solvers.maze_searches import a_star, breadth_first

COUNT, SIZE, LOOPS, SECONDS = 10_000, 15, 0.4, 30
PATIENCES = (SIZE**2, 4 * SIZE**2)
SAMPLE = 100

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def drawn(count=COUNT, kind="uniform"):
    """Mazes with two exits each."""
    rng = np.random.default_rng(1)
    mazes = random_mazes(count, SIZE, rng, LOOPS, kind)
    return mazes, placed_exits(mazes, rng)


@pytest.mark.parametrize("patience", PATIENCES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_policy_in_ten_thousand_mazes(benchmark, report, kind, patience):
    def scored():
        return policy_scores(*drawn(kind=kind), patience, np.random.default_rng(2))

    scores = benchmark.pedantic(scored, rounds=3)
    assert scores["A*"][0].success == 1
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            f"{COUNT:,} {kind} mazes of {SIZE} x {SIZE} drawn, and scored by {len(scores)} policies, up to {patience} steps",
            str(times),
            result="two exits in each",
            required=f"under {SECONDS} s",
            kept=times.median < SECONDS,
        )
    )


def test_the_same_searches_by_networkx(benchmark, report):
    mazes, exits = drawn(SAMPLE)
    graphs = [maze_graph(mazes, maze) for maze in range(SAMPLE)]
    ends = [divmod(cell, SIZE) for cell in exits[:, 1].tolist()]

    def ahead(node, end):
        return abs(node[0] - end[0]) + abs(node[1] - end[1])

    def by_networkx():
        return [
            (nx.single_source_shortest_path_length(graph, (0, 0))[end], nx.astar_path_length(graph, (0, 0), end, ahead))
            for graph, end in zip(graphs, ends, strict=True)
        ]

    lengths = breadth_first(mazes).distance[np.arange(SAMPLE), exits[:, 1]].tolist()
    assert by_networkx() == [(length, length) for length in lengths]
    peer = Stopwatch(by_networkx)

    def ours():
        breadth_first(many)
        a_star(many, many_exits[:, 1])

    many, many_exits = drawn()
    benchmark.pedantic(ours, setup=peer, rounds=3, warmup_rounds=1)
    times, theirs = Times(tuple(benchmark.stats.stats.data), COUNT), peer.times(3, SAMPLE)
    report(
        Figure(
            "one maze of 15 x 15 searched breadth-first and by A*, all at once",
            str(times),
            f"networkx, one by one: {theirs}",
            f"{theirs.median / times.median:.3g} times as fast, the same lengths",
        )
    )
