"""Diagrams of a model with a solver of its own, here a stand-in for one."""

import dataclasses
import sys
import types
from fractions import Fraction
from typing import Annotated

import numpy as np
import pytest

import toymodels as tm
from toymodels.domains import Parameter, check_fields
from toymodels.fact_diagrams import is_number
from toymodels.plots.facts import facts_figure, shown_fact, word_colours
from toymodels.scalars import Scalar

SOURCE = '''
import dataclasses
from fractions import Fraction
from typing import Any

from toymodels.facts import facts_text


@dataclasses.dataclass(frozen=True)
class CoinGameSolution:
    """Worth."""

    value: Any
    regime: str
    odds: Any
    names: tuple = ("a", "b")

    def __str__(self):
        return facts_text(self)


def coin_game(model):
    """The solution."""
    odds = None if model.chance == 1 else model.chance / (1 - model.chance)
    return CoinGameSolution(model.chance * model.prize, "deceptive" if model.chance > 0.5 else "sure loser", odds)
'''


@dataclasses.dataclass(frozen=True)
class CoinGame:
    """A coin."""

    chance: Annotated[Scalar, Parameter("heads", 0, 1)] = Fraction(1, 2)
    prize: Annotated[Scalar, Parameter("what heads pays", 0, integer=True)] = 3

    def __post_init__(self):
        check_fields(self)


CoinGame.__module__ = "toymodels.models.coin_game"


@pytest.fixture
def coin(monkeypatch, tmp_path):
    """The model and its solver as modules of the package."""
    import toymodels.models
    import toymodels.solvers

    (tmp_path / "coin_game.py").write_text(SOURCE)
    monkeypatch.setattr(toymodels.solvers, "__path__", [*toymodels.solvers.__path__, str(tmp_path)])
    home = types.ModuleType("toymodels.models.coin_game")
    home.CoinGame = CoinGame
    monkeypatch.setitem(sys.modules, "toymodels.models.coin_game", home)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "coin_game.py").write_text("")
    monkeypatch.setattr(toymodels.models, "__path__", [*toymodels.models.__path__, str(tmp_path / "models")])
    yield CoinGame
    sys.modules.pop("toymodels.solvers.coin_game", None)


@pytest.fixture
def diagram(coin):
    return tm.phase_diagram(coin(), chance=["0", "1/4", "1"], prize=[1, 2], progress=False)


def test_the_model_is_solved_by_its_own_solver(coin):
    assert tm.solve(coin(chance="1/3")).value == 1


def test_every_number_is_an_array(diagram):
    assert set(diagram.data_vars) == {"value", "odds", "regime"}
    assert diagram.value.values.tolist() == [[0, 0], [0.25, 0.5], [1, 2]]
    assert diagram.odds.values[:2].tolist() == [[0, 0], [1 / 3, 1 / 3]]
    assert np.isnan(diagram.odds.values[2]).all()
    assert diagram.regime.attrs["flag_meanings"] == "sure_loser deceptive"
    assert diagram.regime.values.tolist() == [[0, 0], [0, 0], [1, 1]]
    assert diagram.chance.values.tolist() == [0, 0.25, 1]
    assert diagram.attrs["model"] == "CoinGame"


def test_results_without_regimes(coin, monkeypatch):
    tm.solve(coin())
    solver = sys.modules["toymodels.solvers.coin_game"]

    def plain(model):
        return dataclasses.make_dataclass("Plain", ["value"], frozen=True)(model.chance)

    monkeypatch.setattr(solver, "coin_game", plain)
    assert set(tm.phase_diagram(coin(), chance=[0, 1]).data_vars) == {"value"}


def test_pictures(diagram):
    figure = facts_figure(diagram)
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["sure loser", "deceptive"]
    figure = facts_figure(diagram, "odds")
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["not defined"]
    assert facts_figure(diagram, "value").legends == []
    curve = facts_figure(diagram.sel(prize=2, drop=True))
    assert curve.axes[0].get_ylabel() == "value"
    assert curve.axes[0].lines[0].get_ydata().tolist() == [0, 0.5, 2]
    assert facts_figure(diagram.sel(chance=1, drop=True)).axes[0].lines[0].get_marker() == "o"


def test_what_can_be_shown(diagram):
    assert shown_fact(diagram, None) == "regime"
    assert shown_fact(diagram[["odds"]], None) == "odds"
    assert shown_fact(diagram.sel(prize=2), None) == "value"
    with pytest.raises(ValueError, match="what is shown must be one of value, odds, got 'regime'"):
        shown_fact(diagram.sel(prize=2, drop=True), "regime")
    with pytest.raises(ValueError, match="a picture has one axis or two, got chance, prize, more"):
        shown_fact(diagram.expand_dims("more", axis=2), None)


def test_colours_are_those_of_the_regimes_where_they_are_known():
    colours = word_colours(["deceptive", "trusts", "partly_deceptive", "waits"])
    assert colours["deceptive"] == "#3f1260"
    assert len(set(colours.values())) == 4


def test_what_is_a_number():
    import sympy

    assert is_number(sympy.sqrt(2))
    assert not is_number(sympy.Symbol("p"))
    assert not is_number((1, 2))
    assert is_number(0.5)
