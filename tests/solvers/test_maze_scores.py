import numpy as np
import pytest

from toymodels.mazes import random_mazes
from toymodels.solvers.maze_rules import RULES, steps_to
from toymodels.solvers.maze_scores import SEARCHES, measured_scores, placed_exits, policy_scores


def test_exits():
    rng = np.random.default_rng(2)
    exits = placed_exits(random_mazes(9000, 4, rng), rng)
    assert (exits[:, 0] == 15).all()
    counts = np.bincount(exits[:, 1], minlength=16)
    assert counts[0] == 0
    assert abs(counts[1:] - 600).max() < 5 * np.sqrt(600)


def test_scores_are_means_over_mazes():
    rng = np.random.default_rng(3)
    mazes = random_mazes(50, 5, rng, 0.2)
    exits = placed_exits(mazes, rng)
    scores = policy_scores(mazes, exits, 20, rng)
    assert list(scores) == [*RULES, *SEARCHES]
    steps = steps_to(mazes, exits, "down and right", 20, rng)
    for place, score in enumerate(scores["down and right"]):
        taken = [20 if found < 0 else found for found in steps[:, place].tolist()]
        assert score.success == pytest.approx(np.mean(steps[:, place] >= 0))
        assert score.cells * 50 == sum(taken)
    assert all(score.success == 1 for name in SEARCHES for score in scores[name])


def test_measured_once():
    one = measured_scores(20, 4, 0.5, "winding", 16, 1)
    assert measured_scores(20, 4, 0.5, "winding", 16, 1) is one
    assert measured_scores(20, 4, 0.5, "winding", 16, 2) != one
