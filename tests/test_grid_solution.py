from fractions import Fraction

import numpy as np
import pytest

from toymodels.grid_solution import GridSolution, cell

ARRAYS = ("value", "deceptive_episodes", "regime", "tie", "decided_exactly")


def test_an_empty_solution_is_all_defects():
    solution = GridSolution.empty((2, 3), 5, margin=True)
    assert not solution.regime.any()
    assert not solution.deceptive_episodes.any()
    assert not solution.tie.any()
    assert not solution.decided_exactly.any()
    assert solution.value.shape == solution.margin.shape == (2, 3)
    assert (solution.regime.dtype, solution.value.dtype, solution.tie.dtype) == (np.int8, np.float64, np.bool_)


@pytest.mark.parametrize(("training", "dtype"), [(0, np.int32), (2**31 - 1, np.int32), (2**31, np.int64), (10**18, np.int64)])
def test_episodes_are_counted_in_integers_that_are_large_enough(training, dtype):
    assert GridSolution.empty((1,), training, margin=False).deceptive_episodes.dtype == dtype


def test_a_rearranged_solution_is_another_view():
    solution = GridSolution.empty((2, 3), 5, margin=False)
    turned = solution.rearranged(lambda array: array.T)
    assert {getattr(turned, name).shape for name in ARRAYS} == {(3, 2)}
    assert turned.margin is None
    turned.regime[2, 1] = 4
    assert solution.regime[1, 2] == 4


@pytest.mark.parametrize("margin", [False, True])
def test_a_part_is_written_into_its_place(margin):
    whole, part = (GridSolution.empty(shape, 5, margin=margin) for shape in ((3, 2), (1, 2)))
    for name in (*ARRAYS, *(["margin"] if margin else [])):
        getattr(whole, name)[...] = 0
        getattr(part, name)[...] = 1
    whole.write((slice(1, 2), slice(0, 2)), part)
    for name in (*ARRAYS, *(["margin"] if margin else [])):
        assert getattr(whole, name).tolist() == [[0, 0], [1, 1], [0, 0]]


def test_a_cell_of_a_parameter():
    third = Fraction(1, 3)
    column = np.array([[third], [third / 2]], dtype=object)
    assert cell(third, (2, 3), (1, 2)) is third
    assert cell(column, (2, 3), (1, 2)) == Fraction(1, 6)
    assert cell(np.array([0.5, 0.25, 1.0]), (2, 3), (1, 1)) == 0.25
    assert type(cell(np.array([0.5, 0.25, 1.0]), (2, 3), (1, 1))) is float
    assert type(cell(np.array(7), (2, 3), (0, 0))) is int
