"""Behaviour strategies: what they are worth, and what is none."""

from fractions import Fraction

import pytest

from tests.extensive_games import pays, random_game, random_profile
from toymodels.games.extensive_game import Decision, ExtensiveGame, Terminal
from toymodels.games.profiles import behaviour, expected_payoffs, reach

F = Fraction
GAME = ExtensiveGame(("I",), Decision("I", "exit", {"out": Terminal((1,)), "on": Terminal((0,))}))


def test_what_is_not_named_has_probability_zero():
    assert behaviour(GAME, {"exit": {"on": 1}}) == {"exit": {"out": 0, "on": 1}} == behaviour(GAME, {"exit": "on"})


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ({}, r"a profile must have a strategy for every information set, got none for \['exit'\]"),
        ({"exits": "on"}, "unknown information set 'exits': did you mean 'exit'"),
        ({"exit": "off"}, "unknown action of information set 'exit' 'off'"),
        ({"exit": {"out": "1/2", "off": "1/2"}}, "unknown action of information set 'exit' 'off'"),
        ({"exit": {"out": "1/2"}}, "strategy in information set 'exit' must sum to 1, got 1/2"),
        ({"exit": {"out": 2, "on": -1}}, r"must be in \[0, 1\]"),
    ],
)
def test_what_is_no_profile(profile, message):
    with pytest.raises(ValueError, match=message):
        expected_payoffs(GAME, profile)


@pytest.mark.parametrize("seed", range(30))
def test_payoffs_are_those_of_a_recursion_over_the_nodes(seed):
    game = random_game(seed, zero_sum=False, players=("first", "second", "third"))
    profile = random_profile(game, seed)
    assert expected_payoffs(game, profile) == tuple(pays(game, profile, player) for player in game.players)


@pytest.mark.parametrize("seed", range(30))
def test_an_end_is_reached_with_the_product_of_the_players_and_chances_parts(seed):
    game = random_game(seed)
    strategies = behaviour(game, random_profile(game, seed))
    ends = [k for k, position in enumerate(game.positions) if isinstance(position.node, Terminal)]
    full, first, second = (reach(game, strategies, who) for who in (None, "first", "second"))
    assert sum(full[k] for k in ends) == 1
    sure = {name: dict.fromkeys(row, 1) for name, row in strategies.items()}
    chance = reach(game, sure)
    assert all(full[k] * chance[k] == first[k] * second[k] for k in ends)


def test_a_player_without_a_name_is_a_player():
    game = ExtensiveGame(("",), Decision("", "h", {"a": Terminal((1,)), "b": Terminal((3,))}))
    assert expected_payoffs(game, {"h": {"a": "1/2", "b": "1/2"}}) == (2,)


def test_floats_in_floats_out():
    assert expected_payoffs(GAME, {"exit": {"out": 0.25, "on": 0.75}}) == (0.25,)
