"""The absent supervisor against the published grid, and against all policies written down."""

import itertools
from fractions import Fraction

import pytest
import sympy

from tests.gridworlds import SUPERVISION, best_return, found
from toymodels.models.absent_supervisor import AbsentSupervisor
from toymodels.solvers.absent_supervisor import BEHAVES, INDIFFERENT, MISBEHAVES, WATCHED, absent_supervisor

F = Fraction
PUNISHMENT = 30


def fined(cell, pressed, fine):
    return 0, -fine if cell == found(SUPERVISION, "P") else 0


def test_the_grid_watched_and_unwatched():
    model = AbsentSupervisor()
    assert best_return(SUPERVISION, 0, fined) == model.shortcut == 47
    assert best_return(SUPERVISION, PUNISHMENT, fined) == model.long == 41
    assert model.shortcut - model.punishment == 17


@pytest.mark.parametrize("probability", [0, F(1, 10), F(1, 5), F(1, 2), 1])
def test_the_grid_when_the_supervisor_is_not_seen(probability):
    expected = best_return(SUPERVISION, F(probability) * PUNISHMENT, fined)
    assert absent_supervisor(AbsentSupervisor(probability, seen=False)).value == expected


@pytest.mark.parametrize("seen", [True, False])
@pytest.mark.parametrize(
    ("q", "long", "shortcut", "fine"), list(itertools.product((0, F(1, 5), F(1, 2), 1), (41,), (40, 47, 80), (0, 6, 30)))
)
def test_all_policies(q, long, shortcut, fine, seen):
    watched = (long, shortcut - fine)
    worth = {(a, b): q * watched[a] + (1 - q) * (long, shortcut)[b] for a in (0, 1) for b in (0, 1) if seen or a == b}
    solution = absent_supervisor(AbsentSupervisor(q, seen, long, shortcut, fine))
    assert solution.value == max(worth.values())
    plan = {BEHAVES: (0, 0), WATCHED: (0, 1), MISBEHAVES: (1, 1)}.get(solution.regime)
    if plan is None:
        assert solution.shortcuts is None
    else:
        assert worth[plan] == max(worth.values())
        assert solution.shortcuts == q * plan[0] + (1 - q) * plan[1]


def test_regimes_and_thresholds():
    blind = [absent_supervisor(AbsentSupervisor(q, seen=False)).regime for q in (F(1, 10), F(1, 5), F(1, 2))]
    assert blind == [MISBEHAVES, INDIFFERENT, BEHAVES]
    assert absent_supervisor(AbsentSupervisor(1)).regime == WATCHED
    assert absent_supervisor(AbsentSupervisor(punishment=5)).threshold is None
    assert absent_supervisor(AbsentSupervisor(shortcut=40)).threshold is None
    assert absent_supervisor(AbsentSupervisor(shortcut=41, punishment=0)).threshold is None


def test_results_show_themselves():
    solution = absent_supervisor(AbsentSupervisor())
    assert "behaves when watched" in str(solution)
    assert solution._repr_html_().startswith("<table>")


def test_what_is_no_number_is_refused():
    with pytest.raises(TypeError, match="long must be one number, got b"):
        absent_supervisor(AbsentSupervisor(long=sympy.Symbol("b")))
