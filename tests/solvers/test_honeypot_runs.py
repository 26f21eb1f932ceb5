"""Waiting for signals in a row, against value iteration over all beliefs that any behaviour leads to, and simulation."""

import dataclasses
import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.models.honeypots import Honeypots
from toymodels.solvers.hidden_deployment import hidden_deployment
from toymodels.solvers.honeypot_runs import best_run, run_of
from toymodels.solvers.honeypots import honeypots
from toymodels.testing import instances


def weights(model, acts):
    """The chances, on a signal after these acts in a row, of training and of every age of deployment, up to a factor.

    Worked out forwards; after D signals in a row deployment began after the first of them, or not yet.
    """
    h, f = 1 / (1 + float(model.training)), float(model.rate * model.fidelity)
    training, deployed = (1 - h) * f, [h]
    for act in acts:
        training *= 1 - float(model.modification) * act
        training, deployed = training * (1 - h) * f, [training * h, *deployed][: model.deployment]
    return training, deployed


def best_worth(model):
    """The most that any behaviour brings, whatever it depends on, by value iteration."""
    h, f, p, g = (
        float(x) for x in (1 / (1 + Fraction(model.training)), model.rate * model.fidelity, model.modification, model.discount)
    )
    longest = model.deployment - 1
    rows = [acts for length in range(longest + 1) for acts in itertools.product((0, 1), repeat=length)]
    seen = {acts: weights(model, acts) for acts in rows}
    worth, start = dict.fromkeys(rows, 0.0), 0.0
    for _ in range(400):
        plain = max(g * start, 1 + g * (1 - p) * start)
        found = {}
        for acts, (training, deployed) in seen.items():
            over = deployed[longest] if len(deployed) > longest else 0
            options = []
            for act in (0, 1):
                kept = training * (1 - p * act)
                signal = kept * (h + (1 - h) * f) + sum(deployed) - over
                after = (*acts, act)[-longest:] if longest else ()
                options.append(
                    act * (training + sum(deployed)) + g * (kept * (1 - h) * (1 - f) * plain + signal * worth[after])
                )
            found[acts] = max(options) / (training + sum(deployed))
        before, start = start, (1 - h) * (1 - f) * plain + (h + (1 - h) * f) * found[()]
        if abs(start - before) + max(abs(found[acts] - worth[acts]) for acts in rows) < 1e-11:
            break
        worth = found
    return start


CASES = [
    Honeypots(rate=rate, training=m, deployment=D, modification=p, discount=g)
    for m, D, p, g in [
        (1, 1, 1, 1),
        (2, 2, "1/2", 1),
        (2, 4, 1, 1),
        (3, 5, "1/2", "9/10"),
        (1, 5, "1/5", 1),
        (4, 4, "9/10", "99/100"),
    ]
    for rate in ("1/10", "1/2", "4/5", "1")
]


@pytest.mark.parametrize("model", CASES, ids=str)
def test_no_behaviour_is_worth_more(model):
    assert float(best_run(model).worth) == pytest.approx(best_worth(model), abs=1e-8)


@settings(max_examples=100, deadline=None)
@given(instances(Honeypots, overlap=0, known_afterwards=False))
def test_the_best_wait_is_the_longest_of_the_best(model):
    best = best_run(model)
    worths = [run_of(model, signals).worth for signals in range(1, model.deployment + 1)]
    throughout = model.modification * model.discount * sum(model.discount**i for i in range(model.deployment))
    if best.signals:
        assert best.worth == max(worths)
        assert best.worth > max(worths[best.signals :], default=0) or model.training == 0
    else:
        assert best.worth > max(worths)
        assert throughout < 1 + model.training * (1 - model.discount)


@pytest.mark.parametrize("discount", ["4/5", "9/10", "19/20", "1"])
@pytest.mark.parametrize("rate", ["1/4", "1/2", "3/4", "1"])
def test_long_waits_discounted(discount, rate):
    """Deployments long enough for waits of three and more signals, where an impatient optimizer waits less."""
    for training, modification in itertools.product((1, 2, 4), ("1", "2/3")):
        model = Honeypots(rate, 1, training, 20, modification, discount=discount)
        worths = [run_of(model, signals).worth for signals in range(1, 21)]
        assert best_run(model).signals == max(signals for signals in range(1, 21) if worths[signals - 1] == max(worths))


