import itertools
from fractions import Fraction

import pytest

from tests.equilibria.published_games import beer_quiche, selten_horse
from tests.extensive_games import inspection, kuhn_poker
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.games.extensive_game import Chance, Decision, ExtensiveGame, Terminal
from toymodels.games.unfolding import unfolded
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.palette import PLAYER_COLOURS
from toymodels.plots.picture import picture
from toymodels.plots.tree import tree_figure

POOLING = {"strong": "beer", "weak": "beer", "beer": "no duel", "quiche": {"duel": "1/2", "no duel": "1/2"}}
AUDITED = unfolded(EpisodeGame(training=2, deployment=3), 1)
STRANGE = ExtensiveGame(
    tuple(f"player with the name {i}" for i in range(5)),
    Decision(
        "player with the name 4",
        "where the fifth player, who is not asked often, stands for once",
        {
            "a $very$ long name for\nsomething simple, such as going left": Terminal(
                (1e-9, 10**9, Fraction(12345, 6789), 0, -1)
            ),
            "": Decision("player with the name 3", "", {"WWWW": Terminal((0,) * 5, "WWWW " * 9), "x": Terminal((0,) * 5)}),
        },
    ),
    "a title that is far longer than the tree is wide, so that the picture is made wider for it, and nothing is cut",
)


def matching_pennies():
    def second(win):
        return Decision("second", "hidden", {"heads": Terminal((win, -win)), "tails": Terminal((-win, win))})

    root = Decision("first", "start", {"heads": second(1), "tails": second(-1)})
    return ExtensiveGame(("first", "second"), root, "Matching pennies")


def absent_minded_driver():
    later = Decision("driver", "exit", {"out": Terminal((4,), "home"), "on": Terminal((1,), "motel")})
    return ExtensiveGame(("driver",), Decision("driver", "exit", {"out": Terminal((0,), "lost"), "on": later}))


def texts(figure, kind):
    return [text.get_text() for text in figure.axes[0].texts if text.get_gid() == kind]


def widths(figure):
    """The width of the line that each move is written on."""
    axes = figure.axes[0]
    moves = [line for line in axes.lines if line.get_linestyle() == "-" and len(line.get_xdata()) == 3]
    names = [text for text in axes.texts if text.get_gid() == "move"]
    assert len(moves) == len(names)
    return [(text.get_text(), line.get_linewidth()) for text, line in zip(names, moves, strict=True)]


def test_matching_pennies():
    figure = tree_figure(matching_pennies())
    assert texts(figure, "title") == ["Matching pennies"]
    assert texts(figure, "move") == ["heads", "heads", "tails", "tails", "heads", "tails"]
    assert texts(figure, "information set") == ["start", "hidden", "hidden"]
    assert texts(figure, "heading") == ["first", "second"]
    assert texts(figure, "first") == ["1", "-1", "-1", "1"]
    assert texts(figure, "second") == ["-1", "1", "1", "-1"]
    assert texts(figure, "note") == ["dashed curves join what a player can't tell apart"]
    assert {width for _, width in widths(figure)} == {0.9}


def test_how_it_is_played():
    figure = tree_figure(beer_quiche(), POOLING)
    assert texts(figure, "title") == ["beer or quiche\nworth 29/10 to sender, 9/10 to receiver"]
    assert widths(figure) == [
        ("strong = 9/10", 2.2),
        ("beer = 1", 2.2),
        ("duel", 0.7),
        ("no duel = 1", 2.2),
        ("quiche", 0.7),
        ("duel = 1/2", 1.1),
        ("no duel = 1/2", 1.1),
        ("weak = 1/10", 2.2),
        ("beer = 1", 2.2),
        ("duel", 0.7),
        ("no duel = 1", 2.2),
        ("quiche", 0.7),
        ("duel = 1/2", 1.1),
        ("no duel = 1/2", 1.1),
    ]
    assert texts(figure, "heading") == ["sender", "receiver", "chance"]
    assert texts(figure, "chance") == ["9/10", "1/10"]
    assert texts(figure, "note")[0] == "diamonds are chance moves"
    assert len(texts(figure, "note")) == 3


