import pytest

from toymodels.models.goal_guarding import GoalGuarding


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"outcomes": 0}, "outcomes must be an integer >= 1, got 0"),
        ({"training": 0}, "training must be an integer >= 1, got 0"),
        ({"deployment": -1}, "deployment must be an integer >= 0, got -1"),
        ({"modification": 2}, r"modification must be in \[0, 1\], got 2"),
        ({"same": 3}, "same must be yes or no, got 3"),
    ],
)
def test_bad_input_is_named(fields, words):
    with pytest.raises(ValueError, match=words):
        GoalGuarding(**fields)
