import dataclasses
from fractions import Fraction

import numpy as np
import pytest
import sympy

from tests.training_games import choice_game, ladder_game
from toymodels.models.episode_game import EpisodeGame
from toymodels.scalars import exactly
from toymodels.training import Phase, Statement, TrainingGame, stated, with_numbers

F = Fraction
GAME = {
    "base": "base",
    "states": {"mesa": "mesa", "base": "base"},
    "actions": {"mesa": ("B", "A"), "base": ("B",)},
    "payoffs": {
        ("mesa", "mesa", "task", "B"): 0,
        ("mesa", "mesa", "task", "A"): "1/3",
        ("base", "mesa", "task", "B"): 1,
        ("base", "mesa", "task", "A"): 0,
        ("mesa", "base", "task", "B"): 0,
        ("base", "base", "task", "B"): 1,
    },
    "phases": (Phase("training", 1, {"task": 1}, {("mesa", "task", "A"): {"base": 1}}, training=True),),
    "start": "mesa",
}


def changed(**parts):
    return TrainingGame(**GAME | parts)


def test_numbers_are_read_as_scalars():
    game = changed(discount="1/2")
    assert game.payoffs["mesa", "mesa", "task", "A"] == F(1, 3)
    assert game.discount == F(1, 2)
    assert Phase("x", "2", {"task": "1.0"}).episodes == 2
    assert Phase("x", 1, {"a": "1/3", "b": "2/3"}).contexts == {"a": F(1, 3), "b": F(2, 3)}


def test_later_changes_of_the_arguments_do_not_reach_the_game():
    payoffs, contexts = dict(GAME["payoffs"]), {"task": 1}
    game = changed(payoffs=payoffs, phases=[Phase("only", 1, contexts)])
    payoffs.clear()
    contexts.clear()
    assert len(game.payoffs) == 6
    assert game.phases[0].contexts == {"task": 1}
    assert isinstance(game.phases, tuple)


def test_what_a_game_is_made_of():
    game = changed(phases=(Phase("one", 2, {"task": 1}), Phase("two", 3, {"task": 1})))
    assert game.objectives == ("mesa", "base")
    assert game.contexts == ("task",)
    assert game.episodes == 5
    assert game.moves(["task"]) == [("mesa", "task", "B"), ("mesa", "task", "A"), ("base", "task", "B")]


def test_base_is_an_objective_even_if_never_in_charge():
    game = TrainingGame(
        base="base",
        states={"s": "mesa"},
        actions={"s": ("A",)},
        payoffs={("mesa", "s", "c", "A"): 1, ("base", "s", "c", "A"): 0},
        phases=(Phase("p", 1, {"c": 1}),),
        start="s",
    )
    assert game.objectives == ("mesa", "base")


def test_every_number_is_listed():
    phase = Phase("p", 1, {"task": 1}, {("mesa", "task", "A"): {"base": F(1, 4), "mesa": F(3, 4)}})
    numbers = list(changed(phases=(phase,), discount=F(1, 7)).numbers())
    assert sorted(numbers) == sorted([F(1, 7), 0, F(1, 3), 1, 0, 0, 1, 1, F(1, 4), F(3, 4)])


def test_a_move_without_a_kernel_row_keeps_the_state():
    phase = GAME["phases"][0]
    assert phase.successors(("mesa", "task", "A")) == {"base": 1}
    assert phase.successors(("mesa", "task", "B")) == {"mesa": 1}
    assert phase.training
    assert not Phase("other", 1, {"task": 1}).training


@pytest.mark.parametrize(
    ("episodes", "error", "message"),
    [
        (-1, ValueError, "episodes of phase 'p' must be an integer >= 0, got -1"),
        (1.0, TypeError, r"episodes of phase 'p' must be an integer >= 0, got the float 1\.0"),
        ("1/2", ValueError, "episodes of phase 'p' must be an integer >= 0, got 1/2"),
        (True, TypeError, "episodes of phase 'p' must be a number, got True"),
        (sympy.Symbol("T"), TypeError, "episodes of phase 'p' must be one integer, got T"),
        (np.array([1, 2]), TypeError, r"episodes of phase 'p' must be one integer, got \[1 2\]"),
    ],
)
def test_phases_have_a_whole_number_of_episodes(episodes, error, message):
    with pytest.raises(error, match=message):
        Phase("p", episodes, {"task": 1})


