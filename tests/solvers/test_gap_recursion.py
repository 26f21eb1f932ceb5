from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import chances, episode_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.gap_recursion import Episode, episodes_of, gap_before, gap_recursion, optimal_acts, temptation

F = Fraction


@given(episode_games())
def test_the_optimal_acts_are_those_of_backward_induction(game):
    choices = backward_induction(game).choices
    mine = ["".join(sorted(sets["mesa", "conflict"], reverse=True)) for sets in choices]
    assert list(optimal_acts(game)) == mine


@given(st.lists(st.tuples(chances(), chances(), st.fractions(0, 3, max_denominator=4)), max_size=5), st.fractions(0, 2))
def test_the_gap_is_the_best_worth_of_all_plans_that_stay_unmodified(rows, discount):
    """The gap by a sum over histories: what the original objective gets, maximized over plans, in units of 1 - w."""
    episodes = [Episode(*row) for row in rows]

    def worth(acts):
        alive, weight, total = F(1), F(1), F(0)
        for (p, c, stake), act in zip(rows, acts, strict=True):
            total += weight * alive * c * stake * (act == "A")
            alive *= 1 - c * p * (act == "A")
            weight *= discount
        return total

    plans = [""]
    for _ in rows:
        plans = [plan + act for plan in plans for act in "AB"]
    assert gap_recursion(episodes, discount).gaps[0] == max(map(worth, plans))


def test_hand_computed_gaps():
    episode = Episode(modification=F(1, 3), conflict=F(1, 2), stake=2)
    assert temptation(episode, F(3, 4), 4) == 2 - F(1, 3) * 3
    assert gap_before(episode, F(3, 4), 4, "B") == 3
    assert gap_before(episode, F(3, 4), 4, "A") == F(1, 2) * 3 + F(1, 2) * (2 + F(2, 3) * 3)
    assert gap_recursion([], 1) == ((), (0,))


def test_overlaps_from_one_on():
    assert optimal_acts(EpisodeGame(training=1, deployment=1, overlap=1)) == ("BA", "BA")
    assert optimal_acts(EpisodeGame(training=1, deployment=1, overlap=2)) == ("B", "B")


def test_other_models_are_refused():
    with pytest.raises(TypeError, match="episode game"):
        episodes_of(object())
