"""Trees: their positions and information sets, and what is no tree of a game."""

from fractions import Fraction

import pytest
from sympy.abc import p

from tests.extensive_games import kuhn_poker, random_game
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal

F = Fraction
END = Terminal((0, 0))
PAIR = ("I", "II")


def choice(player, name, *actions):
    return Decision(player, name, dict.fromkeys(actions, END))


def test_positions_come_in_the_order_of_a_reader_who_follows_each_first_move_to_its_end():
    root = Chance({"rain": choice("I", "h", "a", "b"), "sun": END}, {"rain": "1/3", "sun": "2/3"})
    game = ExtensiveGame(PAIR, root)
    assert [(x.parent, x.move, x.children) for x in game.positions] == [
        (-1, "", (1, 4)),
        (0, "rain", (2, 3)),
        (1, "a", ()),
        (1, "b", ()),
        (0, "sun", ()),
    ]
    assert game.positions[0].node is root
    assert game.information_sets["h"].positions == (1,)
    assert str(game) == "extensive game of I and II: 5 positions, 1 information sets"
    assert str(ExtensiveGame(PAIR, root, "weather")).startswith("weather: 5 positions")


@pytest.mark.parametrize("seed", range(20))
def test_every_position_is_named_by_its_parent(seed):
    game = random_game(seed)
    for number, position in enumerate(game.positions):
        moves = [] if isinstance(position.node, Terminal) else list(position.node.moves.items())
        below = [game.positions[child] for child in position.children]
        assert [(x.parent, x.move, x.node) for x in below] == [(number, name, node) for name, node in moves]
        assert position.parent < number


def test_poker_has_twelve_information_sets_and_thirty_ends():
    game = kuhn_poker()
    assert len(game.information_sets) == 12
    assert sum(isinstance(x.node, Terminal) for x in game.positions) == 30
    assert {len(found.positions) for found in game.information_sets.values()} == {2}


def test_a_tree_too_deep_for_recursion():
    node = END
    for _ in range(5000):
        node = Decision("I", "on", {"on": node})
    assert len(ExtensiveGame(PAIR, node).positions) == 5001


@pytest.mark.parametrize(
    ("payoffs", "chance", "is_exact", "is_zero_sum"),
    [
        ((1, -1), "1/2", True, True),
        ((F(1, 3), "-1/3"), "1/2", True, True),
        ((1, 0), "1/2", True, False),
        ((1.0, -1), "1/2", False, True),
        ((1, -1), 0.5, False, True),
    ],
)
def test_exact_and_zero_sum(payoffs, chance, is_exact, is_zero_sum):
    root = Chance({"x": Terminal(payoffs), "y": choice("I", "h", "a")}, {"x": chance, "y": chance})
    game = ExtensiveGame(PAIR, root)
    assert (game.is_exact, game.is_zero_sum) == (is_exact, is_zero_sum)


def test_games_are_equal_by_what_is_in_them():
    assert kuhn_poker() == kuhn_poker() != ExtensiveGame(PAIR, END)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Terminal((float("nan"), 0)), ValueError, "payoff must be finite, got nan"),
        (lambda: Terminal((p, 0)), TypeError, "payoff must be one number, got p of type Symbol"),
        (lambda: Terminal(("much", 0)), ValueError, "payoff must be a number such as"),
        (lambda: Chance({}, {}), ValueError, "must have a probability for each of its outcomes"),
        (lambda: Chance({"x": END}, {"y": 1}), ValueError, r"outcomes \['x'\], got \['y'\]"),
        (lambda: Chance({"x": END}, {"x": "1/2"}), ValueError, "probabilities of a chance move must sum to 1, got 1/2"),
        (lambda: Decision("I", "h", {}), ValueError, "a decision must have an action, got none in information set 'h'"),
        (lambda: ExtensiveGame((), END), ValueError, r"players must be one or more different names, got \[\]"),
        (lambda: ExtensiveGame(("I", "I"), END), ValueError, "players must be one or more different names"),
        (lambda: ExtensiveGame(("I",), END), ValueError, "a terminal node must have 1 payoffs, got 2"),
        (lambda: ExtensiveGame(PAIR, choice("III", "h", "a")), ValueError, "must be of one of the players .*, got 'III'"),
        (lambda: ExtensiveGame(PAIR, "end"), TypeError, "a node must be a Terminal, Chance or Decision, got 'end'"),
        (lambda: ExtensiveGame(PAIR, Decision("I", "h", {"a": None})), TypeError, "got None"),
    ],
)
def test_what_is_no_game(make, error, message):
    with pytest.raises(error, match=message):
        make()


@pytest.mark.parametrize("other", [choice("II", "h", "a", "b"), choice("I", "h", "a"), choice("I", "h", "b", "a")])
def test_an_information_set_is_of_one_player_with_the_same_actions(other):
    with pytest.raises(ValueError, match="information set 'h' must be of one player with the same actions, got 'I'"):
        ExtensiveGame(PAIR, Decision("I", "start", {"l": choice("I", "h", "a", "b"), "r": other}))
