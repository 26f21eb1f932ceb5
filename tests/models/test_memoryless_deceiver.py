from fractions import Fraction

import pytest

from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.signals import Signal


def test_the_defaults_are_the_example_of_the_literature():
    model = MemorylessDeceiver()
    assert (model.training, model.deployment, model.modification, model.overlap, model.discount) == (2, 3, 1, 0, 1)
    assert model.signal is model.likelihoods is None


def test_a_signal_is_read_exactly():
    model = MemorylessDeceiver(signal="odd:1/3:0,even:2/3:1")
    assert model.likelihoods == ((Fraction(1, 3), 0), (Fraction(2, 3), 1))
    assert model == MemorylessDeceiver(signal=Signal({"odd": "1/3", "even": "2/3"}, {"odd": 0, "even": 1}))


def test_a_signal_begins_in_the_first_episode():
    with pytest.raises(ValueError, match="signal must begin in the first episode, as no episode is told from another, got @3"):
        MemorylessDeceiver(signal="odd:1/3:0,even:2/3:1@3")


def test_a_parameter_outside_its_domain_is_an_error():
    with pytest.raises(ValueError, match=r"discount must be in \[0, 1\], got 2"):
        MemorylessDeceiver(discount=2)
