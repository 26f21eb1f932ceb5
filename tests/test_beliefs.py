import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy

from toymodels import beliefs
from toymodels.beliefs import (
    HiddenPhase,
    belief_after_episode,
    belief_after_signal,
    belief_after_survival,
    next_beliefs,
    reachable_beliefs,
)
from toymodels.signals import (
    Signal,
    calendar,
    conditional_hazards,
    lengths_by_hazards,
    no_signal,
    noisy_detector,
    perfect_trigger,
    training_lengths,
)


def posterior(lengths, signal, modification, acts, seen):
    """P(deployed in the episode of the last observation | acts, observations, unmodified), summed over training lengths."""
    likelihoods = signal.likelihoods()
    joint = {True: Fraction(0), False: Fraction(0)}
    for length, chance in lengths.items():
        weight = Fraction(chance)
        for t, observation in enumerate(seen, 1):
            weight *= likelihoods[observation][t > length]
        for t, act in enumerate(acts, 1):
            weight *= 1 - modification if act == "A" and t <= length else 1
        joint[len(seen) > length] += weight
    total = sum(joint.values())
    return (joint[True] / total if total else None), total


@pytest.mark.parametrize(
    "lengths", [{0: Fraction(1, 4), 1: Fraction(1, 4), 3: Fraction(1, 2)}, {2: Fraction(2, 3), 9: Fraction(1, 3)}]
)
@pytest.mark.parametrize("modification", [Fraction(1, 3), Fraction(1)])
def test_one_belief_after_another_is_the_posterior_over_all_training_lengths(lengths, modification):
    signal = Signal({"a": "1/2", "b": "1/3", "c": "1/6"}, {"b": "1/4", "c": "3/4"})
    hazards = conditional_hazards(lengths, 4)
    for acts in itertools.product("AB", repeat=3):
        for seen in itertools.product("abc", repeat=4):
            belief, total = posterior(lengths, signal, modification, acts, seen)
            if total == 0:
                continue
            step = hazards[0]
            for t, observation in enumerate(seen):
                step = belief_after_signal(step, signal.likelihoods()[observation])
                if t < 3:
                    survived = belief_after_survival(step, modification if acts[t] == "A" else 0)
                    step = belief_after_episode(survived, hazards[t + 1])
            assert step == belief


def test_next_beliefs_sum_to_the_chance_of_not_being_modified():
    phase = HiddenPhase((Fraction(1, 2), Fraction(1, 3)), noisy_detector("3/4", "1/4"), Fraction(1, 2))
    assert sum(next_beliefs(phase, 0, 0, "B").values()) == 1
    assert sum(next_beliefs(phase, 1, Fraction(1, 5), "A").values()) == 1 - Fraction(4, 5) / 2
    assert next_beliefs(HiddenPhase((0, 0), no_signal(), 1), 1, 0, "A") == {}


def test_equal_beliefs_are_merged():
    """Alarms with odds 2 and 1/2 and no hazard: only how many of each there were matters."""
    phase = HiddenPhase((Fraction(1, 2), 0, 0, 0), noisy_detector("2/3", "1/3"), 0)
    assert [len(layer) for layer in reachable_beliefs(phase)] == [2, 3, 4, 5]
    assert reachable_beliefs(HiddenPhase((), no_signal(), 0)) == []


def test_too_many_beliefs(monkeypatch):
    monkeypatch.setattr(beliefs, "_MOST_STATES", 3)
    with pytest.raises(ValueError, match="the reachable beliefs must be at most 3, got more by episode 2"):
        reachable_beliefs(HiddenPhase((Fraction(1, 2), Fraction(1, 3)), noisy_detector("3/4", "1/4"), Fraction(1, 2)))


def test_a_calendar_says_nothing_before_its_date():
    phase = HiddenPhase((Fraction(1, 2), 0, 0), calendar(3), 1)
    assert phase.likelihoods(2) == {"quiet": (1, 1)}
    assert phase.likelihoods(3) == perfect_trigger().likelihoods()
    assert calendar(1) == perfect_trigger()
    assert phase.episodes == 3


def test_hazards_and_lengths_are_two_ways_to_say_the_same():
    hazards = (Fraction(1, 5), 0, Fraction(1, 2), Fraction(1, 3))
    assert conditional_hazards(lengths_by_hazards(hazards), 4) == hazards
    assert conditional_hazards({1: 1}, 4) == (0, 1, 1, 1)
    assert conditional_hazards({1: 0.5, 2: 0.5}, 3) == (0, 0.5, 1)
    assert lengths_by_hazards([]) == ((0, 1),)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: training_lengths({0: "1/2", 1: "1/3"}), ValueError, "training_length must sum to 1, got 5/6"),
        (lambda: training_lengths({0: 0.5, 1: 0.6}), ValueError, r"training_length must sum to 1, got 1\.1"),
        (
            lambda: training_lengths([(0, "1/2"), (0, "1/2")]),
            ValueError,
            r"training_length must name nothing twice, got \[0, 0\]",
        ),
        (lambda: training_lengths({0: "3/2", 1: "-1/2"}), ValueError, r"probability of 0 must be in \[0, 1\], got 3/2"),
        (
            lambda: training_lengths({0.5: 1}),
            TypeError,
            r"a number of training episodes must be an integer >= 0, got the float",
        ),
        (lambda: training_lengths({0: sympy.Symbol("x")}), TypeError, "probability of 0 must be one number, got x"),
        (lambda: training_lengths("half"), TypeError, "a finite sequence of pairs, got a value of type str"),
        (lambda: lengths_by_hazards(itertools.repeat(0.5)), TypeError, "hazards must be a finite sequence .* of type repeat"),
        (lambda: lengths_by_hazards("0.5"), TypeError, "hazards must be a finite sequence"),
        (lambda: lengths_by_hazards([0, 2]), ValueError, r"hazard 2 must be in \[0, 1\], got 2"),
        (lambda: lengths_by_hazards([np.array([0.5])]), TypeError, "hazard 1 must be one number"),
        (lambda: Signal({"a": 1}, {"a": 0, "b": "1/2"}), ValueError, "likelihoods in deployment must sum to 1, got 1/2"),
        (
            lambda: Signal({"a": 2}, {"a": 1}),
            ValueError,
            r"likelihoods in training: probability of 'a' must be in \[0, 1\], got 2",
        ),
        (
            lambda: Signal({"a": 1, "b": 0}, {"a": 1}),
            ValueError,
            "observation 'b' must be possible in training or in deployment",
        ),
        (lambda: Signal({"a": 1}, {"a": 1}, 0), ValueError, "first_episode must be an integer >= 1, got 0"),
        (lambda: noisy_detector(1, "5/4"), ValueError, r"false_alarm must be in \[0, 1\], got 5/4"),
        (lambda: belief_after_signal(0, (0, 1)), ValueError, "must be possible at belief 0"),
        (lambda: belief_after_survival(0, 1), ValueError, "must be possible at belief 0"),
    ],
)
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()