@settings(max_examples=100, deadline=None)
@given(instances(Honeypots))
def test_knowing_afterwards_is_worth_something_but_the_threshold_is_the_same(model):
    known, unknown = (honeypots(dataclasses.replace(model, known_afterwards=knows)) for knows in (True, False))
    assert known.value >= unknown.value
    assert (known.threshold, known.least_fidelity, known.belief) == (unknown.threshold, unknown.least_fidelity, unknown.belief)
    assert (known.gain > 0) == (unknown.gain > 0)
    assert (known.gain < 0) == (unknown.gain < 0)
    if known.regime == "deterred":
        assert (unknown.regime, unknown.signals >= 2) == ("waits for several", True)
    else:
        assert (known.regime, known.signals, known.caught) == (unknown.regime, unknown.signals, unknown.caught)


@settings(max_examples=50, deadline=None)
@given(instances(Honeypots, overlap=0, discount=1, known_afterwards=False))
def test_undiscounted_the_wait_is_the_episodes_that_honeypots_cost_rounded_down_and_one(model):
    best = best_run(model)
    if model.modification * model.deployment >= 1 and model.training > 0:
        assert model.deployment - best.signals < best.worth <= model.deployment - best.signals + 1


@pytest.mark.parametrize(("rate", "modification", "signals"), [(0.5, 1.0, 2), (0.9, 0.8, 2), (0.9, 1.0, 2), (0.1, 1.0, 1)])
def test_an_endless_deployment_is_a_hidden_one(rate, modification, signals):
    """With discount 4/5 what comes after a hundred episodes is worth less than 1e-8, and the game is over then or not."""
    lengths = {length: (1 / 3) * (2 / 3) ** length for length in range(100)}
    lengths[100] = 1 - sum(lengths.values())
    hidden = HiddenDeployment(
        100, modification=modification, discount=0.8, detection=1, false_alarm=rate, training_length=lengths
    )
    best = best_run(Honeypots(rate, 1.0, 2.0, 100, modification, discount=0.8))
    assert best.signals == signals
    assert float(best.worth) == pytest.approx(hidden_deployment(hidden).value, abs=1e-7)


def test_by_hand():
    """One false alarm on average and three episodes of deployment: on a first signal A gets 3 or 1, each with one half.

    So to defect on the first signal is worth 2, as much as to be sure of what is left of deployment after one episode. If it
    waits for two and is caught with chance C from the start and with t from the first signal on, t = (1 + 9 C)/11 and
    C = (t + 9 C)/11.
    """
    model = Honeypots(rate="1/10", training=10, deployment=3, known_afterwards=False)
    assert [run_of(model, signals).worth for signals in (1, 2)] == [2, 2]
    solution = honeypots(model)
    assert (solution.threshold, solution.gain, solution.regime, solution.signals) == (
        model.rate,
        0,
        "waits for several",
        2,
    )
    assert solution.caught == Fraction(1, 13)


def test_simulation():
    model = Honeypots(rate="1/2", training=4, deployment=6, modification="1/2")
    best, rng = best_run(model), np.random.default_rng(5)
    assert best.signals == 2
    payoff = caught = 0
    for _ in range(4000):
        row, left = 0, model.deployment
        while left:
            if left < model.deployment or rng.random() < 1 / 5:
                left, row = left - 1, row + 1
                payoff += row >= best.signals
            elif rng.random() < 1 / 2:
                row += 1
                payoff += row >= best.signals
                if row >= best.signals and rng.random() < 1 / 2:
                    caught += 1
                    break
            else:
                row = 0
    assert payoff / 4000 == pytest.approx(float(best.worth), abs=0.15)
    assert caught / 4000 == pytest.approx(float(best.caught), abs=0.03)


def test_ends():
    assert best_run(Honeypots(rate=0, deployment=5)).signals == 1
    assert best_run(Honeypots(training=0, rate=1, deployment=5)) == (1, 5, 0)
    assert best_run(Honeypots(modification=0, rate="1/2", deployment=4)) == (0, 14, 0)
    solution = honeypots(Honeypots(rate=0.5, known_afterwards=False))
    assert isinstance(solution.value, float)
    assert solution.signals == honeypots(Honeypots(rate="1/2", known_afterwards=False)).signals == 4
    assert honeypots(Honeypots(overlap=1, known_afterwards=False)).signals is None
