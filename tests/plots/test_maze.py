import numpy as np
from matplotlib.figure import Figure

from toymodels.mazes import random_mazes
from toymodels.plots.maze import draw_maze, draw_thing, draw_way


def test_a_wall_stands_where_there_is_no_passage():
    mazes = random_mazes(1, 5, np.random.default_rng(1))
    axes = Figure().add_subplot()
    draw_maze(axes, mazes, 0)
    (walls,) = axes.collections
    lengths = [sum(abs(np.diff(part, axis=0)).sum(axis=1)) for part in walls.get_segments()]
    assert sorted(lengths) == [1] * (2 * 5 * 4 - 24) + [20]
    draw_way(axes, 5, [0, 1, 6], "black", 0.1, "way")
    assert axes.lines[0].get_xdata().tolist() == [0.1, 1.1, 1.1]
    assert axes.lines[0].get_ydata().tolist() == [0.1, 0.1, 1.1]


def test_words_stand_beside_what_they_name():
    axes = Figure().add_subplot()
    for cell in (0, 7, 12, 17, 24):
        draw_thing(axes, 5, cell, "red", str(cell))
    at = {text.get_text(): (round(text.get_position()[1] - int(text.get_text()) // 5, 9), text.get_ha()) for text in axes.texts}
    assert at == {
        "0": (-0.95, "left"),
        "7": (0.95, "center"),
        "12": (0.95, "center"),
        "17": (-0.95, "center"),
        "24": (0.95, "right"),
    }
