"""What it costs to begin: processes started afresh, one after the other."""

import subprocess
import sys

import pytest

from benchmarks.measurements import Figure, Stopwatch, Times, children_time

ROUNDS = 15

pytestmark = pytest.mark.benchmark(timer=children_time)


def python(*arguments):
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def test_importing_costs_little_more_than_numpy(benchmark, report):
    numpy = Stopwatch(lambda: python("-c", "import numpy"), children_time)
    benchmark.pedantic(python, ("-c", "import toymodels"), setup=numpy, rounds=ROUNDS, warmup_rounds=1)
    ours, other = Times(tuple(benchmark.stats.stats.data)), numpy.times(ROUNDS)
    excess = ours.median - other.median
    report(
        Figure(
            "import toymodels",
            str(ours),
            f"import numpy: {other}",
            f"{1000 * excess:+.1f} ms",
            "at most +100 ms",
            excess <= 0.1,
        )
    )


def test_importing_the_solver_that_it_leads_to(benchmark, report):
    benchmark.pedantic(python, ("-c", "from toymodels import EpisodeGame, solve"), rounds=ROUNDS, warmup_rounds=1)
    report(Figure("from toymodels import EpisodeGame, solve", str(Times(tuple(benchmark.stats.stats.data)))))


@pytest.mark.parametrize("options", [(), ("--json",)], ids=["text", "json"])
def test_the_command_line_answers_at_once(benchmark, report, options):
    command = ("-m", "toymodels", "solve", "episode-game", "--training", "2", "--deployment", "3", *options)
    benchmark.pedantic(python, command, rounds=ROUNDS, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    name = f"toymodels {' '.join(command[2:])}"
    report(Figure(name, str(times), required="under 500 ms", kept=times.median < 0.5))
