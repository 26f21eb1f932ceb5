"""Populations of 1,000 types over 10,000 generations, next to SciPy's integrator of the replicator equation."""

import time

import numpy as np
import pytest
from scipy.integrate import odeint

from benchmarks.measurements import Figure, Stopwatch, Times
from toymodels.models.selection import Selection
from toymodels.populations.bayesian_filtering import bayesian_filtering
from toymodels.populations.moran import moran
from toymodels.populations.replicator import replicator
from toymodels.solvers.selection import selection

TYPES, GENERATIONS, SECONDS = 1000, 10_000, 2
FAULTS = np.random.default_rng(7).uniform(0, 0.01, TYPES)
NAMES = [f"type {i}" for i in range(TYPES)]
START = dict.fromkeys(NAMES, 1.0)
SIZE = f"{TYPES:,} types, {GENERATIONS:,} generations"

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def by_replicator():
    return replicator(dict(zip(NAMES, np.exp(-FAULTS).tolist(), strict=True)), START, GENERATIONS)


def by_filtering():
    likelihoods = {name: {"good": 1 - fault, "fault": fault} for name, fault in zip(NAMES, FAULTS.tolist(), strict=True)}
    return bayesian_filtering(likelihoods, START, ["good"] * GENERATIONS)


def by_moran():
    fitness = dict(zip(NAMES, (1 - FAULTS).tolist(), strict=True))
    return moran(fitness, dict.fromkeys(NAMES, 1), GENERATIONS, np.random.default_rng(3))


def neutral_moran():
    """All types alike, which takes longest to settle."""
    return moran(dict.fromkeys(NAMES, 1), dict.fromkeys(NAMES, 1), GENERATIONS, np.random.default_rng(3))


def by_scipy():
    """The replicator equation dx_i/dt = x_i (Σ_j x_j f_j - f_i), as SciPy integrates it, at the same times."""
    shares = np.full(TYPES, 1 / TYPES)
    times = np.arange(GENERATIONS + 1.0)
    return odeint(lambda x, _: x * (x @ FAULTS - FAULTS), shares, times, rtol=1e-8, atol=1e-12, mxstep=5000, ml=0, mu=0)


@pytest.mark.parametrize("dynamic", [by_replicator, by_filtering])
def test_shares_next_to_scipy(benchmark, report, dynamic):
    peer = Stopwatch(by_scipy)
    run = benchmark.pedantic(dynamic, setup=peer, rounds=7, warmup_rounds=1)
    assert run.shares.shape == (GENERATIONS + 1, TYPES)
    weights = np.exp(-FAULTS * GENERATIONS) if dynamic is by_replicator else (1 - FAULTS) ** GENERATIONS
    assert np.allclose(run.shares[-1], weights / weights.sum(), rtol=1e-8, atol=1e-14)
    times = Times(tuple(benchmark.stats.stats.data))
    theirs = peer.times(len(times.rounds))
    off = float(np.abs(by_scipy()[-1] - by_replicator().shares[-1]).max())
    report(
        Figure(
            f"{run.method}, {SIZE}, every one kept",
            str(times),
            f"odeint of SciPy, replicator equation: {theirs}",
            result=f"{times.median / theirs.median:.1f} of its time; its last shares are {off:.0e} off",
            required=f"under {SECONDS} s",
            kept=times.median < SECONDS,
        )
    )


@pytest.mark.parametrize("dynamic", [by_moran, neutral_moran], ids=["selection", "neutral"])
def test_chance(benchmark, report, dynamic):
    run = benchmark.pedantic(dynamic, rounds=7, warmup_rounds=1)
    assert run.shares[-1].max() == 1
    times = Times(tuple(benchmark.stats.stats.data))
    kind = "neutral" if dynamic is neutral_moran else "faults of up to 1 %"
    report(
        Figure(
            f"Moran, {TYPES:,} individuals, {SIZE}, {kind}",
            str(times),
            result=f"one type is left after {int(np.argmax(run.shares.max(axis=1) == 1)):,} generations",
            required=f"under {SECONDS} s",
            kept=times.median < SECONDS,
        )
    )


def test_the_moran_chain_of_a_model(benchmark, report):
    solution = benchmark.pedantic(selection, (Selection(dynamic="moran"),), rounds=15, warmup_rounds=1)
    assert 0 < solution.deceptive_limit < 1
    times = Times(tuple(benchmark.stats.stats.data))
    report(Figure("selection, Moran chain of 20 candidates, 100 episodes and the limit", str(times), result="231 states"))
