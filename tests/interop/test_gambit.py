"""Gambit's file formats: what is written comes back, files by other hands are read, and errors name their place."""

import random
import sys
import types
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.equilibria.published_games import EXTENSIVE
from tests.extensive_games import inspection, kuhn_poker, random_game
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.matrix_game import MatrixGame, zero_sum
from toymodels.interop.gambit import gambit_text, game_from_gambit, save_game, saved_game
from toymodels.interop.gambit_syntax import chance_texts, number_text
from toymodels.interop.pygambit_game import pygambit_game

F = Fraction

BAGWELL = r"""EFG 2 R "General Bayes game, one stage" { "Player 1" "Player 2" }
"A reader's file: sets and outcomes by number, payoffs on the way,
and a comment of two lines"

c "ROOT" 1 "(0,1)" { "1G" 0.500000 "1B" .5 } 0
c "" 2 { "2g" 1/2 "2b" 5e-1 } 1 "fee" { -1, +1 }
p "" 1 1 "(1,1)" { "H" "L" } 0
t "" 2 "Outcome 1" { 10.000000 2.000000 }
t "" 0
p "" 2 7 "" { "h" "" } 0
t "" 2
t "" 3 { 4, -1/3 }
p "" 1 1 0
t "" 0 "free" { 0 1 }
p "" 2 7 0
t "" 3
t "" 2
"""


def test_a_file_by_another_hand():
    game = game_from_gambit(BAGWELL)
    assert (game.title, game.players) == ("General Bayes game, one stage", ("Player 1", "Player 2"))
    assert {name: found.actions for name, found in game.information_sets.items()} == {
        "(1,1)": ("H", "L"),
        "Player 2: 7": ("h", "2"),
    }
    ends = [(end.node.outcome, end.node.payoffs) for end in game.positions if isinstance(end.node, Terminal)]
    assert ends == [
        ("Outcome 1", (9, 3)),
        ("", (-1, 1)),
        ("Outcome 1", (9, 3)),
        ("", (3, F(2, 3))),
        ("free", (0, 1)),
        ("", (4, F(-1, 3))),
        ("Outcome 1", (10, 2)),
    ]
    assert game.is_exact
    assert game.root.probabilities == {"1G": F(1, 2), "1B": F(1, 2)}


def test_names_are_those_of_the_first_time():
    repeated = HEAD + 'p "" 1 1 "first" { "a" } 1 "won" { 1, 0 }\np "" 1 1 "second" { "a" } 1 "lost" { 1, 0 }\nt "" 1'
    game = game_from_gambit(repeated)
    assert list(game.information_sets) == ["first"]
    assert [position.node for position in game.positions][-1] == Terminal((3, 0), "won")


def test_the_text_of_a_tree():
    call = Decision("II", "hidden", {"fold": Terminal((1, -1), "won"), "call": Terminal((F(-1, 3), F(1, 3)))})
    game = ExtensiveGame(
        ("I", "II"), Chance({"red": call, "black": Terminal((1, -1), "won")}, {"red": "1/3", "black": "2/3"}), 'a \\ "b"'
    )
    assert gambit_text(game, "by hand").splitlines() == [
        r'EFG 2 R "a \\ \"b\"" { "I" "II" }',
        '"by hand"',
        "",
        'c "" 1 "" { "red" 1/3 "black" 2/3 } 0',
        'p "" 2 1 "hidden" { "fold" "call" } 0',
        't "" 1 "won" { 1, -1 }',
        't "" 2 "" { -1/3, 1/3 }',
        't "" 1 "won" { 1, -1 }',
    ]


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)


def renamed(node, name):
    """The same tree with other names everywhere."""
    if isinstance(node, Terminal):
        return Terminal(node.payoffs, name(node.outcome))
    moves = {name(move): renamed(child, name) for move, child in node.moves.items()}
    if isinstance(node, Chance):
        return Chance(moves, {name(move): chance for move, chance in node.probabilities.items()})
    return Decision(name(node.player), name(node.information_set), moves)


@given(st.integers(0, 10**6), NAMES, st.booleans())
def test_trees_come_back(seed, more, zero_sum):
    plain = random_game(seed, zero_sum=zero_sum)
    game = ExtensiveGame(tuple(each + more for each in plain.players), renamed(plain.root, lambda name: name + more), more)
    back = game_from_gambit(gambit_text(game, comment=more))
    assert back == game
    assert list(back.information_sets) == list(game.information_sets)


