"""The searches against networkx, cell by cell."""

import networkx as nx
import numpy as np
import pytest

from toymodels.mazes import maze_graph, random_mazes
from toymodels.solvers.maze_searches import a_star, breadth_first

CASES = [(3, 0, "uniform"), (7, 0, "uniform"), (7, 0.4, "uniform"), (7, 0.1, "winding"), (9, 1, "uniform")]


def drawn(size, loops, kind, count=15):
    rng = np.random.default_rng(5)
    mazes = random_mazes(count, size, rng, loops, kind)
    return mazes, rng.integers(0, size**2, count)


@pytest.mark.parametrize(("size", "loops", "kind"), CASES)
def test_breadth_first_is_that_of_networkx(size, loops, kind):
    mazes, exits = drawn(size, loops, kind)
    searched = breadth_first(mazes)
    expanded = searched.expanded(exits[:, None])[:, 0]
    for maze, cell in enumerate(exits.tolist()):
        graph, end = maze_graph(mazes, maze), divmod(cell, size)
        seen = list(nx.bfs_edges(graph, (0, 0)))
        order = [(0, 0), *(child for _, child in seen)]
        parents = {child: parent for parent, child in seen}
        assert searched.place[maze].tolist() == [order.index(divmod(c, size)) for c in range(size**2)]
        assert expanded[maze] == (order.index(parents[end]) + 1 if cell else 0)
        lengths = nx.single_source_shortest_path_length(graph, (0, 0))
        assert searched.distance[maze].tolist() == [lengths[divmod(c, size)] for c in range(size**2)]
        path = [divmod(c, size) for c in searched.path(maze, cell)]
        assert nx.is_path(graph, path)
        assert (path[0], path[-1], len(path)) == ((0, 0), end, lengths[end] + 1)


@pytest.mark.parametrize(("size", "loops", "kind"), CASES)
def test_a_star_expands_what_that_of_networkx_does(size, loops, kind):
    """networkx asks for the length of the edges of just those nodes that it expands."""
    mazes, exits = drawn(size, loops, kind)
    found = a_star(mazes, exits)
    for maze, cell in enumerate(exits.tolist()):
        expanded = set()

        def length(node, neighbour, data, expanded=expanded):
            expanded.add(node)
            return 1

        def ahead(node, end):
            return abs(node[0] - end[0]) + abs(node[1] - end[1])

        nx.astar_path(maze_graph(mazes, maze), (0, 0), divmod(cell, size), ahead, length)
        assert found[maze] == len(expanded)


def test_by_hand():
    """On an open grid of 3 x 3 to the opposite corner: breadth-first expands all but the last two of nine cells."""
    mazes, _ = drawn(3, 1, "uniform", 1)
    exits = np.array([8])
    assert breadth_first(mazes).expanded(exits[:, None]).tolist() == [[7]]
    assert a_star(mazes, exits).tolist() == [8]
    assert a_star(mazes, np.array([0])).tolist() == [0]


def test_no_search_expands_fewer_cells_than_the_path_has_steps():
    mazes, exits = drawn(8, 0.3, "uniform", 200)
    searched = breadth_first(mazes)
    shortest = searched.distance[np.arange(200), exits]
    assert (a_star(mazes, exits) >= shortest).all()
    assert (searched.expanded(exits[:, None])[:, 0] >= shortest).all()
