from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given

from toymodels.models.coloured_doors import ColouredDoors
from toymodels.solvers.coloured_doors import REGIMES, coloured_doors
from toymodels.testing import instances

F = Fraction


def test_by_hand():
    """One room, in half of them a blue door: then only "anything red" is left beside "red door", else all three are."""
    solution = coloured_doors(ColouredDoors(1, "1/2", 0, 0, 1, 3))
    assert solution.any_door == F(1, 2) * F(1, 3)
    assert solution.anything_red == F(1, 2) * F(1, 3) + F(1, 2) * F(1, 2)
    assert solution.red_door == solution.anything_red
    assert solution.value == F(5, 12) + F(1, 6) / 2 + F(5, 12) / 4
    assert (solution.none_ruled_out, solution.one_ruled_out, solution.both_ruled_out) == (F(1, 2), F(1, 2), 0)


def test_simulation():
    """Rooms, a Bayesian learner, and the nearest of the things that it wants."""
    rng, runs, n = np.random.default_rng(6), 30_000, 12
    door_left = ~(rng.random((runs, n)) < 0.1).any(axis=1)
    red_left = ~(rng.random((runs, n)) < 0.05).any(axis=1)
    weights = np.stack([np.ones(runs), 2 * door_left, 2 * red_left], axis=1)
    goal = (rng.random(runs)[:, None] > np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)).sum(axis=1)
    nearest = rng.random((runs, 4)).argsort(axis=1)  # things: the red door, a blue door, two red windows
    wanted = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 1]], dtype=bool)[goal]
    first = nearest[np.arange(runs), np.take_along_axis(wanted, nearest, axis=1).argmax(axis=1)]
    solution = coloured_doors(ColouredDoors(n, "1/10", "1/20", 1, 1, 2))
    found = solution.red_door, solution.any_door, solution.anything_red
    assert np.bincount(goal, minlength=3) / runs == pytest.approx(np.array(found, dtype=float), abs=0.012)
    assert (first == 0).mean() == pytest.approx(float(solution.value), abs=0.012)


@given(instances(ColouredDoors))
def test_probabilities(model):
    solution = coloured_doors(model)
    learned = [float(chance) for chance in (solution.red_door, solution.any_door, solution.anything_red)]
    assert sum(learned) == pytest.approx(1)
    assert learned[REGIMES.index(solution.regime)] == pytest.approx(max(learned))
    ruled_out = solution.none_ruled_out, solution.one_ruled_out, solution.both_ruled_out
    assert float(sum(ruled_out)) == pytest.approx(1)
    assert min(map(float, (*learned, *ruled_out))) >= 0
    mirrored = ColouredDoors(model.training, model.red_windows, model.blue_doors, model.simplicity)
    assert float(coloured_doors(mirrored).any_door) == pytest.approx(learned[2])


def test_one_rival_ruled_out_is_no_help_against_the_other():
    solution = coloured_doors(ColouredDoors(training=5000, blue_doors=0.5, red_windows=0, simplicity=2))
    assert (solution.regime, solution.anything_red) == ("anything red", pytest.approx(0.8))
    both = coloured_doors(ColouredDoors(training=5000, blue_doors=0.5, red_windows=0.5))
    assert (both.regime, both.value) == ("red door", 1)
    assert coloured_doors(ColouredDoors(0, simplicity=1)).regime == "any door"


def test_floats_text_and_long_numbers():
    floats = coloured_doors(ColouredDoors(blue_doors=0.5))
    assert all(isinstance(value, float) for value in (floats.value, floats.red_door))
    assert "anything red" in str(floats)
    assert "anything red" in floats._repr_html_()
    assert coloured_doors(ColouredDoors(0, simplicity="1/2")).any_door.has(sympy.sqrt(2))
    with pytest.raises(ValueError, match="the exact chances after 1000000 rooms are too long"):
        coloured_doors(ColouredDoors(10**6))


def test_formulas_are_refused():
    with pytest.raises(TypeError, match="blue_doors must be one number, got e"):
        coloured_doors(ColouredDoors(blue_doors=sympy.Symbol("e")))