@pytest.mark.parametrize("game", [kuhn_poker(), inspection(3, 2, 2, F(1, 2))])
def test_games_from_papers_come_back(game):
    assert game_from_gambit(gambit_text(game)) == game
    same_shape = game_from_gambit(gambit_text(game, plain_names=True, short_numbers=True))
    assert [position.children for position in same_shape.positions] == [position.children for position in game.positions]
    assert optimal_behaviour(same_shape).values == optimal_behaviour(game).values


@pytest.mark.parametrize("name", EXTENSIVE)
def test_published_games_come_back(name):
    assert game_from_gambit(gambit_text(EXTENSIVE[name]())) == EXTENSIVE[name]()


def test_deep_trees_come_back():
    node = Terminal((1,))
    for place in range(1200):
        node = Decision("I", str(place), {"stop": Terminal((F(place, 7),)), "go": node})
    text = gambit_text(ExtensiveGame(("I",), node))
    assert gambit_text(game_from_gambit(text)) == text


@st.composite
def matrix_games(draw):
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    rng = random.Random(draw(st.integers(0, 10**6)))  # noqa: S311
    strategies = tuple(tuple(draw(st.lists(NAMES, min_size=n, max_size=n, unique=True))) for n in shape)
    players = tuple(draw(st.lists(NAMES, min_size=len(shape), max_size=len(shape), unique=True)))

    def table(left):
        return [table(left[1:]) for _ in range(left[0])] if left else F(rng.randint(-9, 9), rng.randint(1, 9))

    return MatrixGame(tuple(table(shape) for _ in shape), players, draw(st.sampled_from([(), strategies])))


@given(matrix_games())
def test_matrices_come_back(game):
    assert game_from_gambit(gambit_text(game, comment='a "comment"')) == game


@given(matrix_games())
def test_both_payoff_forms_say_the_same(game):
    head, _, payoffs = gambit_text(game).rpartition("\n\n")
    rows = [row.split() for row in payoffs.splitlines()]
    outcomes = " ".join(f'{{ "o{i}" {", ".join(row)} }}' for i, row in enumerate(rows))
    by_outcome = "\n".join([head, f"{{ {outcomes} }}", *map(str, range(1, len(rows) + 1))])
    assert game_from_gambit(by_outcome) == game


def test_the_first_strategy_changes_fastest_and_outcome_0_pays_nothing():
    head = 'NFG 1 R "Selten (IJGT, 75), Figure 2, normal form" { "Player 1" "Player 2" } { 3 2 }\n\n'
    game = game_from_gambit(head + "1 1 0 2 0 2 1 1 0 3 2 0")
    assert game.payoffs[0] == ((1, 1), (0, 0), (0, 2))
    assert game.payoffs[1] == ((1, 1), (2, 3), (2, 0))
    named = 'NFG 1 D "" { "a" "" } { { "up" "up" "" } { "x" } } { { "won" 1, -1 } } 1 0 1'
    assert game_from_gambit(named) == MatrixGame(
        ([[1], [0], [1]], [[-1], [0], [-1]]), ("a", "player 2"), (("up", "up'", "3"), ("x",))
    )


def test_floats_are_written_in_their_shortest_decimals():
    thirds = ExtensiveGame(("I",), Chance({"a": Terminal((0.1,)), "b": Terminal((1e-30,))}, {"a": 1 / 3, "b": 2 / 3}))
    assert gambit_text(thirds).splitlines()[3:] == [
        'c "" 1 "" { "a" 0.3333333333333333 "b" 0.6666666666666667 } 0',
        't "" 1 "" { 0.1 }',
        't "" 2 "" { 1e-30 }',
    ]
    assert game_from_gambit(gambit_text(thirds)).root.moves["a"].payoffs == (F(1, 10),)
    assert gambit_text(zero_sum([[0.5]])).splitlines()[-1] == "0.5 -0.5"
    assert number_text(-1e22) == "-1e22"


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6).filter(any), st.booleans(), st.booleans())
def test_written_probabilities_sum_to_1(weights, floats, short):
    chances = [weight / sum(weights) if floats else F(weight, sum(weights)) for weight in weights]
    texts = chance_texts(chances, short=short)
    assert sum(map(F, texts)) == 1
    assert [float(F(text)) for text in texts] == pytest.approx(list(map(float, chances)), abs=1e-14)
    if short:
        assert all(max(F(text).numerator, F(text).denominator) < 2**31 for text in texts if "/" in text)


