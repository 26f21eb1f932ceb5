"""What training can't tell apart, against sets and averages taken one by one."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from toymodels.models.identifiability import MAZES, Identifiability
from toymodels.solvers.identifiability import REGIMES, identifiability
from toymodels.solvers.objective_tables import random_objectives
from toymodels.theorems.small_tables import random_tables


@settings(max_examples=60, deadline=None)
@given(random_tables())
def test_by_definition(model):
    table, trained = model.objectives, model.training
    solution = identifiability(model)
    further = range(trained, len(table[0]))
    alike = [row for row in range(1, len(table)) if table[row][:trained] == table[0][:trained]]
    assert solution.twins == tuple(row for row in alike if table[row] == table[0])
    assert solution.rivals == tuple(row for row in alike if table[row] != table[0])
    assert sorted(row for each in solution.classes for row in each) == list(range(len(table)))
    assert {table[row][:trained] == table[one][:trained] for one, *rest in solution.classes for row in rest} <= {True}
    assert len({table[each[0]][:trained] for each in solution.classes}) == len(solution.classes)
    assert solution.value == Fraction(1 + len(solution.twins), 1 + len(alike))

    def excluded(row, shown):
        return any(table[row][e] != table[0][e] for e in shown)

    separating = [
        shown
        for size in range(len(further) + 1)
        for shown in itertools.combinations(further, size)
        if all(excluded(row, shown) for row in solution.rivals)
    ]
    least = [shown for shown in separating if len(shown) == len(separating[0])]
    assert solution.separating_set in least
    assert (solution.separating_size, solution.smallest_sets) == (len(least[0]), len(least))
    assert solution.game_value == solution.separating_size
    assert solution.regime == REGIMES[min(2, len(least[0]))]
    assert set(solution.essential) == set.intersection(*map(set, separating))
    for one, other in itertools.combinations(solution.disjoint_rivals, 2):
        assert not any(excluded(one, [e]) and excluded(other, [e]) for e in further)
    assert len(solution.disjoint_rivals) <= solution.separating_size
    assert solution.greedy_set in [order for shown in separating for order in itertools.permutations(shown)]
    assert 1 <= solution.greedy_ratio <= solution.greedy_bound
    assert solution.separating_size <= solution.longest_training <= len(further)
    others = [row for row in range(1, len(table)) if table[row] != table[0]]
    assert all(excluded(row, solution.teaching_set) for row in others)
    assert solution.teaching_dimension == len(solution.teaching_set) >= solution.separating_size
    assert solution.audits_needed is not None


@settings(max_examples=25, deadline=None)
@given(random_tables())
def test_random_environments_in_every_order(model):
    table = model.objectives
    further = range(model.training, len(table[0]))
    if len(further) > 5:
        return
    solution = identifiability(model)
    orders = list(itertools.permutations(further))
    left = [
        [sum(all(table[row][e] == table[0][e] for e in order[:m]) for row in solution.rivals) for m in range(len(further) + 1)]
        for order in orders
    ]
    assert list(solution.expected_left) == [Fraction(sum(column), len(orders)) for column in zip(*left, strict=True)]
    assert solution.expected_rounds == Fraction(sum(row.index(0) for row in left), len(orders))


def test_the_mazes_by_hand():
    """Only an exit out of the corner excludes 'an exit in the corner', only a grey one 'a green exit'."""
    solution = identifiability(Identifiability())
    assert (solution.separating_set, solution.essential, solution.smallest_sets) == ((2, 3), (2, 3), 1)
    assert solution.expected_left == (6, Fraction(17, 5), Fraction(9, 5), Fraction(9, 10), Fraction(2, 5), 0)
    assert (solution.longest_training, solution.audits_needed, solution.expected_rounds) == (5, 3, 4)
    assert identifiability(Identifiability(training=4)).regime == "identified"
    assert identifiability(Identifiability(training=3)).regime == "one environment away"


def test_a_maze_in_which_everything_comes_apart():
    """A grey exit out of the corner, and a green lamp in it: only who wants the exit goes there."""
    apart = tuple((*row, to) for row, to in zip(MAZES, (1, 2, 2, 0, 0, 2, 0), strict=True))
    solution = identifiability(Identifiability(apart))
    assert (solution.separating_set, solution.separating_size) == ((7,), 1)


def test_larger_tables():
    table = random_objectives(80, 22, 0.4, np.random.default_rng(3))
    solution = identifiability(Identifiability(table, 0))
    assert (solution.smallest_sets, solution.longest_training, solution.expected_rounds, solution.audits_needed) == (None,) * 4
    chosen = solution.separating_set
    assert all(any(row[e] for e in chosen) for row in table[1:] if any(row))
    fewer = itertools.combinations(range(22), len(chosen) - 1)
    columns = np.array(table)[1:].any(axis=1)
    array = np.array(table)[1:][columns].astype(bool)
    assert not any(array[:, list(shown)].any(axis=1).all() for shown in fewer)


@pytest.mark.parametrize("objectives", [200])
def test_the_size_that_was_asked_for(objectives):
    table = random_objectives(objectives, 12, 0.3, np.random.default_rng(0))
    solution = identifiability(Identifiability(table, 0))
    rows = [row for row in table if any(row)]
    least = next(
        size
        for size in range(13)
        if any(all(any(row[e] for e in shown) for row in rows) for shown in itertools.combinations(range(12), size))
    )
    assert solution.separating_size == least


def test_text():
    solution = identifiability(Identifiability())
    assert "separating set" in str(solution)
    assert "separating set" in solution._repr_html_()
