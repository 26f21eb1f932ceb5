from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toymodels.populations.replicator import replicator

CHANCES = st.fractions(0, 3, max_denominator=7)


@given(st.lists(st.tuples(CHANCES.filter(bool), CHANCES.filter(bool)), min_size=1, max_size=4), st.integers(0, 6))
def test_constant_fitness_is_a_power(rows, generations):
    start = {str(i): weight for i, (weight, _) in enumerate(rows)}
    fitness = {str(i): fit for i, (_, fit) in enumerate(rows)}
    run = replicator(fitness, start, generations)
    left = [weight * fit**generations for weight, fit in rows]
    assert list(run.final.values()) == [amount / sum(left) for amount in left]
    floats = replicator({name: float(fit) for name, fit in fitness.items()}, start, generations)
    assert not floats.is_exact
    assert np.allclose(floats.shares, run.shares.astype(float), rtol=1e-12)


def test_blocks_of_floats_and_what_is_kept():
    fitness = dict(zip("abc", (0.5, 0.99, 1.0), strict=True))
    start = dict(zip("abc", (1.0, 1e9, 1.0), strict=True))
    run, every = replicator(fitness, start, 1000), replicator(fitness, start, 1000, every=7)
    left = np.array([[start[name] * fitness[name] ** n for name in "abc"] for n in range(1001)])
    assert np.allclose(run.shares, left / left.sum(axis=1, keepdims=True), rtol=1e-11, atol=0)
    assert np.allclose(every.shares, run.shares[every.generations], rtol=1e-11, atol=0)


def test_a_rock_paper_scissors_cycle_by_hand():
    game = np.array([[2, 1, 3], [3, 2, 1], [1, 3, 2]])
    run = replicator(lambda x: game @ x, {"rock": 1, "paper": 1, "scissors": 2}, 1)
    # fitnesses 9/4, 7/4, 2 with shares 1/4, 1/4, 1/2
    assert list(run.final.values()) == [Fraction(9, 32), Fraction(7, 32), Fraction(1, 2)]


def test_a_fitness_below_zero():
    with pytest.raises(ValueError, match="fitness must be >= 0, got -1"):
        replicator(lambda shares: np.array([1, -1]), {"a": 1, "b": 1}, 1)
    with pytest.raises(ValueError, match="fitness of 'b' must be a finite number >= 0, got -1"):
        replicator({"a": 1, "b": -1}, {"a": 1, "b": 1}, 1)


def test_nobody_left():
    with pytest.raises(ZeroDivisionError, match="every type that is left has fitness 0"):
        replicator({"a": 0, "b": 1}, {"a": 1, "b": 0}, 1)
    with pytest.raises(ZeroDivisionError, match="every type that is left has fitness 0"):
        replicator({"a": 0.0, "b": 1}, {"a": 1, "b": 0}, 1)
    assert replicator({"a": 0.0, "b": 1}, {"a": 1, "b": 0}, 0).final == {"a": 1.0, "b": 0.0}
