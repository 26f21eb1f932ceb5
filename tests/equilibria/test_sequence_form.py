"""Optimal behaviour: published games, audits, random trees judged by all plans, and what is refused."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extensive_games import best_by_trying, inspection, kuhn_poker, random_game
from toymodels.equilibria.sequence_form import SCOPE, optimal_behaviour
from toymodels.equilibria.zero_sum import optimal_strategies
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_game import zero_sum
from toymodels.games.unfolding import unfolded
from toymodels.models.episode_game import EpisodeGame

F = Fraction


def value(game):
    """The value to the first player, after a look at the certificate."""
    result = optimal_behaviour(game)
    (found,) = result.found
    assert set(found.regret.values()) == {0}
    assert result.is_exact
    return found.payoffs[game.players[0]]


def test_kuhns_poker():
    """The second player's optimal strategy is the only one; the first bets a king three times as often as a jack."""
    game = kuhn_poker()
    (found,) = optimal_behaviour(game).found
    assert found.payoffs == {"first": F(-1, 18), "second": F(1, 18)}
    play = found.strategies
    assert [play[f"{card} after bet"]["call"] for card in "JQK"] == [0, F(1, 3), 1]
    assert [play[f"{card} after check"]["bet"] for card in "JQK"] == [F(1, 3), 0, 1]
    bluff = play["J"]["bet"]
    assert 0 <= bluff <= F(1, 3)
    assert (play["K"]["bet"], play["Q"]["bet"]) == (3 * bluff, 0)
    assert play["Q after check, bet"]["call"] == bluff + F(1, 3)


def closed_form(n, m, k, b):
    """The value of the inspection game with penalty b (von Stengel 2016)."""
    return F(math.comb(n, m + 1) - math.comb(n - k, m + 1)) / sum(math.comb(n, i) * F(b) ** (m - i) for i in range(m + 1))


@pytest.mark.parametrize("n", range(1, 5))
@pytest.mark.parametrize("k", [1, 2])
@pytest.mark.parametrize("b", [1, F(1, 2), 3])
def test_the_inspection_game(n, k, b):
    for m in range(n + 1):
        assert value(inspection(n, m, min(n, k), b)) == closed_form(n, m, min(n, k), b)


def test_the_first_inspection_of_four_stages():
    found = optimal_behaviour(inspection(4, 2)).found[0].strategies
    assert found["inspector "]["inspect"] == F(4, 11)
    assert found["inspectee , "]["violate"] == F(5, 33)


@pytest.mark.parametrize(
    ("training", "deployment", "audits", "worth"), [(2, 3, 1, 3), (3, 3, 1, 3), (2, 1, 1, F(3, 2)), (1, 1, 0, 2), (0, 2, 1, 2)]
)
def test_secret_audits(training, deployment, audits, worth):
    """T = 2, D = k = 1: auditing first with probability q, A then A is worth 2 - q and B then A 1 + q, which makes 3/2."""
    assert value(unfolded(EpisodeGame(training=training, deployment=deployment), audits=audits, observed=False)) == worth


def test_observed_audits():
    """V = D + C(T, k + 1) / s(T, k) is 13/4 for T = 2, D = 3, k = 1."""
    assert value(unfolded(EpisodeGame(training=2, deployment=3), audits=1)) == F(13, 4)


def judged_by_all_plans(game, found):
    for player in game.players:
        assert best_by_trying(game, found.strategies, player) == found.payoffs[player]


@given(st.integers(0, 10**6))
def test_no_plan_does_better(seed):
    game = random_game(seed)
    judged_by_all_plans(game, optimal_behaviour(game).found[0])


@given(st.lists(st.lists(st.integers(-2, 2), min_size=3, max_size=3), min_size=1, max_size=3))
def test_a_matrix_as_a_tree(table):
    ends = [Decision("II", "h", {str(j): Terminal((a, -a)) for j, a in enumerate(row)}) for row in table]
    game = ExtensiveGame(("I", "II"), Decision("I", "start", {str(i): end for i, end in enumerate(ends)}))
    assert value(game) == optimal_strategies(zero_sum(table)).found[0].payoffs["row"]


def test_what_is_never_come_to_keeps_the_other_away_and_is_best_where_one_has_not_gone_oneself():
    """The first stays out, where it gets 1: going in must be worth no more, and after it 0 is better than -1."""
    last = Decision("I", "last", {"bad": Terminal((-1, 1)), "good": Terminal((0, 0))})
    reply = Decision("II", "reply", {"generous": Terminal((5, -5)), "mean": last})
    game = ExtensiveGame(("I", "II"), Decision("I", "start", {"in": reply, "out": Terminal((1, -1))}))
    found = optimal_behaviour(game).found[0].strategies
    assert (found["start"], found["last"]) == ({"in": 0, "out": 1}, {"bad": 0, "good": 1})
    assert 5 * found["reply"]["generous"] <= 1


