import pytest

from toymodels.models.goal_guarding import GoalGuarding
from toymodels.plots.models.goal_guarding import goal_guarding_figure
from toymodels.solvers.goal_guarding import goal_guarding


def test_bars_of_all_kinds_add_up_and_are_those_of_the_solver():
    left, right = goal_guarding_figure(GoalGuarding()).axes
    for axes in (left, right):
        tops = [bar.get_y() + bar.get_height() for bar in axes.containers[-1]]
        assert tops == pytest.approx([1] * 13)
    deceptive = [bar.get_height() for bar in left.containers[2]]
    assert deceptive[3] == pytest.approx(float(goal_guarding(GoalGuarding()).value))
    assert [bar.get_height() for bar in right.containers[2]] == pytest.approx([0] + [3 / 4] * 12)


def test_a_long_deployment_is_shown_whole():
    left, _ = goal_guarding_figure(GoalGuarding(deployment=20)).axes
    assert len(left.containers[0]) == 21
