import itertools

from hypothesis import given

from tests.strategies import episode_games
from toymodels.models.episode_game import EpisodeGame
from toymodels.plots.slots import strip_slots
from toymodels.plots.strip import strip_figure
from toymodels.policies import Runs, policy_of
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.training import Phase, TrainingGame


@given(episode_games(longest=12))
def test_boxes_cover_all_episodes_in_order_with_the_actions_of_the_plan(game):
    solution = closed_form(game)
    slots = strip_slots(solution)
    assert sum(slot.episodes for slot in slots) == solution.game.episodes
    assert [slot.first for slot in slots] == list(itertools.accumulate([slot.episodes for slot in slots], initial=0))[:-1]
    assert "".join(slot.action * slot.episodes for slot in slots) == solution.plan
    for slot in slots:
        assert slot.phase == (slot.first >= game.training)
        assert slot.serves_base == (slot.action == "B")


@given(episode_games(longest=8))
def test_ties_are_those_of_the_solution(game):
    solution = closed_form(game)
    tied = {
        episode
        for first, count, point in solution.ties
        for episode in range(first, first + count)
        if point == ("mesa", "conflict")
    }
    for slot in strip_slots(solution):
        episodes = range(slot.first, slot.first + slot.episodes)
        assert bool(slot.others) == any(episode in tied for episode in episodes)
        assert all((episode in tied) == bool(slot.others) for episode in episodes)


def test_a_few_episodes_have_a_box_each():
    assert [slot.episodes for slot in strip_slots(closed_form(EpisodeGame(8, 8)))] == [1] * 16


def test_long_runs_show_their_ends():
    slots = strip_slots(closed_form(EpisodeGame(1000, 1000)))
    assert [(slot.first, slot.episodes, slot.action, slot.phase) for slot in slots] == [
        (0, 1, "B", 0),
        (1, 998, "B", 0),
        (999, 1, "B", 0),
        (1000, 1, "A", 1),
        (1001, 998, "A", 1),
        (1999, 1, "A", 1),
    ]


def test_alternation_is_cut_short_in_the_middle():
    slots = strip_slots(policy_evaluation(EpisodeGame(30, 10), "BA" * 20))
    assert len(slots) == 21
    middle = slots[10]
    assert (middle.first, middle.episodes, middle.action, middle.phase) == (10, 20, "", 0)
    middle = strip_slots(policy_evaluation(EpisodeGame(20, 20), "BA" * 20))[10]
    assert (middle.first, middle.episodes, middle.phase) == (10, 20, -1)


def test_changes_that_do_not_concern_the_plan_make_no_boxes():
    """Other selves change their minds every episode here, in a game long enough for runs to be shown by their ends."""
    game = EpisodeGame(training=0, deployment=20).training_game()
    one, other = (dict(policy_of(game, "A" * 20)[0]) | {("base", "agreement"): action} for action in "AB")
    solution = policy_evaluation(game, Runs.of([one, other] * 10))
    assert [slot.episodes for slot in strip_slots(solution)] == [1, 18, 1]


def test_all_rivals_are_named():
    """Three actions that are the same to the optimizer and of which two do the base objective no good."""
    game = TrainingGame(
        base="base",
        states={"self": "mesa"},
        actions={"self": ("help", "wait", "harm")},
        payoffs={
            **{("mesa", "self", "task", action): 1 for action in ("help", "wait", "harm")},
            **{("base", "self", "task", action): pay for action, pay in {"help": 1, "wait": 0, "harm": -1}.items()},
        },
        phases=(Phase("work", 1, {"task": 1}),),
        start="self",
    )
    (slot,) = strip_slots(backward_induction(game))
    assert (slot.action, slot.others, slot.serves_base) == ("help", ("wait", "harm"), True)
    figure = strip_figure(backward_induction(game))
    assert "or wait, harm" in [text.get_text() for text in figure.axes[0].texts]
