import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from tests.strategies import episode_games, training_games
from tests.training_games import ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.solvers.simulation import simulation

F = Fraction


def rng():
    return np.random.default_rng(20190605)


@settings(max_examples=25)
@given(training_games() | episode_games())
def test_the_mean_is_the_value_within_five_standard_errors(game):
    solution = backward_induction(game)
    result = simulation(game, solution.policy, rng(), plays=2000)
    assert abs(result.mean - float(solution.value)) <= 5 * result.standard_error + 1e-9


def test_plans_that_are_not_optimal_too():
    game = EpisodeGame(3, 3, F(1, 3), F(1, 2), F(9, 10), F(1, 4), F(1, 5), F(1, 6))
    for plan in ("AAAAAA", "ABABAB", "BBBAAA"):
        result = simulation(game, plan, rng(), plays=20_000)
        assert abs(result.mean - float(policy_evaluation(game, plan).value)) < 5 * result.standard_error
        assert result.standard_error > 0


def test_the_standard_error_of_a_coin_by_hand():
    """T = D = 1, p = 1/2, A A: the return is 1 or 2, its sample variance n k (1 - k) / (n - 1), k the share of 2s."""
    result = simulation(EpisodeGame(1, 1, 0.5), "AA", rng(), plays=1000)
    share = result.mean - 1
    assert 0.4 < share < 0.6
    assert result.standard_error == pytest.approx((share * (1 - share) / 999) ** 0.5, rel=1e-12)


def test_where_nothing_is_left_to_chance_every_play_is_the_same():
    result = simulation(EpisodeGame(2, 3, discount=F(1, 2)), "BBAAA", rng(), plays=50, keep=50)
    assert (result.mean, result.standard_error, result.plays) == (7 / 16, 0, 50)
    assert set(result.trajectories) == {tuple(("mesa", "conflict", action) for action in "BBAAA")}


def test_trajectories_follow_policy_and_kernel():
    game = ladder_game(rungs=3, training=3, deployment=1, chance=F(1, 2))
    result = simulation(game, "AAAA", rng(), plays=200, keep=200)
    assert {len(story) for story in result.trajectories} == {4}
    steps = {(one[0], two[0]) for story in result.trajectories for one, two in itertools.pairwise(story)}
    rungs = ["rung 0", "rung 1", "rung 2"]
    assert steps == {(s, s) for s in rungs} | {("rung 0", "rung 1"), ("rung 1", "rung 2")}
    assert {(s, a) for story in result.trajectories for s, _, a in story} == {
        ("rung 0", "A"),
        ("rung 1", "A"),
        ("rung 2", "B"),
    }


def test_contexts_come_up_as_often_as_they_should():
    game = EpisodeGame(1, 0, training_agreement=F(1, 5))
    result = simulation(game, "A", rng(), plays=5000, keep=5000)
    agreements = sum(story[0][1] == "agreement" for story in result.trajectories)
    assert abs(agreements - 1000) < 5 * (5000 * 0.2 * 0.8) ** 0.5


def test_the_same_seed_gives_the_same_plays_and_another_others():
    game = EpisodeGame(2, 2, 0.5)
    one, two = (simulation(game, "AAAA", np.random.default_rng(7), plays=100, keep=100) for _ in range(2))
    other = simulation(game, "AAAA", np.random.default_rng(8), plays=100, keep=100)
    assert one == two
    assert other.trajectories != one.trajectories


def test_as_many_trajectories_are_kept_as_asked_for():
    assert simulation(EpisodeGame(), "BBAAA", rng(), plays=2, keep=0).trajectories == ()
    assert len(simulation(EpisodeGame(), "BBAAA", rng(), plays=100).trajectories) == 10


def test_it_says_itself_in_one_line():
    result = simulation(EpisodeGame(), "BBAAA", rng(), plays=1000)
    assert str(result) == "mean return 3 ± 0 (standard error) over 1,000 plays"


@pytest.mark.parametrize("value", [sympy.Symbol("p"), np.array([0.5, 1.0])])
def test_symbols_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="simulation draws with numbers, and the game has symbols or arrays in it"):
        simulation(EpisodeGame(modification=value), "BBAAA", rng())


@pytest.mark.parametrize("plays", [1, 0, -5, True, 2.5, "10"])
def test_there_are_two_plays_at_least(plays):
    with pytest.raises(ValueError, match=f"plays must be an integer >= 2, got {plays}"):
        simulation(EpisodeGame(), "BBAAA", rng(), plays=plays)


@pytest.mark.parametrize("keep", [-1, 51, True, 1.0])
def test_no_more_plays_are_kept_than_made(keep):
    with pytest.raises(ValueError, match=rf"keep must be an integer in \[0, 50\], got {keep}"):
        simulation(EpisodeGame(), "BBAAA", rng(), plays=50, keep=keep)


def test_plans_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="a policy must cover the game's 5 episodes, got 2"):
        simulation(EpisodeGame(), "BB", rng())


def test_randomness_comes_from_a_generator():
    with pytest.raises(TypeError, match=r"rng must be a numpy\.random\.Generator, got "):
        simulation(EpisodeGame(), "BBAAA", 0)


def test_what_is_no_problem_is_refused():
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got int"):
        simulation(1, "BBAAA", rng())
