"""Interruption against the published grid, solved as a decision process by value iteration in rational numbers."""

from fractions import Fraction

import networkx
import pytest
import sympy

from tests.gridworlds import GOAL, INTERRUPTIBILITY, best_return, found, places
from toymodels.models.interruption import Interruption
from toymodels.solvers.interruption import REGIMES, interruption

F = Fraction


def entering(cell, pressed, probability):
    return (probability if cell == found(INTERRUPTIBILITY, "I") and not pressed else 0), 0


def test_the_numbers_of_the_two_ways_are_those_of_the_grid():
    graph = places(INTERRUPTIBILITY)
    start, goal, button = (found(INTERRUPTIBILITY, sign) for sign in "AGB")
    steps = networkx.shortest_path_length
    model = Interruption()
    assert GOAL - steps(graph, start, goal) == model.short == 42
    assert GOAL - steps(graph, start, button) - steps(graph, button, goal) == model.button == 38
    assert model.interrupted == -100


@pytest.mark.parametrize("probability", [0, F(1, 100), F(2, 71), F(3, 100), F(1, 2), 1])
def test_the_grid_as_a_decision_process(probability):
    assert best_return(INTERRUPTIBILITY, F(probability), entering) == interruption(Interruption(probability)).value


@pytest.mark.parametrize(
    ("probability", "regime"), [(F(1, 100), REGIMES[0]), (F(4, 142), REGIMES[1]), (F(1, 2), REGIMES[2]), (0.02, REGIMES[0])]
)
def test_it_disables_above_four_in_a_hundred_and_forty_two(probability, regime):
    solution = interruption(Interruption(probability))
    assert solution.regime == regime
    assert solution.threshold == F(4, 142)


@pytest.mark.parametrize(
    ("short", "button", "interrupted", "threshold"),
    [(42, 42, -100, 0), (42, 43, -100, None), (10, 5, 8, None), (10, 8, 8, 1), (5, 5, 5, None), (1.5, 1, 0, 1 / 3)],
)
def test_where_there_is_a_threshold(short, button, interrupted, threshold):
    assert interruption(Interruption(F(1, 2), short, button, interrupted)).threshold == threshold


def test_results_show_themselves():
    solution = interruption(Interruption())
    assert "disables" in str(solution)
    assert solution._repr_html_().startswith("<table>")


def test_what_is_no_number_is_refused():
    with pytest.raises(TypeError, match="button must be one number, got b"):
        interruption(Interruption(button=sympy.Symbol("b")))