@pytest.mark.parametrize(
    ("contexts", "message"),
    [
        ({}, "contexts of phase 'p' must sum to 1, got 0"),
        ({"a": F(1, 3), "b": F(1, 3)}, "contexts of phase 'p' must sum to 1, got 2/3"),
        ({"a": 0.5, "b": 0.5 + 1e-11}, "contexts of phase 'p' must sum to 1, got 1.0000"),
        ({"a": F(1, 3), "b": F(2, 3) + F(1, 10**15)}, "must sum to 1, got "),
        ({"a": np.array([0.5, 0.25]), "b": 0.5}, r"must sum to 1, got \[1"),
        ({"a": sympy.Symbol("x"), "b": sympy.Symbol("x")}, r"must sum to 1, got 2\*x"),
        ({"a": "3/2", "b": "-1/2"}, r"contexts of phase 'p': probability of 'a' must be in \[0, 1\], got 3/2"),
    ],
)
def test_contexts_are_a_distribution(contexts, message):
    with pytest.raises(ValueError, match=message):
        Phase("p", 1, contexts)


def test_distributions_of_any_kind_of_number():
    x = sympy.Symbol("x")
    Phase("p", 1, {"a": 0.1, "b": 0.2, "c": 0.7})
    Phase("p", 1, {"a": x**2 - 1, "b": 1 - (x - 1) * (x + 1)})
    Phase("p", 1, {"a": np.array([0.1, 0.9]), "b": np.array([0.9, 0.1])})


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"base": F(1, 2)}, r"kernel of \('mesa', 'task', 'A'\) must sum to 1, got 1/2"),
        (
            {"base": 2, "mesa": -1},
            r"kernel of \('mesa', 'task', 'A'\): probability of 'base' must be in \[0, 1\], got 2",
        ),
    ],
)
def test_kernel_rows_are_distributions(row, message):
    with pytest.raises(ValueError, match=message):
        Phase("p", 1, {"task": 1}, {("mesa", "task", "A"): row})


@pytest.mark.parametrize(
    "move", [("mesa", "task", "C"), ("nobody", "task", "A"), ("mesa", "elsewhere", "A"), ("base", "task", "A")]
)
def test_kernels_name_moves_of_the_game(move):
    with pytest.raises(ValueError, match=r"kernel of phase 'p' names \(.*\), which is no state, context and action"):
        changed(phases=(Phase("p", 1, {"task": 1}, {move: {"base": 1}}),))


def test_kernels_lead_to_states():
    with pytest.raises(ValueError, match=r"kernel of \('mesa', 'task', 'A'\) must lead to a state, got 'limbo'"):
        changed(phases=(Phase("p", 1, {"task": 1}, {("mesa", "task", "A"): {"limbo": 1}}),))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"start": "nobody"}, "start must be a state, got 'nobody'"),
        (
            {"actions": {"mesa": ("B", "A")}},
            r"actions must be given for exactly the states \['mesa', 'base'\], got \['mesa'\]",
        ),
        (
            {"actions": {"mesa": ("B", "A"), "base": ()}},
            r"actions of 'base' must be one or more different names, got \(\)",
        ),
        ({"actions": {"mesa": ("B", "B"), "base": ("B",)}}, "actions of 'mesa' must be one or more different names"),
        ({"discount": -1}, "discount must be a finite number >= 0, got -1"),
        ({"discount": float("inf")}, "discount must be finite, got inf"),
        (
            {"payoffs": GAME["payoffs"] | {("mesa", "mesa", "task", "A"): float("nan")}},
            r"payoff of \(.*\) must be finite, got nan",
        ),
        ({"base": "gold"}, r"payoff of \('gold', .*\) is missing"),
        (
            {"payoffs": GAME["payoffs"] | {("mesa", "base", "task", "A"): 1}},
            "belongs to no objective, state, context and action",
        ),
        (
            {"payoffs": {k: v for k, v in GAME["payoffs"].items() if k[1] == "mesa"}},
            r"payoff of \(.*'base', 'task', 'B'\) is missing",
        ),
    ],
)
def test_a_game_with_a_part_wrong_is_refused(parts, message):
    with pytest.raises(ValueError, match=message):
        changed(**parts)