def test_chance_has_probabilities_without_a_profile():
    assert texts(tree_figure(kuhn_poker()), "move")[0] == "JQ = 1/6"


def test_outcomes_have_a_column():
    figure = tree_figure(absent_minded_driver(), {"exit": {"out": "1/3", "on": "2/3"}})
    assert texts(figure, "title") == ["worth 4/3 to driver"]
    assert texts(figure, "outcome") == ["lost", "home", "motel"]
    assert texts(figure, "chance") == ["1/3", "2/9", "4/9"]


def test_curves_join_neighbours_of_an_information_set_in_its_player_s_colour():
    from matplotlib.colors import to_hex

    figure = tree_figure(AUDITED)
    curves = [patch for patch in figure.axes[0].patches if patch.get_gid() == "set"]
    ends = sorted((curve.get_path().vertices[[0, -1]].tolist(), to_hex(curve.get_edgecolor())) for curve in curves)
    assert len(ends) == 4
    assert sorted(colour for _, colour in ends) == sorted([*PLAYER_COLOURS[:1] * 3, PLAYER_COLOURS[1]])
    assert all(start[0] == end[0] and start[1] < end[1] for (start, end), _ in ends)


def test_curves_end_before_the_names_of_the_moves_begin():
    axes = tree_figure(kuhn_poker()).axes[0]
    names = [text.get_position()[0] for text in axes.texts if text.get_gid() == "move"]
    for curve in (patch.get_path() for patch in axes.patches if patch.get_gid() == "set"):
        assert curve.get_extents().x1 < min(name for name in names if name > curve.vertices[0][0]) - 0.1


def test_players_are_told_apart_by_numbers_too():
    numbers = [text.get_text() for text in tree_figure(selten_horse()).axes[0].texts if text.get_gid() == "player"]
    assert sorted(numbers) == ["1", "1", "2", "2", "3", "3", "3"]


def test_one_payoff_is_a_tree():
    assert texts(tree_figure(ExtensiveGame(("I",), Terminal((3,))), {}), "I") == ["3"]


@pytest.mark.parametrize(
    ("game", "profile"),
    [
        (matching_pennies(), {"start": "heads", "hidden": "heads"}),
        (selten_horse(), None),
        (beer_quiche(), POOLING),
        (absent_minded_driver(), {"exit": {"out": "1/3", "on": "2/3"}}),
        (kuhn_poker(), optimal_behaviour(kuhn_poker()).found[0].strategies),
        (inspection(3, 1), None),
        (AUDITED, optimal_behaviour(AUDITED).found[0].strategies),
        (STRANGE, None),
        (
            ExtensiveGame(
                ("I",), Terminal((0,)), "a title that is far longer than the rest of the picture is wide, but not cut"
            ),
            None,
        ),
        (ExtensiveGame(("I",), Chance({"sure": Terminal((3,))}, {"sure": 1})), {}),
    ],
)
def test_no_text_is_outside_the_picture_or_over_another(game, profile):
    figure = tree_figure(game, profile)
    figure.draw_without_rendering()
    extents = [(text.get_window_extent(), text.get_text()) for text in figure.axes[0].texts if text.get_text()]
    for extent, text in extents:
        assert extent.x0 >= 0, text
        assert extent.y0 >= 0, text
        assert extent.x1 <= figure.bbox.x1, text
        assert extent.y1 <= figure.bbox.y1, text
    for (one, text), (other, name) in itertools.combinations(extents, 2):
        assert not one.overlaps(other), (text, name)


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_pictures_can_be_saved_and_are_the_same_every_time(kind):
    saved = picture(tree_figure(beer_quiche(), POOLING), kind)
    assert len(saved) > 1000
    assert saved == picture(tree_figure(beer_quiche(), POOLING), kind)
    if kind == "svg":
        assert saved.startswith(b"<?xml")
        assert b"</svg>" in saved


def test_only_profiles_of_the_game():
    with pytest.raises(ValueError, match="must have a strategy for every information set"):
        tree_figure(matching_pennies(), {"start": "heads"})
