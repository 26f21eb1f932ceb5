import pytest

from toymodels.causal_worlds import CausalWorld
from toymodels.models.pseudo_alignment import PseudoAlignment


def test_worlds_by_name_and_as_objects():
    model = PseudoAlignment("dust", "1/2")
    assert isinstance(model.world, CausalWorld)
    assert model == PseudoAlignment(model.world, "1/2")
    assert hash(model) == hash(PseudoAlignment(model.world, "1/2"))


def test_bad_input():
    with pytest.raises(ValueError, match="unknown world 'swepping': did you mean 'sweeping'"):
        PseudoAlignment("swepping")
    with pytest.raises(ValueError, match="temptation must be a finite number >= 0, got -1"):
        PseudoAlignment(temptation=-1)
