from fractions import Fraction

import pytest

from toymodels.models.memoryless_deceiver import MemorylessDeceiver


def test_the_defaults_are_the_example_of_the_literature():
    model = MemorylessDeceiver()
    assert (model.training, model.deployment, model.modification, model.overlap, model.discount) == (2, 3, 1, 0, 1)
    assert model.signals is None


def test_signals_are_read_exactly():
    model = MemorylessDeceiver(signals=[("1/3", 0), ("2/3", "1")])
    assert model.signals == ((Fraction(1, 3), 0), (Fraction(2, 3), 1))


def test_signals_in_floats_may_be_off_by_rounding():
    assert MemorylessDeceiver(signals=((0.1, 0.7), (0.2, 0.2), (0.7, 0.1))).signals[2] == (0.7, 0.1)


@pytest.mark.parametrize(
    ("signals", "message"),
    [
        ((("1/3", 1), ("1/3", 0)), "probabilities of the signals in training must sum to 1, got 2/3"),
        (((1, 0.5), (0, 0.4)), "probabilities of the signals in deployment must sum to 1, got 0.9"),
        ((("3/2", 1), ("-1/2", 0)), r"P\(signal 0 \| training\) must be in \[0, 1\], got 3/2"),
        (((1, 1), (0, 0)), "signal 1 must be possible in training or in deployment, got probability 0 in both"),
        ((), "signals must be pairs"),
        (((1, 0, 0),), "signals must be pairs"),
        ("ab", "signals must be pairs"),
    ],
)
def test_signals_must_be_distributions(signals, message):
    with pytest.raises(ValueError, match=message):
        MemorylessDeceiver(signals=signals)


def test_a_parameter_outside_its_domain_is_an_error():
    with pytest.raises(ValueError, match=r"discount must be in \[0, 1\], got 2"):
        MemorylessDeceiver(discount=2)
