import dataclasses
import json
from fractions import Fraction

import numpy as np
import pytest
import sympy
from click.testing import CliRunner
from hypothesis import given, settings

from toymodels.cli import cli
from toymodels.models.inspection_game import InspectionGame
from toymodels.solvers.inspection_closed_form import inspection_closed_form
from toymodels.solvers.inspection_game import CAUGHT, DETERRED, MIXED, MOST_STATES, REGIMES, UNCHECKED, inspection_game
from toymodels.solvers.inspection_recursion import inspection_recursion
from toymodels.testing import instances

F = Fraction
GENERAL_SUM = (
    "inspectee_payoff",
    "inspector_payoff",
    "equilibrium_violation_probability",
    "caught",
    "committed_inspectee_payoff",
    "committed_inspector_payoff",
    "committed_violation_probability",
    "price_of_no_commitment",
)


def refused(model):
    return model.penalty < 0 and model.violations > 1


@settings(max_examples=100, deadline=None)
@given(instances(InspectionGame))
def test_a_solution_is_that_of_the_recursion(model):
    if refused(model):
        with pytest.raises(ValueError, match="penalty must be >= 0 where more than one violation is intended"):
            inspection_game(model)
        return
    solution = inspection_game(model)
    found = inspection_recursion(model.stages, model.inspections, model.violations, model.penalty)
    assert solution.regime in REGIMES
    assert solution.states == tuple(reversed(found.values())) or len(found) > MOST_STATES
    if found:
        first = found[model.stages, model.inspections, model.violations]
        assert (solution.value, solution.inspection_probability) == (first.value, first.inspection_probability)
        assert solution.violation_probability == first.violation_probability
    else:
        assert (solution.value, solution.inspection_probability, solution.violation_probability) == (0, 0, 0)
    if model.penalty >= 0:
        assert solution.announced_value >= solution.drawn_value >= solution.value
    if min(model.violations, model.stages) <= 1 and model.penalty >= 0:
        assert solution.inspectee_payoff == solution.value
        assert solution.inspector_payoff <= solution.committed_inspector_payoff == -solution.value
        assert solution.price_of_no_commitment >= 0
    else:
        assert {getattr(solution, name) for name in GENERAL_SUM} == {None}


def test_published_values():
    solution = inspection_game(InspectionGame(4, 2))
    assert (solution.value, solution.inspection_probability, solution.violation_probability) == (F(3, 11), F(4, 11), F(5, 33))
    assert (solution.announced_value, solution.drawn_value) == (1, F(1, 2))
    small = inspection_game(InspectionGame(2, 1, penalty=1, loss="1/2"))
    assert (small.inspector_payoff, small.inspectee_payoff, small.committed_inspector_payoff) == (F(-2, 3), F(1, 3), F(-1, 3))


@pytest.mark.parametrize(
    ("game", "regime", "value"),
    [
        (InspectionGame(0, 0), DETERRED, 0),
        (InspectionGame(3, 0), UNCHECKED, 1),
        (InspectionGame(3, 2), MIXED, F(1, 7)),
        (InspectionGame(3, 3), DETERRED, 0),
        (InspectionGame(3, 9, penalty=0), DETERRED, 0),
        (InspectionGame(3, 2, violations=0), DETERRED, 0),
        (InspectionGame(3, 2, penalty="-1/2"), MIXED, F(2, 3)),
        (InspectionGame(3, 4, penalty="-1/2"), CAUGHT, F(1, 2)),
        (InspectionGame(3, 3, penalty="-1/2"), CAUGHT, F(1, 2)),
        (InspectionGame(3, 4, penalty=-1), UNCHECKED, 1),
        (InspectionGame(3, 4, penalty=-7), UNCHECKED, 1),
        (InspectionGame(2, 1, violations=9), MIXED, F(1, 3)),
    ],
)
def test_regimes(game, regime, value):
    solution = inspection_game(game)
    assert (solution.regime, solution.value) == (regime, value)


def test_no_intended_violation_costs_nobody_anything():
    solution = inspection_game(InspectionGame(4, 0, violations=0))
    assert [getattr(solution, name) for name in GENERAL_SUM] == [0] * 8


def test_more_violations_than_stages_are_one_in_a_single_stage():
    assert inspection_game(InspectionGame(1, 0, violations=5)).inspector_payoff == -1


def test_floats_are_rounded_once():
    solution = inspection_game(InspectionGame(40, 11, penalty=0.1))
    exact = inspection_game(InspectionGame(40, 11, penalty=F(0.1)))
    assert solution.value == float(exact.value)
    assert solution.states == ()
    small = inspection_game(InspectionGame(3, 1, loss=0.25))
    assert small.inspector_payoff == float(inspection_game(InspectionGame(3, 1, loss="1/4")).inspector_payoff)
    state = small.states[1]
    assert [type(value) for value in dataclasses.astuple(state)] == [int] * 3 + [float] * 3
    assert {type(getattr(small, name)) for name in GENERAL_SUM} == {float}
    assert inspection_game(InspectionGame(3, 1, violations=2, penalty=0.5)).inspector_payoff is None


def test_long_games_hold_no_states():
    solution = inspection_game(InspectionGame(300, 150, violations=7, penalty="1/3"))
    assert solution.states == ()
    assert solution.value == inspection_closed_form(300, 150, 7, F(1, 3)).value
    assert len(inspection_game(InspectionGame(20, 15)).states) == MOST_STATES
    assert inspection_game(InspectionGame(20, 100)).states == ()


def test_how_it_reads():
    text = str(inspection_game(InspectionGame(4, 2)))
    assert "mixed" in text
    assert text.splitlines()[-1].split()[:3] == ["1", "0", "1"]
    assert "more" not in str(inspection_game(InspectionGame(5, 2)))
    longer = str(inspection_game(InspectionGame(6, 3)))
    assert longer.splitlines()[-1] == "  and 6 more"
    assert "announced value" in inspection_game(InspectionGame(6, 3))._repr_html_()


@pytest.mark.parametrize("value", [sympy.Symbol("b"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="penalty must be one number, got "):
        inspection_game(InspectionGame(penalty=value))


def test_command_line():
    arguments = ["solve", "inspection-game", "--stages", "4", "--inspections", "2", "--json"]
    record = json.loads(CliRunner().invoke(cli, arguments, catch_exceptions=False).output)
    assert record["value"]["exact"] == "3/11"
    assert {field.name for field in dataclasses.fields(inspection_game(InspectionGame()))} <= set(record)
    assert len(record["states"]) == 9
    assert record["states"][1]["violation_probability"]["exact"] == "1/7"
