from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import chances, discounts, overlaps
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.gap_recursion import optimal_acts
from toymodels.theorems.ladders import Ladder, short_ladders

F = Fraction
SMALL = st.integers(0, 3)


def taking(act):
    """The tie rule that takes an act wherever it is optimal."""
    return lambda optimal, later: act if act in optimal else optimal[0]


@given(st.builds(Ladder, st.integers(1, 4), SMALL, SMALL, chances(), overlaps(), discounts()), st.sampled_from("AB"))
def test_counting_acts_solves_the_game_among_all_rungs(ladder, at_ties):
    solution = backward_induction(ladder, ties=taking(at_ties))
    acts = ladder.training_acts(at_ties)
    assert [set(act) for act in acts] == [solution.optimal_actions(t) for t in range(ladder.training)]


@given(short_ladders(1), st.sampled_from("AB"))
def test_ladders_near_ties_are_solved_too(ladder, at_ties):
    solution = backward_induction(ladder, ties=taking(at_ties))
    acts = ladder.training_acts(at_ties)
    assert [set(act) for act in acts] == [solution.optimal_actions(t) for t in range(ladder.training)]


@given(SMALL, SMALL, chances(), discounts(), st.sampled_from("AB"))
def test_one_rung_is_the_episode_game(training, deployment, modification, discount, at_ties):
    game = EpisodeGame(training, deployment, modification, 0, discount)
    ladder = Ladder(1, training, deployment, modification, 0, discount)
    assert ladder.training_acts(at_ties) == optimal_acts(game)[:training]


def test_an_indifferent_rung_that_takes_b_is_a_base_objective():
    for p in (F(1, 4), F(1, 3), F(1, 2), 1):
        one, two = (Ladder(rungs, 3, 3, p, 0, F(9, 10)) for rungs in (1, 2))
        assert two.training_acts("B") == one.training_acts("B")


def test_the_counterexample_by_hand():
    """With a reckless successor: A at once 1 + 1 + 0, waiting for one episode 0 + 1 + 1 + 1, always B 0 + 0 + 1 + 1."""
    ladder = Ladder(rungs=2, training=2, deployment=2)
    assert ladder.gains() == (1, 0, -1)
    assert ladder.training_acts(at_ties="A") == ("B", "A")
    assert ladder.training_acts(at_ties="B") == ("B", "B")
    assert backward_induction(ladder, ties=taking("A")).value == 3


def test_which_rungs_are_indifferent():
    assert [gain for gain in Ladder(rungs=3, overlap="1/2").gains() if gain == 0] == [0]
    assert Ladder(rungs=3, overlap="1/2").gains()[1] == 0
    assert [gain > 0 for gain in Ladder(rungs=3).gains()] == [True, True, False, False]
    assert Ladder(rungs=3, overlap="1/2").pays() == ((1, F(1, 2)), (F(2, 3), F(2, 3)), (F(1, 3), F(5, 6)), (0, 1))


def test_a_spare_rung_is_a_free_defection():
    """An A in the last episode of training loses nothing: both rungs play A in deployment."""
    ladder = Ladder(rungs=3, training=1, deployment=5)
    assert ladder.training_acts("B") == ("A",)
    assert backward_induction(ladder).value == 6


def test_knife_edges_are_those_of_the_last_rung_that_favours_a():
    edges = Ladder(rungs=1, training=2, deployment=3, discount="9/10").knife_edges()
    assert [edge.modification for edge in edges] == [F(1000, 2439), F(10000, 21951)]
    assert [edge.training_acts("B") for edge in edges] == [("A", "BA"), ("BA", "B")]


@given(short_ladders(3))
def test_random_ladders(ladder):
    assert 3 <= ladder.rungs <= 6
    assert max(ladder.training, ladder.deployment) <= 4


def test_bad_ladders():
    with pytest.raises(ValueError, match="rungs must be an integer >= 1, got 0"):
        Ladder(rungs=0)
    with pytest.raises(ValueError, match=r"modification must be in \[0, 1\], got 2"):
        Ladder(modification=2)
