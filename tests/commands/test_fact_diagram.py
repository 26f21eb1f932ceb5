"""``toymodels solve`` and ``phase-diagram`` for models with a solver of their own."""

import json
import math

import numpy as np
import pytest
import xarray as xr
from click.testing import CliRunner

import toymodels.catalogue
from tests.test_fact_diagrams import coin  # noqa: F401
from toymodels.cli import cli
from toymodels.commands.solved_facts import fact_record


@pytest.fixture
def run(coin, monkeypatch, tmp_path):  # noqa: F811
    import toymodels.models.coin_game as home

    monkeypatch.setattr(toymodels.catalogue, "_modules", lambda: ["episode_game", "coin_game"])
    assert home.CoinGame is coin

    def runner(*words):
        monkeypatch.chdir(tmp_path)
        return CliRunner().invoke(cli, [str(word) for word in words])

    return runner


def test_infinity_is_a_word_in_json():
    assert fact_record((math.inf, -math.inf)) == [{"exact": "inf", "float": None}, {"exact": "-inf", "float": None}]


def test_solve_prints_all_facts(run):
    done = run("solve", "coin-game", "--chance", "1/3")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        "CoinGame: chance=1/3, prize=3",
        "",
        "  value                 1",
        "  regime                sure loser",
        "  odds                  1/2 (0.5)",
        "  names                 a, b",
    ]
    record = json.loads(run("solve", "coin-game", "--chance", "1/3", "--json").output)
    assert record["parameters"]["chance"] == {"exact": "1/3", "float": 1 / 3}
    assert record["odds"] == {"exact": "1/2", "float": 0.5}
    assert (record["model"], record["regime"], record["names"]) == ("coin-game", "sure loser", ["a", "b"])


def test_commands_about_training_games_refuse_it(run):
    assert "threshold is about models that are one training game, not about coin-game" in str(
        run("threshold", "coin-game", "chance").exception
    )
    assert "coin-game" not in run("regions").output


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.csv", "a.nc"])
def test_diagrams_as_files(run, tmp_path, name):
    path = tmp_path / name
    done = run("phase-diagram", "coin-game", "--x", "chance=0,1/4,1", "--y", "prize=1:2", "--exact", "--out", path)
    assert done.exit_code == 0, done.output
    assert "  sure loser          66.67%" in done.output
    assert f"{path}: chance (3) x prize (2)" in done.output
    if name == "a.csv":
        rows = path.read_text().splitlines()
        assert rows[0] == "chance,prize,value,odds,regime"
        assert rows[1] == "0.0,1,0.0,0.0,sure loser"
    if name == "a.nc":
        assert np.isnan(xr.open_dataset(path).odds.values).sum() == 2


def test_usual_axes_and_other_numbers(run):
    done = run("phase-diagram", "coin-game", "--show", "odds", "--prize", "2", "--x", "chance=0:0.5:5")
    assert "  odds                0 to 1" in done.output
    done = run("phase-diagram", "coin-game")
    assert "chance (41) x prize (13)" in done.output
    assert "diagram.png: prize (13)" in run("phase-diagram", "coin-game", "--chance", "1").output
    assert "default" not in run("phase-diagram", "coin-game", "-h").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--x", "chance=0:1:3", "--chance", "1/2"], "chance must not be an axis and be given a value, got 1/2"),
        (["--x", "chance=0:1:3", "--y", "chance=0:1:5"], "the axes must be about one parameter each"),
        (["--y", "chance=0:1:3"], "--y must come with --x, got --y chance=0:1:3 alone"),
        (["--x", "chance=0:1:3", "--show", "nothing"], "what is shown must be one of value, odds"),
    ],
)
def test_mistakes(run, words, message):
    assert message in str(run("phase-diagram", "coin-game", *words).exception)


def test_records():
    import sympy

    assert fact_record(sympy.sqrt(2)) == {"exact": "sqrt(2)", "float": 2**0.5}
    assert fact_record(None) is None
    assert fact_record({"a": (True, 0.5)}) == {"a": [True, {"exact": None, "float": 0.5}]}
