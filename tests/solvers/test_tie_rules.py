from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.tie_rules import fewest_switches, first_listed


def test_fewest_switches_stays_if_it_can():
    assert fewest_switches(("B", "A"), "A") == "A"
    assert fewest_switches(("B", "A"), "C") == "B"
    assert fewest_switches(("B", "A"), None) == "B"


def test_first_listed_does_not_look_ahead():
    assert first_listed(("B", "A"), "A") == "B"
    assert first_listed(("A",), None) == "A"


def test_the_rule_decides_what_a_solver_takes():
    """With certain modification and no deployment, training is ties but for the last episode."""
    game = EpisodeGame(training=4, deployment=0)
    assert backward_induction(game, fewest_switches).plan == "AAAA"
    assert backward_induction(game, first_listed).plan == "BBBA"
    assert backward_induction(game, lambda optimal, later: optimal[-1]).plan == "AAAA"


def test_the_rule_sees_every_tie_and_the_next_episode_of_the_phase():
    seen = []

    def watched(optimal, later):
        seen.append((optimal, later))
        return optimal[-1]

    backward_induction(choice_game({"C": 1, "A": 1, "B": 0}, episodes=2), watched)
    assert seen == [(("C", "A"), None), (("C", "A"), "A")]
