import pytest

from toymodels.models.selection import Selection


def test_types_and_their_faults():
    model = Selection(mistake="1/100", slip="1/50")
    assert list(model.start().values()) == [1, 1, 4, 2, 4]
    assert [str(rate) for rate in model.faults().values()] == ["1/100", "1/100", "1/20", "1/50", "1/2"]
    assert list(model.start()) == list(model.faults())


def test_domains():
    with pytest.raises(ValueError, match=r"slip must be in \[0, 1\], got 2"):
        Selection(slip=2)
    with pytest.raises(ValueError, match="deceptive must be a finite number >= 0, got -1"):
        Selection(deceptive=-1)
    with pytest.raises(ValueError, match=r"unknown dynamic 'bayes'.*known: filtering, replicator, moran"):
        Selection(dynamic="bayes")
    with pytest.raises(ValueError, match="population must be an integer >= 1, got 0"):
        Selection(population=0)