def test_short_numbers_and_plain_names():
    long = F(10**10, 3**30)
    game = ExtensiveGame(
        ("Zoë", "Zoè"),
        Decision("Zoë", 'a  "set"', {" a": Terminal((long, -long)), "a ": Terminal((2**40, F(1, 3)))}),
        "\ttitle\n",
    )
    assert gambit_text(game, "c'est\\", plain_names=True, short_numbers=True).splitlines() == [
        'EFG 2 R "title" { "Zo_" "Zo_\'" }',
        '"c\'est_"',
        "",
        'p "" 1 1 "a _set_" { "a" "a\'" } 0',
        't "" 1 "" { 0.000048569357496188611, -0.000048569357496188611 }',
        't "" 2 "" { 1099511627776, 1/3 }',
    ]
    named = MatrixGame(([[1, 0]], [[0, long]]), ("é", "è"), (("up",), ("x", "y")))
    assert gambit_text(named, plain_names=True).splitlines()[0] == 'NFG 1 R "" { "_" "_\'" } { 1 2 }'
    assert gambit_text(named).splitlines()[-1] == "0 10000000000/205891132094649"


def test_files(tmp_path):
    save_game(kuhn_poker(), tmp_path / "poker.efg", "Kuhn 1950")
    assert saved_game(tmp_path / "poker.efg") == kuhn_poker()
    save_game(zero_sum([[1, -1]]), tmp_path / "flat.nfg")
    assert saved_game(tmp_path / "flat.nfg") == zero_sum([[1, -1]])
    with pytest.raises(ValueError, match=r"must end in \.nfg, got"):
        save_game(zero_sum([[1]]), tmp_path / "flat.efg")
    (tmp_path / "broken.efg").write_text("\ufeffEFG 1")
    with pytest.raises(ValueError, match=r"broken\.efg: line 1, column 5: the version of the format must be 2, got 1"):
        saved_game(tmp_path / "broken.efg")


