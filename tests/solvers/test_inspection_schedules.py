import itertools
from fractions import Fraction

import pytest

from tests.inspection_plans import outcome, plans, schedules
from toymodels.solvers.inspection_closed_form import inspection_closed_form
from toymodels.solvers.inspection_schedules import announced_value, drawn_value

F = Fraction


@pytest.mark.parametrize("penalty", [2, F(1, 2), 0, F(-1, 2), -1, -3])
def test_the_best_of_all_plans(penalty):
    for n, m, k in itertools.product(range(1, 4), range(5), (0, 1, 2, 3, 5)):
        if penalty >= 0 or k <= 1:
            known = [(schedule, plan) for schedule in schedules(n, m) for plan in plans(n)]
            worths = {}
            for schedule, plan in known:
                missed, caught = outcome(schedule, plan, k)
                worths.setdefault(schedule, []).append(missed - penalty * caught)
            assert announced_value(n, m, k, penalty) == min(map(max, worths.values()))
            full = [row for schedule, row in worths.items() if sum(schedule) == min(m, n)]
            assert drawn_value(n, m, k, penalty) == max(map(sum, zip(*full, strict=True))) / F(len(full))


def test_what_a_schedule_wastes():
    """Announced, drawn, decided as the game goes: each is worth less to the inspectee."""
    for m, n in itertools.combinations_with_replacement(range(1, 7), 2):
        values = announced_value(n, m, 1, 1), drawn_value(n, m, 1, 1), inspection_closed_form(n, m).value
        assert list(values) == sorted(values, reverse=True)
        assert values[1] == 1 - F(m, n)


def test_no_stages():
    assert announced_value(0, 2, 1, -1) == drawn_value(0, 2, 1, -1) == 0
