"""The best plan against enumeration of all policies that depend on history, games over beliefs, limits, and simulation."""

import dataclasses
import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from toymodels.beliefs import HiddenPhase
from toymodels.models.episode_game import EpisodeGame
from toymodels.models.hidden_deployment import HiddenDeployment
from toymodels.signals import Signal, calendar, no_signal, noisy_detector, perfect_trigger
from toymodels.solvers import belief_plans
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.belief_plans import belief_plan
from toymodels.solvers.belief_plans_in_floats import belief_plan_in_floats
from toymodels.solvers.hidden_deployment import REGIMES, hidden_deployment
from toymodels.testing import instances

THREE = Signal({"a": "1/2", "b": "1/3", "c": "1/6"}, {"b": "1/4", "c": "3/4"})


def worth_of_acts(model, length, acts):
    """What acts are worth by the original objective if training lasts so long: A while unmodified pays 1, all else w."""
    total, unmodified = Fraction(0), Fraction(1)
    for t, act in enumerate(acts, 1):
        total += model.discount ** (t - 1) * (model.overlap + (1 - model.overlap) * unmodified * (act == "A"))
        unmodified *= 1 - model.modification if act == "A" and t <= length else 1
    return total


def worths_of_all_policies(model, lengths, signal):
    """What every map from the observations so far to an act is worth, by simple sums over training lengths and observations."""
    N, seen = model.max_episodes, [""] if signal is None else [*signal.likelihoods()]
    points = [h for n in range(1, N + 1) for h in itertools.product(seen, repeat=n)]
    histories = {}
    for history in itertools.product(seen, repeat=N):
        weights = dict(lengths)
        for length, (t, observation) in itertools.product(lengths, enumerate(history, 1)):
            weights[length] *= 1 if signal is None else signal.likelihoods()[observation][t > length]
        places = [points.index(history[:t]) for t in range(1, N + 1)]
        histories[history] = (
            places,
            {
                acts: float(sum(weight * worth_of_acts(model, length, acts) for length, weight in weights.items()))
                for acts in itertools.product("AB", repeat=N)
            },
        )
    for acts in itertools.product("AB", repeat=len(points)):
        yield sum(worths[tuple(acts[i] for i in places)] for places, worths in histories.values())


@pytest.mark.parametrize("modification", [Fraction(1, 2), Fraction(1)])
@pytest.mark.parametrize("discount", [Fraction(1), Fraction(4, 5)])
@pytest.mark.parametrize(
    "lengths", [{0: Fraction(1, 4), 2: Fraction(3, 4)}, {1: Fraction(1, 2), 2: Fraction(1, 3), 5: Fraction(1, 6)}]
)
@pytest.mark.parametrize(("signal", "episodes"), [(None, 5), (noisy_detector("3/4", "1/4"), 3), (THREE, 2)])
def test_no_policy_that_depends_on_history_does_better(modification, discount, lengths, signal, episodes):
    model = HiddenDeployment(episodes, None, modification, Fraction(1, 3), discount, training_length=lengths, signal=signal)
    best = max(worths_of_all_policies(model, lengths, signal))
    assert float(hidden_deployment(model).value) == pytest.approx(best, rel=1e-13)


@settings(max_examples=60, deadline=None)
@given(instances(HiddenDeployment, max_episodes=st.integers(0, 4)))
def test_the_game_over_beliefs_has_the_same_value_and_acts(model):
    solution = hidden_deployment(model)
    game = backward_induction(model.belief_game())
    assert solution.value == game.value
    for t, choices in enumerate(game.choices):
        if t and model.overlap < 1:
            for (state, context), acts in choices.items():
                reached = context == "conflict" and state != "base" and (state, context, "A") in game.game.phases[t].kernel
                if reached:
                    belief, threshold = state[1], solution.thresholds[t]
                    assert ("A" in acts) == (belief >= threshold)
                    assert ("B" in acts) == (belief <= threshold and (threshold > 0 or "B" in acts))
    assert solution.regime in REGIMES
    assert 0 <= solution.value_of_information <= max(0, solution.value_knowing_length - solution.value)


