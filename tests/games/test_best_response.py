"""Best responses, against the best of all plans."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extensive_games import best_by_trying, kuhn_poker, pays, random_game, random_profile
from toymodels.games.best_response import BestResponse, best_response
from toymodels.games.extensive_game import Decision, ExtensiveGame, Terminal

F = Fraction
TRIO = ("first", "second", "third")


@given(st.integers(0, 10**6), st.sampled_from(TRIO))
def test_no_plan_does_better_and_the_response_does_as_well(seed, player):
    game = random_game(seed, zero_sum=False, players=TRIO)
    profile = random_profile(game, seed + 1)
    found = best_response(game, profile, player)
    assert found.value == best_by_trying(game, profile, player)
    assert pays(game, {**profile, **found.actions}, player) == found.value
    assert set(found.actions) == {name for name, each in game.information_sets.items() if each.player == player}


def test_against_one_who_always_bets_and_calls_in_poker():
    """The second player folds a jack, and calls with the others: (-1 - 1 + (-2 + 2) + (2 + 2)) / 6."""
    game = kuhn_poker()
    maniac = {
        name: "bet" if len(name) == 1 else "call"
        for name in game.information_sets
        if game.information_sets[name].player == "first"
    }
    anything = {name: found.actions[0] for name, found in game.information_sets.items() if found.player == "second"}
    found = best_response(game, {**maniac, **anything}, "second")
    assert found.value == F(1, 3)
    assert {name: act for name, act in found.actions.items() if "after bet" in name} == {
        "J after bet": "fold",
        "Q after bet": "call",
        "K after bet": "call",
    }


def two_coins(left, right):
    """The first player goes left or right, unseen by the second, who is paid by a table."""
    second = [Decision("second", "h", {"a": Terminal((0, a)), "b": Terminal((0, b))}) for a, b in (left, right)]
    return ExtensiveGame(("first", "second"), Decision("first", "start", dict(zip(("l", "r"), second, strict=True))))


def test_where_nothing_leads_all_positions_count_alike():
    """Out ends the game: in h, a is worth 3 + 0 and b 1 + 1."""
    inner = two_coins((3, 1), (0, 1)).root
    game = ExtensiveGame(("first", "second"), Decision("first", "in", {"out": Terminal((0, 5)), "in": inner}))
    assert best_response(game, {"in": "out", "start": "l", "h": "b"}, "second") == BestResponse(5, {"h": "a"})


def test_where_nothing_leads_later_chances_count_in_full():
    """After out, the first player goes on half the time, which makes b worth 2 and a 1."""
    later = Decision("first", "later", {"x": Terminal((0, 4)), "y": Terminal((0, 0))})
    own = Decision("second", "h", {"a": Terminal((0, 1)), "b": later})
    game = ExtensiveGame(("first", "second"), Decision("first", "in", {"out": Terminal((0, 0)), "in": own}))
    profile = {"in": "out", "later": {"x": "1/2", "y": "1/2"}, "h": "a"}
    assert best_response(game, profile, "second").actions == {"h": "b"}
    assert best_response(game, {**profile, "later": {"x": "1/8", "y": "7/8"}}, "second").actions == {"h": "a"}


def test_of_equally_good_actions_the_first_is_listed():
    assert best_response(two_coins((1, 0), (0, 1)), {"start": {"l": "1/2", "r": "1/2"}, "h": "b"}, "second") == BestResponse(
        F(1, 2), {"h": "a"}
    )


def test_the_players_own_strategy_does_not_matter():
    game = two_coins((1, 0), (0, 1))
    assert best_response(game, {"start": "r", "h": "a"}, "second") == best_response(game, {"start": "r", "h": "b"}, "second")


def test_floats_in_floats_out():
    found = best_response(two_coins((1.0, 0.0), (0.0, 1.0)), {"start": {"l": 0.25, "r": 0.75}, "h": "a"}, "second")
    assert found == BestResponse(0.75, {"h": "b"})
    assert isinstance(found.value, float)


def test_unknown_players_and_those_who_forget_are_refused():
    game = two_coins((1, 0), (0, 1))
    with pytest.raises(ValueError, match=r"player must be one of \['first', 'second'\], got 'third'"):
        best_response(game, {"start": "l", "h": "a"}, "third")
    driver = ExtensiveGame(
        ("I",),
        Decision(
            "I", "exit", {"out": Terminal((0,)), "on": Decision("I", "exit", {"out": Terminal((4,)), "on": Terminal((1,))})}
        ),
    )
    with pytest.raises(ValueError, match="player 'I' must have perfect recall, but forgets in information set 'exit'"):
        best_response(driver, {"exit": "on"}, "I")
