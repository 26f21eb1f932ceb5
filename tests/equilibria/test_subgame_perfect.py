"""Subgame-perfect equilibria: published games, all ties against every pure profile, hidden moves, and counts."""

import itertools
import random
from fractions import Fraction

import pytest

from tests import extensive_games
from tests.equilibria.published_games import (
    absent_minded_driver,
    beer_quiche,
    centipede,
    chain_store,
    noisy_commitment,
    one_card_poker,
    selten_horse,
)
from toymodels.equilibria import subgame_perfect as module
from toymodels.equilibria.extreme_equilibria import extreme_equilibria
from toymodels.equilibria.subgame_perfect import SCOPE_ONLY, subgame_perfect
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_form import matrix_form
from toymodels.games.regret import regret
from toymodels.games.subgames import subgame_roots

F = Fraction


def open_game(seed, depth=3, payoffs=2):
    """A random tree in which everybody sees everything, with few different payoffs."""
    rng = random.Random(seed)  # noqa: S311
    names = itertools.count()

    def node(left):
        kind = rng.choice(["end", "chance", *["decision"] * 4]) if left < depth else "decision"
        if not left or kind == "end":
            return Terminal(tuple(rng.randrange(payoffs) for _ in range(3)))
        moves = {name: node(left - 1) for name in "lmr"[: rng.choice((2, 2, 3))]}
        if kind == "chance":
            return Chance(moves, {name: F(1, len(moves)) for name in moves})
        return Decision(rng.choice("abc"), str(next(names)), moves)

    return ExtensiveGame(("a", "b", "c"), node(depth))


def nobody_regrets(game, profile):
    """Whether a profile is an equilibrium of every subgame."""
    for root in subgame_roots(game):
        part = ExtensiveGame(game.players, game.positions[root].node)
        if any(regret(part, {name: profile[name] for name in part.information_sets})):
            return False
    return True


def played(profile):
    return tuple((name, action) for name, row in profile.items() for action, chance in row.items() if chance)


def test_the_centipede_ends_at_once():
    result = subgame_perfect(centipede())
    assert (result.scope, result.is_complete) == (SCOPE_ONLY, True)
    assert {row["take"] for row in result.found[0].strategies.values()} == {1}
    assert result.found[0].payoffs == {"red": F(2, 5), "blue": F(1, 10)}


@pytest.mark.parametrize("stages", [1, 2, 3])
def test_the_chain_store_paradox(stages):
    """All enter, and none is fought."""
    (found,) = subgame_perfect(chain_store(stages)).found
    assert found.payoffs == {"store": 2 * stages} | {f"entrant {k + 1}": 2 for k in range(stages)}


@pytest.mark.parametrize("seed", range(40))
def test_all_ties_are_kept(seed):
    """Every pure profile of a small tree is tried in every subgame."""
    game = open_game(seed, depth=2)
    sets = game.information_sets
    tried = set()
    for choice in itertools.product(*(found.actions for found in sets.values())):
        profile = {
            name: {each: int(each == action) for each in sets[name].actions} for name, action in zip(sets, choice, strict=True)
        }
        if nobody_regrets(game, profile):
            tried.add(played(profile))
    result = subgame_perfect(game, most=10**4)
    assert {played(each.strategies) for each in result.found} == tried
    assert len(result.found) == len(tried)
    assert result.is_complete
    if len(tried) > 1:
        assert result.scope.startswith(f"all {len(tried)} in pure strategies")


@pytest.mark.parametrize("seed", range(8))
def test_a_bounded_list_has_every_payoff_and_says_what_is_missing(seed):
    game = open_game(seed, depth=3)
    full, some = subgame_perfect(game, most=3000), subgame_perfect(game, most=7)
    assert some.is_complete == (len(full.found) <= 7)
    assert len(some.values) == min(7, len(full.values))
    if not some.is_complete:
        assert f"7 of {len(full.found)} in pure strategies" in some.scope or not full.is_complete
    assert len({played(each.strategies) for each in full.found}) == len(full.found)
    assert all(nobody_regrets(game, each.strategies) for each in full.found[:20])


def test_profiles_too_many_to_list_are_counted():
    """Thirty choices that matter to nobody."""
    node = Terminal((0,))
    for k in range(30):
        node = Decision("I", f"{k}", {"a": node, "b": Terminal((0,))})
    result = subgame_perfect(ExtensiveGame(("I",), node), most=5)
    assert len({played(each.strategies) for each in result.found}) == 5
    assert result.scope.startswith(f"5 of {2**30} in pure strategies")
    assert not result.is_complete


def test_entry_into_a_battle_of_the_sexes():
    """Three equilibria of the battle; the entrant comes in where it gets more than 1, and both do as well in one where not."""
    replies = lambda one, two: {"ball": Terminal(one), "box": Terminal(two)}  # noqa: E731
    battle = {
        "ball": Decision("II", "II", replies((3, 1), (0, 0))),
        "box": Decision("II", "II", replies((0, 0), (1, 3))),
    }
    root = Decision("I", "entry", {"in": Decision("I", "I", battle), "out": Terminal((1, 5))})
    result = subgame_perfect(ExtensiveGame(("I", "II"), root))
    assert [(played(each.strategies)[0][1], tuple(each.payoffs.values())) for each in result.found] == [
        ("in", (3, 1)),
        ("in", (1, 3)),
        ("out", (1, 5)),
        ("out", (1, 5)),
    ]
    mixed = result.found[-1].strategies
    assert (mixed["I"], mixed["II"]) == ({"ball": F(3, 4), "box": F(1, 4)}, {"ball": F(1, 4), "box": F(3, 4)})
    assert result.scope.startswith("all 4 made of extreme equilibria")