HEAD = 'EFG 2 R "" { "I" "II" }\n'
MATRIX = 'NFG 1 R "" { "I" "II" } '
ENDS = 't "" 0\nt "" 0'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: the format must be EFG, got the end of the text"),
        ("XFG", "line 1, column 1: the format must be EFG, got 'XFG'"),
        ("NFG 2", "line 1, column 5: the version of the format must be 1, got 2"),
        ("EFG 2 X", "line 1, column 7: the kind of numbers must be R or D, got 'X'"),
        ("EFG 2 R title", "line 1, column 9: the title must be a text in quotes, got 'title'"),
        ('EFG 2 R "title', "line 1, column 9: the title must be a text in quotes, got '\"'"),
        ('EFG 2 R "" { }', "line 1, column 14: the name of a player must be a text in quotes, got '}'"),
        ('EFG 2 R "" { "I" 2', "line 1, column 18: what is after the name of a player must be }, got '2'"),
        (HEAD, "line 2, column 1: a node must be c or p or t, got the end of the text"),
        (HEAD + "t 1", "line 2, column 3: the name of a node must be a text in quotes, got '1'"),
        (HEAD + 't "" 1', "line 2, column 7: the payoffs of outcome 1, which is new, must follow in braces, got the end"),
        (HEAD + 't "" 1.5', "line 2, column 6: the number of an outcome must be an integer >= 0, got '1.5'"),
        (HEAD + 't "" 1 "" { 1 }', "line 2, column 15: a payoff must be a number such as 1/3 or 0.35, got '}'"),
        (HEAD + 't "" 1 "" { 1, 1/0 }', "line 2, column 16: a payoff must not divide by zero, got '1/0'"),
        (HEAD + 't "" 1 "" { 1, 1e999 }', "an exponent of at most 400, got '1e999'"),
        (HEAD + 't "" 1 "" { 1, 1e' + "9" * 5000 + " }", "at most 4000 digits and an exponent of at most 400, got '1e999999"),
        (HEAD + 't "" 1 "" { 1, ' + "7" * 5000 + " }", "must have at most 4000 digits"),
        (HEAD + 't "" 1 "" { 1, 2+2 }', "what is after payoffs, one for each player, must be }, got '+2'"),
        (HEAD + 't "" 0\nt "" 0', "line 3, column 1: nothing must follow the last node, got 't'"),
        (HEAD + 'p "" 3 1 "" { "a" } 0', "line 2, column 6: a player must be an integer in [1, 2], got '3'"),
        (HEAD + 'p "" x 1 "" { "a" } 0', "line 2, column 6: a player must be an integer >= 1, got 'x'"),
        (HEAD + 'p "" 1 0 "" { "a" } 0', "the number of an information set must be an integer >= 1, got '0'"),
        (HEAD + 'p "" 1 1 "" 0', "the moves of information set 1, which is new, must follow in braces, got '0'"),
        (
            HEAD + 'p "" 1 1 "" { "a" } 0 p "" 1 1 "" { "b" } 0',
            "line 2, column 35: information set 1 must have the same moves as before, got ['b']",
        ),
        (
            HEAD + 'p "" 1 1 "" { "a" "b" } 0\nt "" 1 "" { 0 0 }\nt "" 1 "" { 0, 1/2 }',
            "line 4, column 11: outcome 1 must have the same payoffs as before, got 0, 1/2",
        ),
        (
            HEAD + 'c "" 1 "" { "a" 1/3 "b" 1/3 } 0 ' + ENDS,
            "line 2, column 11: the probabilities of a chance move must be >= 0 and sum to 1, got 1/3, 1/3",
        ),
        (HEAD + 'c "" 1 "" { "a" -1 "b" 2 } 0 ' + ENDS, "must be >= 0 and sum to 1, got -1, 2"),
        (HEAD + 'c "" 1 "" { } 0', "line 2, column 13: the outcome of a chance move must be a text in quotes, got '}'"),
        (HEAD + 'c "" 1 "" { "a" } 0', "line 2, column 17: a probability must be a number such as 1/3 or 0.35, got '}'"),
        (MATRIX + "{ 2 }", "the number of strategies must be an integer >= 1, got '}'"),
        (MATRIX + "{ 2 0 }", "the number of strategies must be an integer >= 1, got '0'"),
        (MATRIX + "{ 2 1000000 }", "the number of strategies must be an integer in [1, 999999], got '1000000'"),
        (MATRIX + "{ 1 1 1 }", "what is after the strategies of each player must be }, got '1'"),
        (MATRIX + "{ 1 1 } 1 2 3", "nothing must follow the last payoff, got '3'"),
        (MATRIX + '{ 1 1 } { { "" 1 2 } } 2', "an outcome must be an integer in [0, 1], got '2'"),
        (MATRIX + '{ 1 1 } { { "" 1 2 } }', "an outcome must be an integer >= 0, got the end of the text"),
        (
            MATRIX + '{ 1 1 } { { "" 1 2 3 } }',
            "what is after the payoffs of an outcome, one for each player, must be }, got '3'",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text, message):
    with pytest.raises(ValueError, match="line ") as caught:
        game_from_gambit(text)
    assert message in str(caught.value)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(['"', "{", "}", "1", "x", ",", " ", "\\", "1/0"]))
def test_a_text_with_something_wrong_in_it_is_a_game_or_a_value_error(seed, place, wrong):
    text = gambit_text(random_game(seed, depth=2))
    cut = place % len(text)
    try:
        game = game_from_gambit(text[:cut] + wrong + text[cut + 1 :])
    except ValueError as error:
        assert str(error)  # noqa: PT017
    else:
        assert isinstance(game, ExtensiveGame)


def test_without_pygambit_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pygambit", None)
    with pytest.raises(ModuleNotFoundError, match="pygambit is not installed: pip install pygambit"):
        pygambit_game(kuhn_poker())


def test_pygambit_gets_the_text(monkeypatch):
    def reader(kind):
        return lambda file: (kind, file.read().decode())

    monkeypatch.setitem(sys.modules, "pygambit", types.SimpleNamespace(read_efg=reader("efg"), read_nfg=reader("nfg")))
    assert pygambit_game(kuhn_poker()) == ("efg", gambit_text(kuhn_poker()))
    assert pygambit_game(zero_sum([[1]])) == ("nfg", gambit_text(zero_sum([[1]])))
