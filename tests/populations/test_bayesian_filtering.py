import itertools
from fractions import Fraction

import numpy as np
import pytest

from toymodels.populations.bayesian_filtering import bayesian_filtering

TYPES = {"fair": {"h": "1/2", "t": "1/2"}, "bent": {"h": "3/4", "t": "1/4"}, "double": {"h": 1}}
START = {"fair": 6, "bent": 3, "double": 1}


@pytest.mark.parametrize("outcomes", [list(word) for n in range(4) for word in itertools.product("ht", repeat=n)])
def test_by_counting(outcomes):
    """Of 10 * 4^3 coins of each kind the expected numbers that show just this are whole."""
    kinds = {"fair": (6, 2, 2), "bent": (3, 3, 1), "double": (1, 4, 0)}
    counts = {name: 640 * weight for name, (weight, _, _) in kinds.items()}
    for outcome in outcomes:
        counts = {name: Fraction(count * kinds[name][1 if outcome == "h" else 2], 4) for name, count in counts.items()}
    run = bayesian_filtering(TYPES, START, outcomes)
    assert list(run.final.values()) == [Fraction(count) / sum(counts.values()) for count in counts.values()]
    floats = bayesian_filtering(TYPES, {name: float(weight) for name, weight in START.items()}, outcomes, every=2)
    assert np.allclose(floats.shares, run.shares[floats.generations].astype(float), rtol=1e-12)


def test_nothing_underflows():
    run = bayesian_filtering(
        {"a": {"x": 1e-3, "y": 0.999}, "b": {"x": 2e-3, "y": 0.998}}, {"a": 1.0, "b": 1.0}, ["x"] * 500, every=500
    )
    assert run.final["a"] == pytest.approx(0.5**500, rel=1e-9)


def test_impossible_outcomes():
    for weight in (1, 1.0):
        with pytest.raises(ValueError, match="outcomes must be possible for some type that is left, got one that is not"):
            bayesian_filtering({"double": {"h": 1}}, {"double": weight}, ["h", "t"])


def test_other_types():
    with pytest.raises(ValueError, match="likelihoods must be those of the types fair, bent, got fair"):
        bayesian_filtering({"fair": {"h": 1}}, {"fair": 1, "bent": 1}, [])
    with pytest.raises(ValueError, match="likelihoods of 'fair' must sum to 1, got 1/2"):
        bayesian_filtering({"fair": {"h": "1/2"}}, {"fair": 1}, [])