phases = st.builds(
    HiddenPhase,
    st.lists(
        st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 3), Fraction(1, 2), Fraction(1)]), min_size=1, max_size=7
    ).map(tuple),
    st.sampled_from(
        [no_signal(), perfect_trigger(), calendar(3), noisy_detector("3/4", "1/4"), noisy_detector("1/3", 0), THREE]
    ),
    st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(9, 10), Fraction(1)]),
)


@settings(max_examples=80, deadline=None)
@given(phases, st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(9, 10), Fraction(1)]))
def test_histories_and_cells_and_floats_agree(phase, discount):
    plan = belief_plan(phase, discount)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(belief_plans, "_FEWEST_CELLS", 0)
        patch.setattr(belief_plans, "_CELLS_PER_HISTORY", 0)
        assert belief_plan(phase, discount) == plan
    rough = belief_plan_in_floats(phase, float(discount))
    assert rough.value == pytest.approx(float(plan.value))
    for name in ("thresholds", "myopic_thresholds", "prices"):
        assert getattr(rough, name) == pytest.approx([float(number) for number in getattr(plan, name)], abs=1e-9)


def test_longer_games_in_floats_and_by_histories(monkeypatch):
    model = HiddenDeployment(max_episodes=24, hazard="1/20", modification="1/2", detection="9/10", false_alarm="1/10")
    plan = belief_plan(model.hidden_phase(), 1)
    monkeypatch.setattr(belief_plans, "_FEWEST_CELLS", 30)
    monkeypatch.setattr(belief_plans, "_CELLS_PER_HISTORY", 1)
    assert belief_plan(model.hidden_phase(), 1) == plan
    monkeypatch.setattr("toymodels.solvers.belief_arrays._FEW", 50)
    rough = belief_plan_in_floats(model.hidden_phase(), 1.0)
    assert rough.value == pytest.approx(float(plan.value), abs=1e-6)
    assert rough.thresholds == pytest.approx([float(b) for b in plan.thresholds], abs=1e-6)
    for name in ("training_defections", "deployment_defections"):
        assert getattr(rough, name) == pytest.approx([float(b) for b in getattr(plan, name)], abs=1e-5)
    assert rough.probes == pytest.approx([float(b) for b in plan.probes], abs=1e-12)


def test_likely_beliefs_are_followed_each_by_itself(monkeypatch):
    """Those that share a cell hardly differ in worth, but may do in acts: merging all makes the chances of probes wrong."""
    signal = noisy_detector("19/20", "2/5")
    phase = HiddenPhase((0, *[Fraction(3, 100)] * 22), signal, Fraction(1, 2))
    exact = [float(chance) for chance in belief_plan(phase, 1).probes]
    assert belief_plan_in_floats(phase, 1.0).probes == pytest.approx(exact, abs=1e-12)
    monkeypatch.setattr("toymodels.solvers.belief_plans_in_floats._HEAVIEST", 20)
    assert belief_plan_in_floats(phase, 1.0).probes == pytest.approx(exact, abs=1e-12)
    monkeypatch.setattr("toymodels.solvers.belief_plans_in_floats._HEAVIEST", 0)
    merged = belief_plan_in_floats(phase, 1.0).probes
    assert merged == pytest.approx(exact, abs=1e-3)
    assert merged != pytest.approx(exact, abs=1e-5)


def simulated(model, solution, signal, lengths, rng, runs):
    """Mean payoff and the shares of runs with A in training and in deployment, by episode, playing by the thresholds."""
    N, p = model.max_episodes, float(model.modification)
    names = [*signal.likelihoods()]
    chances = np.array([[float(pair[phase]) for pair in signal.likelihoods().values()] for phase in (0, 1)])
    total, counts = 0.0, np.zeros((2, N))
    hazards = model.hidden_phase().hazards
    for _ in range(runs):
        length = rng.choice([*lengths], p=[float(chance) for chance in lengths.values()])
        x, y = 1.0, 0.0
        for t in range(1, N + 1):
            h = float(hazards[t - 1])
            x, y = x * (1 - h), y + x * h
            deployed = t > length
            seen = rng.choice(len(names), p=chances[int(deployed)])
            x, y = x * chances[0, seen], y * chances[1, seen]
            if y / (x + y) >= float(solution.thresholds[t - 1]):
                total += float(model.discount) ** (t - 1)
                counts[int(deployed), t - 1] += 1
                x *= 1 - p
                if not deployed and rng.random() < p:
                    break
    return total / runs, counts / runs


