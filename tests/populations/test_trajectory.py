from fractions import Fraction

import numpy as np
import pytest

from toymodels.populations.replicator import replicator
from toymodels.populations.trajectory import kept_generations, weights

RUN = replicator({"slow": 1, "fast": 2}, {"slow": 1, "fast": 1}, 3, every=2)


def test_what_is_kept():
    assert RUN.generations.tolist() == [0, 2, 3]
    assert RUN.of("fast").tolist() == [Fraction(1, 2), Fraction(4, 5), Fraction(8, 9)]
    assert (RUN.is_exact, RUN.final) == (True, {"slow": Fraction(1, 9), "fast": Fraction(8, 9)})
    assert str(RUN) == "replicator, generation 3: slow: 1/9 (0.111111); fast: 8/9 (0.888889)"


def test_another_type():
    with pytest.raises(ValueError, match="type must be one of slow, fast, got 'medium'"):
        RUN.of("medium")


def test_weights():
    assert weights({"a": 0.5, "b": 1}, "start").dtype == float
    assert weights({"b": 1, "a": 2}, "start", ("a", "b")).tolist() == [2, 1]
    with pytest.raises(ValueError, match="start must have a number for each type, got 0 for 0 types"):
        weights({}, "start")
    with pytest.raises(ValueError, match="fitness must have a number for each type, got 1 for 2 types"):
        weights({"a": 1}, "fitness", ("a", "b"))
    with pytest.raises(ValueError, match="start of 'a' must be a finite number >= 0, got -1"):
        weights({"a": -1}, "start")
    with pytest.raises(ValueError, match="start must not be 0 for every type"):
        weights({"a": 0, "b": 0.0}, "start")


def test_generations():
    assert kept_generations(0, 5).tolist() == [0]
    assert np.array_equal(kept_generations(4, 2), [0, 2, 4])
    with pytest.raises(ValueError, match="generations must be an integer >= 0, got -1"):
        kept_generations(-1, 1)
    with pytest.raises(ValueError, match="every must be an integer >= 1, got 0"):
        kept_generations(1, 0)
