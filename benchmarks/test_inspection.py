"""Inspection games in rational numbers: the table of all games up to 100 stages, and single games with 300."""

import time
from fractions import Fraction

import pytest

from benchmarks.measurements import Figure, Times
from toymodels.models.inspection_game import InspectionGame
from toymodels.solvers.inspection_closed_form import inspection_states, inspection_table
from toymodels.solvers.inspection_game import inspection_game
from toymodels.solvers.inspection_recursion import inspection_recursion

STAGES, SECONDS = 100, 2
LONG = InspectionGame(300, 150)

pytestmark = pytest.mark.benchmark(timer=time.process_time)


@pytest.mark.parametrize("penalty", [1, Fraction(2, 7)], ids=str)
def test_the_table_of_all_games(benchmark, report, penalty):
    table = benchmark.pedantic(inspection_table, (STAGES, penalty), rounds=15, warmup_rounds=1)
    found = inspection_recursion(30, 12, 1, penalty)
    assert table[30][12] == found[30, 12, 1]
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            f"inspection games with n <= {STAGES}, m <= n, k = 1, b = {penalty}: values and both strategies",
            str(times),
            result=f"{sum(map(len, table)):,} games",
            required=f"under {SECONDS} s",
            kept=times.median < SECONDS,
        )
    )


def test_a_long_game(benchmark, report):
    solution = benchmark.pedantic(inspection_game, (LONG,), rounds=51, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    result = f"a value with a denominator of {solution.value.denominator.bit_length()} bits"
    report(Figure("inspection game, n = 300, m = 150, k = 1, with payoffs and commitment", str(times), result=result))


@pytest.mark.parametrize("solver", [inspection_states, inspection_recursion], ids=["closed form", "recursion"])
def test_all_states_of_a_long_game(benchmark, report, solver):
    states = benchmark.pedantic(solver, (LONG.stages, LONG.inspections), rounds=5, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    report(Figure(f"{solver.__name__}, n = 300, m = 150, k = 1", str(times), result=f"{len(states):,} states"))
