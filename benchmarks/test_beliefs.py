"""Hidden deployment with a signal and a constant hazard: long horizons in floats and in rationals, and how cost grows.

The cost depends on the signal: a weak one leaves more beliefs at which different plans are best. The slowest setting of a
two-valued signal that we know in floats is the last below.
"""

import time
from fractions import Fraction

import pytest

import toymodels as tm
from benchmarks.measurements import Figure, Stopwatch, Times, in_words
from toymodels.signals import Signal

ROUNDS = 3
SETTINGS = {
    "detection 9/10, false alarm 1/10, hazard 1/20, p = 1/2": ("1/20", "1/2", "9/10", "1/10"),
    "detection 3/4, false alarm 1/4, hazard 1/50, p = 1": ("1/50", 1, "3/4", "1/4"),
    "detection 3/5, false alarm 2/5, hazard 1/20, p = 1/2": ("1/20", "1/2", "3/5", "2/5"),
}
THREE_VALUED = {
    "weak": Signal({"a": "1/2", "b": "3/10", "c": "1/5"}, {"a": "1/4", "b": "1/4", "c": "1/2"}),
    "one value only in training": Signal({"a": "1/2", "b": "1/3", "c": "1/6"}, {"b": "1/4", "c": "3/4"}),
}
UNFOLDED = 10

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def model(episodes, setting, kind=Fraction):
    """The game in exact numbers, or with ``float`` in floats."""
    hazard, modification, detection, false_alarm = (kind(Fraction(value)) for value in SETTINGS[setting])
    return tm.HiddenDeployment(episodes, hazard, modification, detection=detection, false_alarm=false_alarm)


def usual_time(game):
    """The processor time of one solution, in words."""
    watch = Stopwatch(lambda: tm.solve(game))
    for _ in range(ROUNDS):
        watch()
    return in_words(watch.times(ROUNDS).median)


@pytest.mark.parametrize("setting", SETTINGS)
def test_200_episodes_in_floats(benchmark, report, setting):
    game, half = model(200, setting, float), model(100, setting, float)
    shorter = Stopwatch(lambda: tm.solve(half))
    solution = benchmark.pedantic(tm.solve, (game,), setup=shorter, rounds=ROUNDS, warmup_rounds=1)
    assert isinstance(solution.value, float)
    times, before = Times(tuple(benchmark.stats.stats.data)), shorter.times(ROUNDS)
    growth = f"100 episodes: {before}; 50: {usual_time(model(50, setting, float))}"
    ratio = f"{times.median / before.median:.3g} times the cost of 100"
    report(Figure(f"200 hidden episodes in floats, {setting}", str(times), growth, ratio, "under 2 s", times.median < 2))


@pytest.mark.parametrize("setting", SETTINGS)
def test_40_episodes_exactly(benchmark, report, setting):
    game, half = model(40, setting), model(20, setting)
    shorter = Stopwatch(lambda: tm.solve(half))
    solution = benchmark.pedantic(tm.solve, (game,), setup=shorter, rounds=ROUNDS, warmup_rounds=1)
    rough = tm.solve(model(40, setting, float))
    assert float(solution.value) == pytest.approx(rough.value, abs=1e-7)
    times, before = Times(tuple(benchmark.stats.stats.data)), shorter.times(ROUNDS)
    growth = f"20 episodes: {before}; 10: {usual_time(model(10, setting))}"
    ratio = f"{times.median / before.median:.3g} times the cost of 20"
    report(Figure(f"40 hidden episodes exactly, {setting}", str(times), growth, ratio, "under 10 s", times.median < 10))


@pytest.mark.parametrize(
    ("signal", "episodes"),
    [("weak", 20), ("weak", 30), ("weak", 35), ("one value only in training", 20), ("one value only in training", 40)],
)
def test_a_three_valued_signal_exactly(benchmark, report, signal, episodes):
    game = tm.HiddenDeployment(episodes, "1/20", "1/2", signal=THREE_VALUED[signal])
    benchmark.pedantic(tm.solve, (game,), rounds=1 if episodes > 30 else ROUNDS)
    times = Times(tuple(benchmark.stats.stats.data))
    report(Figure(f"{episodes} hidden episodes exactly, a signal of three values ({signal}), hazard 1/20, p = 1/2", str(times)))


def test_ten_episodes_against_storm(benchmark, report, storm_beliefs):
    setting = "detection 3/5, false alarm 2/5, hazard 1/20, p = 1/2"
    game, answers = model(UNFOLDED, setting, float), []
    peer = Stopwatch(lambda: answers.append(storm_beliefs.unfolded(game)))
    solution = benchmark.pedantic(tm.solve, (game,), setup=peer, rounds=ROUNDS, warmup_rounds=1)
    assert solution.value == pytest.approx(answers[-1].value, rel=1e-9)
    ours, theirs = Times(tuple(benchmark.stats.stats.data)), peer.times(ROUNDS)
    report(
        Figure(
            f"{UNFOLDED} hidden episodes in floats, {setting}",
            str(ours),
            f"Storm, belief by belief: {theirs}, {answers[-1].beliefs:,} beliefs",
            f"{theirs.median / ours.median:.3g} times as fast",
        )
    )