def test_a_guess_at_a_hidden_coin_keeps_both_guesses():
    guess = lambda right: Decision("I", "guess", {side: Terminal((int(side == right),)) for side in ("heads", "tails")})  # noqa: E731
    coin = Chance({side: guess(side) for side in ("heads", "tails")}, {"heads": "1/2", "tails": "1/2"})
    result = subgame_perfect(ExtensiveGame(("I",), coin))
    assert [played(each.strategies) for each in result.found] == [(("guess", "heads"),), (("guess", "tails"),)]


def test_hidden_moves_before_a_coin_that_all_see_are_told():
    guess = lambda name, right: Decision("I", name, {side: Terminal((int(side == right),)) for side in "ab"})  # noqa: E731
    hidden = lambda name: Chance({side: guess(name, side) for side in "ab"}, {"a": "1/2", "b": "1/2"})  # noqa: E731
    result = subgame_perfect(ExtensiveGame(("I",), Chance({"x": hidden("x"), "y": hidden("y")}, {"x": "1/2", "y": "1/2"})))
    assert result.scope.startswith("all 4 made of extreme equilibria of the subgames")


def test_a_hidden_move_that_nobody_can_choose():
    only = lambda pay: Decision("I", "only", {"go": Terminal((pay,))})  # noqa: E731
    (found,) = subgame_perfect(ExtensiveGame(("I",), Chance({"a": only(1), "b": only(3)}, {"a": "1/2", "b": "1/2"}))).found
    assert found.payoffs == {"I": 2}


@pytest.mark.parametrize("game", [beer_quiche, one_card_poker, lambda: noisy_commitment(F(1, 10))])
def test_without_smaller_subgames_they_are_the_extreme_equilibria(game):
    assert {tuple(each.payoffs.values()) for each in subgame_perfect(game()).found} == {
        tuple(each.payoffs.values()) for each in extreme_equilibria(matrix_form(game())).found
    }


def test_bagwells_equilibria():
    """Noise 1/10: no commitment, or one that is believed although it is almost never wrong."""
    found = {each.strategies["start"]["S"]: each.strategies for each in subgame_perfect(noisy_commitment(F(1, 10))).found}
    assert set(found) == {0, F(1, 10), F(9, 10)}
    assert (found[F(9, 10)]["saw S"]["S"], found[F(9, 10)]["saw C"]["S"]) == (1, F(3, 8))
    assert (found[F(1, 10)]["saw S"]["S"], found[F(1, 10)]["saw C"]["S"]) == (F(5, 8), 0)


@pytest.mark.parametrize("seed", range(40))
def test_nobody_regrets_in_any_subgame_of_a_game_with_hidden_moves(seed):
    game = extensive_games.random_game(seed, zero_sum=False)
    result = subgame_perfect(game, most=20)
    assert result.found
    assert all(nobody_regrets(game, each.strategies) for each in result.found)


def test_the_same_behaviour_is_listed_once():
    """I, who sees a coin, tosses evenly on each side; whether the two tosses hang together makes no difference."""

    def state(side):
        guess = lambda toss: Decision("II", "II", {g: win(g["ab".index(side)] == toss) for g in ("xx", "xy", "yx", "yy")})  # noqa: E731
        return Decision("I", side, {toss: guess(toss) for toss in "xy"})

    win = lambda right: Terminal((-int(right), int(right)))  # noqa: E731
    game = ExtensiveGame(("I", "II"), Chance({side: state(side) for side in "ab"}, {"a": "1/2", "b": "1/2"}))
    assert len(extreme_equilibria(matrix_form(game)).found) == 4
    found = subgame_perfect(game).found
    assert [each.strategies["a"] for each in found] == [{"x": F(1, 2), "y": F(1, 2)}] * 2
    assert found[0].strategies["II"] != found[1].strategies["II"]


def test_no_behaviour_is_listed_twice():
    for seed in range(40):
        game = extensive_games.random_game(seed, zero_sum=False)
        found = [str(each.strategies) for each in subgame_perfect(game, most=50).found]
        assert len(set(found)) == len(found)


def test_what_is_refused(monkeypatch):
    with pytest.raises(ValueError, match="'driver' must have perfect recall, but forgets in information set 'exit'"):
        subgame_perfect(absent_minded_driver())
    with pytest.raises(ValueError, match=r"a subgame with hidden moves must be of at most two players, got 1, 2, 3"):
        subgame_perfect(selten_horse())
    with pytest.raises(ValueError, match=r"must be exact numbers such as 1/10 or '0.1', got floats"):
        subgame_perfect(ExtensiveGame(("I",), Terminal((0.5,))))
    tie = lambda name: Decision("I", name, {"a": Terminal((0, 1)), "b": Terminal((0, 2))})  # noqa: E731
    coin = ExtensiveGame(("I", "II"), Chance({"x": tie("x"), "y": tie("y")}, {"x": "1/2", "y": "1/2"}))
    assert {each["II"] for each in subgame_perfect(coin).values} == {1, F(3, 2), 2}
    monkeypatch.setattr(module, "MOST_COMBINATIONS", 3)
    with pytest.raises(ValueError, match="combinations of payoffs of subgames must be at most 3, got 4"):
        subgame_perfect(coin)
