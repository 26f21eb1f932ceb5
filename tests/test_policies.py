from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.policies import Runs, by_phase, plan_of, plan_point, policy_of, spelled, strip
from toymodels.training import Phase, TrainingGame

F = Fraction
GAME = EpisodeGame(training=2, deployment=3).training_game()


@given(st.lists(st.sampled_from("ABC")))
def test_runs_are_the_sequence_they_were_made_of(items):
    runs = Runs.of(items)
    assert list(runs) == items
    assert [runs[i] for i in range(len(items))] == items
    assert len(runs) == runs.episodes == len(items)
    assert all(one[1] != two[1] for one, two in zip(runs.pieces, runs.pieces[1:], strict=False))


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("AB"))))
def test_joined_pieces_drop_what_is_empty_and_merge_neighbours(pieces):
    runs = Runs.joined(pieces)
    assert runs == Runs.of(item for count, item in pieces for _ in range(count))
    assert all(count > 0 for count, _ in runs.pieces)


def test_runs_hold_more_episodes_than_a_list_could():
    runs = Runs(((10**18, "B"), (10**18, "A")))
    assert runs.episodes == 2 * 10**18
    assert (runs[10**18 - 1], runs[10**18]) == ("B", "A")
    with pytest.raises(IndexError, match=r"episode must be in \[0, 1999999999999999999\], got 2000000000000000000"):
        runs[2 * 10**18]


@pytest.mark.parametrize("episode", [-1, 3])
def test_episodes_out_of_range_are_refused(episode):
    with pytest.raises(IndexError, match=rf"episode must be in \[0, 2\], got {episode}"):
        Runs.of("BBA")[episode]


@given(st.lists(st.integers(0, 4), max_size=4), st.data())
def test_by_phase_cuts_where_phases_end_and_loses_nothing(lengths, data):
    game = TrainingGame(
        base="base",
        states={"s": "base"},
        actions={"s": ("A",)},
        payoffs={("base", "s", "c", "A"): 0} if lengths else {},
        phases=tuple(Phase(str(i), length, {"c": 1}) for i, length in enumerate(lengths)),
        start="s",
    )
    items = data.draw(st.lists(st.sampled_from("AB"), min_size=sum(lengths), max_size=sum(lengths)))
    cut = by_phase(game, Runs.of(items))
    assert [item for _, count, item in cut for _ in range(count)] == items
    days = [phase.name for phase, count, _ in cut for _ in range(count)]
    assert days == [phase.name for phase in game.phases for _ in range(phase.episodes)]


def test_by_phase_wants_as_many_items_as_episodes():
    for plan in ("BBAA", "BBAAAA", ""):
        with pytest.raises(ValueError, match=f"a policy must cover the game's 5 episodes, got {len(plan)}"):
            by_phase(GAME, Runs.of(plan))


def test_the_plan_is_read_in_the_first_context_of_each_phase():
    assert plan_point(GAME, GAME.phases[0]) == ("mesa", "conflict")
    rules = Runs.of({("mesa", "conflict"): act, ("mesa", "agreement"): "B"} for act in "BBAAA")
    assert list(plan_of(GAME, rules)) == list("BBAAA")


def test_plans_are_spelled_with_spaces_where_names_are_long():
    assert spelled(Runs.of("BBAAA")) == "BBAAA"
    assert spelled(Runs.of(["wait", "A"])) == "wait A"
    assert spelled(Runs(())) == ""


def test_plans_too_long_to_write_out_are_refused():
    assert len(spelled(Runs(((10**6, "B"),)))) == 10**6
    with pytest.raises(ValueError, match="a plan of 1000001 episodes is too long to write out: use plan_runs"):
        spelled(Runs(((10**6, "B"), (1, "A"))))


def test_strips_keep_phases_apart_and_count_what_is_long():
    assert strip(GAME, Runs.of("BBAAA")) == "B B | A A A"
    long = EpisodeGame(training=1000, deployment=1000).training_game()
    assert strip(long, Runs(((662, "A"), (338, "B"), (1000, "A")))) == "A×662 B×338 | A×1000"
    assert strip(EpisodeGame(training=0, deployment=2).training_game(), Runs.of("AA")) == "A A"


def test_policy_of_gives_the_plan_to_the_start_and_its_own_best_to_the_rest():
    policy = policy_of(GAME, "BABAB")
    assert [rule["mesa", "conflict"] for rule in policy] == list("BABAB")
    assert [rule["mesa", "agreement"] for rule in policy] == list("BABAB")
    assert {rule["base", "conflict"] for rule in policy} == {"B"}
    assert {rule["base", "agreement"] for rule in policy} == {"B"}


def test_other_selves_take_the_first_listed_of_what_pays_them_most():
    game = ladder_game(rungs=3)
    assert policy_of(game, "BBBB")[0] == {
        ("rung 0", "task"): "B",
        ("rung 1", "task"): "A",
        ("rung 2", "task"): "B",
    }


def test_policy_of_reads_lists_and_texts_with_spaces():
    game = choice_game({"wait": 0, "act": 1}, episodes=2)
    assert policy_of(game, "wait act") == policy_of(game, ["wait", "act"])
    assert list(plan_of(game, policy_of(game, "wait act"))) == ["wait", "act"]
    assert policy_of(GAME, list("BBAAA")) == policy_of(GAME, "BBAAA")


@pytest.mark.parametrize(
    ("plan", "message"), [("BBA", "cover the game's 5 episodes, got 3"), ("BBXAA", r"actions \('B', 'A'\), got 'X'")]
)
def test_plans_that_do_not_fit_are_refused(plan, message):
    with pytest.raises(ValueError, match=message):
        policy_of(GAME, plan)


def test_a_choice_that_hangs_on_a_symbol_is_refused():
    x = sympy.Symbol("x")
    game = EpisodeGame(overlap=x).training_game()
    assert policy_of(game, "BBAAA")[0]["base", "conflict"] == "B"
    symbolic = TrainingGame(
        base="base",
        states={"mesa": "mesa", "other": "base"},
        actions={"mesa": ("B",), "other": ("B", "A")},
        payoffs={(o, s, "c", a): (x if a == "A" else 0) for o in ("mesa", "base") for s, a in
                 [("mesa", "B"), ("other", "B"), ("other", "A")]},
        phases=(Phase("p", 1, {"c": 1}),),
        start="mesa",
    )  # fmt: skip
    with pytest.raises(ValueError, match="the choice of 'other' between 'B' and 'A' hangs on the sign of x"):
        policy_of(symbolic, "B")