def test_simulation():
    lengths = {1: Fraction(1, 4), 3: Fraction(1, 2), 9: Fraction(1, 4)}
    signal = noisy_detector("4/5", "1/5")
    model = HiddenDeployment(6, modification="2/3", discount="9/10", training_length=lengths, signal=signal)
    solution = hidden_deployment(model)
    mean, counts = simulated(model, solution, signal, lengths, np.random.default_rng(5), 6000)
    assert mean == pytest.approx(float(solution.value), abs=0.06)
    assert counts[0] == pytest.approx([float(chance) for chance in solution.training_defections], abs=0.03)
    assert counts[1] == pytest.approx([float(chance) for chance in solution.deployment_defections], abs=0.03)


def test_training_that_never_ends():
    solution = hidden_deployment(HiddenDeployment(max_episodes=4, hazard=0))
    assert (solution.value, solution.regime, solution.value_of_information) == (1, "defects throughout", 0)
    assert sum(solution.deployment_defections) == 0


def test_training_of_one_episode():
    solution = hidden_deployment(HiddenDeployment(max_episodes=4, hazard=1))
    assert (solution.value, solution.regime, solution.modified) == (3, "deceptive", 0)
    assert solution.deployment_defections == (0, 1, 1, 1)


@pytest.mark.parametrize(("training", "deployment"), [(0, 2), (2, 3), (3, 1)])
@pytest.mark.parametrize("modification", ["1/4", "1/2", 1])
def test_a_known_length_is_the_episode_game(training, deployment, modification):
    model = HiddenDeployment(training + deployment, None, modification, "1/3", "9/10", training_length={training: 1})
    game = EpisodeGame(training, deployment, modification, "1/3", "9/10")
    solution = hidden_deployment(model)
    assert solution.value == solution.value_seeing_phase == solution.value_knowing_length == backward_induction(game).value


def test_a_perfect_trigger_is_perfect_information():
    solution = hidden_deployment(HiddenDeployment(max_episodes=6, hazard="1/3", detection=1, overlap="1/4"))
    assert solution.value_of_information == 0
    assert solution.value <= solution.value_knowing_length
    late = hidden_deployment(HiddenDeployment(max_episodes=6, hazard="1/3", overlap="1/4", signal=calendar(3)))
    never = hidden_deployment(HiddenDeployment(max_episodes=6, hazard="1/3", overlap="1/4"))
    assert never.value < late.value < solution.value


def test_certain_modification_without_a_signal_is_one_choice_of_when():
    h, g, N = Fraction(1, 5), Fraction(9, 10), 8
    sums = [sum(g**i for i in range(n)) for n in range(N + 1)]
    best = max(g ** (k - 1) * (1 + (1 - (1 - h) ** (k - 1)) * g * sums[N - k]) for k in range(1, N + 1))
    assert hidden_deployment(HiddenDeployment(N, h, discount=g)).value == best


def test_a_probe_by_hand():
    """Training is over or lasts 3 of 6 episodes, and modification is certain.

    At the belief b, A now is worth 1 + 5 b and waiting is worth 3, so A is optimal from b = 2/5 on. If survival taught
    nothing it would wait afterwards: A pays 1 now and loses 3 (1 - b), so it would be optimal from b = 2/3 on, but that
    from 1/2 on waiting is worse than to defect in the next episode too, 1 + 4 b > 3, which leaves 1 in training to lose.
    """
    model = HiddenDeployment(max_episodes=6, training_length={0: "9/20", 3: "11/20"})
    solution = hidden_deployment(model)
    assert (solution.thresholds[0], solution.myopic_thresholds[0], solution.probe_prices[0]) == (
        Fraction(2, 5),
        Fraction(1, 2),
        Fraction(4, 5),
    )
    assert (solution.probes[0], solution.probe_losses[0], solution.modified) == (1, Fraction(11, 20), Fraction(11, 20))
    assert solution.regime == "probes"
    floats = hidden_deployment(dataclasses.replace(model, training_length={0: 0.45, 3: 0.55}, overlap=0.5))
    assert floats.regime == "probes"
    assert floats.probe_prices[0] == pytest.approx(0.4)
    assert floats.value == pytest.approx(0.5 * 6 + 0.5 * float(solution.value))


