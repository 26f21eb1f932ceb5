import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.equilibria.published_games import absent_minded_driver, beer_quiche, selten_horse
from tests.extensive_games import kuhn_poker, random_game
from toymodels.games.extensive_game import Decision, ExtensiveGame, Terminal
from toymodels.plots.tree_layout import tree_layout


@given(st.integers(0, 10**6))
def test_nothing_is_over_anything_else(seed):
    game = random_game(seed)
    layout = tree_layout(game)
    places = sorted(zip(layout.columns, layout.rows, strict=True))
    for (column, row), (other, below) in itertools.pairwise(places):
        assert column < other or below - row >= 1
    for number, position in enumerate(game.positions):
        children = [layout.rows[child] for child in position.children]
        assert children == sorted(children)
        assert all(layout.columns[child] > layout.columns[number] for child in position.children)
        if children:
            assert 2 * layout.rows[number] == children[0] + children[-1]
    ends = [layout.rows[n] for n, position in enumerate(game.positions) if isinstance(position.node, Terminal)]
    assert ends == list(range(layout.ends))


@given(st.integers(0, 10**6))
def test_what_a_player_can_not_tell_apart_stands_in_one_column_or_all_stand_where_the_moves_lead(seed):
    game = random_game(seed, players=("only",), zero_sum=False)
    columns = tree_layout(game).columns
    aligned = all(len({columns[n] for n in found.positions}) == 1 for found in game.information_sets.values())
    moves = [0]
    for position in game.positions[1:]:
        moves.append(moves[position.parent] + 1)
    assert aligned or list(columns) == moves
    assert all(column >= count for column, count in zip(columns, moves, strict=True))


def test_selten_s_horse_has_its_third_player_in_one_column():
    layout = tree_layout(selten_horse())
    assert layout.columns == (0, 2, 3, 3, 1, 2, 3, 3, 2)
    assert layout.rows == (1.875, 0.5, 0, 1, 3.25, 2.5, 2, 3, 4)


def test_who_forgets_stands_where_the_moves_lead():
    assert tree_layout(absent_minded_driver()).columns == (0, 1, 1, 2, 2)


def test_sets_that_push_each_other_on_stand_where_the_moves_lead():
    def end(name, other):
        return Decision("I", name, {"a": Decision("I", other, {"a": Terminal((0,)), "b": Terminal((0,))}), "b": Terminal((1,))})

    game = ExtensiveGame(("I",), Decision("I", "root", {"l": end("x", "y"), "r": end("y", "x")}))
    assert tree_layout(game).columns == (0, 1, 2, 3, 3, 2, 1, 2, 3, 3, 2)


def test_the_other_games_need_no_more_columns_than_moves():
    assert max(tree_layout(beer_quiche()).columns) == 3
    assert max(tree_layout(kuhn_poker()).columns) == 4


def chain(length):
    node = Terminal((0,))
    for place in range(length):
        node = Decision("I", str(place), {"on": node})
    return ExtensiveGame(("I",), node)


def test_trees_that_nobody_could_read_are_refused():
    assert tree_layout(chain(30)).ends == 1
    with pytest.raises(ValueError, match=r"at most 120 ends and 30 moves in a row, got 1 and 31: draw a shorter game, or save"):
        tree_layout(chain(31))

    def wide(count):
        return ExtensiveGame(("I",), Decision("I", "wide", {str(number): Terminal((0,)) for number in range(count)}))

    assert tree_layout(wide(120)).ends == 120
    with pytest.raises(ValueError, match=r"120 ends and 30 moves in a row, got 121 and 1"):
        tree_layout(wide(121))


@given(st.integers(0, 10**6))
def test_curves_beside_the_same_rows_of_a_column_have_different_lanes(seed):
    game = random_game(seed)
    layout = tree_layout(game)
    several = [found for found in game.information_sets.values() if len(found.positions) > 1]
    assert set(layout.lanes) == {found.name for found in several}
    for one, other in itertools.combinations(several, 2):
        rows, below = ([layout.rows[n] for n in found.positions] for found in (one, other))
        meet = max(rows[0], below[0]) <= min(max(rows), max(below))
        same = layout.columns[one.positions[0]] == layout.columns[other.positions[0]]
        assert not (meet and same and layout.lanes[one.name] == layout.lanes[other.name])


def test_lanes_of_poker():
    lanes = tree_layout(kuhn_poker()).lanes
    assert sorted(lanes[f"{card} after {what}"] for card in "JQK" for what in ("check", "bet")) == [0, 1, 2, 3, 4, 5]
    assert {lanes[card] for card in "JQK"} == {0}