def test_a_set_that_its_player_avoids_is_answered_to_what_the_other_plays():
    """In "late" the second must name the first's hidden choice, which is left three times in four."""
    late = {
        side: Decision("II", "late", {"r": Terminal((-v, v)), "l": Terminal((-w, w))})
        for side, w, v in (("r", 0, 1), ("l", 1, 0))
    }
    guess = {
        side: Decision("II", "now", {"l": Terminal((-l, l)), "r": Terminal((-r, r)), "wait": late[side]})
        for side, l, r in (("r", 0, 12), ("l", 4, 0))
    }
    game = ExtensiveGame(("I", "II"), Decision("I", "start", guess))
    (found,) = optimal_behaviour(game).found
    assert found.payoffs["I"] == -3
    assert found.strategies["start"] == {"l": F(3, 4), "r": F(1, 4)}
    assert found.strategies["late"] == {"l": 1, "r": 0}


def test_a_game_of_chance_alone_and_an_end():
    assert value(ExtensiveGame(("I", "II"), Terminal((2, -2)))) == 2
    coin = Chance({"x": Terminal((1, -1)), "y": Terminal((0, 0))}, {"x": "1/3", "y": "2/3"})
    assert value(ExtensiveGame(("I", "II"), coin)) == F(1, 3)


def test_information_sets_and_players_may_have_no_name():
    """Matching pennies where two tails win 2: 1 h - (1 - h) = -h + 2 (1 - h) at h = 3/5, worth 1/5."""
    reply = {
        w: Decision("", "", {"heads": Terminal((w[0], -w[0])), "tails": Terminal((w[1], -w[1]))}) for w in ((1, -1), (-1, 2))
    }
    first = dict(zip(("heads", "tails"), reply.values(), strict=True))
    for players in (("I", ""), ("", "I")):
        start = Decision("I", "start", first)
        game = ExtensiveGame(players, start if players[0] == "I" else in_turn(start))
        assert value(game) == F(1, 5) * (1 if players[0] == "I" else -1)


def in_turn(node):
    """The same game with the players' payoffs listed the other way round."""
    if isinstance(node, Terminal):
        return Terminal(node.payoffs[::-1])
    return Decision(node.player, node.information_set, {name: in_turn(child) for name, child in node.moves.items()})


def test_payoffs_that_sum_to_a_constant():
    game = ExtensiveGame(("I", "II"), Decision("I", "h", {"a": Terminal((1, 2)), "b": Terminal((2, 1))}))
    assert optimal_behaviour(game).found[0].payoffs == {"I": 2, "II": 1}


def test_the_result_says_what_it_is():
    result = optimal_behaviour(kuhn_poker())
    assert (result.is_complete, result.scope) == (False, SCOPE)
    assert str(result).startswith("optimal behaviour: 1 found (one pair of optimal behaviour strategies")


@given(st.integers(0, 10**6))
def test_floats_come_close(seed):
    game = random_game(seed)
    floating = ExtensiveGame(game.players, in_floats(game.root))
    (found,) = optimal_behaviour(floating).found
    assert max(found.regret.values()) <= 1e-9
    assert found.payoffs["first"] == pytest.approx(float(value(game)), abs=1e-9)


def in_floats(node):
    if isinstance(node, Terminal):
        return Terminal(tuple(map(float, node.payoffs)))
    moves = {name: in_floats(child) for name, child in node.moves.items()}
    if isinstance(node, Chance):
        return Chance(moves, node.probabilities)
    return Decision(node.player, node.information_set, moves)


def forgetful(player):
    end = Terminal((0, 0))
    inner = Decision(player, "exit", {"out": end, "on": end})
    return ExtensiveGame(("I", "II"), Decision(player, "exit", {"out": end, "on": inner}))


@pytest.mark.parametrize(
    ("game", "message"),
    [
        (forgetful("I"), "player 'I' must have perfect recall, but forgets in information set 'exit'"),
        (forgetful("II"), "player 'II' must have perfect recall, but forgets in information set 'exit'"),
        (ExtensiveGame(("I", "II", "III"), Terminal((0, 0, 0))), "a zero-sum game must have two players, got 3"),
        (
            ExtensiveGame(("I", "II"), Decision("I", "h", {"a": Terminal((1, 2)), "b": Terminal((2, 2))})),
            "payoffs of a zero-sum game must always have the same sum, got sums 3 and 4",
        ),
    ],
)
def test_other_games_are_refused(game, message):
    with pytest.raises(ValueError, match=message):
        optimal_behaviour(game)