@pytest.mark.parametrize(
    ("model", "regime"),
    [
        (HiddenDeployment(overlap=1), "serves"),
        (HiddenDeployment(overlap=2), "serves"),
        (HiddenDeployment(max_episodes=0), "serves"),
        (HiddenDeployment(modification=0), "defects throughout"),
        (HiddenDeployment(detection=1), "deceptive"),
        (HiddenDeployment(), "gambles"),
        (HiddenDeployment(modification=0.0), "defects throughout"),
        (HiddenDeployment(max_episodes=0, discount=0.5), "serves"),
    ],
)
def test_regimes(model, regime):
    solution = hidden_deployment(model)
    assert solution.regime == regime
    assert "regime" in str(solution)
    assert regime in solution._repr_html_()


def test_overlap_of_one_or_more():
    assert hidden_deployment(HiddenDeployment(overlap=1)).thresholds == (0,) * 5
    assert hidden_deployment(HiddenDeployment(overlap=2)).thresholds == (None,) * 5
    assert hidden_deployment(HiddenDeployment(overlap=2)).value == 10


def test_formulas_are_refused():
    with pytest.raises(TypeError, match="overlap must be one number, got w"):
        hidden_deployment(HiddenDeployment(overlap=sympy.Symbol("w")))


@pytest.mark.parametrize(
    ("hazards", "signal"),
    [
        (["1/3", "0", "1/2", "0", "1/10", "1/2", "1/3", "1/2", "0"], noisy_detector("9/10", "1/10")),
        (["1/10", "0", "0", "0", "1/10", "1/10", "1/10"], noisy_detector("2/3", "1/3")),
        (["1/3", "1/10", "1/10", "0", "1/3", "1/2", "0", "1/3", "1/10"], noisy_detector("2/3", "1/3")),
    ],
)
def test_myopic_thresholds_at_kinks(hazards, signal):
    """The bracket of tangents finds what a scan of all cells finds."""
    phase = HiddenPhase(tuple(map(Fraction, hazards)), signal, 1)
    plan, rough = belief_plan(phase, 1), belief_plan_in_floats(phase, 1.0)
    assert rough.myopic_thresholds == pytest.approx([float(b) for b in plan.myopic_thresholds], abs=1e-12)
    assert rough.prices == pytest.approx([float(price) for price in plan.prices], abs=1e-12)
    assert any(low < high for low, high in zip(plan.thresholds, plan.myopic_thresholds, strict=True))
    assert rough.probes == pytest.approx([float(chance) for chance in plan.probes], abs=1e-9)


@pytest.mark.parametrize(
    ("hazards", "discount", "signal"),
    [
        (["0", "3/20", "1/20", "1/20", "1/4", "1/20", "3/20", "1/10", "1/4", "3/20", "0"], "87/100", ("1/2", "2/5")),
        (["0", "1/20", "0", "1/5", "1/10", "0", "1/5", "1/20", "1/10", "1/4", "1/5"], "22/25", ("7/10", "3/10")),
    ],
)
def test_a_threshold_far_from_that_of_the_next_episode(hazards, discount, signal):
    """Newton's steps leave the bracket here, and the mediant of numbers of many digits hardly divides it."""
    phase = HiddenPhase(tuple(map(Fraction, hazards)), noisy_detector(*signal), Fraction(1, 2))
    plan, rough = belief_plan(phase, Fraction(discount)), belief_plan_in_floats(phase, float(Fraction(discount)))
    assert rough.thresholds == pytest.approx([float(b) for b in plan.thresholds], abs=1e-12)
    assert rough.value == pytest.approx(float(plan.value), abs=1e-12)


def test_the_price_of_a_probe_where_the_threshold_is_a_kink():
    """Rounding must not take the price of the plans just below the threshold, where no probe is."""
    signal = Signal({"a": "5/9", "b": "2/9", "c": "2/9"}, {"a": "4/9", "b": "2/9", "c": "1/3"})
    phase = HiddenPhase(tuple(map(Fraction, ["0", "1/10", "1/4", "0", "1/20"])), signal, 1)
    plan, rough = belief_plan(phase, 1), belief_plan_in_floats(phase, 1.0)
    assert rough.prices == pytest.approx([float(price) for price in plan.prices], abs=1e-9)
