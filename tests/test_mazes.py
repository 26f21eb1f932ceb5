import networkx as nx
import numpy as np
import pytest

from toymodels.mazes import DOWN, KINDS, LEFT, RIGHT, UP, Mazes, grid_neighbours, maze_graph, random_mazes


def rng():
    return np.random.default_rng(7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [2, 3, 6, 9])
def test_every_maze_is_a_spanning_tree(kind, size):
    mazes = random_mazes(30, size, rng(), kind=kind)
    assert len(mazes) == 30
    for maze in range(30):
        graph = maze_graph(mazes, maze)
        assert nx.is_tree(graph)
        assert len(graph) == size**2
        assert all(abs(a - c) + abs(b - d) == 1 for (a, b), (c, d) in graph.edges)


def test_uniform_mazes_are_uniform():
    """A grid of 3 x 3 has 192 spanning trees (by Kirchhoff's theorem, here as a determinant)."""
    laplacian = nx.laplacian_matrix(nx.grid_2d_graph(3, 3)).toarray()
    trees = round(np.linalg.det(laplacian[1:, 1:]))
    draws = 192 * 100
    mazes = random_mazes(draws, 3, rng())
    _, counts = np.unique(mazes.passages.reshape(draws, -1), axis=0, return_counts=True)
    assert len(counts) == trees == 192
    chi_squared = ((counts - 100) ** 2 / 100).sum()
    assert abs(chi_squared - 191) < 4 * np.sqrt(2 * 191)


def test_winding_mazes_are_not():
    """Depth-first search in random order from a corner of 2 x 2 gives the 2 of the 4 trees in which that is an end."""
    mazes = random_mazes(1000, 2, rng(), kind="winding")
    found, counts = np.unique(mazes.passages.reshape(1000, -1), axis=0, return_counts=True)
    assert len(found) == 2
    assert abs(counts[0] - 500) < 80
    uniform, winding = (random_mazes(50, 10, rng(), kind=kind).passages.sum(axis=2) for kind in KINDS)
    assert (winding == 1).mean() < (uniform == 1).mean() / 2  # dead ends


def test_passages_are_open_from_both_sides_and_never_lead_out():
    passages, neighbours = random_mazes(20, 6, rng(), loops=0.5).passages, grid_neighbours(6)
    for direction, back in ((UP, DOWN), (LEFT, RIGHT)):
        cells = np.arange(36)
        inside = neighbours[:, direction] != cells
        assert not passages[:, ~inside, direction].any()
        assert (passages[:, inside, direction] == passages[:, neighbours[inside, direction], back]).all()


def test_loops():
    """Of the 2 n (n - 1) walls inside a grid, a tree opens n² - 1."""
    mazes = random_mazes(400, 8, rng(), loops=0.25)
    opened = mazes.passages.sum() / 2 / 400 - 63
    assert opened == pytest.approx(0.25 * (2 * 8 * 7 - 63), abs=0.6)
    assert random_mazes(2, 5, rng(), loops=1).passages.sum() == 2 * 2 * 40


def test_the_graph_has_the_passages_in_the_order_of_the_directions():
    mazes = random_mazes(5, 6, rng(), loops=0.5)
    for maze in range(5):
        graph = maze_graph(mazes, maze)
        for cell in range(36):
            there = [divmod(int(mazes.neighbours[cell, d]), 6) for d in range(4) if mazes.passages[maze, cell, d]]
            assert list(graph[divmod(cell, 6)]) == there


def test_the_same_generator_gives_the_same_mazes():
    one, other = (random_mazes(3, 5, np.random.default_rng(seed), loops=0.1).passages for seed in (3, 3))
    assert (one == other).all()
    assert (random_mazes(3, 5, np.random.default_rng(4), loops=0.1).passages != one).any()


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        ({"count": 0}, "count must be an integer >= 1, got 0"),
        ({"size": 1}, "size must be an integer >= 2, got 1"),
        ({"loops": 1.5}, r"loops must be in \[0, 1\], got 1.5"),
        ({"kind": "round"}, "kind must be one of uniform, winding, got 'round'"),
    ],
)
def test_bad_input(arguments, rule):
    with pytest.raises(ValueError, match=rule):
        random_mazes(**{"count": 1, "size": 3, "rng": rng()} | arguments)


def test_cells():
    mazes = Mazes(3, np.zeros((1, 9, 4), dtype=bool))
    assert mazes.cells == 9
    assert mazes.neighbours.shape == (9, 4)
