import dataclasses
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
import sympy
from hypothesis import given, settings

from toymodels.mazes import maze_graph
from toymodels.models.green_exit import GreenExit
from toymodels.models.spurious_feature import SpuriousFeature
from toymodels.solvers.green_exit import REGIMES, deployment_mazes, green_exit
from toymodels.solvers.maze_rules import route
from toymodels.solvers.spurious_feature import spurious_feature
from toymodels.testing import instances

SMALL = {"size": 4, "mazes": 20, "patience": 16, "loops": 0, "seed": 0}


@settings(max_examples=50)
@given(instances(GreenExit, **SMALL))
def test_what_is_learned_is_the_posterior_of_a_spurious_feature(model):
    solution = green_exit(model)
    proxy = spurious_feature(SpuriousFeature(model.training, model.disagreement, -model.simplicity))
    assert float(solution.learns_green) == pytest.approx(float(proxy.value))
    assert (solution.survival, solution.half_life) == (proxy.survival, proxy.half_life)
    chances = solution.generalizes, solution.falls_apart, solution.wrong_goal
    assert float(sum(chances)) == pytest.approx(1)
    assert float(chances[REGIMES.index(solution.regime)]) == pytest.approx(max(map(float, chances)))


def test_by_hand():
    """Odds of 3 to 1 can't be, so 4 to 1; half of the training sets of one maze tell; half of the colours shift."""
    solution = green_exit(GreenExit(1, "1/2", 2, "1/2", "3/4", **SMALL))
    assert solution.learns_green == Fraction(2, 5)
    assert (solution.generalizes, solution.wrong_goal, solution.falls_apart) == (
        Fraction(4, 5),
        Fraction(3, 20),
        Fraction(1, 20),
    )
    assert (solution.half_life, solution.value) == (1, Fraction(4, 5))


def test_regimes():
    never_told = GreenExit(disagreement=0, **SMALL)
    assert green_exit(never_told).regime == "pursues the wrong goal"
    assert green_exit(dataclasses.replace(never_told, decoy=0)).regime == "falls apart"
    assert green_exit(dataclasses.replace(never_told, shift=0)).regime == "generalizes"
    assert green_exit(never_told).half_life is None


@pytest.mark.parametrize("disagreement", [0, "1/50", "1/10"])
def test_the_experiment_agrees_with_the_closed_form(disagreement):
    solution = green_exit(GreenExit(30, disagreement, mazes=6000, size=3, shift="9/10"))
    searches, rule = solution.measured
    for name in ("generalizes", "falls_apart", "wrong_goal"):
        assert float(searches[name]) == pytest.approx(float(getattr(solution, name)), abs=0.025)
    assert sum(share for name, share in rule.items() if name != "agent") == 1
    assert rule["generalizes"] <= searches["generalizes"]
    assert rule["wrong_goal"] <= searches["wrong_goal"]


def test_mazes_of_deployment_maze_by_maze():
    tried = deployment_mazes(40, 5, 0.1, 20, 3)
    for maze in range(40):
        graph = maze_graph(tried.mazes, maze)
        goal, decoy = (divmod(cell, 5) for cell in tried.places[maze].tolist())
        assert len({(0, 0), goal, decoy}) == 3
        lengths = nx.single_source_shortest_path_length(graph, (0, 0))
        assert tried.steps[maze].tolist() == [lengths[goal], lengths[decoy]]
        assert tried.passes[maze] == (5 * goal[0] + goal[1] in tried.searched.path(maze, 5 * decoy[0] + decoy[1]))
        walk = route(tried.mazes, maze, "down and right", 20, np.random.default_rng(0))
        assert tried.reached[maze].tolist() == [cell in walk for cell in tried.places[maze].tolist()]
    solution = green_exit(GreenExit(size=5, loops=0.1, patience=20, mazes=40, seed=3))
    assert solution.passes_exit == tried.passes.mean()
    assert solution.steps_to_exit == pytest.approx(tried.steps[:, 0].mean())


def test_decoys_are_anywhere():
    tried = deployment_mazes(6000, 3, 0, 0, 0)
    _, counts = np.unique(tried.places, axis=0, return_counts=True)
    assert len(counts) == 8 * 7
    assert abs(counts - 6000 / 56).max() < 5 * np.sqrt(6000 / 56)


def test_floats_text_and_long_numbers():
    floats = green_exit(GreenExit(disagreement=0.01, **SMALL))
    assert all(isinstance(value, float) for value in (floats.value, floats.wrong_goal, floats.measured[0]["wrong_goal"]))
    assert "wrong goal" in str(floats)
    assert "wrong goal" in floats._repr_html_()
    root = green_exit(GreenExit(training=0, simplicity="1/2", **SMALL)).learns_green
    assert sympy.simplify(root - sympy.sqrt(2) / (1 + sympy.sqrt(2))) == 0
    with pytest.raises(ValueError, match="the exact chances after 1000000 mazes are too long"):
        green_exit(GreenExit(training=10**6, disagreement="1/3", **SMALL))


def test_formulas_are_refused():
    with pytest.raises(TypeError, match="shift must be one number, got d"):
        green_exit(GreenExit(shift=sympy.Symbol("d")))
