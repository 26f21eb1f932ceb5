"""Smallest separating sets of random objectives, and the same by scipy's mixed-integer program and by plain enumeration."""

import itertools
import time

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from benchmarks.measurements import Figure, Stopwatch, Times
from toymodels.models.identifiability import Identifiability
from toymodels.solvers.identifiability import excluders_of, identifiability
from toymodels.solvers.objective_tables import random_objectives
from toymodels.solvers.separating_sets import smallest_separating_set

SECONDS = 10
SIZES = [(12, 200, 0.3), (20, 1000, 0.2), (30, 300, 0.2), (40, 200, 0.1)]
"""Environments, objectives, and the share of environments in which an objective differs from the base objective."""

pytestmark = pytest.mark.benchmark(timer=time.process_time)


def drawn(environments, objectives, share):
    """A random table, none of it for training."""
    return Identifiability(random_objectives(objectives, environments, share, np.random.default_rng(1)), 0)


def by_program(table):
    """The size of a smallest separating set by scipy's solver as it is."""
    differs = np.array([row for row in table if any(row)], float)
    ones = np.ones(differs.shape[1])
    return round(milp(ones, integrality=ones.astype(int), bounds=Bounds(0, 1), constraints=LinearConstraint(differs, lb=1)).fun)


def by_enumeration(table):
    """The size of a smallest separating set by trying all sets, the small ones first."""
    rivals = [mask for mask in excluders_of(table) if mask]
    bits = [1 << e for e in range(len(table[0]))]
    for size in range(len(bits) + 1):
        for chosen in itertools.combinations(bits, size):
            union = sum(chosen)
            if all(rival & union for rival in rivals):
                return size
    raise AssertionError("all environments separate")


@pytest.mark.parametrize("size", SIZES)
def test_everything_about_a_table(benchmark, report, size):
    """The set, how many there are, greed, both games, and random environments."""
    model = drawn(*size)
    solution = benchmark.pedantic(lambda: identifiability(model), rounds=5, warmup_rounds=1)
    times = Times(tuple(benchmark.stats.stats.data))
    report(
        Figure(
            f"identifiability of {size[1]:,} objectives in {size[0]} environments",
            str(times),
            result=f"{solution.separating_size} environments needed, proved by {solution.proof}",
            required=f"under {SECONDS} s",
            kept=times.median < SECONDS,
        )
    )


@pytest.mark.parametrize("size", SIZES)
def test_against_the_mixed_integer_program(benchmark, report, size):
    table = drawn(*size).objectives
    masks = [mask for mask in excluders_of(table) if mask]
    peer = Stopwatch(lambda: by_program(table))
    found = benchmark.pedantic(lambda: smallest_separating_set(masks), setup=peer, rounds=3, warmup_rounds=1)
    assert len(found.environments) == by_program(table)
    times, theirs = Times(tuple(benchmark.stats.stats.data)), peer.times(3)
    report(
        Figure(
            f"a smallest separating set, {size[1]:,} objectives in {size[0]} environments, in integers",
            str(times),
            f"scipy's milp, in floats: {theirs}",
            f"{theirs.median / times.median:.3g} times as fast, the same size",
        )
    )


def test_against_plain_enumeration(benchmark, report):
    size = SIZES[0]
    table = drawn(*size).objectives
    masks = [mask for mask in excluders_of(table) if mask]
    peer = Stopwatch(lambda: by_enumeration(table))
    found = benchmark.pedantic(lambda: smallest_separating_set(masks), setup=peer, rounds=3, warmup_rounds=1)
    assert len(found.environments) == by_enumeration(table)
    times, theirs = Times(tuple(benchmark.stats.stats.data)), peer.times(3)
    report(
        Figure(
            f"a smallest separating set, {size[1]} objectives in {size[0]} environments",
            str(times),
            f"all sets tried in Python: {theirs}",
            f"{theirs.median / times.median:.3g} times as fast, the same size",
        )
    )
