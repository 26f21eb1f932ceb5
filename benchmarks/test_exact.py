"""Exact solutions at long horizons."""

import time

import pytest

import toymodels as tm
from benchmarks.measurements import Figure, Times

PLAIN = "p = 1/3, g = 99/100"
GAMES = {
    PLAIN: tm.EpisodeGame(1000, 1000, modification="1/3", discount="99/100"),
    "every parameter a fraction": tm.EpisodeGame(1000, 1000, "1/3", "1/7", "99/100", "1/5", "2/7", "1/11"),
}

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.mark.parametrize("game", GAMES)
@pytest.mark.parametrize(
    ("solver", "seconds"), [(tm.backward_induction, 0.1), (tm.closed_form, 0.001)], ids=["recursion", "closed form"]
)
def test_an_exact_solution(benchmark, report, solver, seconds, game):
    rounds = 15 if seconds > 0.01 else 101
    solution = benchmark.pedantic(solver, (GAMES[game],), rounds=rounds, warmup_rounds=1)
    assert solution.exact
    assert solution.value == tm.closed_form(GAMES[game]).value
    times = Times(tuple(benchmark.stats.stats.data))
    required = game == PLAIN or solver is tm.backward_induction
    report(
        Figure(
            f"{solver.__name__}, T = D = 1000, {game}",
            str(times),
            result=f"a value with a denominator of {solution.value.denominator.bit_length():,} bits",
            required=f"under {1000 * seconds:g} ms" if required else "–",
            kept=times.median < seconds if required else None,
        )
    )
