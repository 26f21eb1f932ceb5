"""Piecewise symbolic solutions: by the general method, and by the episode game's closed form."""

import time

import pytest
import sympy

import toymodels as tm
from benchmarks.measurements import Figure, Stopwatch, Times
from toymodels.symbolic.covered_solution import covered_solution
from toymodels.symbolic.episode.episode_solution import episode_solution
from toymodels.symbolic.pieces import SymbolicSolution

P, W, G = sympy.symbols("p w g")
CHARACTERS = 20_000

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.mark.parametrize(
    ("method", "episodes", "symbols", "seconds", "rounds"),
    [
        (covered_solution, 6, "p w g", 10, 3),
        (episode_solution, 50, "p w g", 1, 15),
        (episode_solution, 100, "p g", 2, 15),
    ],
    ids=["general", "closed form", "closed form of 100"],
)
def test_a_piecewise_solution(benchmark, report, method, episodes, symbols, seconds, rounds):
    game = tm.EpisodeGame(episodes, episodes, P, W if "w" in symbols else 0, G)
    solution = benchmark.pedantic(method, (game,), rounds=rounds, warmup_rounds=1)
    assert solution.complete
    assert len(solution.pieces) == episodes + 1 + ("w" in symbols)
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            f"piecewise solution in {symbols.replace(' ', ', ')}, T = D = {episodes}, {method.__name__}",
            str(times),
            result=f"{len(solution.pieces)} pieces, {size(solution):,} characters",
            required=f"under {seconds} s",
            kept=times.median < seconds,
        )
    )


def test_values_of_all_plans_against_storm(benchmark, report, storm):
    game = tm.EpisodeGame(50, 50, P, W, G)
    peer = Stopwatch(lambda: storm.solution_functions(50, 50))
    solution = benchmark.pedantic(episode_solution, (game,), setup=peer, rounds=3, warmup_rounds=0)
    theirs, ours = peer.times(3), Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            "piecewise solution in p, w, g, T = D = 50, against the solution functions of its 51 plans",
            str(ours),
            f"Storm: {theirs}",
            f"{theirs.median / ours.median:.3g} times faster, {size(solution):,} characters in all",
            f"under 1 s and {CHARACTERS:,} characters",
            kept=ours.median < 1 and size(solution) < CHARACTERS,
        )
    )


def size(solution: SymbolicSolution) -> int:
    """The characters of all values and conditions."""
    return sum(len(str(piece.value)) + len(str(piece.condition)) for piece in solution.pieces)
