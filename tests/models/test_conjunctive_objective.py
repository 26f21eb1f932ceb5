import pytest

from toymodels.models.conjunctive_objective import ConjunctiveObjective


@pytest.mark.parametrize("name", ["wanted", "samples"])
def test_counts(name):
    with pytest.raises(ValueError, match=f"{name} must be an integer >= 0, got -1"):
        ConjunctiveObjective(**{name: -1})


def test_no_more_is_wanted_than_there_is():
    with pytest.raises(ValueError, match="wanted must be at most the number of features, 2, got 3"):
        ConjunctiveObjective(features=2, wanted=3)
    with pytest.raises(ValueError, match=r"presence must be in \[0, 1\], got 2"):
        ConjunctiveObjective(presence=2)
