import pytest
import sympy

from tests.training_games import choice_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.palette import NOTHING_COLOUR, SELFISH_COLOUR, SERVING_COLOUR
from toymodels.plots.strip import strip_figure
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.policy_evaluation import policy_evaluation


def texts(figure, kind):
    return [text.get_text() for text in figure.axes[0].texts if text.get_gid() == kind]


def boxes(figure):
    from matplotlib.colors import to_hex

    return [(patch.get_x(), to_hex(patch.get_facecolor())) for patch in figure.axes[0].patches]


def legend_of(figure):
    return [text.get_text() for text in figure.axes[0].get_legend().get_texts()]


def test_the_worked_example():
    figure = strip_figure(closed_form(EpisodeGame(training=2, deployment=3)))
    assert texts(figure, "action") == ["B", "B", "A", "A", "A"]
    assert texts(figure, "episode") == ["1", "2", "3", "4", "5"]
    assert texts(figure, "payoff in the episode") == ["0", "0", "1", "1", "1"]
    assert texts(figure, "value from here on") == ["3", "3", "3", "2", "1"]
    assert texts(figure, "phase") == ["training\n2 episodes", "deployment\n3 episodes"]
    assert texts(figure, "title") == ["deceptive, value 3"]
    assert [colour for _, colour in boxes(figure)] == [SERVING_COLOUR] * 2 + [SELFISH_COLOUR] * 3
    assert legend_of(figure) == ["serves the base objective", "does not serve it"]


def test_phases_are_apart():
    (training, _), (deployment, _) = boxes(strip_figure(closed_form(EpisodeGame(training=1, deployment=1))))
    assert deployment - training > 1


def test_ties_say_what_else_is_as_good():
    figure = strip_figure(closed_form(EpisodeGame(training=2, deployment=3, modification="1/3")))
    assert texts(figure, "action") == ["B", "B", "A", "A", "A"]
    assert texts(figure, "remark") == ["or A", "or A", "", "", ""]


def test_long_plans_are_read_at_a_glance():
    figure = strip_figure(closed_form(EpisodeGame(training=1000, deployment=1000)))
    assert texts(figure, "action") == ["B", "B", "B", "A", "A", "A"]
    assert texts(figure, "remark") == ["", "998 more", "", "", "998 more", ""]
    assert texts(figure, "episode") == ["1", "1000", "1001", "2000"]
    assert texts(figure, "value from here on") == ["1000", "1000", "1000", "1"]


def test_what_is_left_out_is_grey():
    figure = strip_figure(policy_evaluation(EpisodeGame(20, 20), "BA" * 20))
    assert boxes(figure)[10][1] == NOTHING_COLOUR
    assert (texts(figure, "action")[10], texts(figure, "remark")[10]) == ("...", "20 more")
    assert texts(figure, "phase")[1] == "\n"


def test_actions_with_long_names_have_wide_boxes():
    figure = strip_figure(backward_induction(choice_game({"wait a while": 1, "act": 0}, episodes=2)))
    (left, _), (right, _) = boxes(figure)
    assert right - left > 1.5
    assert legend_of(figure) == ["serves the base objective"]


@pytest.mark.parametrize(
    "game",
    [
        EpisodeGame(training=1, deployment=0),
        EpisodeGame(training=2, deployment=3, modification="1/3"),
        EpisodeGame(training=16, deployment=0, modification=0, discount="7/9", training_agreement="1/7"),
        EpisodeGame(training=10**18, deployment=10**18),
    ],
)
def test_no_text_is_outside_the_picture_or_over_another(game):
    figure = strip_figure(closed_form(game))
    figure.draw_without_rendering()
    extents = [text.get_window_extent() for text in figure.axes[0].texts if text.get_text()]
    extents.append(figure.axes[0].get_legend().get_window_extent())
    for place, extent in enumerate(extents):
        assert extent.x0 >= 0
        assert extent.y0 >= 0
        assert extent.x1 <= figure.bbox.x1
        assert extent.y1 <= figure.bbox.y1
        assert not any(extent.overlaps(other) for other in extents[:place])


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_pictures_can_be_saved(tmp_path, kind):
    path = tmp_path / f"strip.{kind}"
    strip_figure(closed_form(EpisodeGame())).savefig(path)
    assert path.stat().st_size > 1000


def test_games_without_episodes_or_numbers_are_refused():
    with pytest.raises(ValueError, match="must have an episode"):
        strip_figure(closed_form(EpisodeGame(training=0, deployment=0)))
    symbolic = EpisodeGame(training=1, deployment=1, discount=sympy.Symbol("g"))
    with pytest.raises(TypeError, match="numbers only"):
        strip_figure(policy_evaluation(symbolic, "BA"))
