"""``toymodels equilibria``, run as a user runs it."""

import json

import pytest
from click.testing import CliRunner

from tests.equilibria.published_games import battle_of_the_sexes, centipede, one_card_poker
from toymodels.cli import cli, main
from toymodels.games.matrix_game import MatrixGame, zero_sum
from toymodels.interop.gambit import save_game

PRISONERS = MatrixGame(([[2, 0], [3, 1]], [[2, 3], [0, 1]]), strategies=(("silent", "tells"), ("silent", "tells")))
GAMES = {
    "poker.efg": one_card_poker(),
    "centipede.efg": centipede(),
    "battle.nfg": battle_of_the_sexes(),
    "pennies.nfg": zero_sum([[1, -1], [-1, 1]]),
    "prisoners.nfg": PRISONERS,
    "idle.nfg": MatrixGame(([[0] * 5] * 5, [[1] * 5] * 5)),
}


@pytest.fixture(autouse=True)
def _with_the_games(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, game in GAMES.items():
        save_game(game, name)


def printed(*words):
    result = CliRunner().invoke(cli, ["equilibria", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output.splitlines()


def told(*words):
    return json.loads("\n".join(printed(*words, "--json")))


def test_a_zero_sum_game_has_a_value():
    lines = printed("poker.efg")
    assert lines[0] == "one-card poker: 11 positions, 3 information sets"
    assert lines[2] == "1. pays 1: 1/3 (0.333333); 2: -1/3 (-0.333333)"
    assert lines[-1] == "nobody gains by another strategy: the most is 0"
    assert printed("pennies.nfg")[2] == "1. pays row: 0; column: 0"


def test_other_games_have_nash_equilibria():
    lines = printed("battle.nfg")
    assert lines[1] == "Nash equilibrium: 3 (all equilibria; double description in integers)"
    record = told("battle.nfg")
    assert record["complete"]
    assert [each["payoffs"]["row"]["exact"] for each in record["equilibria"]] == ["2", "1", "2/3"]
    assert record["equilibria"][2]["strategies"]["row"]["1"] == {"exact": "2/3", "float": 2 / 3}
    assert told("poker.efg", "--concept", "nash")["equilibria"][0]["payoffs"]["1"]["exact"] == "1/3"


def test_at_most_twenty_are_shown():
    lines = printed("idle.nfg")
    assert lines[1].startswith("Nash equilibrium: 25")
    assert lines[-2:] == ["and 5 more: --json has all", "nobody gains by another strategy: the most is 0"]
    assert sum(line.startswith(tuple("123456789")) for line in lines) == 20
    assert len(told("idle.nfg")["equilibria"]) == 25


def test_trees_have_subgame_perfect_equilibria():
    record = told("centipede.efg", "--concept", "subgame-perfect")
    assert record["concept"] == "subgame-perfect equilibrium"
    assert len(record["equilibria"]) == 1


def test_a_leader_commits():
    lines = printed("battle.nfg", "--concept", "stackelberg", "--leader", "column")
    assert lines[2] == "1. pays row: 1; column: 2"
    assert lines[-1] == "nobody gains by another strategy: the most is 0"
    save_game(MatrixGame(([[2, 4], [1, 3]], [[1, 0], [0, 1]])), "commitment.nfg")
    lines = printed("commitment.nfg", "--concept", "stackelberg")
    assert lines[2] == "1. pays row: 7/2 (3.5); column: 1/2 (0.5)"
    assert "nobody gains" not in lines[-1]


def test_what_dominance_leaves():
    assert printed("prisoners.nfg", "--concept", "dominance")[1:] == [
        "matrix game of row and column, 1 by 1, after 2 strictly dominated strategies",
        "1. row: silent, by tells: 1",
        "1. column: silent, by tells: 1",
    ]
    record = told("prisoners.nfg", "--concept", "dominance")
    assert record["left"] == {"row": ["tells"], "column": ["tells"]}
    assert record["removals"][0]["gain"] == {"exact": "1", "float": 1.0}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere.efg"], "nowhere.efg: No such file or directory"),
        (["broken.efg"], "broken.efg: line 1, column 5: the version of the format must be 2, got 1"),
        (["battle.nfg", "--leader", "row"], "--leader is for --concept stackelberg, got --concept nash"),
        (["battle.nfg", "--concept", "stackelberg", "--leader", "rwo"], "unknown player 'rwo': did you mean 'row'?"),
        (["battle.nfg", "--concept", "subgame-perfect"], "subgame-perfect is about trees, and a matrix form has no subgames"),
        (["battle.nfg", "--concept", "optimal"], "payoffs of a zero-sum game must always have the same sum, got sums 0 and 3"),
        (["battle.nfg", "--concept", "best"], "'best' is not one of"),
    ],
)
def test_what_is_wrong_is_one_line(capsys, tmp_path, words, message):
    (tmp_path / "broken.efg").write_text("EFG 1")
    with pytest.raises(SystemExit) as stop:
        main(["equilibria", *words])
    assert stop.value.code == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_its_help_has_80_columns(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, printed("-h"))) <= 80
