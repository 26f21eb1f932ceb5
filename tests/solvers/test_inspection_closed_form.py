import itertools
from fractions import Fraction
from math import comb

import pytest

from toymodels.solvers.inspection_closed_form import inspection_closed_form, inspection_states, inspection_table
from toymodels.solvers.inspection_recursion import inspection_recursion

F = Fraction
PENALTIES = (1, F(1, 2), F(7, 3), 0, F(-1, 3), F(-1, 2), -1, F(-5, 2))


@pytest.mark.parametrize("penalty", PENALTIES)
def test_all_states_are_those_of_the_recursion(penalty):
    for n, m, k in itertools.product((0, 1, 2, 5, 6), (0, 1, 2, 4, 5, 8), (0, 1, 3, 9)):
        if penalty >= 0 or k <= 1:
            found = inspection_recursion(n, m, k, penalty)
            assert inspection_states(n, m, k, penalty) == tuple(reversed(found.values()))
            if found:
                assert inspection_closed_form(n, m, k, penalty) == found[n, m, k]


def test_table_is_that_of_the_recursion():
    table = inspection_table(8, F(2, 3))
    assert [len(row) for row in table] == list(range(1, 10))
    for n in range(9):
        found = inspection_recursion(n, n, 1, F(2, 3))
        for m in range(n + 1):
            solved = inspection_recursion(n, m, 1, F(2, 3)) if n else {}
            assert (table[n][m].stages, table[n][m].inspections, table[n][m].violations) == (n, m, 1)
            assert not n or table[n][m] == solved[n, m, 1]
        assert not n or table[n][n] == found[n, n, 1]


def test_published_values():
    assert [state.value for state in inspection_table(4)[4]] == [1, F(3, 5), F(3, 11), F(1, 15), 0]
    found = inspection_closed_form(4, 2)
    assert (found.inspection_probability, found.violation_probability) == (F(4, 11), F(5, 33))


def test_violation_in_products_of_sums():
    """1 - q = s(n-1, m) s(n-1, m-1) / (s(n, m) s(n-2, m-1)), with s written out for b = 1."""
    for m, n in itertools.combinations(range(1, 9), 2):
        legal = F(_sum(n - 1, m) * _sum(n - 1, m - 1), _sum(n, m) * _sum(n - 2, m - 1))
        assert inspection_closed_form(n, m).violation_probability == 1 - legal


def _sum(n, m):
    """The number of subsets of n things with at most m of them, counted."""
    return sum(sum(chosen) <= m for chosen in itertools.product((0, 1), repeat=n))


def test_inspection_probability_is_below_the_share_of_inspections_left():
    for n, m in itertools.product(range(1, 9), repeat=2):
        if m <= n:
            assert inspection_closed_form(n, m, 2, F(1, 9)).inspection_probability < F(m, n)
            assert inspection_closed_form(n, m, 2, 0).inspection_probability == F(m, n)


def test_degenerate_games():
    nothing = inspection_closed_form(0, 2)
    assert (nothing.value, nothing.inspection_probability, nothing.violation_probability) == (0, 0, 0)
    idle = inspection_closed_form(3, 2, 0)
    assert (idle.value, idle.inspection_probability, idle.violation_probability) == (0, 0, 0)
    free = inspection_closed_form(3, 0, 5)
    assert (free.value, free.inspection_probability, free.violation_probability) == (3, 0, 1)
    full = inspection_closed_form(3, 10**6, 2, 3)
    assert (full.value, full.inspection_probability, full.violation_probability) == (0, F(1, 4), 0)
    with pytest.raises(ValueError, match="penalty must be >= 0 where more than one violation is intended, got -1 with 2"):
        inspection_closed_form(3, 1, 2, -1)
    with pytest.raises(ValueError, match="penalty must be >= 0"):
        inspection_states(3, 1, 2, -1)


def test_a_long_game():
    """Half of 300 stages: the value by the sum of binomials, without its recursion."""
    found = inspection_closed_form(300, 150)
    total = sum(comb(300, i) for i in range(151))
    assert found.value == F(comb(299, 150), total)
    assert found.inspection_probability == F(sum(comb(299, i) for i in range(150)), total)
    assert 0 < found.violation_probability < F(1, 100)
