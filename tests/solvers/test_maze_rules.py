"""The rules against slow ones on networkx graphs, and against what is known of them."""

import networkx as nx
import numpy as np
import pytest

from toymodels.mazes import maze_graph, random_mazes
from toymodels.solvers.maze_rules import RULES, route, steps_to

CLOCKWISE = ((-1, 0), (0, 1), (1, 0), (0, -1))


def rng():
    return np.random.default_rng(11)


def exits_of(cells):
    return np.array(cells)[:, None]


def slow_down_and_right(graph, steps):
    place, footprints, walk = (0, 0), dict.fromkeys(graph, 0), [(0, 0)]
    for _ in range(steps):
        footprints[place] += 1
        r, c = place
        wished = [(r + 1, c), (r, c + 1), (r, c - 1), (r - 1, c)]
        place = min((to for to in wished if to in graph[place]), key=footprints.get)
        walk.append(place)
    return walk


def slow_wall_following(graph, steps):
    place, heading, walk = (0, 0), 2, [(0, 0)]
    for _ in range(steps):
        for turn in (1, 0, 3, 2):
            row, column = CLOCKWISE[(heading + turn) % 4]
            to = place[0] + row, place[1] + column
            if to in graph[place]:
                place, heading = to, (heading + turn) % 4
                break
        walk.append(place)
    return walk


@pytest.mark.parametrize("loops", [0, 0.4])
@pytest.mark.parametrize(("rule", "slow"), [("down and right", slow_down_and_right), ("wall-following", slow_wall_following)])
def test_a_rule_walks_as_it_does_on_a_graph(rule, slow, loops):
    mazes = random_mazes(12, 6, rng(), loops)
    for maze in range(12):
        walk = [6 * r + c for r, c in slow(maze_graph(mazes, maze), 80)]
        assert route(mazes, maze, rule, 80, rng()) == walk
    exits = rng().integers(0, 36, (12, 3))
    steps = steps_to(mazes, exits, rule, 80, rng())
    for maze in range(12):
        walk = route(mazes, maze, rule, 80, rng())
        assert steps[maze].tolist() == [walk.index(cell) if cell in walk else -1 for cell in exits[maze]]


def test_a_hand_on_the_wall_goes_round_any_tree():
    """Every corridor twice, there and back: each cell is met within 2 (n² - 1) steps, and then it starts anew."""
    mazes = random_mazes(40, 7, rng())
    exits = np.tile(np.arange(49), (40, 1))
    assert (steps_to(mazes, exits, "wall-following", 95, rng()) >= 0).all()
    assert {route(mazes, maze, "wall-following", 96, rng())[-1] for maze in range(40)} == {0}


def test_a_loop_defeats_the_hand_on_the_wall():
    open_grid = random_mazes(1, 5, rng(), loops=1)
    inner = exits_of([12])
    assert steps_to(open_grid, inner, "wall-following", 1000, rng())[0, 0] == -1
    assert steps_to(open_grid, inner, "down and right", 1000, rng())[0, 0] > 0


def test_footprints_lead_everywhere_in_the_end():
    mazes = random_mazes(15, 6, rng(), loops=0.2)
    exits = np.tile(np.arange(36), (15, 1))
    assert (steps_to(mazes, exits, "down and right", 2000, rng()) >= 0).all()


def test_the_random_walk_takes_as_long_as_it_should():
    """The mean time from one corner to the other solves h = 1 + mean of h over the neighbours, h = 0 at the exit."""
    maze = random_mazes(1, 4, rng(), loops=0.2)
    graph = maze_graph(maze, 0)
    steps = nx.to_numpy_array(graph) / [[degree] for _, degree in graph.degree]
    hitting = np.linalg.solve(np.eye(15) - steps[:-1, :-1], np.ones(15))[0]
    many = type(maze)(4, np.repeat(maze.passages, 1000, axis=0))
    found = steps_to(many, np.full((1000, 1), 15), "random walk", 2000, rng())
    assert (found >= 0).all()
    assert found.mean() == pytest.approx(hitting, abs=5 * found.std() / np.sqrt(1000))


def test_patience_and_the_start():
    mazes = random_mazes(5, 4, rng())
    assert (steps_to(mazes, exits_of([0] * 5), "random walk", 0, rng()) == 0).all()
    assert (steps_to(mazes, exits_of([15] * 5), "random walk", 5, rng()) == -1).all()
    assert list(RULES) == ["down and right", "wall-following", "random walk"]