def test_payoffs_are_no_booleans():
    with pytest.raises(TypeError, match=r"payoff of \('base', 'self', 'task', 'A'\) must be a number, got True"):
        choice_game({"A": True})


def test_serving_base_is_paying_it_most_at_the_time():
    game = choice_game({"A": 0, "B": 2, "C": 2})
    assert [game.serves_base("self", "task", action) for action in "ABC"] == [False, True, True]


def test_serving_base_must_not_hang_on_a_symbol():
    with pytest.raises(ValueError, match="whether 'A' serves the base objective must not hang on a symbol, got "):
        choice_game({"A": sympy.Symbol("x"), "B": 1}).serves_base("self", "task", "A")
    assert choice_game({"A": sympy.sqrt(2), "B": 1}).serves_base("self", "task", "A")
    x = sympy.Symbol("x")
    assert choice_game({"A": x + 1, "B": x}).serves_base("self", "task", "A")


def test_serving_base_must_not_differ_within_an_array():
    mixed = choice_game({"A": np.array([0.5, 1.5]), "B": 1})
    with pytest.raises(ValueError, match="whether 'A' serves the base objective must not differ within an array"):
        mixed.serves_base("self", "task", "A")
    assert choice_game({"A": np.array([1.5, 2.5]), "B": 1}).serves_base("self", "task", "A")
    assert not choice_game({"A": np.array([1.5, 2.5]), "B": 3}).serves_base("self", "task", "A")


def test_models_state_their_games_and_nothing_else_does():
    game = ladder_game()
    assert stated(game) is game
    assert isinstance(EpisodeGame(), Statement)
    assert stated(EpisodeGame()) == EpisodeGame().training_game()
    with pytest.raises(TypeError, match="a problem must be a TrainingGame or a model that states one, got str"):
        stated("episode game")


def test_with_numbers_changes_what_is_not_an_integer():
    def halved(value):
        return value / 2

    model = with_numbers(EpisodeGame(training=2, modification=0.5, discount=np.array([0.5, 1.0])), halved)
    assert (model.training, model.modification, model.discount.tolist()) == (2, 0.25, [0.25, 0.5])
    game = choice_game({"A": 1.0, "B": 3, "C": F(1, 2)}, kernel={("self", "task", "A"): {"self": 1}}, discount=0.5)
    assert with_numbers(game, halved) == choice_game(
        {"A": 0.5, "B": 3, "C": F(1, 4)}, kernel={("self", "task", "A"): {"self": 1}}, discount=0.25
    )


def test_with_numbers_reaches_contexts_and_kernels():
    contexts, row = {"x": 0.25, "y": 0.75}, {"self": 1.0}
    game = choice_game({"A": 1}, contexts=contexts, kernel={("self", "x", "A"): row})
    exact = with_numbers(game, exactly)
    assert exact == choice_game({"A": 1}, contexts={"x": F(1, 4), "y": F(3, 4)}, kernel={("self", "x", "A"): {"self": 1}})
    assert type(exact.phases[0].kernel["self", "x", "A"]["self"]) is int


def test_phases_are_phases():
    with pytest.raises(TypeError, match="phases must be of the type Phase, got 'training'"):
        dataclasses.replace(EpisodeGame().training_game(), phases=("training",))
