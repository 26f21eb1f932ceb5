import numpy as np
import pytest

from toymodels.solvers.objective_tables import conjunctions, random_objectives


def test_random_objectives():
    table = random_objectives(2000, 5, 0.25, np.random.default_rng(0))
    assert table[0] == (0,) * 5
    assert np.mean(table[1:]) == pytest.approx(0.25, abs=0.02)
    assert table == random_objectives(2000, 5, 0.25, np.random.default_rng(0))
    assert random_objectives(2, 1, 1, np.random.default_rng(0)) == ((0,), (1,))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 1, 0.5), "objectives must be at least 1, got 0"),
        ((1, 0, 0.5), "environments must be at least 1, got 0"),
        ((1, 1, 1.5), r"disagreement must be in \[0, 1\], got 1.5"),
    ],
)
def test_bad_sizes(arguments, message):
    with pytest.raises(ValueError, match=message):
        random_objectives(*arguments, np.random.default_rng(0))


def test_conjunctions():
    assert conjunctions(2, 2, 0) == ((0, 0, 0, 1), (1, 1, 1, 1))
    assert len(conjunctions(4, 1)) == 16
    assert sorted(map(sum, conjunctions(3, 1))) == [1, 2, 2, 2, 4, 4, 4, 8]
    with pytest.raises(ValueError, match=r"wanted must be in \[0, 2\], the number of features, got 3"):
        conjunctions(2, 3)
    with pytest.raises(ValueError, match="largest must be at least 0, got -1"):
        conjunctions(2, 1, -1)
