import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.models.honeypots import Honeypots
from toymodels.solvers.honeypots import DETERRED, REGIMES, honeypots
from toymodels.testing import instances


def iterated(model, policy, episodes):
    """What a policy (act in plain training, act on the signal) is worth to an optimizer with so many episodes to go at most.

    State by state, forward: nothing of the closed form.
    """
    h, f, g = (
        Fraction(1) / (1 + Fraction(model.training)),
        Fraction(model.rate) * Fraction(model.fidelity),
        Fraction(model.discount),
    )
    unmodified, weight, total = Fraction(1), Fraction(1), Fraction(0)
    for _ in range(episodes):
        deployed = unmodified * h
        for i in range(model.deployment):
            total += deployed * weight * g**i * ((policy[1] == "A") if i == 0 else 1)
        training = unmodified * (1 - h)
        chance = f * (policy[1] == "A") + (1 - f) * (policy[0] == "A")
        total += weight * training * chance
        unmodified = training * (1 - model.modification * chance)
        weight *= g
    return total


@settings(max_examples=60, deadline=None)
@given(instances(Honeypots, training=2, known_afterwards=True))
def test_the_best_of_all_four_policies_summed_up_episode_by_episode(model):
    solution = honeypots(model)
    if model.overlap < 1:
        worths = {policy: iterated(model, policy, 60) for policy in ("BB", "BA", "AA", "AB")}
        deployed = sum(Fraction(model.discount) ** i for i in range(model.deployment))
        served = sum((Fraction(2, 3) * model.discount) ** t * (Fraction(1, 3) * deployed + Fraction(2, 3)) for t in range(60))
        best = max(worths.values())
        assert float(solution.value) == pytest.approx(float(model.overlap * served + (1 - model.overlap) * best), abs=1e-6)
        names = {"deterred": "BB", "defects on the signal": "BA", "defects throughout": "AA"}
        assert float(worths[names[solution.regime]]) == pytest.approx(float(best), abs=1e-6)
    assert solution.regime in REGIMES


@given(instances(Honeypots, overlap=0, known_afterwards=True))
def test_deterrence_is_a_matter_of_the_threshold(model):
    solution = honeypots(model)
    assert (solution.regime == DETERRED) == (solution.threshold is not None and model.rate >= solution.threshold)
    assert (solution.gain <= 0) == (solution.regime == DETERRED)
    if solution.threshold is not None:
        at = honeypots(dataclasses.replace(model, rate=solution.threshold))
        assert (at.regime, at.gain) == (DETERRED, 0)
        assert solution.least_fidelity == solution.threshold * model.fidelity


def test_by_hand():
    """Ten training episodes on average, six of deployment, no discount: from the second on deployment is worth 5.

    On the signal with honeypots in every second training episode the odds are 5 to 1 for training: 1 gained, 5/6 of 5 lost.
    """
    solution = honeypots(Honeypots(rate="1/2", fidelity=1, training=10, deployment=6))
    assert (solution.belief, solution.gain, solution.threshold) == (Fraction(1, 6), 1 - Fraction(25, 6), Fraction(1, 40))
    assert (solution.value, solution.caught) == (5, 0)


def test_who_is_caught():
    """Each of ten training episodes on average is a honeypot with probability 1/100: odds of 1 to 10."""
    solution = honeypots(Honeypots(rate="1/100", training=10, deployment=10))
    assert (solution.regime, solution.caught, solution.threshold) == ("defects on the signal", Fraction(1, 11), Fraction(1, 80))


def test_simulation():
    model = Honeypots(rate="1/100", training=10, deployment=10)
    rng = np.random.default_rng(3)
    caught, payoff, runs = 0, 0, 4000
    for _ in range(runs):
        while True:
            if rng.random() < 1 / 11:
                payoff += 10
                break
            if rng.random() < 0.01:
                payoff, caught = payoff + 1, caught + 1
                break
    solution = honeypots(model)
    assert caught / runs == pytest.approx(float(solution.caught), abs=0.015)
    assert payoff / runs == pytest.approx(float(solution.value), abs=0.15)


def test_none_deters():
    assert honeypots(Honeypots(fidelity=0)).threshold is None
    assert honeypots(Honeypots(fidelity=0)).least_fidelity == Fraction(1, 80)
    assert honeypots(Honeypots(training=0)).least_fidelity is None
    assert honeypots(Honeypots(deployment=1, discount="1/2")).regime == "defects throughout"
    assert honeypots(Honeypots(fidelity="1/100")).threshold is None


def test_overlap_and_floats_and_text():
    assert (honeypots(Honeypots(overlap=1)).regime, honeypots(Honeypots(overlap=2)).value) == ("serves", 40)
    floats = honeypots(Honeypots(rate=0.01))
    assert floats.threshold == pytest.approx(1 / 80)
    assert isinstance(floats.value, float)
    assert "threshold" in str(floats)
    assert "threshold" in floats._repr_html_()


@pytest.mark.parametrize("value", [sympy.Symbol("r"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="rate must be one number, got "):
        honeypots(Honeypots(rate=value))


def test_domains():
    with pytest.raises(ValueError, match=r"fidelity must be in \[0, 1\], got 2"):
        Honeypots(fidelity=2)
    with pytest.raises(ValueError, match="deployment must be an integer >= 1, got 0"):
        Honeypots(deployment=0)
