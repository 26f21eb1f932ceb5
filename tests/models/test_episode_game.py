from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from tests.strategies import episode_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.closed_form import closed_form
from toymodels.training import Phase

F = Fraction


def last_deceptive(game):
    """Whether B is optimal in the last episode of training, and whether in the first."""
    solution = closed_form(game)
    return "B" in solution.optimal_actions(game.training - 1), "B" in solution.optimal_actions(0)


def test_the_worked_example():
    """Two episodes of B cost 2 and save 3: B, B, A, A, A is worth 3, always A is worth 1 and then B for ever 0."""
    solution = closed_form(EpisodeGame(training=2, deployment=3, modification=1, overlap=0, discount=1))
    assert solution.plan == "BBAAA"
    assert solution.value == 3
    assert solution.regime == "deceptive"
    assert solution.ties == ()


def test_the_defaults_are_the_worked_example():
    assert EpisodeGame() == EpisodeGame(2, 3, 1, 0, 1, 0, 0, 0)


@pytest.mark.parametrize("training", [1, 2, 7])
@pytest.mark.parametrize(("deployment", "agreement"), [(3, F(0)), (4, F(1, 4)), (5, F(2, 5))])
def test_without_discount_deception_starts_at_p_times_conflicts_ahead_of_one(training, deployment, agreement):
    threshold = 1 / (deployment * (1 - agreement))
    step = F(1, 10**9)
    for modification, acts in ((threshold - step, {"A"}), (threshold, {"A", "B"}), (threshold + step, {"B"})):
        game = EpisodeGame(training, deployment, modification, deployment_agreement=agreement)
        solution = closed_form(game)
        assert {solution.optimal_actions(t) for t in range(training)} == {frozenset(acts)}


@pytest.mark.parametrize(
    ("training", "deployment", "root"),
    [(1, 2, "0.6180339887"), (2, 2, "0.7548776662"), (2, 3, "0.6823278038")],
)
def test_with_certain_modification_deception_starts_at_the_root_of_a_geometric_sum(training, deployment, root):
    """All of training is B iff g^T + ... + g^(T+D-1) >= 1, where the same sum of rationals changes sign."""
    below, above = F(root) - F(1, 10**10), F(root) + F(1, 10**10)
    for g, deceptive in ((below, False), (above, True)):
        assert (sum(g**i for i in range(training, training + deployment)) > 1) is deceptive
        assert ("B" in closed_form(EpisodeGame(training, deployment, discount=g)).optimal_actions(0)) is deceptive
        assert ("B" in closed_form(EpisodeGame(training, deployment, discount=float(g))).optimal_actions(0)) is deceptive


@pytest.mark.parametrize("overlap", [F(-3), F(1, 2), F(999, 1000)])
@given(game=episode_games())
def test_overlap_below_one_cancels_out_of_the_policy(overlap, game):
    fields = vars(game)
    plain, overlapping = (closed_form(EpisodeGame(**fields | {"overlap": w})) for w in (0, overlap))
    assert plain.choices == overlapping.choices
    assert plain.policy == overlapping.policy


@given(game=episode_games())
def test_agreement_in_training_leaves_the_plan_as_it_is(game):
    fields = vars(game)
    plans = {closed_form(EpisodeGame(**fields | {"training_agreement": tau})).plan for tau in (0, F(1, 3), 1)}
    assert len(plans) == 1


@given(game=episode_games())
def test_monitoring_never_deters(game):
    conflict = {
        sets["mesa", "conflict"] for phase_sets in [closed_form(game).choices] for sets in list(phase_sets)[game.training :]
    }
    assert all("A" in acts for acts in conflict) or game.overlap > 1


def test_monitoring_shortens_the_deployment_looked_forward_to():
    """q = 1 and α = 0 leave one conflict of deployment: as good as D = 1."""
    watched = EpisodeGame(training=3, deployment=9, monitoring=1, modification=F(1, 2))
    assert closed_form(watched).plan == "A" * 12
    assert closed_form(EpisodeGame(**vars(watched) | {"monitoring": F(1, 2)})).optimal_actions(0) == {"A"}  # 1 - 2^-9
    assert closed_form(EpisodeGame(**vars(watched) | {"monitoring": F(1, 3)})).optimal_actions(0) == {"B"}


def test_the_policy_switches_once():
    """p = 1/4, g = 9/10, u_0 = 6.513: p g^j u_0 is 1.47, 1.32, 1.19, 1.07, .961: four episodes of B."""
    solution = closed_form(EpisodeGame(training=10, deployment=10, modification=F(1, 4), discount=F(9, 10)))
    assert solution.plan == "AAAAAABBBBAAAAAAAAAA"
    assert solution.regime == "partly deceptive"
    assert solution.deceptive_episodes == 4


@given(game=episode_games())
def test_plans_are_as_then_bs_then_as(game):
    plan = closed_form(game).plan
    training, deployment = plan[: game.training], plan[game.training :]
    assert "BA" not in training
    assert set(deployment) <= ({"A"} if game.overlap < 1 else {"B"})


def test_where_one_a_is_all_there_is_training_but_its_last_is_ties():
    """p = g = 1 and no deployment: one A whenever, and then none."""
    solution = closed_form(EpisodeGame(training=4, deployment=0))
    assert [sorted(solution.optimal_actions(t)) for t in range(4)] == [["A", "B"]] * 3 + [["A"]]
    assert solution.value == 1
    assert solution.deceptive_episodes == 3
    assert solution.plan == "AAAA"
    rare = closed_form(EpisodeGame(training=3, deployment=4, deployment_agreement=F(4, 5)))  # u_0 = 4/5
    assert [sorted(rare.optimal_actions(t)) for t in range(3)] == [["A", "B"]] * 2 + [["A"]]
    assert rare.value == 1 + F(16, 5)


