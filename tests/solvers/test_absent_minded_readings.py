"""The readings of absent-mindedness, each against sums over the courses of events and differences of returns."""

from collections import defaultdict
from fractions import Fraction

import pytest

from toymodels.models.memoryless_deceiver import MemorylessDeceiver
from toymodels.solvers.absent_minded_readings import BELIEFS
from toymodels.solvers.memoryless_deceiver import memoryless_deceiver

F = Fraction
MODELS = [
    MemorylessDeceiver(2, 3),
    MemorylessDeceiver(1, 3),
    MemorylessDeceiver(2, 2, "1/2", "1/3", "4/5"),
    MemorylessDeceiver(0, 2, discount="1/2"),
    MemorylessDeceiver(2, 0),
    MemorylessDeceiver(1, 2, overlap=3),
]


def ahead(model, rates, episode):
    """What the unmodified optimizer expects from an episode on, by its own count, with a rate of its own for each episode."""
    if episode == model.training + model.deployment:
        return 0
    x, g, w = rates[episode], model.discount, model.overlap
    left = model.training + model.deployment - episode - 1
    modified = sum(g**i * w for i in range(left))
    p = model.modification if episode < model.training else 0
    later = ahead(model, rates, episode + 1)
    return x * (1 + g * (p * modified + (1 - p) * later)) + (1 - x) * (w + g * later)


def beliefs(model, x):
    """The weights of the episodes by each belief, by adding up courses of events."""
    T, N = model.training, model.training + model.deployment
    met = [(1 - model.modification * x) ** min(t, T) for t in range(N)]
    runs = [(t + 1, met[t] * model.modification * x) for t in range(T)]
    runs.append((N, 1 - sum(chance for _, chance in runs)))
    shared = defaultdict(Fraction)
    for length, chance in runs:
        for t in range(length):
            shared[t] += F(chance) / length
    return {
        "frequency": met,
        "discounted frequency": [model.discount**t * chance for t, chance in enumerate(met)],
        "per run": [shared[t] for t in range(N)],
        "uniform": [1] * N,
        "first": [1, *[0] * (N - 1)],
    }


def gain(model, belief, change, x):
    """The difference that a change of x in this episode, or also later, makes to what is expected, to first order."""
    N, step = model.training + model.deployment, F(1, 10**9)
    weights = beliefs(model, x)[belief]
    total = 0
    for t, weight in enumerate(weights):
        rates = [[x] * N, [x] * N]
        for u in range(t, t + 1 if change == "this episode" else N):
            rates[0][u], rates[1][u] = x - step, x + step
        total += weight * (ahead(model, rates[1], t) - ahead(model, rates[0], t)) / (2 * step)
    return total / sum(weights)


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_every_reading_is_the_change_of_what_is_expected(model):
    solution = memoryless_deceiver(model)
    x = F(float(solution.defection))
    assert [reading.belief for reading in solution.readings] == list(BELIEFS) * 2
    for reading in solution.readings:
        due = float(gain(model, reading.belief, reading.change, x))
        assert float(reading.gain) == pytest.approx(due, abs=1e-9)
        assert reading.agrees == (abs(due) < 1e-9 or (due < 0 and x == 0) or (due > 0 and x == 1))
        for at in map(float, reading.action_optimal):
            slope = float(gain(model, reading.belief, reading.change, F(at)))
            assert abs(slope) < 1e-9 or (slope > 0 and at == 1) or (slope < 0 and at == 0)


def test_the_absent_minded_plan_stands_by_one_reading_and_not_by_the_other():
    """T = 1, D = 3, weights 1 and three times 1 - x: from now on pays (4 - 6 x) + (1 - x)(3 + 2 + 1), which is 0 at 5/6."""
    readings = {(one.belief, one.change): one for one in memoryless_deceiver(MemorylessDeceiver(1, 3)).readings}
    assert readings["frequency", "this episode"].gain == 0
    assert readings["frequency", "this episode"].action_optimal == (F(2, 3),)
    assert not readings["frequency", "from now on"].agrees
    assert readings["frequency", "from now on"].action_optimal == (F(5, 6),)
    assert readings["first", "from now on"].agrees


def test_which_readings_agree_with_a_mixed_plan():
    for discount, due in ((1, ["frequency", "discounted frequency"]), (F(23, 25), ["discounted frequency"])):
        solution = memoryless_deceiver(MemorylessDeceiver(3, 4, discount=discount))
        assert solution.regime == "mixes"
        agreeing = [(one.belief, one.change) for one in solution.readings if one.agrees]
        assert agreeing == [*((belief, "this episode") for belief in due), ("first", "from now on")]


def test_without_episodes_or_with_signals_there_is_nothing_to_read():
    assert memoryless_deceiver(MemorylessDeceiver(0, 0)).readings == ()
    assert memoryless_deceiver(MemorylessDeceiver(signal="a:1:0,b:0:1")).readings == ()


def test_all_probabilities_are_alike_to_the_indifferent():
    readings = memoryless_deceiver(MemorylessDeceiver(2, 3, overlap=1)).readings
    assert all(one.agrees and one.gain == 0 and one.action_optimal == () for one in readings)
