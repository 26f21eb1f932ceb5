from toymodels.models.heuristic_or_search import HeuristicOrSearch
from toymodels.plots.models.heuristic_or_search import heuristic_or_search_figure


def test_both_ways_in_a_maze_of_training_and_of_deployment():
    figure = heuristic_or_search_figure(HeuristicOrSearch(mazes=40, size=8, patience=40))
    left, middle, right = figure.axes
    for axes in (left, middle):
        assert [line.get_gid() for line in axes.lines] == ["way", "way", "thing", "thing"]
    assert "the rule takes" in left.get_title()
    assert "the rule gives up after 40 steps" in middle.get_title()
    assert middle.lines[0].get_xdata().size == 41
    assert [line.get_gid() for line in right.lines].count("threshold") == 1


def test_where_search_never_pays_no_line_is_drawn():
    figure = heuristic_or_search_figure(HeuristicOrSearch(mazes=5, size=3, search_effort=10_000))
    assert len(figure.axes[2].lines) == 5