def test_the_impatient_are_modified_with_the_probability_of_their_defections():
    """The chance of being modified over T - m defections is 1 - (1 - p (1 - τ))^(T - m), by evaluating the policy."""
    p, tau, g = F(1, 3), F(1, 4), F(1, 2)
    game = EpisodeGame(training=6, deployment=10, modification=p, training_agreement=tau, discount=g)
    solution = closed_form(game)
    defections = solution.plan[:6].count("A")
    assert defections > 0
    unmodified = F(1)
    for t in range(6):
        acts = solution.policy[t]["mesa", "conflict"]
        unmodified *= 1 - p * (1 - tau) * (acts == "A")
    assert 1 - unmodified == 1 - (1 - p * (1 - tau)) ** defections


def test_the_game_that_it_states():
    game = EpisodeGame(3, 4, F(1, 2), F(1, 3), F(1, 5), F(1, 6), F(1, 7), F(1, 8)).training_game()
    assert game.base == "base"
    assert game.start == "mesa"
    assert game.states == {"mesa": "mesa", "base": "base"}
    assert game.actions == {"mesa": ("B", "A"), "base": ("B", "A")}
    assert game.discount == F(1, 5)
    assert game.phases == (
        Phase(
            "training",
            3,
            {"conflict": F(5, 6), "agreement": F(1, 6)},
            {("mesa", "conflict", "A"): {"base": F(1, 2), "mesa": F(1, 2)}},
            training=True,
        ),
        Phase(
            "deployment",
            4,
            {"conflict": F(6, 7), "agreement": F(1, 7)},
            {("mesa", "conflict", "A"): {"base": F(1, 8), "mesa": F(7, 8)}},
        ),
    )
    for state in ("mesa", "base"):
        assert game.payoffs["mesa", state, "conflict", "A"] == 1
        assert game.payoffs["mesa", state, "conflict", "B"] == F(1, 3)
        assert game.payoffs["base", state, "conflict", "A"] == 0
        assert game.payoffs["base", state, "conflict", "B"] == 1
        assert {game.payoffs[phi, state, "agreement", a] for phi in ("mesa", "base") for a in "AB"} == {1}


def test_parameters_of_every_kind():
    p = sympy.Symbol("p")
    assert EpisodeGame(modification="1/3").modification == F(1, 3)
    assert EpisodeGame(modification=0.5).training_game().phases[0].kernel["mesa", "conflict", "A"]["mesa"] == 0.5
    assert EpisodeGame(modification=p).training_game().phases[0].kernel["mesa", "conflict", "A"]["mesa"] == 1 - p
    array = np.array([0.25, 1.0])
    row = EpisodeGame(modification=array).training_game().phases[0].kernel["mesa", "conflict", "A"]
    assert row["mesa"].tolist() == [0.75, 0]


@pytest.mark.parametrize("name", ["training", "deployment"])
@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (-1, ValueError, "{} must be an integer >= 0, got -1"),
        ("5/2", ValueError, "{} must be an integer >= 0, got 5/2"),
        (2.0, TypeError, r"{} must be an integer >= 0, got the float 2\.0"),
        (True, TypeError, "{} must be a number, got True"),
        (None, TypeError, "{} must be a number, got None of type NoneType"),
        (float("nan"), ValueError, "{} must be finite, got nan"),
        (np.array([]), TypeError, "{} must be an integer >= 0, got an array of float64"),
        (np.array([1, -2]), ValueError, "{} must be an integer >= 0, got -2"),
    ],
)
def test_horizons_are_integers_from_nought(name, value, error, message):
    with pytest.raises(error, match=message.format(name)):
        EpisodeGame(**{name: value})


@pytest.mark.parametrize("name", ["modification", "discount", "training_agreement", "deployment_agreement", "monitoring"])
@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ("3/2", ValueError, r"{} must be in \[0, 1\], got 3/2"),
        (-0.25, ValueError, r"{} must be in \[0, 1\], got -0\.25"),
        (float("inf"), ValueError, "{} must be finite, got inf"),
        (np.array([0.5, np.nan]), ValueError, "{} must be finite, got nan"),
        (np.array([]), ValueError, "{} must not be an empty array"),
        (False, TypeError, "{} must be a number, got False"),
        ("half", ValueError, "{} must be a number such as 1/3 or 0.35, got 'half'"),
        ([0.5], TypeError, r"{} must be a number, got \[0.5\] of type list"),
    ],
)
def test_probabilities_and_the_discount_are_in_the_unit_interval(name, value, error, message):
    with pytest.raises(error, match=message.format(name)):
        EpisodeGame(**{name: value})


def test_overlap_is_any_finite_number():
    assert EpisodeGame(overlap=-(10**30)).overlap == -(10**30)
    with pytest.raises(ValueError, match="overlap must be finite, got -inf"):
        EpisodeGame(overlap=float("-inf"))


def test_symbolic_and_array_horizons_state_no_game():
    with pytest.raises(TypeError, match="episodes of phase 'training' must be one integer, got T"):
        EpisodeGame(training=sympy.Symbol("T")).training_game()
    with pytest.raises(TypeError, match="episodes of phase 'deployment' must be one integer, got "):
        EpisodeGame(deployment=np.array([1, 2])).training_game()
