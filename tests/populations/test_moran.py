import numpy as np
import pytest

from toymodels.populations.moran import moran
from toymodels.populations.moran_chain import final_shares


def test_monte_carlo_against_the_equations():
    fitness, start = {"good": 1.0, "fair": 0.8, "bad": 0.5}, {"good": 2, "fair": 3, "bad": 3}
    exact = final_shares(fitness, start)
    rng = np.random.default_rng(12)
    runs = [moran(fitness, start, 200, rng, every=200).final for _ in range(800)]
    for name, chance in exact.items():
        error = np.sqrt(chance * (1 - chance) / 800)
        assert np.mean([run[name] for run in runs]) == pytest.approx(chance, abs=4 * error)


def test_one_generation_on_average():
    """Neutral types keep their shares on average; a generation is N events, so that N = 2 settles with probability 3/4."""
    rng = np.random.default_rng(4)
    runs = [moran({"a": 1, "b": 1}, {"a": 1, "b": 1}, 1, rng).final["a"] for _ in range(2000)]
    assert np.mean(runs) == pytest.approx(0.5, abs=0.04)
    assert np.mean([run in (0, 1) for run in runs]) == pytest.approx(3 / 4, abs=0.04)


def test_rows_and_seeds():
    first, second = (moran({"a": 1, "b": 0.9}, {"a": 5, "b": 5}, 20, np.random.default_rng(9), every=5) for _ in range(2))
    assert first.shares.tolist() == second.shares.tolist()
    assert first.generations.tolist() == [0, 5, 10, 15, 20]
    assert np.allclose(first.shares.sum(axis=1), 1)


def test_who_has_no_offspring():
    """A fertile individual can only be replaced by a fertile one; where there is none nothing happens."""
    for seed in range(5):
        rng = np.random.default_rng(seed)
        assert moran({"fertile": 1, "barren": 0}, {"fertile": 1, "barren": 3}, 200, rng).final["fertile"] == 1
        unchanged = moran({"fertile": 1, "b": 0, "c": 0}, {"fertile": 0, "b": 1, "c": 1}, 3, rng).final
        assert unchanged == {"fertile": 0, "b": 0.5, "c": 0.5}


def test_a_far_fitter_type_that_is_not_there_costs_no_time():
    run = moran({"a": 1, "b": 2, "c": 1e12}, {"a": 4, "b": 4, "c": 0}, 100, np.random.default_rng(1))
    assert run.final["a"] + run.final["b"] == 1


def test_rare_births_take_several_batches():
    run = moran({"a": 1, "b": 1e-3}, {"a": 1, "b": 30}, 200, np.random.default_rng(5))
    assert run.final == {"a": 1, "b": 0}


def test_bad_input():
    rng = np.random.default_rng(0)
    with pytest.raises(TypeError, match=r"start of 'a' must be an integer >= 0, got the float 1.5"):
        moran({"a": 1}, {"a": 1.5}, 1, rng)
    with pytest.raises(ValueError, match="start must not be 0 for every type"):
        moran({"a": 1}, {"a": 0}, 1, rng)
    with pytest.raises(ValueError, match="fitness of 'a' must be a finite number >= 0, got -1"):
        moran({"a": -1}, {"a": 1}, 1, rng)
