import pytest

from tests.training_games import ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solving import solve


def test_the_episode_game_has_a_closed_form_and_other_games_the_recursion():
    assert solve(EpisodeGame()).method == "closed form"
    assert solve(EpisodeGame().training_game()).method == "backward induction"
    assert solve(ladder_game()).method == "backward induction"


def test_both_give_the_worked_example():
    game = EpisodeGame(training=2, deployment=3)
    assert {(solution.plan, solution.value) for solution in (solve(game), solve(game.training_game()))} == {("BBAAA", 3)}


def test_what_is_no_problem_is_refused():
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got str"):
        solve("episode-game")
