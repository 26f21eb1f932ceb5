import dataclasses
import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy

from toymodels.beliefs import HiddenPhase
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.signals import Signal, no_signal, noisy_detector, perfect_trigger
from toymodels.solvers.backward_induction import backward_induction


def test_a_training_length_or_a_hazard():
    assert HiddenDeployment(max_episodes=3, hazard="1/3").hidden_phase() == HiddenPhase(
        (0, Fraction(1, 3), Fraction(1, 3)), no_signal(), 1
    )
    lengths = HiddenDeployment(max_episodes=3, training_length={2: "1/2", 0: "1/2"})
    assert lengths.training_length == ((0, Fraction(1, 2)), (2, Fraction(1, 2)))
    assert lengths.hidden_phase().hazards == (Fraction(1, 2), 0, 1)
    assert dataclasses.replace(lengths, overlap=0) == lengths
    assert len({lengths, lengths}) == 1
    assert lengths.hazard is None
    assert HiddenDeployment(max_episodes=0).hidden_phase().hazards == ()
    assert HiddenDeployment() == HiddenDeployment(hazard="1/2")


def test_nothing_is_dropped_beside_a_training_length():
    """Not even the hazard that is the default."""
    for hazard in ("1/2", 0, "1/3"):
        with pytest.raises(
            ValueError, match=f"hazard and training_length must not both be given, got {hazard} and 1:1/2,2:1/2"
        ):
            HiddenDeployment(hazard=hazard, training_length="1:1/2,2:1/2")
    with pytest.raises(ValueError, match="hazard and training_length must not both be given, got 1/2 and 3:1"):
        dataclasses.replace(HiddenDeployment(), training_length={3: 1})
    with pytest.raises(TypeError, match="modification must be a number, got None"):
        HiddenDeployment(modification=None)


def test_lengths_and_signals_as_text():
    assert HiddenDeployment(training_length="1:1/2,2:0.5") == HiddenDeployment(training_length={1: "1/2", 2: "1/2"})
    signal = Signal({"odd": "1/4", "even": "3/4"}, {"odd": 1}, 2)
    assert HiddenDeployment(signal="odd:1/4:1, even:3/4:0@2").hidden_phase().signal.likelihoods() == signal.likelihoods()
    assert str(HiddenDeployment(signal=signal).signal) == "odd:1/4:1,even:3/4:0@2"


def test_detection_and_false_alarm_are_a_signal():
    assert HiddenDeployment(detection=1).hidden_phase().signal == perfect_trigger()
    assert HiddenDeployment(signal=perfect_trigger()).hidden_phase().signal == perfect_trigger()
    assert HiddenDeployment(detection="1/2", false_alarm="1/3").hidden_phase().signal == noisy_detector("1/2", "1/3")


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"training_length": {1: "1/2"}}, ValueError, "training_length must sum to 1, got 1/2"),
        ({"training_length": {-1: 1}}, ValueError, "a number of training episodes must be an integer >= 0, got -1"),
        ({"training_length": itertools.repeat(0.5)}, TypeError, "training_length must be a mapping .* of type repeat"),
        ({"hazard": itertools.repeat(0.5)}, TypeError, "hazard must be a number, got repeat"),
        ({"hazard": "3/2"}, ValueError, r"hazard must be in \[0, 1\], got 3/2"),
        ({"detection": 2}, ValueError, r"detection must be in \[0, 1\], got 2"),
        ({"signal": "alarm"}, ValueError, "signal must be written like odd:1/4:1,even:3/4:0, got 'alarm'"),
        ({"signal": 0.5}, TypeError, "signal must be a Signal or None, got 0.5"),
        ({"signal": no_signal(), "detection": 1}, ValueError, "detection and false_alarm must be 0 beside a signal, got 1, 0"),
    ],
)
def test_what_is_refused(values, error, message):
    with pytest.raises(error, match=message):
        HiddenDeployment(**values)


@pytest.mark.parametrize(
    "values", [{"hazard": sympy.Symbol("h")}, {"discount": np.array([0.5])}, {"detection": sympy.Symbol("d")}]
)
def test_formulas_and_arrays_state_no_phase(values):
    with pytest.raises(TypeError, match="must be one number, got "):
        HiddenDeployment(**values).hidden_phase()


def test_by_hand():
    """Two episodes with certain modification and training over with probability 1/2 after the first: A then, or A in both.

    B first: the last A is worth 1. A first: 1, and again 1 only if it is not modified, for it is in training.
    With a hazard before the first episode of 1/3 (training lengths 0 and 2) A first is worth 1 + 1/3.
    """
    assert backward_induction(HiddenDeployment(max_episodes=2).belief_game()).value == 1
    hidden = HiddenDeployment(max_episodes=2, training_length={0: "1/3", 2: "2/3"}, overlap="1/2")
    assert backward_induction(hidden.belief_game()).value == Fraction(1, 2) * 2 + Fraction(1, 2) * Fraction(4, 3)
    three = Signal({"x": "1/2", "y": "1/2"}, {"y": "1/2", "z": "1/2"})
    assert backward_induction(dataclasses.replace(hidden, overlap=0, signal=three).belief_game()).value == Fraction(4, 3)
    assert backward_induction(HiddenDeployment(max_episodes=0).belief_game()).value == 0
